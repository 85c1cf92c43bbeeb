//! Lowers the root of the description: the version of `OpenAPI`, `info` and `tags`.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Api, Docs};
use crate::node::Node;

/// Reports descriptions that are neither `OpenAPI` 3.0 nor 3.1. Returns `false` for another version, of
/// which nothing else is known.
pub(super) fn check_version(root: &Node<'_>, diagnostics: &mut Diagnostics) -> bool {
    if root.get("swagger").is_some() {
        diagnostics.push(
            Diagnostic::error(
                "unsupported-version",
                &root.pointer.child("swagger"),
                "this is Swagger 2.0",
            )
            .note("only OpenAPI 3.0 and 3.1 are supported")
            .help("convert it to OpenAPI 3 first, for example with `swagger2openapi`"),
        );
        return false;
    }
    let Some(version) = root.required_text("openapi", diagnostics) else { return true };
    let is_known = version.starts_with("3.0") || version.starts_with("3.1") || version == "3";
    if !is_known {
        let message = format!("OpenAPI {version} is not supported");
        diagnostics.push(
            Diagnostic::error("unsupported-version", &root.pointer.child("openapi"), message)
                .note("only OpenAPI 3.0 and 3.1 are supported")
                .help("write `openapi: 3.0.3` or `openapi: 3.1.0`"),
        );
    }
    is_known
}

/// Lowers `info` and `tags` into `api`.
pub(super) fn lower(root: &Node<'_>, api: &mut Api, diagnostics: &mut Diagnostics) {
    api.tags = root
        .items("tags", diagnostics)
        .into_iter()
        .filter_map(|tag| {
            let name = tag.required_text("name", diagnostics)?;
            Some((name, super::docs(&tag, "x-displayName", diagnostics)))
        })
        .collect();
    let Some(info) = root.get("info") else {
        diagnostics.push(root.missing("info"));
        return;
    };
    if info.object(diagnostics).is_none() {
        return;
    }
    api.docs = Docs {
        title: info.required_text("title", diagnostics),
        description: info
            .text("description", diagnostics)
            .or_else(|| info.text("summary", diagnostics)),
        ..Docs::default()
    };
    api.version = info.required_text("version", diagnostics).unwrap_or_default();
    api.license = info.get("license").and_then(|license| {
        license.text("identifier", diagnostics).or_else(|| license.text("name", diagnostics))
    });
}
