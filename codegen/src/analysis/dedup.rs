//! Deduplicates inline schemas: those that describe the same values become one type.
//!
//! Documentation, examples and the order of properties do not matter. Components are never merged
//! with each other, but an inline schema that equals exactly one component becomes that component.
//! Shapes are interned, so that nested schemas are compared by number. A schema that contains itself
//! has a number of its own where another one uses it. Invariant: nested schemas are numbered before
//! those around them, without recursion, and the time is linear in the size of the description.

use std::collections::{BTreeSet, HashMap};

use super::labels::variant_label;
use super::reachability::children;
use crate::ident::RustPath;
use crate::ir::{
    Access, Additional, Api, DepthFirst, Derive, IntegerKind, Kind, Object, Schema, SchemaId,
    SchemaMap, SchemaSet, StringKind, depth_first,
};

/// The schema that represents each of `candidates`: the first equal one, or the schema itself.
pub(super) fn representatives(ir: &Api, candidates: &[SchemaId]) -> SchemaMap<SchemaId> {
    let components: SchemaSet = ir.components.iter().map(|(_, id)| *id).collect();
    let is_named = |id| components.contains(&id) || ir.shared.contains(&id);
    let mut shapes = ShapeInterner {
        ir,
        is_named,
        numbers: HashMap::with_capacity(candidates.len()),
        by_schema: SchemaMap::default(),
    };
    shapes.number_all(candidates);
    let mut named: HashMap<usize, Option<SchemaId>> = HashMap::new();
    for id in candidates.iter().copied() {
        if !(shapes.is_named)(id) {
            continue;
        }
        let number = shapes.structure(id);
        named.entry(number).and_modify(|twin| *twin = None).or_insert(Some(id));
    }
    let mut first: HashMap<(usize, DedupScope), SchemaId> = HashMap::new();
    let mut representatives = SchemaMap::with_capacity_and_hasher(candidates.len(), <_>::default());
    for id in candidates.iter().copied() {
        let representative = if (shapes.is_named)(id) {
            id
        } else {
            let number = shapes.structure(id);
            let twin = named.get(&number).copied().flatten();
            twin.unwrap_or_else(|| *first.entry((number, scope(ir, id))).or_insert(id))
        };
        representatives.insert(id, representative);
    }
    representatives
}

/// The part of the description within which inline schemas are merged. Those of components and of
/// operations are kept apart, so that a new component does not rename a type of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum DedupScope {
    Component,
    Operation,
}

fn scope(ir: &Api, id: SchemaId) -> DedupScope {
    match ir.schemas[id].pointer.tokens().next().as_deref() {
        Some("paths" | "webhooks") => DedupScope::Operation,
        _ => DedupScope::Component,
    }
}

/// Assigns equal shapes the same number.
struct ShapeInterner<'r, IsNamed> {
    ir: &'r Api,
    is_named: IsNamed,
    numbers: HashMap<Shape, usize>,
    by_schema: SchemaMap<usize>,
}

/// The structure of a schema, in which nested schemas are numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Shape {
    Named(SchemaId),
    Pinned(String, Box<Shape>),
    Deriving(Vec<Derive>, Box<Shape>),
    Any,
    Null,
    Boolean,
    Integer(IntegerKind),
    Number,
    String(StringKind),
    Enum(Vec<String>, Vec<Option<String>>),
    Foreign(RustPath),
    Alias(ShapeRef),
    Array(Option<ShapeRef>),
    Object(Vec<(String, ShapeRef)>, BTreeSet<String>, AdditionalShape),
    /// The variants, and how one is selected.
    Union(Vec<ShapeRef>, String),
}

/// The shape of `additionalProperties`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum AdditionalShape {
    Unspecified,
    Forbidden,
    Any,
    Schema(ShapeRef),
}

/// The use of a schema inside another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct ShapeRef {
    number: usize,
    nullable: bool,
    read_only: bool,
    write_only: bool,
}

