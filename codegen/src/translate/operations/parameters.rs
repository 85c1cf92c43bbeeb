//! Parameters to arguments and setters.

use super::path::Template;
use crate::ident::{FieldName, Scope};
use crate::ir::{self, Location, Wire};
use crate::rust::{Docs, Parameter, TypeRef};
use crate::translate::docs::{docs, with_default};
use crate::translate::types::Types;

/// The parameters of an operation: those of the path in its order, then the others, required first.
pub(super) fn parameters(
    ir: &ir::Operation,
    template: &Template,
    types: &Types<'_>,
    mut scope: Scope,
) -> Vec<Parameter> {
    let in_path = |name: &String| {
        ir.parameters.iter().find(|known| known.location == Location::Path && known.name == *name)
    };
    let mut parameters: Vec<Parameter> = template
        .names
        .iter()
        .map(|name| match in_path(name) {
            Some(known) => declared(known, types, &mut scope),
            None => undeclared(name, &mut scope),
        })
        .collect();
    let others = || ir.parameters.iter().filter(|parameter| parameter.location != Location::Path);
    for required in [true, false] {
        let group = others().filter(|parameter| parameter.required == required);
        parameters.extend(group.map(|parameter| declared(parameter, types, &mut scope)));
    }
    parameters
}

fn declared(ir: &ir::Parameter, types: &Types<'_>, scope: &mut Scope) -> Parameter {
    let default = ir.schema.and_then(|schema| types.ir.schemas[schema].default.as_ref());
    let wished = ir.rust_name.as_deref().unwrap_or(&ir.name);
    Parameter {
        name: named(wished, ir.location, scope),
        wire_name: ir.name.clone(),
        location: ir.location,
        wire: ir.wire,
        ty: ir.schema.map_or(TypeRef::String, |schema| types.type_ref(schema)),
        required: ir.required,
        docs: with_default(docs(&described(ir, types), || mention(&ir.name)), default),
    }
}

/// What the parameter says, and the limits that its schema sets.
fn described(ir: &ir::Parameter, types: &Types<'_>) -> ir::Docs {
    let schema = ir.schema.map(|schema| types.ir.schemas[schema].docs.clone()).unwrap_or_default();
    ir::Docs {
        title: schema.title,
        description: ir.docs.description.clone().or(schema.description),
        limits: schema.limits,
        deprecated: ir.docs.deprecated,
    }
}

/// A placeholder that nothing is said about is text.
fn undeclared(name: &str, scope: &mut Scope) -> Parameter {
    Parameter {
        name: scope.take(FieldName::new(name)),
        wire_name: name.to_owned(),
        location: Location::Path,
        wire: Wire { style: "Simple", explode: false, allow_reserved: false },
        ty: TypeRef::String,
        required: true,
        docs: Docs { text: mention(name), deprecated: false },
    }
}

fn mention(name: &str) -> String {
    format!("The parameter `{}`.", name.replace(['`', '\n', '\r'], " "))
}

/// The plain name, or where it is taken, the name with its place.
fn named(wished: &str, location: Location, scope: &mut Scope) -> FieldName {
    let plain = FieldName::new(wished);
    if scope.is_free(&plain) {
        return scope.take(plain);
    }
    let place = match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    scope.take(FieldName::new(&format!("{wished} {place}")))
}
