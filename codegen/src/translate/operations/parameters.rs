//! Translates parameters to arguments and setters.

use super::body::styles;
use super::path::Template;
use crate::ident::{FieldName, Scope};
use crate::ir::{self, Location, Serialization};
use crate::rust::{Docs, Parameter, TypeRef};
use crate::text::code_span;
use crate::translate::docs::{docs, with_default};
use crate::translate::types::Types;

/// What the documentation of an idempotency key adds.
const KEY_DOCS: &str = "\
By this key the server recognizes a repeated request. Unless it is set, each call has a new one, a
random UUID, which all attempts of the call have in common. Set it to repeat a call that has failed.";

/// The parameters of an operation: those of the path in the order of the path, then the others,
/// required parameters first.
pub(super) fn parameters(
    ir: &ir::Operation,
    template: &Template,
    types: &Types<'_>,
    mut scope: Scope,
) -> Vec<Parameter> {
    let in_path = |name: &String| {
        ir.parameters.iter().find(|known| known.location == Location::Path && known.name == *name)
    };
    let of_path = template.names.iter().map(|name| match in_path(name) {
        Some(known) => Source::Declared(known),
        None => Source::Placeholder(name),
    });
    let mut sources: Vec<Source<'_>> = of_path.collect();
    let others = || ir.parameters.iter().filter(|parameter| parameter.location != Location::Path);
    for required in [true, false] {
        let group = others().filter(|parameter| is_required(parameter) == required);
        sources.extend(group.map(Source::Declared));
    }
    let pinned: Vec<Option<FieldName>> =
        sources.iter().map(|source| source.pinned_name(&mut scope)).collect();
    let named = sources.into_iter().zip(pinned).map(|(source, pinned)| {
        let name = pinned.unwrap_or_else(|| source.own_name(&mut scope));
        match source {
            Source::Declared(known) => declared(known, name, types),
            Source::Placeholder(wire) => undeclared(wire, name),
        }
    });
    named.collect()
}

/// Where a parameter comes from.
enum Source<'r> {
    Declared(&'r ir::Parameter),
    /// A placeholder of the path without a declaration.
    Placeholder(&'r str),
}

impl Source<'_> {
    /// The name that `x-rust-name` pins. These are taken first.
    fn pinned_name(&self, scope: &mut Scope) -> Option<FieldName> {
        match self {
            Self::Declared(known) => {
                let pinned = known.rust_name.as_deref()?;
                Some(argument_name(pinned, known.location, scope))
            }
            Self::Placeholder(_) => None,
        }
    }

    fn own_name(&self, scope: &mut Scope) -> FieldName {
        match self {
            Self::Declared(known) => argument_name(&known.name, known.location, scope),
            Self::Placeholder(name) => scope.take(FieldName::new(name)),
        }
    }
}

/// Whether callers have to set the parameter. Without their value, the client makes an idempotency key.
fn is_required(ir: &ir::Parameter) -> bool {
    ir.required && !ir.is_idempotency_key
}

fn declared(ir: &ir::Parameter, name: FieldName, types: &Types<'_>) -> Parameter {
    let default = ir.schema.and_then(|schema| types.ir.schemas[schema].rare.default.as_ref());
    let mut docs = with_default(docs(&description(ir, types), || default_text(&ir.name)), default);
    docs.blocks.extend(ir.is_idempotency_key.then(|| KEY_DOCS.to_owned()));
    Parameter {
        name,
        wire_name: ir.name.clone(),
        location: ir.location,
        serialization: ir.serialization,
        styles: styles(&ir.encodings),
        ty: ir.schema.map_or(TypeRef::String, |schema| types.type_ref(schema)),
        required: is_required(ir),
        is_idempotency_key: ir.is_idempotency_key,
        docs,
    }
}

/// The description of the parameter, with the limits of its schema.
fn description(ir: &ir::Parameter, types: &Types<'_>) -> ir::Docs {
    let schema = ir.schema.map(|schema| types.ir.schemas[schema].docs.clone()).unwrap_or_default();
    ir::Docs {
        title: schema.title,
        description: ir.docs.description.clone().or(schema.description),
        limits: schema.limits,
        deprecated: ir.docs.deprecated,
    }
}

/// A placeholder without a declaration is a string.
fn undeclared(wire: &str, name: FieldName) -> Parameter {
    Parameter {
        name,
        wire_name: wire.to_owned(),
        location: Location::Path,
        serialization: Serialization { style: "Simple", explode: false, allow_reserved: false },
        styles: Vec::new(),
        ty: TypeRef::String,
        required: true,
        is_idempotency_key: false,
        docs: Docs::of(default_text(wire)),
    }
}

fn default_text(name: &str) -> String {
    format!("The parameter {}.", code_span(name))
}

/// The name of the argument. If it is taken, the location is appended.
fn argument_name(preferred: &str, location: Location, scope: &mut Scope) -> FieldName {
    let plain = FieldName::new(preferred);
    if scope.is_free(&plain) {
        return scope.take(plain);
    }
    let suffix = match location {
        Location::Path => "path",
        Location::Query | Location::QueryString => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    scope.take(FieldName::new(&format!("{preferred} {suffix}")))
}
