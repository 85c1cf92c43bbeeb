//! Recursive schemas, long chains of schemas and unions of unions: generation takes little stack, and
//! what is left out has a warning with its location.

mod random_schemas;

use codegen::output::Output;
use codegen::source::Source;
use codegen::{Options, generate};

use self::random_schemas::random_schemas;
use super::support::{generated, run};

/// The stack of the thread on which each description is generated.
const STACK: usize = 512 * 1024;

/// A description with these schemas, one a line.
fn described(schemas: &str) -> Source {
    let head = "openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths: {}\n";
    let lines = schemas.lines().map(str::trim).filter(|line| !line.is_empty());
    let line = |line| format!("    {}\n", with_references(line));
    let lines = lines.map(line).collect::<Vec<String>>().concat();
    let text = format!("{head}components:\n  schemas:\n{lines}");
    Source { name: "a.yaml".to_owned(), text }
}

/// The text with `=A` replaced by a reference to `A`.
fn with_references(text: &str) -> String {
    let mut parts = text.split('=');
    let mut written = parts.next().unwrap().to_owned();
    for part in parts {
        let end = part.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(part.len());
        written += &format!("{{ $ref: '#/components/schemas/{}' }}{}", &part[..end], &part[end..]);
    }
    written
}

/// Runs on a thread with a small stack.
fn on_a_small_stack<R: Send + 'static>(work: impl FnOnce() -> R + Send + 'static) -> R {
    std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap()
}

/// The crate for these schemas.
fn crate_of(schemas: &str) -> Output {
    let source = described(schemas);
    on_a_small_stack(move || generated(&source, "a-client"))
}

/// The warnings about these schemas.
fn warnings(schemas: &str) -> String {
    let source = described(schemas);
    on_a_small_stack(move || generated(&source, "a-client").warnings.render(&source))
}

/// All types of a crate.
fn types(output: &Output) -> String {
    let types = output.files.iter().filter(|(path, _)| path.starts_with("src/types/"));
    types.map(|(_, text)| text.as_str()).collect()
}

#[test]
fn an_inline_schema_that_contains_itself_is_boxed() {
    for (schemas, field) in [
        (
            "Node: { type: object, properties: { leaf: { type: string }, next: { allOf: [=Node], required: [leaf] } } }",
            "pub next: Option<Box<NodeNext>>",
        ),
        (
            "Node: { properties: { id: { type: string }, next: { $ref: '#/components/schemas/Node', required: [id] } } }",
            "pub next: Option<Box<NodeNext>>",
        ),
        (
            "Node: { properties: { next: { allOf: [=Node, { properties: { note: { type: string } } }] } } }",
            "pub next: Option<Box<NodeNext>>",
        ),
        (
            "Node: { properties: { id: { type: string }, next: { type: array, items: { allOf: [=Node, { required: [id] }] } } } }",
            "pub next: Option<Vec<NodeNextItem>>",
        ),
        (
            "Node: { properties: { id: { type: string }, next: { type: object, additionalProperties: { allOf: [=Node, { required: [id] }] } } } }",
            "pub next: Option<BTreeMap<String, NodeNextValue>>",
        ),
        (
            "Node: { properties: { id: { type: string }, next: { anyOf: [{ type: string }, { allOf: [=Node, { required: [id] }] }] } } }",
            "pub next: Option<NodeNext>",
        ),
    ] {
        let types = types(&crate_of(schemas));
        assert!(types.contains(field), "{schemas}\n{types}");
    }
}

#[test]
fn a_list_that_contains_itself_after_merging_is_a_type() {
    let types =
        types(&crate_of("List: { type: array, items: { allOf: [=List, { type: array }] } }"));
    assert!(types.contains("pub struct List(pub Vec<"), "{types}");
}

