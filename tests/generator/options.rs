//! Options change the output only as documented.

use codegen::source::Source;
use codegen::{Formats, Nulls, Options, Sharing, Strictness, generate};

use super::support::{Files, fixture, source};

/// The crate that is generated from a fixture with these options.
fn files(path: &str, options: &Options) -> Files {
    let source = fixture(path);
    let output = generate(&source, options);
    output.unwrap_or_else(|found| panic!("{}", found.render(&source))).files
}

fn named() -> Options {
    Options::new("options-client")
}

#[test]
fn warnings_are_errors_in_strict_mode() {
    let source = fixture("accept/tuple_becomes_a_list.yaml");
    let lenient = generate(&source, &named()).unwrap();
    assert!(!lenient.warnings.is_empty());
    let strict = Options { strictness: Strictness::Strict, ..named() };
    let errors = generate(&source, &strict).unwrap_err();
    assert_eq!(errors.len(), lenient.warnings.len());
    assert!(errors.render(&source).contains("error["), "{}", errors.render(&source));
}

#[test]
fn strict_mode_does_not_change_a_description_without_warnings() {
    let strict = Options { strictness: Strictness::Strict, ..named() };
    assert_eq!(files("accept/scalars.yaml", &strict), files("accept/scalars.yaml", &named()));
}

#[test]
fn texts_of_any_format_are_strings_on_request() {
    let text = Options { formats: Formats::Text, ..named() };
    let scalars = &files("accept/scalars.yaml", &text)["src/types/scalars.rs"];
    for field in ["at", "day", "id", "bytes", "address"] {
        assert!(scalars.contains(&format!("pub {field}: Option<String>,")), "{field}: {scalars}");
    }
    assert!(scalars.contains("pub count: Option<i64>,"), "{scalars}");
    let order = &files("accept/integers_as_strings.yaml", &text)["src/types/order.rs"];
    assert!(order.contains("pub id: String,"), "{order}");
}

/// A member with equal schemas in two places, and a member that is nullable in both directions.
const TWINS: &str = r"
openapi: 3.0.3
info: { title: Fixture, version: 1.0.0 }
paths:
  /pairs:
    post:
      operationId: pair
      requestBody:
        content: { application/json: { schema: { $ref: '#/components/schemas/Sent' } } }
      responses:
        '200':
          description: ok
          content: { application/json: { schema: { $ref: '#/components/schemas/Received' } } }
components:
  schemas:
    Sent: { type: object, properties: { left: &side { type: object, properties: { at: { type: integer } } }, note: { type: string, nullable: true } } }
    Received: { type: object, properties: { right: *side, note: { type: string, nullable: true } } }
";

fn twins(options: &Options) -> Files {
    let source = Source { name: "twins.yaml".to_owned(), text: TWINS.to_owned() };
    generate(&source, options).unwrap_or_else(|found| panic!("{}", found.render(&source))).files
}

#[test]
fn equal_schemas_are_separate_types_on_request() {
    let apart = Options { sharing: Sharing::Never, ..named() };
    assert!(!twins(&named())["src/types.rs"].contains("ReceivedRight"));
    assert!(twins(&apart)["src/types.rs"].contains("ReceivedRight"));
}

#[test]
fn null_and_absent_are_merged_in_responses_on_request() {
    let collapsed = Options { nulls: Nulls::CollapsedInResponses, ..named() };
    for options in [named(), collapsed.clone()] {
        assert!(twins(&options)["src/types/sent.rs"].contains("note: Field<String>"));
    }
    assert!(twins(&named())["src/types/received.rs"].contains("note: Field<String>"));
    assert!(twins(&collapsed)["src/types/received.rs"].contains("note: Option<String>"));
}

fn only(names: &[&str]) -> Options {
    Options { only: names.iter().map(|name| (*name).to_owned()).collect(), ..named() }
}

#[test]
fn a_selected_operation_is_emitted_with_its_dependencies_under_the_same_names() {
    let source = source("spec/kustomer.yaml");
    let run = |options: &Options| generate(&source, options).unwrap().files;
    let (all, some) = (run(&named()), run(&only(&["GetBulkOperationBatches"])));
    let operations: Vec<&String> =
        some.keys().filter(|path| path.starts_with("src/operations/")).collect();
    assert_eq!(operations, ["src/operations/get_bulk_operation_batches.rs"]);
    assert!(some.contains_key("src/types/bulk_batch.rs"));
    assert!(!some.contains_key("src/types/message_update.rs"));
    let is_type = |path: &str| path.starts_with("src/types/");
    for (path, text) in some.iter().filter(|(path, _)| is_type(path)) {
        assert_eq!(text, &all[path], "{path}");
    }
}

#[test]
fn links_to_unselected_operations_are_omitted_without_a_warning() {
    let source = fixture("accept/links_to_operations.yaml");
    let output = generate(&source, &only(&["createOrder", "searchOrders"])).unwrap();
    let links = &output.files["src/links.rs"];
    assert!(links.contains("pub fn search(") && !links.contains("pub fn read("), "{links}");
    assert!(output.warnings.is_empty(), "{}", output.warnings.render(&source));
}

#[test]
fn a_tag_and_an_operation_select_both() {
    let source = source("spec/kustomer.yaml");
    let run = |names: &[&str]| generate(&source, &only(names)).unwrap().summary.operations;
    assert_eq!(run(&["Messages"]), 1);
    assert_eq!(run(&["Messages", "get_bulk_operation", "Messages"]), 2);
    assert_eq!(run(&[]), 3);
}

#[test]
fn an_empty_selection_is_an_error_with_a_suggestion() {
    let source = source("spec/kustomer.yaml");
    let errors = generate(&source, &only(&["GetBulkOperatoin"])).unwrap_err();
    let report = errors.render(&source);
    assert!(report.contains("no tag or operation is named `GetBulkOperatoin`"), "{report}");
    assert!(report.contains("did you mean `GetBulkOperation`?"), "{report}");
}
