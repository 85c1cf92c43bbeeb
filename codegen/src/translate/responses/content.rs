//! Translates the media types of a response to its alternative contents.
//!
//! Invariant: JSON comes first, the others in the order of the description, and the contents are
//! distinct. A media type with the same schema as a JSON media type is another notation of the same
//! value and is left out.

use super::ResponseClass;
use crate::analysis::{Family, subtype_words};
use crate::ir::{Kind, MediaType, Method, Response, SchemaId, StringKind};
use crate::rust::{Content, EventForm, TypeRef};
use crate::translate::types::Types;

/// One of the contents that a response may have.
pub(super) struct Alternative {
    pub(super) content: Content,
    /// The media types that select it.
    pub(super) media_types: Vec<String>,
}

/// The contents that a response may have, at least one.
pub(super) fn alternatives(
    response: &Response,
    method: &Method,
    class: ResponseClass,
    types: &Types<'_>,
) -> Vec<Alternative> {
    let mut found: Vec<Alternative> = Vec::new();
    // A response to `HEAD` never has a body (RFC 9110, section 9.3.2).
    if *method != Method::Fixed("HEAD") {
        for media_type in in_order(response, types) {
            let content = content(media_type, class, types);
            let name = media_type.name.clone();
            if let Some(known) = found.iter_mut().find(|known| known.content == content) {
                known.media_types.push(name);
            } else {
                found.push(Alternative { content, media_types: vec![name] });
            }
        }
    }
    if found.is_empty() {
        found.push(Alternative { content: Content::Empty, media_types: Vec::new() });
    }
    found
}

/// The media types without other notations of a JSON value, JSON first.
fn in_order<'r>(response: &'r Response, types: &Types<'_>) -> Vec<&'r MediaType> {
    let is_json =
        |media_type: &MediaType| Family::of(media_type, &types.ir.schemas) == Family::Json;
    let (mut ordered, others): (Vec<&MediaType>, Vec<&MediaType>) =
        response.content.iter().partition(|media_type| is_json(media_type));
    let values: Vec<TypeRef> = ordered.iter().map(|json| types.content_ref(json)).collect();
    let is_notation = |media_type: &MediaType| {
        let family = Family::of(media_type, &types.ir.schemas);
        let is_value =
            matches!(family, Family::Form | Family::Multipart | Family::Document | Family::Binary);
        is_value && values.contains(&types.content_ref(media_type))
    };
    ordered.extend(others.into_iter().filter(|media_type| !is_notation(media_type)));
    ordered
}

fn content(media_type: &MediaType, class: ResponseClass, types: &Types<'_>) -> Content {
    let value = || types.content_ref(media_type);
    let item = || types.item_ref(media_type);
    match (Family::of(media_type, &types.ir.schemas), class) {
        (Family::Json, _) => Content::Json(value()),
        (Family::Text, _) => Content::Text,
        (Family::Events, ResponseClass::Success) => events(media_type, types),
        (Family::Lines, ResponseClass::Success) => Content::Lines(item()),
        (Family::Sequence, ResponseClass::Success) => Content::Sequence(item()),
        (Family::Binary, ResponseClass::Success) => Content::Stream,
        _ => Content::Bytes,
    }
}

fn events(media_type: &MediaType, types: &Types<'_>) -> Content {
    let form = match media_type.items.or(media_type.schema) {
        None => EventForm::Text,
        Some(schema) => event_form(schema, types),
    };
    let item = match form {
        EventForm::Text => TypeRef::String,
        EventForm::Json | EventForm::Object => types.item_ref(media_type),
    };
    // The usual sentinel is not JSON, so it cannot be confused with an item.
    let usual = || (form != EventForm::Text).then(|| "[DONE]".to_owned());
    let end = media_type.sse_sentinel.clone().or_else(usual);
    Content::Events { item, form, end }
}

/// Whether the schema describes the data of an event or the whole event.
fn event_form(schema: SchemaId, types: &Types<'_>) -> EventForm {
    let schemas = &types.ir.schemas;
    let is_event = |id: SchemaId| match &schemas[schemas.target(id)].kind {
        Kind::Object(object) => {
            let is_field = |name: &String| matches!(&**name, "data" | "event" | "id" | "retry");
            object.properties.contains_key("data") && object.properties.keys().all(is_field)
        }
        _ => false,
    };
    match &schemas[schemas.target(schema)].kind {
        Kind::String(StringKind::Text) => EventForm::Text,
        Kind::Union(union) if union.variants.iter().all(|variant| is_event(*variant)) => {
            EventForm::Object
        }
        _ if is_event(schema) => EventForm::Object,
        _ => EventForm::Json,
    }
}

impl Alternative {
    /// The word that distinguishes it from other contents of the same status.
    pub(super) fn word(&self) -> String {
        match (&self.content, self.media_types.as_slice()) {
            (Content::Json(_), _) => "json".to_owned(),
            (Content::Text, _) => "text".to_owned(),
            (Content::Events { .. }, _) => "events".to_owned(),
            (Content::Lines(_), _) => "lines".to_owned(),
            (Content::Sequence(_), _) => "sequence".to_owned(),
            (_, [only]) => subtype_words(only),
            (_, _) => "bytes".to_owned(),
        }
    }

    /// The alternative word if the short one is taken.
    pub(super) fn long_word(&self) -> String {
        self.media_types.first().map_or_else(String::new, |media_type| subtype_words(media_type))
    }
}
