//! Lowers the root of the description: the version of `OpenAPI`, `info` and `tags`.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Api, Docs};
use crate::node::Node;

/// Reports descriptions that are of a version of `OpenAPI` other than 3.0, 3.1 and 3.2. Returns `false`
/// for another version, of which nothing else is known.
pub(super) fn check_version(root: &Node<'_>, diagnostics: &mut Diagnostics) -> bool {
    if root.get("swagger").is_some() {
        diagnostics.push(
            Diagnostic::error(
                "unsupported-version",
                &root.pointer.child("swagger"),
                "this is Swagger 2.0",
            )
            .note(SUPPORTED)
            .help("convert it to OpenAPI 3 first, for example with `swagger2openapi`"),
        );
        return false;
    }
    let Some(version) = root.required_text("openapi", "read as OpenAPI 3.2", diagnostics) else {
        return true;
    };
    let is_known =
        version == "3" || ["3.0", "3.1", "3.2"].iter().any(|known| version.starts_with(known));
    if !is_known {
        let message = format!("OpenAPI {version} is not supported");
        diagnostics.push(
            Diagnostic::error("unsupported-version", &root.pointer.child("openapi"), message)
                .note(SUPPORTED)
                .help("write `openapi: 3.0.3`, `openapi: 3.1.0` or `openapi: 3.2.0`"),
        );
    }
    is_known
}

const SUPPORTED: &str = "only OpenAPI 3.0, 3.1 and 3.2 are supported";

/// Lowers `info` and `tags` into `api`.
pub(super) fn lower(root: &Node<'_>, api: &mut Api, diagnostics: &mut Diagnostics) {
    api.tags = super::tag::lower(root, diagnostics);
    if root.get("info").is_none() {
        diagnostics.push(root.missing("info", "the title is `API`, and the version `0.1.0`"));
    }
    let Some(info) = root.get_object("info", diagnostics) else { return };
    api.docs = Docs {
        title: info.required_text("title", "the title is `API`", diagnostics),
        description: info
            .text("description", diagnostics)
            .or_else(|| info.text("summary", diagnostics)),
        ..Docs::default()
    };
    api.version =
        info.required_text("version", "the version is `0.1.0`", diagnostics).unwrap_or_default();
    api.license = info.get("license").and_then(|license| {
        let license = license.followed(diagnostics)?;
        license.text("identifier", diagnostics).or_else(|| license.text("name", diagnostics))
    });
}
