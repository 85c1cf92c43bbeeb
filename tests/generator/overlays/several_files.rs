//! Overlays on a description of several files.

use codegen::source::Source;
use codegen::{Files, Options, generate_with};

use super::{named, overlay, underlined};

/// One other file.
struct Part(&'static str, &'static str);

impl Files for Part {
    fn read(&mut self, path: &str) -> Result<Source, String> {
        if path == self.0 { Ok(named(self.0, self.1)) } else { Err("no such file".to_owned()) }
    }
}

const DESCRIPTION: &str = "openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
paths: {}
components: { schemas: { Pet: { type: object } } }
";

#[test]
fn a_reference_in_an_overlay_is_relative_to_the_description() {
    let update = "  - { target: $.components.schemas, update: { Toy: { $ref: parts/toy.yaml } } }";
    let source = named("spec/api.yaml", DESCRIPTION);
    let mut options = Options::new("overlays-client");
    options
        .overlays
        .push(Source { name: "elsewhere/a.yaml".to_owned(), ..overlay("1.1.0", update) });
    let mut files =
        Part("parts/toy.yaml", "type: object\nproperties: { color: { type: string } }\n");
    let output = generate_with(&source, &mut files, &options).unwrap();
    assert!(output.files["src/types/toy.rs"].contains("pub color: Option<String>"));
    // Without the file, the reference in the overlay is the mistake.
    let found = generate_with(&source, &mut Part("", ""), &options).unwrap_err();
    let places: Vec<String> = found.located(&source).iter().map(underlined).collect();
    assert_eq!(places, ["elsewhere/a.yaml:4 parts/toy.yaml"]);
}

#[test]
fn problems_in_other_files_are_found_there() {
    let update = "  - { target: $.components.schemas, update: { Toy: { $ref: toy.yaml } } }\n  - { target: $.components.schemas.Pet, remove: true }";
    let source = named("api.yaml", DESCRIPTION);
    let mut options = Options::new("overlays-client");
    options.overlays.push(overlay("1.1.0", update));
    let mut files = Part("toy.yaml", "type: object\nproperties: { color: { type: colour } }\n");
    let output = generate_with(&source, &mut files, &options);
    let found = output.map_or_else(|found| found, |output| output.warnings);
    let places: Vec<String> = found.located(&source).iter().map(underlined).collect();
    assert_eq!(places, ["toy.yaml:2 colour"]);
}

#[test]
fn overlays_do_not_change_other_files() {
    let source = named("api.yaml", &DESCRIPTION.replace("{ type: object }", "{ $ref: pet.yaml }"));
    let mut options = Options::new("overlays-client");
    options.overlays.push(overlay("1.1.0", "  - { target: $..color, update: { type: integer } }"));
    let mut files = Part("pet.yaml", "type: object\nproperties: { color: { type: string } }\n");
    let output = generate_with(&source, &mut files, &options).unwrap();
    assert!(output.files["src/types/pet.rs"].contains("pub color: Option<String>"));
    assert!(output.warnings.iter().any(|it| it.code() == "overlay-unmatched"));
}
