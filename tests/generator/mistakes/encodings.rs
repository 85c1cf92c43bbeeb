//! Files in another encoding than UTF-8.

use std::fs;

use tempfile::TempDir;
use xtask::Exit;
use xtask::codegen::{Arguments, run};

const TEXT: &str = "openapi: 3.0.3\ninfo: { title: Stra\u{df}en, version: 1.0.0 }\npaths: {}\n";

/// What is printed for a file with these bytes.
fn printed(bytes: &[u8]) -> String {
    let folder = TempDir::new().unwrap();
    let spec = folder.path().join("api.yaml");
    fs::write(&spec, bytes).unwrap();
    let outcome = run(&Arguments {
        spec: Some(spec),
        out: Some(folder.path().join("out")),
        name: Some("fixture-client".to_owned()),
        ..Arguments::default()
    });
    assert_eq!(outcome.exit, Exit::Failure);
    outcome.stderr
}

#[test]
fn latin_1_is_reported_at_its_first_byte_that_is_not_utf_8() {
    let bytes: Vec<u8> = TEXT.chars().map(|letter| u8::try_from(letter).unwrap()).collect();
    let printed = printed(&bytes);
    assert!(printed.starts_with("error[not-utf-8]: this file is not UTF-8\n"), "{printed}");
    assert!(printed.contains("api.yaml:2:20\n"), "{printed}");
    assert!(printed.contains("in Latin-1, it is `\u{df}`"), "{printed}");
    assert!(printed.contains("= help: save the file as UTF-8"), "{printed}");
}

#[test]
fn utf_16_is_recognized() {
    let bytes = |mark: &str, to_bytes: fn(u16) -> [u8; 2], text: &str| -> Vec<u8> {
        format!("{mark}{text}").encode_utf16().flat_map(to_bytes).collect()
    };
    for file in [
        bytes("\u{feff}", u16::to_le_bytes, TEXT),
        bytes("\u{feff}", u16::to_be_bytes, TEXT),
        bytes("", u16::to_le_bytes, "openapi: 3.0.3\n"),
        bytes("", u16::to_be_bytes, "openapi: 3.0.3\n"),
    ] {
        let printed = printed(&file);
        assert!(printed.contains("this file is UTF-16, not UTF-8"), "{printed}");
        assert!(printed.contains("api.yaml:1:1\n"), "{printed}");
        assert!(printed.contains("1 | openapi: 3.0.3"), "{printed}");
    }
}
