//! Random values that agree with a schema.

use serde_json::{Map, Value, json};

use super::random_schema::Group;
use super::schema::{Additional, Object, Schema, Union};
use crate::generator::random::Random;

/// Makes values of the schemas of a group.
pub(super) struct Values<'g, 'r> {
    pub(super) group: &'g Group,
    pub(super) random: &'r mut Random,
}

impl Values<'_, '_> {
    /// A value. Beyond `depth`, everything that is not required is left out.
    pub(super) fn of(&mut self, schema: &Schema, depth: usize) -> Value {
        match schema {
            Schema::Any => self.any(),
            Schema::Scalar(_, values) => self.random.pick(values).clone(),
            Schema::Array(items) => {
                (0..self.count(depth)).map(|_| self.of(items, depth.saturating_sub(1))).collect()
            }
            Schema::Map(values) => {
                let count = self.count(depth);
                let entry = |at| (format!("k{at}"), self.of(values, depth.saturating_sub(1)));
                Value::Object((0..count).map(entry).collect())
            }
            Schema::Object(object) => Value::Object(self.object(object, depth)),
            Schema::Union(union) => self.union(union, depth),
            Schema::AllOf(members) => {
                let mut all = Map::new();
                for member in members {
                    if let Value::Object(members) = self.of(member, depth) {
                        all.extend(members);
                    }
                }
                Value::Object(all)
            }
            Schema::Nullable(_) if self.random.one_in(3) => Value::Null,
            Schema::Nullable(schema) | Schema::Component(_, schema) => self.of(schema, depth),
            Schema::Reference(name) => {
                let group = self.group;
                self.of(group.find(name), depth)
            }
        }
    }

    fn count(&mut self, depth: usize) -> usize {
        if depth == 0 { 0 } else { self.random.below(4) }
    }

    fn any(&mut self) -> Value {
        let values =
            [json!(null), json!(1), json!("a"), json!([1, null]), json!({ "x0": null, "k": {} })];
        self.random.pick(&values).clone()
    }

    fn object(&mut self, object: &Object, depth: usize) -> Map<String, Value> {
        let mut members = Map::new();
        for property in &object.properties {
            if property.required || (depth > 0 && !self.random.one_in(3)) {
                let value = self.of(&property.schema, depth.saturating_sub(1));
                members.insert(property.name.clone(), value);
            }
        }
        if object.additional == Additional::Any && self.random.one_in(2) {
            members.insert("more".to_owned(), self.any());
        }
        members
    }

    fn union(&mut self, union: &Union, depth: usize) -> Value {
        let at = self.random.below(union.variants.len());
        let mut value = self.of(&union.variants[at], depth);
        // What a tag tells apart is one variant only, whose undeclared members are not kept.
        let may_be_several = union.keyword == "anyOf" && !union.is_told_apart();
        if may_be_several && self.random.one_in(2) {
            let other = self.random.below(union.variants.len());
            let more = self.of(&union.variants[other], depth);
            add(&union.variants[at], &mut value, more);
        }
        if let Value::Object(members) = &mut value {
            if let Some(beside) = &union.beside {
                let beside = self.object(beside, depth);
                members.extend(beside);
            }
            if let Some(tags) = union.tags.get(at) {
                members.insert("kind".to_owned(), self.random.pick(tags).clone());
            }
        }
        value
    }
}

/// Adds the members of another value that agree with the schema because it does not declare them,
/// in objects inside as well.
fn add(schema: &Schema, value: &mut Value, more: Value) {
    let (Schema::Object(object), Value::Object(members), Value::Object(more)) =
        (schema, value, more)
    else {
        return;
    };
    for (name, added) in more {
        match object.properties.iter().find(|property| property.name == name) {
            Some(property) => {
                if let Some(own) = members.get_mut(&name) {
                    add(&property.schema, own, added);
                }
            }
            None if object.additional != Additional::Forbidden => {
                members.insert(name, added);
            }
            None => {}
        }
    }
}