impl<IsNamed: Fn(SchemaId) -> bool> ShapeInterner<'_, IsNamed> {
    /// The number of the structure of a schema, regardless of its name.
    fn structure(&mut self, id: SchemaId) -> usize {
        let shape = self.shape(&self.ir.schemas[id]);
        self.intern(shape)
    }

    fn intern(&mut self, shape: Shape) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(shape).or_insert(next)
    }

    /// Numbers the schemas that the candidates contain, the inner ones first.
    fn number_all(&mut self, candidates: &[SchemaId]) {
        let edges = |id: SchemaId| {
            let mut inside = children(&self.ir.schemas[id].kind);
            inside.retain(|child| !(self.is_named)(*child));
            inside
        };
        let DepthFirst { order, heads } = depth_first(candidates.iter().copied(), edges);
        for id in heads {
            self.number_by_identity(id);
        }
        for id in order {
            let known = self.by_schema.contains_key(&id);
            if !known && !(self.is_named)(id) {
                let number = match self.ir.schemas[id].kind {
                    // A reference with a name of its own pins that of a property or a variant.
                    Kind::Reference(target) if self.ir.schemas[id].rare.rust_name.is_none() => {
                        self.number(target)
                    }
                    _ => self.structure(id),
                };
                self.by_schema.insert(id, number);
            }
        }
    }

    /// The number of a schema where another one uses it. A named schema equals only itself.
    fn number(&mut self, id: SchemaId) -> usize {
        match self.by_schema.get(&id) {
            Some(known) => *known,
            None => self.number_by_identity(id),
        }
    }

    fn number_by_identity(&mut self, id: SchemaId) -> usize {
        let number = self.intern(Shape::Named(id));
        self.by_schema.insert(id, number);
        number
    }

    fn shape_ref(&mut self, id: SchemaId) -> ShapeRef {
        let access = self.ir.schemas[id].access;
        ShapeRef {
            number: self.number(id),
            nullable: self.ir.schemas.nullable(id),
            read_only: access == Access::ReadOnly,
            write_only: access == Access::WriteOnly,
        }
    }

    fn shape(&mut self, schema: &Schema) -> Shape {
        let shape = match &schema.kind {
            Kind::Any | Kind::AllOf(_) => Shape::Any,
            Kind::Null => Shape::Null,
            Kind::Boolean => Shape::Boolean,
            Kind::Integer(kind) => Shape::Integer(*kind),
            Kind::Number => Shape::Number,
            Kind::String(kind) => Shape::String(*kind),
            Kind::Enum(listed) => {
                let values = listed.values.iter().map(ToString::to_string).collect();
                Shape::Enum(values, listed.names.clone())
            }
            Kind::Array(items) => Shape::Array(items.map(|items| self.shape_ref(items))),
            Kind::Object(object) => self.object(object),
            Kind::Union(union) => {
                let variants =
                    union.variants.iter().map(|variant| self.shape_ref(*variant)).collect();
                let selection = format!("{:?}", union.selection);
                let labels = union.variants.iter().map(|id| variant_label(self.ir, *id));
                let labels = labels.collect::<Vec<_>>().join("/");
                Shape::Pinned(labels, Box::new(Shape::Union(variants, selection)))
            }
            Kind::Foreign(foreign) => Shape::Foreign(foreign.path.clone()),
            Kind::Reference(target) => Shape::Alias(self.shape_ref(*target)),
        };
        let shape = match schema.type_name() {
            Some(name) => Shape::Pinned(name.to_owned(), Box::new(shape)),
            None => shape,
        };
        if schema.rare.derives.is_empty() {
            return shape;
        }
        let derives = schema.rare.derives.iter().map(|derive| derive.value.clone()).collect();
        Shape::Deriving(derives, Box::new(shape))
    }

    fn object(&mut self, object: &Object) -> Shape {
        let properties = object.properties.iter();
        let mut properties: Vec<(String, ShapeRef)> =
            properties.map(|(name, id)| (name.clone(), self.shape_ref(*id))).collect();
        properties.sort_by(|left, right| left.0.cmp(&right.0));
        let additional = match object.additional {
            Additional::Unspecified => AdditionalShape::Unspecified,
            Additional::Forbidden => AdditionalShape::Forbidden,
            Additional::Any => AdditionalShape::Any,
            Additional::Schema(values) => AdditionalShape::Schema(self.shape_ref(values)),
        };
        Shape::Object(properties, object.required.iter().cloned().collect(), additional)
    }
}
