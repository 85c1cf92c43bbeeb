//! Files stay small, even if a single schema contains many inline objects.

use std::fmt::Write;

use codegen::source::Source;

use super::support::generated;

/// The number of objects in the schema.
const OBJECTS: usize = 100;

#[test]
fn a_schema_with_many_objects_is_split_into_several_files() {
    let output = generated(&large(), "large");
    let modules: Vec<&String> = output
        .files
        .keys()
        .filter(|path| path.starts_with("src/types/large") && !path.contains("json"))
        .collect();
    assert_eq!(modules.len(), 7, "{modules:?}");
    let exported = &output.files["src/types.rs"];
    for number in 0..OBJECTS {
        assert!(exported.contains(&format!("LargePart{number}")), "part {number} is missing");
    }
    let rust = output.files.iter().filter(|(path, _)| path.starts_with("src/"));
    let longest = rust.map(|(_, text)| text.lines().count()).max();
    assert!(longest < Some(1500), "{longest:?} lines");
}

/// A schema with objects of eight members each, no two alike.
fn large() -> Source {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: { title: Large, version: 1.0.0 }\npaths: {}\ncomponents:\n  schemas:\n    \
         Large:\n      type: object\n      properties:\n",
    );
    for number in 0..OBJECTS {
        let members: Vec<String> =
            (0..8).map(|member| format!("m{number}_{member}: {{ type: string }}")).collect();
        let members = members.join(", ");
        writeln!(text, "        part_{number}: {{ type: object, properties: {{ {members} }} }}")
            .unwrap();
    }
    Source { name: "large.yaml".to_owned(), text }
}
