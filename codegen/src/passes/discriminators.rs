//! Reports discriminators that do not fit the variants of their union.
//!
//! Invariant: unions that other passes make, such as that of a base and its extensions, are not
//! reported.

use indexmap::IndexSet;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Discriminator, Kind, SchemaId, Schemas, Union};
use crate::limits;
use crate::pointer::Pointer;
use crate::similar;

/// Reports the discriminators of all unions. No `AllOf` may be left.
pub(super) fn report(schemas: &Schemas, diagnostics: &mut Diagnostics) {
    for id in schemas.ids() {
        let Kind::Union(union) = &schemas[id].kind else { continue };
        let Some(discriminator) = union.discriminator.as_ref().filter(|_| union.other.is_none())
        else {
            continue;
        };
        let place = schemas[id].pointer.child("discriminator");
        let variants = variants(schemas, union);
        diagnostics.extend(property(schemas, discriminator, &variants, &place));
        mapping(schemas, discriminator, &variants, &place, diagnostics);
    }
}

/// The targets of the variants and of those of nested unions, up to a limit.
fn variants(schemas: &Schemas, union: &Union) -> IndexSet<SchemaId> {
    let mut found = IndexSet::new();
    let mut pending = union.variants.clone();
    while let Some(variant) = pending.pop() {
        let target = schemas.target(variant);
        if found.len() < limits::NESTED_VARIANTS
            && found.insert(target)
            && let Kind::Union(inner) = &schemas[target].kind
        {
            pending.extend(&inner.variants);
        }
    }
    found
}

fn property(
    schemas: &Schemas,
    discriminator: &Discriminator,
    variants: &IndexSet<SchemaId>,
    place: &Pointer,
) -> Option<Diagnostic> {
    let property = discriminator.property.as_str();
    let mut known: Vec<&str> = Vec::new();
    for variant in variants {
        match &schemas[*variant].kind {
            Kind::Object(object) if object.properties.contains_key(property) => return None,
            Kind::Object(object) => {
                let room = limits::COMPARED_NAMES.saturating_sub(known.len());
                known.extend(object.properties.keys().take(room).map(String::as_str));
            }
            Kind::Union(_) => {}
            _ => return None,
        }
    }
    let message = format!("no variant declares the property `{property}`");
    let diagnostic = Diagnostic::warning(
        "discriminator-without-property",
        &place.child("propertyName"),
        message,
    )
    .label("the variant is selected by this property");
    // Names of properties are short, and short ones are near by chance.
    let most = (property.len() / 4).max(1);
    Some(match similar::within(known.into_iter(), property, most) {
        Some(near) => diagnostic.replace_by(near),
        None => diagnostic.help("declare it in the variants, if that is the name in their JSON"),
    })
}

fn mapping(
    schemas: &Schemas,
    discriminator: &Discriminator,
    variants: &IndexSet<SchemaId>,
    place: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    if variants.len() >= limits::NESTED_VARIANTS {
        return;
    }
    for (value, id) in &discriminator.mapping {
        let target = schemas.target(*id);
        let is_object = matches!(schemas[target].kind, Kind::Object(_));
        if !is_object || variants.contains(&target) {
            continue;
        }
        let pointer = place.child("mapping").child(value);
        let schema = schemas[*id].pointer.last().unwrap_or_default().into_owned();
        let message = format!("`{schema}` is no variant of this union");
        diagnostics.push(
            Diagnostic::warning("mapping-to-no-variant", &pointer, message)
                .label("this entry is ignored")
                .help("add the schema to the variants, or map the value to one of them"),
        );
    }
}
