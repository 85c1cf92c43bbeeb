//! For any text, a run terminates with a crate or a diagnostic.

use codegen::source::Source;

use super::accept;
use super::random::Random;
use super::support::{fixture, generated, run};

/// Runs the generator and checks that a rejection has diagnostics that can be rendered.
fn survives(text: String) {
    let source = Source { name: "mutant.yaml".to_owned(), text };
    if let Err(diagnostics) = run(&source, "mutant-client") {
        assert!(diagnostics.has_errors());
        assert!(!diagnostics.render(&source).is_empty());
    }
}

/// A description with these schemas.
fn with_schemas(schemas: &str) -> String {
    let head = "openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths: {}\n";
    format!("{head}components:\n  schemas:\n{schemas}")
}

#[test]
fn truncated_descriptions_do_not_panic() {
    for name in ["one_of_with_discriminator", "security_alternatives", "path_parameter_styles"] {
        let text = fixture(&format!("accept/{name}.yaml")).text;
        for (end, _) in text.char_indices().step_by(3) {
            survives(text[..end].to_owned());
        }
    }
}

#[test]
fn descriptions_with_changed_characters_do_not_panic() {
    let letters: Vec<char> = "{}[]:,#&*!|>'\"%@`-~ \n\t0aA$/é\u{0}\u{feff}".chars().collect();
    let mut random = Random::new(7);
    for name in accept::NAMES {
        let text: Vec<char> = fixture(&format!("accept/{name}.yaml")).text.chars().collect();
        for _ in 0..12 {
            let mut mutant = text.clone();
            for _ in 0..=random.below(3) {
                let place = random.below(mutant.len());
                mutant[place] = letters[random.below(letters.len())];
            }
            survives(mutant.into_iter().collect());
        }
    }
}

#[test]
fn descriptions_with_swapped_lines_do_not_panic() {
    let mut random = Random::new(11);
    for name in accept::NAMES {
        let text = fixture(&format!("accept/{name}.yaml")).text;
        let lines: Vec<&str> = text.lines().collect();
        for _ in 0..6 {
            let mut mutant = lines.clone();
            mutant.swap(random.below(lines.len()), random.below(lines.len()));
            mutant.remove(random.below(lines.len()));
            survives(mutant.join("\n"));
        }
    }
}

#[test]
fn deep_nesting_is_accepted_or_rejected_without_overflow() {
    for depth in [20, 60, 127, 1_000, 100_000] {
        survives("[".repeat(depth));
        survives("{\"a\":".repeat(depth));
        survives(with_schemas(&format!("    A: {}", "{ type: array, items: ".repeat(depth))));
    }
}

#[test]
fn deep_schemas_fit_on_the_stack_of_the_main_thread() {
    const STACK: usize = 8 * 1024 * 1024;
    let deepest = || {
        for depth in [10, 40, 60, 120] {
            let nested = format!("{}{}", "{ allOf: [".repeat(depth), "] }".repeat(depth));
            survives(with_schemas(&format!("    A: {nested}\n")));
            let (open, close) = ("{ type: array, items: ".repeat(depth), " }".repeat(depth));
            survives(with_schemas(&format!("    A: {open}true{close}\n")));
        }
    };
    std::thread::Builder::new().stack_size(STACK).spawn(deepest).unwrap().join().unwrap();
}

#[test]
fn reference_cycles_terminate() {
    for keyword in ["allOf", "oneOf", "anyOf"] {
        let member =
            |name: &str| format!("{{ {keyword}: [{{ $ref: '#/components/schemas/{name}' }}] }}");
        let schemas =
            format!("    A: {}\n    B: {}\n    C: {}\n", member("B"), member("C"), member("A"));
        survives(with_schemas(&schemas));
    }
    let alias =
        "    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n";
    survives(with_schemas(alias));
    survives(with_schemas("    A: { $ref: '#/components/schemas/A' }\n"));
    survives(with_schemas("    A: { $ref: '#' }\n"));
    survives(with_schemas("    A: { items: { $ref: '#/components/schemas/A/items' } }\n"));
    survives(with_schemas("    A: { not: { $ref: '#/components/schemas/A' } }\n"));
}

#[test]
fn long_reference_chains_and_wide_unions_are_fast() {
    let mut chain = String::new();
    for number in 0..2_000 {
        chain += &format!("    S{number}: {{ $ref: '#/components/schemas/S{}' }}\n", number + 1);
    }
    survives(with_schemas(&(chain + "    S2000: { type: string }\n")));
    let mut union = "    A:\n      oneOf:\n".to_owned();
    for number in 0..500 {
        let property =
            format!("{{ type: object, properties: {{ p{number}: {{ type: string }} }} }}");
        union += &format!("        - {property}\n");
    }
    survives(with_schemas(&union));
}

#[test]
fn exponential_yaml_aliases_are_rejected() {
    let mut text = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..40 {
        text += &format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1);
    }
    survives(text);
}

#[test]
fn one_invalid_schema_among_a_hundred_affects_only_itself() {
    let mut text =
        "openapi: 3.0.3\ninfo: { title: Fixture, version: 1.0.0 }\npaths: {}\n".to_owned();
    text += "components:\n  schemas:\n";
    for number in 0..100 {
        let schema = if number == 50 {
            "[not, a, schema]"
        } else {
            "{ type: object, properties: { a: { type: string } } }"
        };
        text += &format!("    Type{number}: {schema}\n");
    }
    let source = Source { name: "hundred.yaml".to_owned(), text };
    let output = generated(&source, "hundred-client");
    let structs = output
        .files
        .iter()
        .filter(|(path, text)| path.starts_with("src/types/") && text.contains("pub struct Type"));
    assert_eq!(structs.count(), 99);
    assert!(output.files["src/types/type50.rs"].contains("pub type Type50 = Value;"));
    let report = output.warnings.render(&source);
    assert_eq!(output.warnings.len(), 1, "{report}");
    assert!(report.contains("hundred.yaml:56:5"), "{report}");
}
