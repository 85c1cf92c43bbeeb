//! Values and shapes of a description that are hard to write as Rust.

use std::thread;

use codegen::source::Source;

use super::support::generated;

const HEAD: &str =
    "openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n";

/// The file of the first schema, `A`.
fn schema_a(schemas: &str) -> String {
    let source = Source { name: "a.yaml".to_owned(), text: format!("{HEAD}{schemas}") };
    generated(&source, "a-client").files.remove("src/types/a.rs").unwrap()
}

/// Runs a test on a thread whose stack is smaller than that of any platform.
fn on_a_small_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    thread::Builder::new().stack_size(512 << 10).spawn(run).unwrap().join().unwrap()
}

#[test]
fn numbers_of_a_mixed_enum_have_types() {
    let file = schema_a("    A: { enum: [3000000000, -3, 18446744073709551615, 1.5, auto] }\n")
        .replace("- ", "-");
    for literal in ["(3000000000i64)", "(-3)", "(18446744073709551615u64)", "(1.5)", "(\"auto\")"] {
        assert!(file.contains(&format!("json!{literal}")), "{literal} is not in {file}");
    }
}

#[test]
fn an_example_is_a_string_whatever_it_contains() {
    let marks = "#".repeat(300);
    for value in [format!("\\\"{marks}"), "\\u202e\\u0000\\r\\u2028".to_owned(), "\\\\".to_owned()]
    {
        let text = format!(
            r#"{{"openapi":"3.1.0","info":{{"title":"A","version":"1"}},"paths":{{}},
            "components":{{"schemas":{{"A":{{"type":"object","example":{{"a":"{value}"}},
            "properties":{{"a":{{"type":"string"}}}}}}}}}}}}"#
        );
        let expected: serde_json::Value = serde_json::from_str(&text).unwrap();
        let source = Source { name: "a.json".to_owned(), text };
        let files = generated(&source, "a-client").files;
        let parsed = syn::parse_file(&files["tests/examples/a.rs"]).unwrap();
        let literals = strings(&parsed);
        let example = &expected["components"]["schemas"]["A"]["example"];
        let is_example = |text: &String| {
            serde_json::from_str::<serde_json::Value>(text).ok().as_ref() == Some(example)
        };
        assert!(literals.iter().any(is_example), "{literals:?}");
    }
}

/// All string literals of a file.
fn strings(file: &syn::File) -> Vec<String> {
    struct Strings(Vec<String>);
    impl syn::visit::Visit<'_> for Strings {
        fn visit_lit_str(&mut self, literal: &syn::LitStr) {
            self.0.push(literal.value());
        }
    }
    let mut strings = Strings(Vec::new());
    syn::visit::Visit::visit_file(&mut strings, file);
    strings.0
}

#[test]
fn a_union_of_a_thousand_lists_is_written_without_nesting() {
    let file = on_a_small_stack(|| {
        let variant = |number| {
            format!(
                "        - {{ type: array, items: {{ type: object, properties: {{ p{number}: {{ type: string }} }} }} }}\n"
            )
        };
        let variants: String = (0..1_000).map(variant).collect();
        schema_a(&format!("    A:\n      oneOf:\n{variants}"))
    });
    let deepest = file.lines().map(|line| line.len() - line.trim_start().len()).max();
    assert!(deepest < Some(60), "{deepest:?}");
}

#[test]
fn text_does_not_name_files_of_the_runtime() {
    let text = "crate::runtime::streams::EventStream, crate::JsonLines and uuid::Uuid";
    let source = |description: &str| Source {
        name: "a.yaml".to_owned(),
        text: format!(
            "{HEAD}    A: {{ type: string, description: '{description}', enum: ['{description}'] }}\n"
        ),
    };
    let paths = |source: &Source| -> Vec<String> {
        generated(source, "a-client").files.into_keys().collect()
    };
    assert_eq!(paths(&source(text)), paths(&source("harmless")));
}