#[test]
fn recursive_schemas_are_joined_to_a_recursive_schema() {
    let types = types(&crate_of(
        "
        A: { properties: { child: =A, a: { type: string } } }
        B: { properties: { child: =B, b: { type: string } } }
        C: { allOf: [=A, =B] }
        ",
    ));
    let c = &types[types.find("pub struct C {").unwrap()..];
    assert!(c.contains("pub child: Option<Box<C>>"), "{c}");
    assert!(c.contains("pub a: Option<String>") && c.contains("pub b: Option<String>"), "{c}");
}

#[test]
fn schemas_with_cycles_of_different_lengths_are_joined() {
    let cycle = |name: char, length: usize| -> String {
        let one = |at: usize| {
            let next = (at + 1) % length;
            format!("{name}{at}: {{ properties: {{ n: ={name}{next}, {name}{at}: {{}} }} }}\n")
        };
        (0..length).map(one).collect()
    };
    let schemas = cycle('A', 2) + &cycle('B', 3) + "C: { allOf: [=A0, =B0] }";
    assert_eq!(types(&crate_of(&schemas)).matches("pub struct ").count(), 2 + 3 + 6);
}

#[test]
fn a_schema_that_is_a_variant_of_itself_ends() {
    for (schemas, warning) in [
        (
            "A: { oneOf: [{ allOf: [=A, { type: object, properties: {} }] }, { type: 'null' }] }",
            "endless-all-of",
        ),
        (
            "A: { anyOf: [{ $ref: '#/components/schemas/A', additionalProperties: { type: string } }] }",
            "endless-all-of",
        ),
        ("A: { oneOf: [=A, { type: integer }] }", "endless-union"),
        (
            "A: { oneOf: [=B, { type: integer }] }\nB: { oneOf: [=A, { type: boolean }] }",
            "endless-union",
        ),
        ("A: { oneOf: [=A] }", "endless-union"),
        (
            "Expr: { oneOf: [{ type: object, properties: { l: {} } }, { allOf: [=Expr, { properties: { p: {} } }] }] }",
            "endless-all-of",
        ),
        (
            "A: { oneOf: [=B, {type: string}] }\nB: { allOf: [=C] }\nC: { oneOf: [=D, { type: integer }] }\nD: { allOf: [=A, { type: string }] }",
            "large-union",
        ),
    ] {
        let report = warnings(schemas);
        assert!(report.contains(warning), "{schemas}\n{report}");
        assert!(report.contains("a.yaml:"), "{schemas}\n{report}");
    }
}

#[test]
fn unions_that_are_variants_of_each_other_have_the_variants_of_both() {
    let output = crate_of(
        "A: { oneOf: [=B, { type: integer }], example: 5 }\nB: { oneOf: [=A, { type: boolean }] }",
    );
    assert!(output.files["src/types/b.rs"].contains("pub type B = A;"));
    let a = &output.files["src/types/a.rs"];
    assert!(a.contains("Integer(i64)") && a.contains("Boolean(bool)"), "{a}");
    assert_eq!(output.summary.examples, 1);
}

#[test]
fn only_the_union_that_leads_back_is_left_out_of_its_variants() {
    let output = crate_of(
        "
        Target: { required: [kind, name], properties: { kind: { type: string }, name: { type: string } }, oneOf: [=Ssh, =Ftp] }
        Ssh: { allOf: [=Target, { properties: { host: { type: string } } }] }
        Ftp: { allOf: [=Target, { properties: { url: { type: string } } }] }
        ",
    );
    let ssh = &output.files["src/types/ssh.rs"];
    assert!(ssh.contains("pub kind: String") && ssh.contains("pub name: String"), "{ssh}");
    assert!(ssh.contains("pub host: Option<String>"), "{ssh}");
    let target = &output.files["src/types/target.rs"];
    assert!(target.contains("Ssh(Ssh)") && target.contains("Ftp(Ftp)"), "{target}");
}

