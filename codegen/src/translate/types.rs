//! Schemas to named types and to references to types.
//!
//! Objects with members, enums and unions are types, wherever they stand; so is every component and
//! every place that a `$ref` names. Everything else is written out where it is used. Invariant: a
//! reference to a type ends after finitely many steps, because every cycle of a description passes
//! through a `$ref`.

use std::collections::{HashMap, HashSet};

use super::docs::docs;
use super::media::essence;
use super::positions::Positions;
use super::usage::{Reachable, children};
use super::{fields, modules, share, variants};
use crate::ident::{ModuleName, Scope, TypeName, unique};
use crate::ir::{self, Additional, Kind, MediaType, Object, SchemaId, StringKind};
use crate::options::{Options, Sharing};
use crate::rust::{Type, TypeId, TypeKind, TypeRef, Usage};

/// All types of a description.
pub(super) struct Types<'r> {
    pub(super) ir: &'r ir::Api,
    pub(super) options: &'r Options,
    pub(super) reachable: Reachable,
    ids: HashMap<SchemaId, TypeId>,
    /// The names of the components.
    pub(super) components: HashMap<SchemaId, &'r str>,
    /// The types in the order in which they are emitted.
    pub(super) all: Vec<Type>,
}

impl<'r> Types<'r> {
    /// Finds and names all types.
    pub(super) fn new(ir: &'r ir::Api, positions: &Positions, options: &'r Options) -> Self {
        let found = found(ir);
        let components: HashMap<SchemaId, &str> =
            ir.components.iter().map(|(name, id)| (*id, name.as_str())).collect();
        let is_named = |id| components.contains_key(&id) || ir.shared.contains(&id);
        let representatives = match options.sharing {
            Sharing::Alike => share::representatives(ir, &found, is_named),
            Sharing::Never => HashMap::new(),
        };
        let own = |id: &SchemaId| representatives.get(id).is_none_or(|own| own == id);
        let distinct: Vec<SchemaId> = found.iter().copied().filter(own).collect();
        let numbers: HashMap<SchemaId, TypeId> =
            distinct.iter().enumerate().map(|(position, id)| (*id, TypeId(position))).collect();
        let mut reachable = Reachable::new(&ir.schemas, ir.operations.iter());
        let mut ids = HashMap::new();
        for id in &found {
            let own = representatives.get(id).unwrap_or(id);
            reachable.also(*id, *own);
            ids.extend(numbers.get(own).map(|number| (*id, *number)));
        }
        let mut types = Self { ir, options, reachable, ids, components, all: Vec::new() };
        let names = names(&types, positions, &distinct);
        types.all = distinct
            .iter()
            .zip(names)
            .map(|(id, (module, name))| types.named(*id, module, name))
            .collect();
        types
    }

    fn named(&self, id: SchemaId, module: ModuleName, name: TypeName) -> Type {
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
            usage,
            module,
            name,
        }
    }

    fn kind(&self, id: SchemaId) -> TypeKind {
        match &self.ir.schemas[id].kind {
            Kind::Object(object) if is_struct(object) => {
                TypeKind::Struct(fields::structure(self, id, object))
            }
            Kind::Union(union) => TypeKind::Union(variants::union(self, union)),
            Kind::Enum(listed) if let Some(repr) = variants::repr(listed) => {
                TypeKind::Enum(variants::enumeration(listed, repr))
            }
            _ => match self.unnamed(id) {
                // An alias would be written as a number where nothing says that it is text.
                ty if is_integer_text(&ty) => TypeKind::Newtype(ty),
                ty => TypeKind::Alias(ty),
            },
        }
    }

    /// The type of a value that stands alone. Outside of a type there is nothing that would write
    /// an integer as text.
    pub(super) fn standalone_ref(&self, id: SchemaId) -> TypeRef {
        match self.nullable_ref(id) {
            ty if is_integer_text(&ty) => ty.with_leaf(TypeRef::String),
            ty => ty,
        }
    }

    /// The named type that a schema is.
    pub(super) fn id(&self, id: SchemaId) -> Option<TypeId> {
        self.ids.get(&id).copied()
    }

    /// The type of a schema's values, null aside.
    pub(super) fn type_ref(&self, id: SchemaId) -> TypeRef {
        match self.ids.get(&id) {
            Some(named) => TypeRef::Named(*named),
            None => self.unnamed(id),
        }
    }

    /// The type of a schema's values, null included.
    pub(super) fn nullable_ref(&self, id: SchemaId) -> TypeRef {
        match (self.type_ref(id), self.ir.schemas.nullable(id)) {
            (TypeRef::Value, _) => TypeRef::Value,
            (ty, true) => TypeRef::Option(Box::new(ty)),
            (ty, false) => ty,
        }
    }

    /// The type written out, without the name that it may have.
    fn unnamed(&self, id: SchemaId) -> TypeRef {
        match &self.ir.schemas[id].kind {
            Kind::Reference(target) => self.type_ref(*target),
            Kind::Boolean => TypeRef::Boolean,
            Kind::Integer(kind) => TypeRef::Integer(*kind),
            Kind::String(kind) => string(*kind),
            Kind::Array(items) => {
                let items = items.map_or(TypeRef::Value, |items| self.nullable_ref(items));
                TypeRef::List(Box::new(items))
            }
            Kind::Object(Object { additional: Additional::Schema(values), .. }) => {
                match self.nullable_ref(*values) {
                    TypeRef::Value => TypeRef::JsonObject,
                    values => TypeRef::Map(Box::new(values)),
                }
            }
            Kind::Object(_) => TypeRef::JsonObject,
            Kind::Enum(listed) if listed.values.iter().all(serde_json::Value::is_boolean) => {
                TypeRef::Boolean
            }
            Kind::Number | Kind::Enum(_) => TypeRef::Number,
            Kind::Any | Kind::Null | Kind::Union(_) | Kind::AllOf(_) => TypeRef::Value,
        }
    }
}

