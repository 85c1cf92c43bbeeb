//! The media types of a response to what it may hold.
//!
//! Invariant: JSON stands first, the rest in the order of the description, and no two alternatives
//! hold the same. A media type with the schema of a JSON one is that JSON in another notation.

use super::Side;
use crate::ir::{Kind, MediaType, Response, SchemaId, StringKind};
use crate::rust::{Content, EventForm, TypeRef};
use crate::translate::media::{Family, value_type, word};
use crate::translate::types::Types;

/// One of the things that a response may hold.
pub(super) struct Alternative {
    pub(super) content: Content,
    /// The media types that tell it from the others.
    pub(super) media_types: Vec<String>,
}

/// Everything that a response may hold; at least one.
pub(super) fn alternatives(
    response: &Response,
    method: &str,
    side: Side,
    types: &Types<'_>,
) -> Vec<Alternative> {
    let mut found: Vec<Alternative> = Vec::new();
    // There is never a body in the answer to `HEAD` (RFC 9110, section 9.3.2).
    if method != "HEAD" {
        for media_type in in_order(response, types) {
            let content = content(media_type, side, types);
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

/// The media types that have something of their own to tell, JSON first.
fn in_order<'r>(response: &'r Response, types: &Types<'_>) -> Vec<&'r MediaType> {
    let is_json = |media_type: &MediaType| Family::of(media_type, types) == Family::Json;
    let (mut ordered, others): (Vec<&MediaType>, Vec<&MediaType>) =
        response.content.iter().partition(|media_type| is_json(media_type));
    let values: Vec<TypeRef> = ordered.iter().map(|json| value_type(json, types)).collect();
    let is_notation = |media_type: &MediaType| {
        let family = Family::of(media_type, types);
        let is_value =
            matches!(family, Family::Form | Family::Multipart | Family::Document | Family::Binary);
        is_value && values.contains(&value_type(media_type, types))
    };
    ordered.extend(others.into_iter().filter(|media_type| !is_notation(media_type)));
    ordered
}

fn content(media_type: &MediaType, side: Side, types: &Types<'_>) -> Content {
    let value = || value_type(media_type, types);
    match (Family::of(media_type, types), side) {
        (Family::Json, _) => Content::Json(value()),
        (Family::Text, _) => Content::Text,
        (Family::Events, Side::Success) => events(media_type, types),
        (Family::Lines, Side::Success) => Content::Lines(value()),
        (Family::Binary, Side::Success) => Content::Stream,
        _ => Content::Bytes,
    }
}

fn events(media_type: &MediaType, types: &Types<'_>) -> Content {
    let form = match media_type.schema {
        None => EventForm::Text,
        Some(schema) => event_form(schema, types),
    };
    let item = match form {
        EventForm::Text => TypeRef::String,
        EventForm::Json | EventForm::Object => value_type(media_type, types),
    };
    // The usual sentinel is no JSON, so that it cannot be meant otherwise.
    let usual = || (form != EventForm::Text).then(|| "[DONE]".to_owned());
    let end = media_type.sse_sentinel.clone().or_else(usual);
    Content::Events { item, form, end }
}

/// Whether the schema describes the data of events, or whole events.
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
    /// The word that tells it from others of the same status.
    pub(super) fn word(&self) -> String {
        match (&self.content, self.media_types.as_slice()) {
            (Content::Json(_), _) => "json".to_owned(),
            (Content::Text, _) => "text".to_owned(),
            (Content::Events { .. }, _) => "events".to_owned(),
            (Content::Lines(_), _) => "lines".to_owned(),
            (_, [only]) => word(only),
            (_, _) => "bytes".to_owned(),
        }
    }

    /// A longer word, where the short one is taken.
    pub(super) fn long_word(&self) -> String {
        self.media_types.first().map_or_else(String::new, |media_type| word(media_type))
    }
}