#[test]
fn variants_may_extend_their_union() {
    let output = crate_of(
        "
        L: { oneOf: [=C, =D], discriminator: { propertyName: kind } }
        C: { allOf: [=L, { properties: { kind: { type: string }, c: { type: string } } }] }
        D: { allOf: [=L, { properties: { kind: { type: string }, d: { type: string } } }] }
        ",
    );
    assert!(output.files["src/types/l.rs"].contains("C(C)"));
    assert!(output.files["src/types/d.rs"].contains("pub d: Option<String>"));
    assert!(output.warnings.is_empty());
}

#[test]
fn a_schema_that_only_extends_a_base_with_a_discriminator_is_no_alias_of_it() {
    let output = crate_of(
        "
        Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
        Cat: { allOf: [=Pet] }
        Dog: { allOf: [=Pet, { properties: { bark: { type: string } } }] }
        ",
    );
    assert!(output.warnings.is_empty());
    assert!(output.files["src/types/pet.rs"].contains("Cat(Cat)"));
    assert!(output.files["src/types/cat.rs"].contains("pub kind: String"));
}

#[test]
fn an_all_of_of_many_unions_is_limited() {
    for (unions, variants) in [(8, 3), (6, 16), (200, 2)] {
        let variant =
            |union: usize, at: usize| format!("{{ properties: {{ p{union}x{at}: {{}} }} }}, ");
        let union = |union: usize| {
            let variants: String = (0..variants).map(|at| variant(union, at)).collect();
            format!("{{ oneOf: [{variants}] }}, ")
        };
        let schemas = format!("A: {{ allOf: [{}] }}", (0..unions).map(union).collect::<String>());
        assert!(warnings(&schemas).contains("a.yaml:6:5"));
        assert!(types(&crate_of(&schemas)).matches("pub struct").count() <= 300);
    }
}

#[test]
fn nested_unions_are_inspected_once() {
    let (levels, width) = (12, 6);
    let mut schemas = String::new();
    for level in 0..levels {
        let next = |at: usize| format!("=U{}x{at}, ", level + 1);
        let next = (0..width).map(next).collect::<Vec<String>>().concat();
        for at in 0..width {
            let own =
                format!("{{ properties: {{ p{level}x{at}: {{}} }}, required: [p{level}x{at}] }}");
            schemas += &format!("U{level}x{at}: {{ oneOf: [{next}{own}] }}\n");
        }
    }
    for at in 0..width {
        schemas += &format!("U{levels}x{at}: {{ properties: {{ leaf{at}: {{}} }} }}\n");
    }
    assert!(warnings(&schemas).contains("the nested unions have more than 1000 variants"));
    assert!(types(&crate_of(&schemas)).len() < 2_000_000);
}

#[test]
fn chains_of_all_of_have_no_limit_of_length() {
    for from_the_top in [true, false] {
        let last = 300;
        let one = |at: usize| {
            format!("S{at}: {{ allOf: [=S{}, {{ properties: {{ p{at}: {{}} }} }}] }}\n", at + 1)
        };
        let mut lines: Vec<String> = (0..last).map(one).collect();
        lines.push(format!("S{last}: {{ properties: {{ p{last}: {{}} }} }}\n"));
        if !from_the_top {
            lines.reverse();
        }
        let output = crate_of(&lines.concat());
        assert!(output.warnings.is_empty());
        assert_eq!(output.files["src/types/s0.rs"].matches("    pub p").count(), last + 1);
    }
}

#[test]
fn long_chains_of_schemas_fit_on_a_small_stack() {
    let last = 700;
    for link in [
        "{ properties: { next: =S } }",
        "=S",
        "{ type: array, items: =S }",
        "{ type: object, additionalProperties: =S }",
        "{ oneOf: [=S, { type: string }] }",
        "{ oneOf: [{ type: object, properties: { next: =S } }, { type: string }] }",
        "{ allOf: [=S] }",
        "{ type: array, items: { allOf: [=S, { type: array, items: =S }] } }",
        "{ allOf: [{ properties: { next: =S } }, { properties: { next: =S, other: {} } }] }",
    ] {
        let one = |at: usize| {
            let link = link.replace("=S", &format!("=S{}", at + 1));
            match link.strip_suffix(" }") {
                Some(open) => format!("S{at}: {open}, example: x }}\n"),
                None => format!("S{at}: {link}\n"),
            }
        };
        let schemas: String = (0..last).map(one).collect();
        crate_of(&format!("{schemas}S{last}: {{ type: string }}\n"));
    }
}

