//! One line of `cargo --message-format=json` to what it says about a crate.
//!
//! Invariant: only what a person would count is a problem; the compiler's own counts are not.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// Something that cargo told about a target of a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
    /// The name of the folder in which the crate's manifest is.
    pub(super) member: String,
    /// Whether the target is a test rather than the library.
    pub(super) is_test: bool,
    pub(super) content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// The target was built, if it is a test as this program.
    Built(Option<PathBuf>),
    Error(String),
    Warning(String),
}

/// What a line says; nothing where it concerns no crate or is no problem.
pub(super) fn parse(line: &str) -> Option<Message> {
    let line: Value = serde_json::from_str(line).ok()?;
    let content = match line.get("reason")?.as_str()? {
        "compiler-artifact" => {
            Content::Built(line.get("executable").and_then(Value::as_str).map(PathBuf::from))
        }
        "compiler-message" => problem(line.get("message")?)?,
        _ => return None,
    };
    let manifest = Path::new(line.get("manifest_path")?.as_str()?);
    Some(Message {
        member: manifest.parent()?.file_name()?.to_string_lossy().into_owned(),
        is_test: line.pointer("/target/kind/0").is_some_and(|kind| kind == "test"),
        content,
    })
}

fn problem(message: &Value) -> Option<Content> {
    let level = message.get("level")?.as_str()?;
    let text = message.get("message")?.as_str()?;
    if text.starts_with("aborting due to") || text.ends_with(" emitted") {
        return None;
    }
    let told = format!("{}{}: {text}{}", place(message), kind(message, level), label(message));
    match level {
        "warning" => Some(Content::Warning(told)),
        "error" | "error: internal compiler error" => Some(Content::Error(told)),
        _ => None,
    }
}

/// The span that the problem is about, in the file where a macro that made it was called.
fn primary(message: &Value) -> Option<&Value> {
    let spans = message.get("spans")?.as_array()?;
    spans.iter().find(|span| span.get("is_primary").is_some_and(|it| it == true))
}

fn place(message: &Value) -> String {
    let place = primary(message).and_then(|span| {
        let file = span.get("file_name")?.as_str()?;
        Some(format!("{file}:{}:{}: ", span.get("line_start")?, span.get("column_start")?))
    });
    place.unwrap_or_default()
}

fn kind(message: &Value, level: &str) -> String {
    match message.pointer("/code/code").and_then(Value::as_str) {
        Some(code) => format!("{level}[{code}]"),
        None => level.to_owned(),
    }
}

fn label(message: &Value) -> String {
    let label = primary(message).and_then(|span| span.get("label")?.as_str());
    label.map(|label| format!(" ({label})")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Content, Message, parse};
    use serde_json::{Value, json};

    fn line(message: &Value) -> String {
        json!({
            "reason": "compiler-message",
            "manifest_path": "/folder/pets-client/Cargo.toml",
            "target": { "kind": ["lib"] },
            "message": message,
        })
        .to_string()
    }

    fn content(message: &Value) -> Option<Content> {
        parse(&line(message)).map(|message| message.content)
    }

    #[test]
    fn an_error_is_told_with_its_place() {
        let message = json!({
            "level": "error",
            "message": "mismatched types",
            "code": { "code": "E0308" },
            "spans": [
                { "is_primary": false, "file_name": "src/b.rs", "line_start": 1, "column_start": 1 },
                {
                    "is_primary": true,
                    "file_name": "src/a.rs",
                    "line_start": 3,
                    "column_start": 7,
                    "label": "expected `u8`",
                },
            ],
        });
        let told = "src/a.rs:3:7: error[E0308]: mismatched types (expected `u8`)".to_owned();
        assert_eq!(
            parse(&line(&message)),
            Some(Message {
                member: "pets-client".to_owned(),
                is_test: false,
                content: Content::Error(told)
            })
        );
    }

    #[test]
    fn a_problem_without_a_place_counts_and_a_summary_does_not() {
        let told = |level: &str, text: &str| {
            content(&json!({ "level": level, "message": text, "code": null, "spans": [] }))
        };
        let linking = "linking with `cc` failed";
        assert_eq!(told("error", linking), Some(Content::Error(format!("error: {linking}"))));
        assert_eq!(told("error", "aborting due to 2 previous errors"), None);
        assert_eq!(told("warning", "3 warnings emitted"), None);
        assert_eq!(told("failure-note", "For more information, try `rustc --explain`"), None);
    }

    #[test]
    fn a_built_test_is_told_with_its_program() {
        let line = json!({
            "reason": "compiler-artifact",
            "manifest_path": "/folder/pets-client/Cargo.toml",
            "target": { "kind": ["test"] },
            "executable": "/target/examples-1",
        });
        let message = Message {
            member: "pets-client".to_owned(),
            is_test: true,
            content: Content::Built(Some("/target/examples-1".into())),
        };
        assert_eq!(parse(&line.to_string()), Some(message));
    }

    #[test]
    fn other_lines_say_nothing() {
        for line in ["", "warning: text", "{}", r#"{"reason":"build-finished","success":true}"#] {
            assert_eq!(parse(line), None);
        }
    }
}
