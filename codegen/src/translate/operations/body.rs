//! Translates request bodies: their alternative forms and how each is encoded.
//!
//! JSON comes first, the others in the order of the description. Invariant: the forms differ in type
//! or encoding, and none is another notation of a value that a more convenient form can encode.

use super::{parts, positional_parts};
use crate::analysis::{Family, subtype_words};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ident::{FieldName, Scope, TypeName, VariantName};
use crate::ir::{self, Encoding, Kind, MediaType, SchemaId, Serialization};
use crate::naming::OperationNames;
use crate::rust::{
    Body, BodyForm, BodyFormat, BodyKind, BodyVariant, LimitedItems, SequenceForm, TypeRef,
};
use crate::text::code_span;
use crate::translate::docs::docs;
use crate::translate::types::Types;

/// Translates the body of an operation.
pub(super) fn body(
    ir: &ir::Body,
    names: &OperationNames,
    types: &Types<'_>,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Option<Body> {
    let chosen = chosen(&ir.content, types);
    let name = |suffix: &str| TypeName::new(&format!("{} {suffix}", names.type_name.as_str()));
    let mut taken = Scope::default();
    let mut form = |media_type: &MediaType| BodyForm {
        media_type: concrete(&media_type.name, types, media_type),
        format: format(media_type, types, &mut || taken.take(name("Form")), diagnostics),
    };
    let mut forms: Vec<(&MediaType, BodyForm)> =
        chosen.iter().map(|media_type| (*media_type, form(media_type))).collect();
    let kind = if forms.len() > 1 {
        BodyKind::OneOf { name: name("Body"), variants: variants(forms) }
    } else {
        BodyKind::Single(forms.pop()?.1)
    };
    Some(Body {
        name: scope.take(FieldName::new("body")),
        kind,
        required: ir.required,
        docs: docs(&ir.docs, || "The request body.".to_owned()),
        items: chosen.first().and_then(|media_type| limited_items(media_type, types)),
    })
}

/// The items of a JSON body that is a list of limited length, or a union with one such list.
fn limited_items(media_type: &MediaType, types: &Types<'_>) -> Option<LimitedItems> {
    let schemas = &types.ir.schemas;
    if Family::of(media_type, schemas) != Family::Json {
        return None;
    }
    let body = schemas.target(media_type.schema?);
    let candidates = match &schemas[body].kind {
        Kind::Union(union) => union.variants.iter().map(|id| schemas.target(*id)).collect(),
        _ => vec![body],
    };
    let lists = candidates.iter().filter_map(|id| match schemas[*id].kind {
        Kind::Array(Some(items)) => Some((items, schemas[*id].rare.max_items?)),
        _ => None,
    });
    match lists.collect::<Vec<_>>().as_slice() {
        [(items, max)] if *max > 1 => Some(LimitedItems { ty: types.type_ref(*items), max: *max }),
        _ => None,
    }
}

/// The documentation of media types that share the form of another one.
pub(super) fn other_media_types(ir: &ir::Body, types: &Types<'_>) -> Option<String> {
    let chosen = chosen(&ir.content, types);
    let is_other = |media_type: &&MediaType| {
        matches!(
            Family::of(media_type, &types.ir.schemas),
            Family::Text | Family::Document | Family::Binary
        ) && media_type.schema.is_none_or(|schema| is_text(types, schema))
            && !chosen.iter().any(|known| known.name == media_type.name)
    };
    let others = ir.content.iter().filter(is_other);
    let names: Vec<String> =
        others.map(|media_type| code_span(&media_type.name).to_string()).collect();
    (!names.is_empty()).then(|| {
        let names = names.join(", ");
        format!("To send one of {names}, set the header `Content-Type` in the call options.")
    })
}

fn is_text(types: &Types<'_>, schema: SchemaId) -> bool {
    matches!(types.ir.schemas[types.ir.schemas.target(schema)].kind, Kind::String(_))
}

/// The media types without redundant ones, JSON first.
fn chosen<'r>(content: &'r [MediaType], types: &Types<'_>) -> Vec<&'r MediaType> {
    let mut ranked: Vec<&MediaType> = content.iter().collect();
    ranked.sort_by_key(|media_type| Family::of(media_type, &types.ir.schemas).rank());
    let mut kept: Vec<&MediaType> = Vec::new();
    for media_type in ranked {
        if !kept.iter().any(|known| is_redundant(known, media_type, types)) {
            kept.push(media_type);
        }
    }
    let is_json =
        |media_type: &MediaType| Family::of(media_type, &types.ir.schemas) == Family::Json;
    let is_kept = |media_type: &MediaType| kept.iter().any(|kept| kept.name == media_type.name);
    let (mut ordered, others): (Vec<&MediaType>, Vec<&MediaType>) = content
        .iter()
        .filter(|media_type| is_kept(media_type))
        .partition(|media_type| is_json(media_type));
    ordered.extend(others);
    ordered
}

