//! Joins the members of an `allOf`, one after the other.

use super::Merge;
use super::contradiction;
use super::deferred::Role;
use super::sum::{Partial, PartialObject, Sum};
use crate::ir::{Additional, Kind, SchemaId};
use crate::passes::equal;
use crate::pointer::Pointer;

/// The forms of schemas that are joined in different ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Any,
    Scalar,
    Array,
    Object,
    Union,
}

impl Form {
    pub(super) fn of(kind: &Kind) -> Self {
        match kind {
            Kind::Any | Kind::AllOf(_) | Kind::Reference(_) => Self::Any,
            Kind::Array(_) => Self::Array,
            Kind::Object(_) => Self::Object,
            Kind::Union(_) => Self::Union,
            Kind::Null
            | Kind::Boolean
            | Kind::Integer(_)
            | Kind::Number
            | Kind::String(_)
            | Kind::Foreign(_)
            | Kind::Enum(_) => Self::Scalar,
        }
    }
}

impl Merge<'_, '_> {
    /// The sum of the members, which must have been merged themselves. None if they say nothing.
    pub(super) fn all_of(
        &mut self,
        members: &[SchemaId],
        role: Role,
        place: &Pointer,
    ) -> Option<Sum> {
        if let (Role::Variant, Some(last)) = (role, members.last())
            && matches!(self.target(*last), Kind::Null)
        {
            return Some(self.same(*last));
        }
        if let (Role::Variant, [common @ .., variant]) = (role, members)
            && common.iter().all(|id| self.includes(*variant, *id))
        {
            return Some(self.same(*variant));
        }
        let mut sum: Option<Sum> = None;
        for member in members {
            if role == Role::Written && matches!(self.target(*member), Kind::Any) {
                continue;
            }
            let mut joined = match sum {
                Some(sum) => self.join(sum, *member, place),
                None => self.same(*member),
            };
            // Only a property has a place between its members that could allow null.
            joined.nullable &= role == Role::Property || matches!(joined.partial, Partial::Same(_));
            sum = Some(joined);
        }
        sum
    }

    /// Whether an object has all that another one describes, as if it extended that.
    fn includes(&self, object: SchemaId, other: SchemaId) -> bool {
        let (Kind::Object(object), Kind::Object(other)) = (self.target(object), self.target(other))
        else {
            return false;
        };
        let target = |id: Option<&SchemaId>| id.map(|id| self.schemas.target(*id));
        let has = |(name, id)| target(object.properties.get(name)) == target(Some(id));
        let additional = [Additional::Unspecified, object.additional].contains(&other.additional);
        additional && other.required.is_subset(&object.required) && other.properties.iter().all(has)
    }

    /// The sum of one member.
    pub(super) fn same(&self, id: SchemaId) -> Sum {
        let variants = match self.target(id) {
            Kind::Union(_) => self.variant_count.of(id),
            _ => 1,
        };
        let nullable = self.schemas.nullable(id);
        Sum { partial: Partial::Same(id), members: vec![id], variants, template: id, nullable }
    }

    /// Adds a member to a sum. If they contradict each other, the result is the member.
    fn join(&mut self, sum: Sum, right: SchemaId, place: &Pointer) -> Sum {
        if self.describes_the_same(&sum, right) {
            return sum;
        }
        match (self.form(&sum.partial), Form::of(self.target(right))) {
            (Form::Any, _) => self.same(right),
            (Form::Object, Form::Object) => self.objects(sum, right),
            (Form::Union, _) => self.distribute_left(sum, right, place),
            (_, Form::Union) => self.distribute_right(sum, right, place),
            (_, Form::Any) => sum,
            (Form::Array, Form::Array) => self.arrays(sum, right),
            (Form::Scalar, Form::Scalar) => self.scalars(sum, right, place),
            _ => self.contradiction(&sum, right, place),
        }
    }

    pub(super) fn target(&self, id: SchemaId) -> &Kind {
        &self.schemas[self.schemas.target(id)].kind
    }

    pub(super) fn form(&self, partial: &Partial) -> Form {
        match partial {
            Partial::Same(id) => Form::of(self.target(*id)),
            Partial::Scalar(kind) => Form::of(kind),
            Partial::Object(_) => Form::Object,
            Partial::Array(_) => Form::Array,
            Partial::Union(..) => Form::Union,
        }
    }

    fn describes_the_same(&self, sum: &Sum, right: SchemaId) -> bool {
        let equal = match (&sum.partial, self.target(right)) {
            (Partial::Same(left), _) => return equal::equal(self.schemas, *left, right),
            (Partial::Scalar(left), right) => equal::kinds(self.schemas, left, right),
            (Partial::Object(PartialObject { object, repeated }), Kind::Object(right)) => {
                repeated.is_empty() && equal::objects(self.schemas, object, right)
            }
            _ => false,
        };
        equal && sum.nullable == self.schemas.nullable(right)
    }

    fn objects(&mut self, sum: Sum, right: SchemaId) -> Sum {
        let mut partial = self.partial_object(sum.partial);
        if let Kind::Object(other) = &self.schemas[self.schemas.target(right)].kind {
            self.work += other.properties.len();
            partial.add(other);
        }
        Sum { partial: Partial::Object(partial), ..sum }.with(right, self.schemas)
    }

    /// The object of a sum that can be changed.
    pub(super) fn partial_object(&mut self, partial: Partial) -> PartialObject {
        let id = match partial {
            Partial::Object(partial) => return partial,
            Partial::Same(id) => self.schemas.target(id),
            Partial::Scalar(_) | Partial::Array(_) | Partial::Union(..) => {
                return PartialObject::default();
            }
        };
        let Kind::Object(object) = &self.schemas[id].kind else { return PartialObject::default() };
        self.work += object.properties.len();
        PartialObject { object: (**object).clone(), ..PartialObject::default() }
    }

    fn arrays(&self, sum: Sum, right: SchemaId) -> Sum {
        let items = |id: SchemaId| match self.target(id) {
            Kind::Array(items) => *items,
            _ => None,
        };
        let mut all = match sum.partial {
            Partial::Array(all) => all,
            Partial::Same(id) => items(id).into_iter().collect(),
            _ => Vec::new(),
        };
        all.extend(items(right));
        Sum { partial: Partial::Array(all), ..sum }.with(right, self.schemas)
    }

    /// Reports that no value matches both, and uses the last member.
    pub(super) fn contradiction(&mut self, sum: &Sum, right: SchemaId, place: &Pointer) -> Sum {
        let left = sum.members.last().copied().unwrap_or(right);
        let problem = contradiction::of(self.schemas, left, right, place);
        self.diagnostics.push(problem);
        self.same(right)
    }
}
