//! The public API of generated clients, which the generator lists in `public-api.txt`.
//!
//! The list is compared with the source of the crate, and its snapshot shows every change that users
//! can observe.

use std::fs;

use codegen::public_api::{FILE, Item, Kind, PublicApi, runtime_list};
use insta::{Settings, assert_snapshot};

use super::support::{tree, workspace};

/// The list of a generated crate.
pub fn text(folder: &std::path::Path) -> String {
    fs::read_to_string(folder.join(FILE)).unwrap()
}

#[test]
fn the_public_api_matches_the_snapshot() {
    let text = text(&workspace().join("generated"));
    let api = PublicApi::parse(&text);
    let is_type = |item: &&Item| {
        matches!(item.kind, Kind::Module | Kind::Struct | Kind::Enum | Kind::Trait | Kind::Alias)
    };
    let types = api.items.iter().filter(is_type).count();
    assert!(types < 180, "the public API grows: is all {types} of it for callers?");
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!("public_api", text));
}

#[test]
fn the_list_is_what_the_source_of_the_crate_exports() {
    let folder = workspace().join("generated");
    let source = PublicApi::of_source(&tree(&folder)).unwrap();
    let is_rust = |item: &Item| {
        !matches!(item.kind, Kind::Feature | Kind::RustVersion | Kind::Wire | Kind::Default)
    };
    let listed = PublicApi::parse(&text(&folder)).items.into_iter().filter(is_rust);
    let lines = |items: Vec<Item>| -> Vec<String> {
        items.into_iter().map(|item| Item { place: None, ..item }.to_string()).collect()
    };
    let (listed, source) = (lines(listed.collect()), lines(source.items));
    let missing: Vec<_> = source.iter().filter(|line| !listed.contains(line)).collect();
    let surplus: Vec<_> = listed.iter().filter(|line| !source.contains(line)).collect();
    assert!(missing.is_empty() && surplus.is_empty(), "missing {missing:#?}, surplus {surplus:#?}");
}

/// `INSTA_UPDATE=always` writes the list, as it does with snapshots.
#[test]
fn the_list_of_the_runtime_is_up_to_date() {
    let path = workspace().join("codegen/runtime/public_api.txt");
    let library = fs::read_to_string(workspace().join("codegen/runtime/src/lib.rs")).unwrap();
    let list = runtime_list(&library).unwrap();
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        fs::write(&path, &list).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == list, "update codegen/runtime/public_api.txt with INSTA_UPDATE=always");
}

#[test]
fn a_list_is_read_and_written_again() {
    let text = text(&workspace().join("generated"));
    let lines = text.lines().filter(|line| !line.starts_with("# ") && !line.is_empty());
    let items = PublicApi::parse(&text).items;
    assert!(items.len() > 1_000);
    assert!(lines.eq(items.iter().map(ToString::to_string)));
}
