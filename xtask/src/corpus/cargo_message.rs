//! Parses the lines of `cargo --message-format=json`.
//!
//! Invariant: the summaries of the compiler, such as "2 warnings emitted", do not count as problems.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// A message on a target of a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CargoMessage {
    /// The name of the directory with the manifest of the crate.
    pub(super) member: String,
    pub(super) target: Target,
    pub(super) content: Content,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Library,
    Example,
    Test,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// The target was built. With the program if it is a test.
    Artifact(Option<PathBuf>),
    Error(String),
    Warning(String),
}

/// Parses a line; `None` if it is neither an artifact nor a problem of a crate.
pub(super) fn parse(line: &str) -> Option<CargoMessage> {
    let line: Value = serde_json::from_str(line).ok()?;
    let content = match line.get("reason")?.as_str()? {
        "compiler-artifact" => {
            Content::Artifact(line.get("executable").and_then(Value::as_str).map(PathBuf::from))
        }
        "compiler-message" => problem(line.get("message")?)?,
        _ => return None,
    };
    let manifest = Path::new(line.get("manifest_path")?.as_str()?);
    Some(CargoMessage {
        member: manifest.parent()?.file_name()?.to_string_lossy().into_owned(),
        target: match line.pointer("/target/kind/0").and_then(Value::as_str) {
            Some("test") => Target::Test,
            Some("example") => Target::Example,
            _ => Target::Library,
        },
        content,
    })
}

fn problem(message: &Value) -> Option<Content> {
    let level = message.get("level")?.as_str()?;
    let text = message.get("message")?.as_str()?;
    if text.starts_with("aborting due to") || text.ends_with(" emitted") {
        return None;
    }
    let text = format!("{}{}: {text}{}", place(message), kind(message, level), label(message));
    match level {
        "warning" => Some(Content::Warning(text)),
        "error" | "error: internal compiler error" => Some(Content::Error(text)),
        _ => None,
    }
}

/// The primary span of the problem. In a macro, it is where the macro is called.
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
    use super::{CargoMessage, Content, Target, parse};
    use serde_json::{Value, json};

    fn line(message: &Value) -> String {
        json!({
            "reason": "compiler-message",
            "manifest_path": "/dir/pets-client/Cargo.toml",
            "target": { "kind": ["lib"] },
            "message": message,
        })
        .to_string()
    }

    fn content(message: &Value) -> Option<Content> {
        parse(&line(message)).map(|message| message.content)
    }

    #[test]
    fn an_error_has_its_location() {
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
        let text = "src/a.rs:3:7: error[E0308]: mismatched types (expected `u8`)".to_owned();
        assert_eq!(
            parse(&line(&message)),
            Some(CargoMessage {
                member: "pets-client".to_owned(),
                target: Target::Library,
                content: Content::Error(text)
            })
        );
    }

    #[test]
    fn a_problem_without_a_location_counts_and_a_summary_does_not() {
        let problem = |level: &str, text: &str| {
            content(&json!({ "level": level, "message": text, "code": null, "spans": [] }))
        };
        let linking = "linking with `cc` failed";
        assert_eq!(problem("error", linking), Some(Content::Error(format!("error: {linking}"))));
        assert_eq!(problem("error", "aborting due to 2 previous errors"), None);
        assert_eq!(problem("warning", "3 warnings emitted"), None);
        assert_eq!(problem("failure-note", "For more information, try `rustc --explain`"), None);
    }

    #[test]
    fn the_artifact_of_a_test_has_its_program() {
        let line = json!({
            "reason": "compiler-artifact",
            "manifest_path": "/dir/pets-client/Cargo.toml",
            "target": { "kind": ["test"] },
            "executable": "/target/examples-1",
        });
        let message = CargoMessage {
            member: "pets-client".to_owned(),
            target: Target::Test,
            content: Content::Artifact(Some("/target/examples-1".into())),
        };
        assert_eq!(parse(&line.to_string()), Some(message));
    }

    #[test]
    fn other_lines_are_ignored() {
        for line in ["", "warning: text", "{}", r#"{"reason":"build-finished","success":true}"#] {
            assert_eq!(parse(line), None);
        }
    }
}
