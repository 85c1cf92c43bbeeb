//! The overlay that `spec/README.md` shows, on a description with the faults of the one that the vendor
//! publishes.
//!
//! The bulk part of the client has the same API as that of `kustomer-client`.

use std::fs;

use codegen::public_api::{FILE, Item, Kind, PublicApi};
use codegen::source::Source;
use codegen::{Files, Options, generate_with};

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

fn is_of_the_bulk_part(item: &Item) -> bool {
    let is_method = |name: &str| {
        *item.path == *format!("Client::{name}")
            || item.path.starts_with(&format!("operations::{name}"))
    };
    METHODS.iter().any(|name| is_method(name)) || item.path.starts_with("bulk")
}

/// The name of the type to which an item belongs.
fn type_name(item: &Item) -> Option<&str> {
    item.path.strip_prefix("types::")?.split("::").next()
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
    let found = rust_items(output.public_api);
    let generated = workspace().join("generated").join(FILE);
    let expected = rust_items(PublicApi::parse(&fs::read_to_string(generated).unwrap()));
    let types: Vec<&str> = expected.iter().filter_map(type_name).collect();
    let bulk_part = |items: &[Item]| -> Vec<String> {
        let is_in_it = |item: &&Item| {
            is_of_the_bulk_part(item) || type_name(item).is_some_and(|name| types.contains(&name))
        };
        items.iter().filter(is_in_it).map(ToString::to_string).collect()
    };
    assert_eq!(bulk_part(&found), bulk_part(&expected));
    assert!(bulk_part(&expected).len() > 400);
    // Other operations are there as well, and their custom attributes are open.
    let is_open = |item: &Item| {
        item.path.ends_with("::custom") && *item.rest == *": Option<Map<String, Value>>"
    };
    assert!(found.iter().any(is_open), "{found:#?}");
}

/// The items that Rust shows, without their places, which are those of another description.
fn rust_items(api: PublicApi) -> Vec<Item> {
    let is_rust = |item: &Item| !matches!(item.kind, Kind::Wire | Kind::Default);
    let items = api.items.into_iter().filter(is_rust);
    items.map(|item| Item { place: None, ..item }).collect()
}

#[test]
fn the_documented_overlay_is_the_tested_one() {
    let overlay = fixture("overlays/messages.overlay.yaml").text;
    let readme = source("spec/README.md").text;
    assert!(readme.contains(&format!("```yaml\n{overlay}```")));
}
