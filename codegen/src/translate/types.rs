//! Translates schemas to named types and to references to types.
//!
//! The [`analysis`](crate::analysis) selects the schemas that become named types; every other schema
//! is written inline where it is used. Invariant: writing an inline type terminates, because the
//! analysis selects a schema on every cycle, and every list in more than
//! [`INLINE_NESTING`](crate::limits::INLINE_NESTING) others.

use super::docs::docs;
use super::{enums, fields, unions};
use crate::analysis::{Analysis, Reachable, is_struct};
use crate::ir::{self, Additional, EnumRepr, Kind, MediaType, SchemaId, SchemaMap, StringKind};
use crate::naming::TypeNames;
use crate::options::Options;
use crate::rust::{Derives, Type, TypeId, TypeKind, TypeRef, Usage};

/// All types of a description.
pub(super) struct Types<'r> {
    pub(super) ir: &'r ir::Api,
    pub(super) options: &'r Options,
    pub(super) reachable: &'r Reachable,
    ids: SchemaMap<TypeId>,
    /// The names of the components.
    pub(super) components: SchemaMap<&'r str>,
    /// The types in the order in which they are emitted.
    pub(super) all: Vec<Type>,
}

impl<'r> Types<'r> {
    /// Translates all types. `names` has the order of [`Analysis::types`].
    pub(super) fn new(
        ir: &'r ir::Api,
        analysis: &'r Analysis,
        names: &[TypeNames],
        options: &'r Options,
    ) -> Self {
        let numbered = analysis.types.iter().enumerate();
        let numbers: SchemaMap<TypeId> =
            numbered.map(|(position, id)| (*id, TypeId(position))).collect();
        let pairs = analysis.representatives.iter();
        let ids = pairs.filter_map(|(id, own)| Some((*id, *numbers.get(own)?))).collect();
        let mut types = Self {
            ir,
            options,
            reachable: &analysis.reachable,
            ids,
            components: ir.component_names(),
            all: Vec::new(),
        };
        let pairs = analysis.types.iter().zip(names);
        types.all = pairs.map(|(id, names)| types.named(*id, names)).collect();
        types
    }

    fn named(&self, id: SchemaId, names: &TypeNames) -> Type {
        let schema = &self.ir.schemas[id];
        let component = self.components.get(&id);
        let usage =
            if self.reachable.request.contains(&id) { Usage::Request } else { Usage::Response };
        Type {
            docs: docs(&schema.docs, || {
                component.map(|name| format!("The schema `{name}`.")).unwrap_or_default()
            }),
            schema: component.map(|name| (*name).to_owned()),
            kind: self.kind(id),
            derives: Derives::default(),
            usage,
            module: names.module.clone(),
            name: names.name.clone(),
            aliases: names.aliases.clone(),
        }
    }

    fn kind(&self, id: SchemaId) -> TypeKind {
        match &self.ir.schemas[id].kind {
            Kind::Object(object) if is_struct(object) => {
                TypeKind::Struct(fields::structure(self, id, object))
            }
            Kind::Union(union) => TypeKind::Union(unions::union(self, union)),
            Kind::Enum(listed) if let Some(repr) = EnumRepr::of(listed) => {
                TypeKind::Enum(enums::enumeration(listed, repr))
            }
            _ => match self.inline(id) {
                // An alias of an integer type would be serialized as a number instead of a string.
                ty if is_integer_string(&ty) => TypeKind::Newtype(ty),
                ty => TypeKind::Alias(ty),
            },
        }
    }

    /// The type of a value that is not a field of a struct. Such a value is serialized by its type
    /// alone, which for an integer in a string has to be `String`.
    pub(super) fn standalone_ref(&self, id: SchemaId) -> TypeRef {
        match self.nullable_ref(id) {
            ty if is_integer_string(&ty) => ty.with_leaf(TypeRef::String),
            ty => ty,
        }
    }

    /// The type of the values of a media type, including null.
    pub(super) fn content_ref(&self, media_type: &MediaType) -> TypeRef {
        media_type.schema.map_or(TypeRef::Value, |schema| self.standalone_ref(schema))
    }

    /// The type of the items of a media type that is a sequence: `itemSchema`, else `schema`.
    pub(super) fn item_ref(&self, media_type: &MediaType) -> TypeRef {
        media_type.items.map_or_else(|| self.content_ref(media_type), |id| self.standalone_ref(id))
    }

    /// The named type of a schema, if it has one.
    pub(super) fn id(&self, id: SchemaId) -> Option<TypeId> {
        self.ids.get(&id).copied()
    }

    /// The type of the values of a schema, except null.
    pub(super) fn type_ref(&self, id: SchemaId) -> TypeRef {
        match self.ids.get(&id) {
            Some(named) => TypeRef::Named(*named),
            None => self.inline(id),
        }
    }

    /// The type of the values of a schema, including null.
    pub(super) fn nullable_ref(&self, id: SchemaId) -> TypeRef {
        match (self.type_ref(id), self.ir.schemas.nullable(id)) {
            (TypeRef::Value, _) => TypeRef::Value,
            (ty, true) => TypeRef::Option(Box::new(ty)),
            (ty, false) => ty,
        }
    }

    /// The type of a schema without using its name.
    fn inline(&self, id: SchemaId) -> TypeRef {
        match &self.ir.schemas[id].kind {
            Kind::Reference(target) => self.type_ref(*target),
            Kind::Foreign(foreign) => TypeRef::Foreign(foreign.path.clone()),
            Kind::Boolean => TypeRef::Boolean,
            Kind::Integer(kind) => TypeRef::Integer(*kind),
            Kind::String(kind) => string(*kind),
            Kind::Array(items) => {
                let items = items.map_or(TypeRef::Value, |items| self.nullable_ref(items));
                TypeRef::List(Box::new(items))
            }
            Kind::Object(object) => match object.additional {
                Additional::Schema(values) => match self.nullable_ref(values) {
                    TypeRef::Value => TypeRef::JsonObject,
                    values => TypeRef::Map(Box::new(values)),
                },
                _ => TypeRef::JsonObject,
            },
            Kind::Enum(listed) if listed.values.iter().all(serde_json::Value::is_boolean) => {
                TypeRef::Boolean
            }
            Kind::Number | Kind::Enum(_) => TypeRef::Number,
            Kind::Any | Kind::Null | Kind::Union(_) | Kind::AllOf(_) => TypeRef::Value,
        }
    }
}

fn is_integer_string(ty: &TypeRef) -> bool {
    matches!(ty.leaf(), TypeRef::IntegerAsString(_))
}

fn string(kind: StringKind) -> TypeRef {
    match kind {
        StringKind::Text | StringKind::Binary => TypeRef::String,
        StringKind::DateTime => TypeRef::DateTime,
        StringKind::Date => TypeRef::Date,
        StringKind::Uuid => TypeRef::Uuid,
        StringKind::Base64 => TypeRef::Base64,
        StringKind::Base64Url => TypeRef::Base64Url,
        StringKind::Integer(kind) => TypeRef::IntegerAsString(kind),
    }
}
