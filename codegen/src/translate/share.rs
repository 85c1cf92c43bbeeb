//! Inline schemas that describe the same values to one type.
//!
//! Schemas are compared by what they describe: documentation, examples and the order of members do
//! not matter. A component is only ever itself, but an inline schema like exactly one component
//! is that component. Invariant: one walk, because what two schemas consist of is compared by
//! number, not again and again.

use std::collections::{BTreeSet, HashMap};

use super::variants;
use crate::ir::{Access, Additional, Api, IntegerKind, Kind, Object, Schema, SchemaId, StringKind};

/// Which schema's type each of `found` uses: its own, or that of the first one like it.
pub(super) fn representatives(
    ir: &Api,
    found: &[SchemaId],
    is_named: impl Fn(SchemaId) -> bool,
) -> HashMap<SchemaId, SchemaId> {
    let mut shapes = Shapes { ir, is_named, classes: HashMap::new(), known: HashMap::new() };
    let mut components: HashMap<usize, Option<SchemaId>> = HashMap::new();
    for id in found.iter().copied() {
        if !(shapes.is_named)(id) {
            continue;
        }
        let class = shapes.structure(id);
        components.entry(class).and_modify(|twin| *twin = None).or_insert(Some(id));
    }
    let mut first: HashMap<(usize, Home), SchemaId> = HashMap::new();
    let mut representatives = HashMap::new();
    for id in found.iter().copied() {
        let representative = if (shapes.is_named)(id) {
            id
        } else {
            let class = shapes.structure(id);
            let twin = components.get(&class).copied().flatten();
            twin.unwrap_or_else(|| *first.entry((class, home(ir, id))).or_insert(id))
        };
        representatives.insert(id, representative);
    }
    representatives
}

/// Where an inline schema stands. Schemas of different homes are not shared, so that a component
/// that is added does not give its name to a type of an operation, nor the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Home {
    Component,
    Operation,
}

fn home(ir: &Api, id: SchemaId) -> Home {
    match ir.schemas[id].pointer.tokens().next().as_deref() {
        Some("paths") => Home::Operation,
        _ => Home::Component,
    }
}

/// The numbers of all shapes seen so far.
struct Shapes<'r, IsNamed> {
    ir: &'r Api,
    is_named: IsNamed,
    classes: HashMap<Shape, usize>,
    known: HashMap<SchemaId, usize>,
}

/// What a schema describes, with the schemas that it consists of as numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Shape {
    Named(SchemaId),
    Pinned(String, Box<Shape>),
    Any,
    Null,
    Boolean,
    Integer(IntegerKind),
    Number,
    String(StringKind),
    Enum(Vec<String>, Vec<Option<String>>),
    Alias(Part),
    Array(Option<Part>),
    Object(Vec<(String, Part)>, BTreeSet<String>, Rest),
    Union(Vec<Part>, Option<String>),
}

/// What `additionalProperties` says, with its schema as a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Rest {
    Unspecified,
    Forbidden,
    Any,
    Of(Part),
}

/// A schema inside of another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Part {
    class: usize,
    nullable: bool,
    read_only: bool,
    write_only: bool,
}

impl<IsNamed: Fn(SchemaId) -> bool> Shapes<'_, IsNamed> {
    /// The number of what the schema describes, its name aside.
    fn structure(&mut self, id: SchemaId) -> usize {
        let shape = self.shape(&self.ir.schemas[id]);
        let next = self.classes.len();
        *self.classes.entry(shape).or_insert(next)
    }

    /// The number of the schema where it is used.
    fn class(&mut self, id: SchemaId) -> usize {
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        let class = match self.ir.schemas[id].kind {
            _ if (self.is_named)(id) => {
                let next = self.classes.len();
                *self.classes.entry(Shape::Named(id)).or_insert(next)
            }
            Kind::Reference(target) => self.class(target),
            _ => self.structure(id),
        };
        self.known.insert(id, class);
        class
    }

    fn part(&mut self, id: SchemaId) -> Part {
        let access = self.ir.schemas[id].access;
        Part {
            class: self.class(id),
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
            Kind::Array(items) => Shape::Array(items.map(|items| self.part(items))),
            Kind::Object(object) => self.object(object),
            Kind::Union(union) => {
                let variants = union.variants.iter().map(|variant| self.part(*variant)).collect();
                let tag = union.discriminator.as_ref().map(|tag| tag.property.clone());
                let labels = union.variants.iter().map(|id| variants::label(self.ir, *id));
                let labels = labels.collect::<Vec<_>>().join("/");
                Shape::Pinned(labels, Box::new(Shape::Union(variants, tag)))
            }
            Kind::Reference(target) => Shape::Alias(self.part(*target)),
        };
        match schema.type_name() {
            Some(name) => Shape::Pinned(name.to_owned(), Box::new(shape)),
            None => shape,
        }
    }

    fn object(&mut self, object: &Object) -> Shape {
        let properties = object.properties.iter();
        let mut properties: Vec<(String, Part)> =
            properties.map(|(name, id)| (name.clone(), self.part(*id))).collect();
        properties.sort_by(|left, right| left.0.cmp(&right.0));
        let rest = match object.additional {
            Additional::Unspecified => Rest::Unspecified,
            Additional::Forbidden => Rest::Forbidden,
            Additional::Any => Rest::Any,
            Additional::Schema(values) => Rest::Of(self.part(values)),
        };
        Shape::Object(properties, object.required.iter().cloned().collect(), rest)
    }
}
