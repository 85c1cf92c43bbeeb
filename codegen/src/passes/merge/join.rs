//! Joins two schemas to one that describes the values of both.

use super::Merge;
use crate::diagnostics::Diagnostic;
use crate::ir::{
    Additional, Discriminator, Enumeration, Kind, Object, Schema, SchemaId, StringKind, Union,
};
use crate::limits;
use crate::passes::equal::equal;
use crate::pointer::Pointer;

impl Merge<'_, '_> {
    /// Joins two schemas. If they contradict each other, the result is the right one.
    pub(super) fn join(&mut self, left: SchemaId, right: SchemaId, pointer: &Pointer) -> Kind {
        if equal(self.schemas, left, right) {
            return Kind::Reference(left);
        }
        let kind = |id| self.schemas[self.schemas.target(id)].kind.clone();
        match (kind(left), kind(right)) {
            (Kind::Any, _) => Kind::Reference(right),
            (Kind::Object(one), Kind::Object(other)) => {
                Kind::Object(self.objects(one, other, pointer))
            }
            (Kind::Union(union), _) => self.distribute(&union, right, pointer),
            (_, Kind::Union(union)) => self.distribute(&union, left, pointer),
            (Kind::Array(one), Kind::Array(other)) => self.arrays(one, other, pointer),
            (Kind::Enum(one), Kind::Enum(other)) => common_values(one, &other),
            (Kind::Enum(_), scalar) if is_scalar(&scalar) => Kind::Reference(left),
            (scalar, Kind::Enum(_)) if is_scalar(&scalar) => Kind::Reference(right),
            (_, Kind::Any)
            | (Kind::String(_), Kind::String(StringKind::Text))
            | (Kind::Integer(_), Kind::Number) => Kind::Reference(left),
            (Kind::String(_), Kind::String(_))
            | (Kind::Number | Kind::Integer(_), Kind::Integer(_)) => Kind::Reference(right),
            _ => self.contradiction(right, pointer),
        }
    }

    fn contradiction(&mut self, right: SchemaId, pointer: &Pointer) -> Kind {
        self.diagnostics.push(
            Diagnostic::warning(
                "contradicting-all-of",
                pointer,
                "no value matches all members of this `allOf`",
            )
            .at_key()
            .label("the last member is used")
            .help("use members of the same type"),
        );
        Kind::Reference(right)
    }

    fn objects(&mut self, mut one: Object, other: Object, pointer: &Pointer) -> Object {
        for (name, property) in other.properties {
            let joined = match one.properties.get(&name) {
                Some(known) => self.properties(*known, property, &pointer.child(&name)),
                None => property,
            };
            one.properties.insert(name, joined);
        }
        one.required.extend(other.required);
        one.additional = match (one.additional, other.additional) {
            (Additional::Unspecified | Additional::Any, found)
            | (found, Additional::Unspecified | Additional::Any)
                if found != Additional::Unspecified =>
            {
                found
            }
            // Strictly, closed members exclude each other's properties, so that no object matches.
            // No author intends that.
            (found, _) => found,
        };
        one
    }

    /// The schema of a property that both objects declare.
    fn properties(&mut self, known: SchemaId, again: SchemaId, pointer: &Pointer) -> SchemaId {
        if !(self.schema(known) && self.schema(again)) {
            return known;
        }
        match self.join(known, again, pointer) {
            Kind::Reference(id) => id,
            kind => {
                let template = &self.schemas[again];
                let schema = Schema {
                    docs: template.docs.clone(),
                    nullable: template.nullable && self.schemas.nullable(known),
                    ..Schema::new(template.pointer.clone(), kind)
                };
                self.schemas.add(schema)
            }
        }
    }

    fn arrays(
        &mut self,
        one: Option<SchemaId>,
        other: Option<SchemaId>,
        pointer: &Pointer,
    ) -> Kind {
        match (one, other) {
            (Some(one), Some(other)) => {
                Kind::Array(Some(self.properties(one, other, &pointer.child("items"))))
            }
            (items, None) | (None, items) => Kind::Array(items),
        }
    }

    /// The union with each variant joined with the common schema.
    fn distribute(&mut self, union: &Union, common: SchemaId, pointer: &Pointer) -> Kind {
        let constraints = union.variants.iter().all(|variant| self.only_requires(*variant));
        if constraints {
            return Kind::Reference(common);
        }
        if union.variants.len() > limits::MERGED_VARIANTS {
            self.diagnostics.push(
                Diagnostic::warning(
                    "large-union",
                    pointer,
                    "a union of too many variants in an `allOf`",
                )
                .at_key()
                .label("the properties of its variants become additional JSON values"),
            );
            return self.opened(common);
        }
        let variants =
            union.variants.iter().map(|variant| self.variant(*variant, common)).collect();
        Kind::Union(Union {
            variants,
            discriminator: union.discriminator.clone().map(|Discriminator { property, .. }| {
                Discriminator { property, mapping: Vec::new() }
            }),
            other: None,
            selection: Vec::new(),
        })
    }

    fn variant(&mut self, variant: SchemaId, common: SchemaId) -> SchemaId {
        let target = self.schemas.target(variant);
        if !self.schema(variant) || matches!(self.schemas[target].kind, Kind::Null) {
            return variant;
        }
        let pointer = self.schemas[variant].pointer.clone();
        let kind = match self.join(common, variant, &pointer) {
            Kind::Reference(id) => return id,
            kind => kind,
        };
        let docs = self.schemas[target].docs.clone();
        self.schemas.add(Schema { docs, ..Schema::new(pointer, kind) })
    }

    fn opened(&self, common: SchemaId) -> Kind {
        match self.schemas[self.schemas.target(common)].kind.clone() {
            Kind::Object(object) => Kind::Object(Object { additional: Additional::Any, ..object }),
            _ => Kind::Any,
        }
    }

    /// Whether the schema only lists required properties.
    fn only_requires(&self, id: SchemaId) -> bool {
        match &self.schemas[self.schemas.target(id)].kind {
            Kind::Object(object) => {
                object.properties.is_empty() && object.additional == Additional::Unspecified
            }
            Kind::Any => true,
            _ => false,
        }
    }
}

/// The values in both lists, with the names of the first.
fn common_values(one: Enumeration, other: &Enumeration) -> Kind {
    let Enumeration { values, names, docs } = one.clone();
    let mut common = Enumeration { values: Vec::new(), names: Vec::new(), docs: Vec::new() };
    for ((value, name), docs) in values.into_iter().zip(names).zip(docs) {
        if other.values.contains(&value) {
            common.values.push(value);
            common.names.push(name);
            common.docs.push(docs);
        }
    }
    Kind::Enum(if common.values.is_empty() { one } else { common })
}

fn is_scalar(kind: &Kind) -> bool {
    matches!(kind, Kind::Boolean | Kind::Integer(_) | Kind::Number | Kind::String(_))
}