fn is_integer_text(ty: &TypeRef) -> bool {
    matches!(ty.leaf(), TypeRef::IntegerText(_))
}

fn string(kind: StringKind) -> TypeRef {
    match kind {
        StringKind::Text | StringKind::Binary => TypeRef::String,
        StringKind::DateTime => TypeRef::DateTime,
        StringKind::Date => TypeRef::Date,
        StringKind::Uuid => TypeRef::Uuid,
        StringKind::Base64 => TypeRef::Base64,
        StringKind::Integer(kind) => TypeRef::IntegerText(kind),
    }
}

/// Whether an object is a struct; one without members of known names is a map.
pub(super) fn is_struct(object: &Object) -> bool {
    !object.properties.is_empty()
        || !object.required.is_empty()
        || object.additional == Additional::Forbidden
}

/// The schemas that are types, in document order: components, then what operations hold.
fn found(ir: &ir::Api) -> Vec<SchemaId> {
    let components: HashSet<SchemaId> = ir.components.iter().map(|(_, id)| *id).collect();
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut roots: Vec<SchemaId> = ir.components.iter().map(|(_, id)| *id).collect();
    for operation in &ir.operations {
        roots.extend(operation.parameters.iter().filter_map(|parameter| parameter.schema));
        let responses = operation.responses.iter().flat_map(|response| &response.content);
        let content = operation.body.iter().flat_map(|body| &body.content).chain(responses);
        roots.extend(content.flat_map(|media_type| root(ir, media_type)));
        let content = operation.body.iter().flat_map(|body| &body.content);
        roots.extend(content.flat_map(MediaType::part_headers));
        let headers = operation.responses.iter().flat_map(|response| &response.headers);
        roots.extend(headers.filter_map(|header| header.schema));
    }
    for root in roots {
        let mut pending = vec![root];
        while let Some(id) = pending.pop() {
            if !seen.insert(id) {
                continue;
            }
            let kind = &ir.schemas[id].kind;
            if components.contains(&id) || ir.shared.contains(&id) || is_type(kind) {
                found.push(id);
            }
            let inside = children(kind).into_iter().filter(|child| !components.contains(child));
            pending.extend(inside.rev());
        }
    }
    found
}

/// The schemas that a media type leads to. The parts of a multipart body are a type of the operation,
/// so that an inline schema of them is none.
fn root(ir: &ir::Api, media_type: &MediaType) -> Vec<SchemaId> {
    let Some(schema) = media_type.schema else { return Vec::new() };
    let kind = &ir.schemas[schema].kind;
    let is_multipart = essence(&media_type.name).starts_with("multipart/");
    if is_multipart && matches!(kind, Kind::Object(_)) && !ir.shared.contains(&schema) {
        children(kind)
    } else {
        vec![schema]
    }
}

fn is_type(kind: &Kind) -> bool {
    match kind {
        Kind::Object(object) => is_struct(object),
        Kind::Enum(listed) => variants::repr(listed).is_some(),
        Kind::Union(_) => true,
        _ => false,
    }
}

/// A module and a name for each type. Components come first and keep their names; what stands
/// inside of them or of operations takes the first of its wishes that is free.
fn names(
    types: &Types<'_>,
    positions: &Positions,
    found: &[SchemaId],
) -> Vec<(ModuleName, TypeName)> {
    let places = found.iter().map(|id| positions.place(&types.ir.schemas[*id].pointer));
    let places: Vec<_> = places.collect();
    let pinned = |id: &SchemaId| types.ir.schemas[*id].type_name();
    let fixed = |id: &SchemaId| pinned(id).or_else(|| types.components.get(id).copied());
    let written: Vec<(&str, TypeName)> =
        found.iter().filter_map(fixed).map(|name| (name, TypeName::new(name))).collect();
    let mut scope = Scope::default();
    let mut first = unique(&mut scope, &written).into_iter();
    let mut named = Vec::new();
    for (id, place) in found.iter().zip(places) {
        let name = match fixed(id) {
            Some(name) => first.next().unwrap_or_else(|| TypeName::new(name)),
            None => scope.take_first(&place.names),
        };
        named.push((place.module, name));
    }
    modules::split(&mut named);
    named
}