/// Whether `other` is another notation of the values that `known` can encode.
fn is_redundant(known: &MediaType, other: &MediaType, types: &Types<'_>) -> bool {
    let (family, known_family) =
        (Family::of(other, &types.ir.schemas), Family::of(known, &types.ir.schemas));
    let is_same_value =
        other.schema.is_some() && types.content_ref(known) == types.content_ref(other);
    let are_same_items = known.items.is_some()
        && other.items.is_some()
        && types.item_ref(known) == types.item_ref(other);
    match (known_family, family) {
        (known, other) if known == other => {
            is_same_value
                || are_same_items
                || matches!(other, Family::Text | Family::Document | Family::Binary)
        }
        (Family::Json | Family::Form, Family::Multipart) => {
            is_same_value && !parts::have_files(other, types)
        }
        (Family::Json | Family::Form | Family::Multipart, Family::Document | Family::Binary)
        | (Family::Json, Family::Form) => is_same_value,
        _ => false,
    }
}

fn variants(forms: Vec<(&MediaType, BodyForm)>) -> Vec<BodyVariant> {
    let mut scope = Scope::default();
    let mut words: Vec<&str> = Vec::new();
    let mut named = Vec::new();
    for (media_type, form) in forms {
        let short = match form.format {
            BodyFormat::Json(_) => is_plain_json(&media_type.name).then_some("json"),
            BodyFormat::Form(..) => Some("form"),
            BodyFormat::Parts(_) | BodyFormat::Multipart => Some("multipart"),
            BodyFormat::Text => Some("text"),
            BodyFormat::Sequence(..) | BodyFormat::Bytes => None,
        };
        let name = match short.filter(|short| !words.contains(short)) {
            Some(short) => VariantName::new(short),
            None => VariantName::new(&subtype_words(&media_type.name)),
        };
        words.extend(short);
        named.push(BodyVariant { name: scope.take(name), form });
    }
    named
}

/// Whether the media type is JSON without a meaning of its own, such as that of a patch.
fn is_plain_json(media_type: &str) -> bool {
    let essence = ir::essence(media_type);
    !essence.ends_with("+json")
}

fn format(
    media_type: &MediaType,
    types: &Types<'_>,
    name: &mut impl FnMut() -> TypeName,
    diagnostics: &mut Diagnostics,
) -> BodyFormat {
    if let Some(positional) = &media_type.positional {
        let parts = positional_parts::parts(media_type, positional, types, name(), diagnostics);
        return BodyFormat::Parts(Box::new(parts));
    }
    match (Family::of(media_type, &types.ir.schemas), media_type.schema) {
        (Family::Json, None) => BodyFormat::Json(TypeRef::Value),
        (Family::Json, Some(schema)) => BodyFormat::Json(types.standalone_ref(schema)),
        (Family::Form, Some(schema)) => {
            let target = types.ir.schemas.target(schema);
            match types.ir.schemas[target].kind {
                Kind::Object(_) | Kind::Union(_) | Kind::Any => {
                    BodyFormat::Form(types.type_ref(schema), styles(&media_type.encodings))
                }
                _ => {
                    diagnostics.push(raw_form(media_type));
                    BodyFormat::Bytes
                }
            }
        }
        (Family::Multipart, _) => parts::parts(media_type, types, name, diagnostics)
            .map_or(BodyFormat::Multipart, |parts| BodyFormat::Parts(Box::new(parts))),
        (Family::Lines, _) if media_type.items.is_some() => {
            BodyFormat::Sequence(SequenceForm::Lines, types.item_ref(media_type))
        }
        (Family::Sequence, _) if media_type.items.is_some() => {
            BodyFormat::Sequence(SequenceForm::Records, types.item_ref(media_type))
        }
        (Family::Text, _) => BodyFormat::Text,
        _ => BodyFormat::Bytes,
    }
}

/// The members of a form with an encoding of their own.
pub(super) fn styles(encodings: &[(String, Encoding)]) -> Vec<(String, Serialization)> {
    let json = Serialization { style: "Json", explode: false, allow_reserved: false };
    let styles = encodings.iter().filter_map(|(name, encoding)| {
        let is_json = encoding.content_type.as_deref().is_some_and(ir::is_json);
        let serialization = if is_json { Some(json) } else { encoding.serialization };
        Some((name.clone(), serialization?))
    });
    styles.collect()
}

/// The media type to send; a wildcard is replaced by a media type of its family.
fn concrete(name: &str, types: &Types<'_>, media_type: &MediaType) -> String {
    if !name.contains('*') {
        return name.trim().to_owned();
    }
    match Family::of(media_type, &types.ir.schemas) {
        Family::Json => "application/json".to_owned(),
        Family::Text => "text/plain".to_owned(),
        _ => "application/octet-stream".to_owned(),
    }
}

fn raw_form(media_type: &MediaType) -> Diagnostic {
    Diagnostic::warning("raw-form", &media_type.pointer, "a form needs an object schema")
        .at_key()
        .label("the schema is not an object; the method takes the encoded form as bytes")
        .help("use an object schema")
}