#[test]
fn lists_that_are_joined_many_levels_deep_are_types() {
    let chain = |name: char, last: &str| -> String {
        let one = |at: usize| format!("{name}{at}: {{ type: array, items: ={name}{} }}\n", at + 1);
        (0..200).map(one).collect::<String>() + &format!("{name}200: {last}\n")
    };
    let schemas =
        chain('A', "{ properties: { a: {} } }") + &chain('B', "{ properties: { b: {} } }");
    let types = types(&crate_of(&(schemas + "C: { allOf: [=A0, =B0] }")));
    assert!(!types.contains(&"Vec<".repeat(18)));
}

#[test]
fn a_long_chain_of_lists_is_cut_by_newtypes() {
    for list in ["{ type: array, items: =S", "{ type: object, additionalProperties: =S"] {
        let one = |at: usize| format!("S{at}: {list}{} }}\n", at + 1);
        let chain: String = (0..5_000).map(one).collect();
        let union = "U: { oneOf: [=S0, { type: string }, { type: integer }] }\n";
        let output = crate_of(&format!("{union}{chain}S5000: {{ type: string }}\n"));
        let is_alias = |at: usize| {
            output.files[&format!("src/types/s{at}.rs")].contains(&format!("pub type S{at} ="))
        };
        let longest = (0..5_000).scan(0, |run, at| {
            *run = if is_alias(at) { *run + 1 } else { 0 };
            Some(*run)
        });
        assert_eq!(longest.max(), Some(8));
    }
}

#[test]
fn deep_schemas_that_look_alike_are_compared_on_a_small_stack() {
    let chain = |name: char| -> String {
        let one =
            |at: usize| format!("{name}{at}: {{ properties: {{ next: ={name}{} }} }}\n", at + 1);
        (0..300).map(one).collect::<Vec<String>>().concat() + &format!("{name}300: {{}}\n")
    };
    crate_of(&(chain('A') + &chain('B') + "C: { oneOf: [=A0, =B0] }\nD: { allOf: [=A0, =B0] }"));
}

#[test]
fn properties_that_merging_adds_are_limited() {
    let schemas = |count: usize| {
        let wide: Vec<String> = (0..1_000).map(|at| format!("p{at}: {{}}")).collect();
        let one = |at: usize| format!("S{at}: {{ allOf: [=Wide, {{ required: [p0] }}] }}\n");
        let extending = (0..count).map(one).collect::<Vec<String>>().concat();
        format!("Wide: {{ properties: {{ {} }} }}\n{extending}", wide.join(", "))
    };
    let source = described(&schemas(610));
    let options = Options { only: vec!["none".to_owned()], ..Options::new("a-client") };
    let found = on_a_small_stack(move || generate(&source, &options).unwrap_err().render(&source));
    assert!(found.contains("warning[large-all-of]: merging `allOf` adds more than 600000"));
    assert!(found.contains("a.yaml:616:5"), "{found}");
}

#[test]
fn any_combination_of_references_ends() {
    const DESCRIPTIONS: u64 = 100;
    const GROUPS: u64 = 20;
    for description in 0..DESCRIPTIONS {
        let groups = (0..GROUPS).map(|group| {
            let schemas = random_schemas(description * GROUPS + group);
            schemas.replace('S', &format!("G{group}S"))
        });
        let source = described(&groups.collect::<String>());
        let result = on_a_small_stack(move || run(&source, "a-client").map(drop));
        assert!(result.is_ok(), "{description}");
    }
}
