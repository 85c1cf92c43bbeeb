//! The overlay that `spec/README.md` shows, on a description with the faults of the one that the vendor
//! publishes.
//!
//! The bulk part of the client has the same API as that of `kustomer-client`.

use std::fs;

use codegen::source::Source;
use codegen::{Files, Options, generate_with};
use tempfile::TempDir;

use super::super::public_api;
use super::super::support::{fixture, source, workspace};

/// The folder of the description, where `kustomer.yaml` is beside it.
struct Beside;

impl Files for Beside {
    fn read(&mut self, path: &str) -> Result<Source, String> {
        if path == "kustomer.yaml" {
            Ok(source("spec/kustomer.yaml"))
        } else {
            Err("no file".to_owned())
        }
    }
}

/// What belongs to the bulk part: the operations, the methods that call them, and all types of
/// `kustomer-client`.
const METHODS: [&str; 5] = [
    "bulk_batch_update_messages",
    "get_bulk_operation",
    "get_bulk_operation_batches",
    "update_messages",
    "wait_for_bulk_operation",
];

fn is_of_the_bulk_part(line: &str) -> bool {
    let is_method = |name: &&str| {
        line.contains(&format!("::Client::{name}("))
            || line.contains(&format!("::operations::{name}"))
    };
    METHODS.iter().any(|name| is_method(&name)) || line.contains("kustomer_client::bulk")
}

/// The name of the type to which a line belongs.
fn type_name(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("kustomer_client::types::")?;
    rest.split(|character: char| !character.is_alphanumeric()).next()
}

#[test]
fn the_bulk_part_of_a_published_description_with_an_overlay_has_the_same_api() {
    let description =
        Source { name: "kustomer-core.json".to_owned(), ..fixture("overlays/messages.json") };
    let overlay = fixture("overlays/messages.overlay.yaml");
    assert!(overlay.text.lines().count() <= 40);
    let mut options = Options::new("kustomer-client");
    options.overlays.push(overlay);
    let output = generate_with(&description, &mut Beside, &options)
        .unwrap_or_else(|found| panic!("{}", found.render(&description)));
    assert!(output.warnings.is_empty(), "{}", output.warnings.render(&description));
    let folder = TempDir::new().unwrap();
    for (path, text) in &output.files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let found = public_api::lines(folder.path(), "kustomer_client");
    let expected = public_api::lines(&workspace().join("generated"), "kustomer_client");
    let types: Vec<&str> = expected.iter().filter_map(|line| type_name(line)).collect();
    let bulk_part = |lines: &[String]| -> Vec<String> {
        let is_in_it = |line: &&String| {
            is_of_the_bulk_part(line) || type_name(line).is_some_and(|name| types.contains(&name))
        };
        lines.iter().filter(is_in_it).cloned().collect()
    };
    assert_eq!(bulk_part(&found), bulk_part(&expected));
    assert!(bulk_part(&expected).len() > 400);
    // Other operations are there as well, and their custom attributes are open.
    let is_open = |line: &String| line.ends_with("::custom: Option<Map<String, Value>>");
    assert!(found.iter().any(is_open), "{found:#?}");
}

#[test]
fn the_documented_overlay_is_the_tested_one() {
    let overlay = fixture("overlays/messages.overlay.yaml").text;
    let readme = source("spec/README.md").text;
    assert!(readme.contains(&format!("```yaml\n{overlay}```")));
}
