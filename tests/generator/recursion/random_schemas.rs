//! Random schemas that refer to each other in every way. The same seed gives the same schemas.

use crate::generator::random::Random;

/// Two to eight components.
pub(super) fn random_schemas(seed: u64) -> String {
    let mut random = Random::new(seed);
    let components = 2 + random.below(7);
    let mut build = Build { random, components };
    let component = |component| format!("S{component}: {}\n", build.schema(3, Place::Component));
    (0..components).map(component).collect::<Vec<String>>().concat()
}

/// Where a schema is. A component is no plain reference, so that not all schemas are aliases.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Component,
    Inside,
}

struct Build {
    random: Random,
    components: usize,
}

impl Build {
    fn reference(&mut self) -> String {
        format!("=S{}", self.random.below(self.components))
    }

    /// A schema whose nesting is bounded by `depth`.
    fn schema(&mut self, depth: usize, place: Place) -> String {
        if place == Place::Inside && (depth == 0 || self.random.one_in(2)) {
            return self.leaf();
        }
        let mut members = Vec::new();
        if self.random.one_in(8) {
            members.push(format!(
                "$ref: '#/components/schemas/S{}'",
                self.random.below(self.components)
            ));
        }
        match self.random.below(8) {
            0 | 1 => members.push(self.object(depth)),
            2 => members
                .push(format!("type: array, items: {}", self.schema(depth - 1, Place::Inside))),
            3 => members.push(format!(
                "type: object, additionalProperties: {}",
                self.schema(depth - 1, Place::Inside)
            )),
            4 | 5 => members.push(format!("allOf: [{}]", self.list(depth))),
            6 => members.push(self.union("oneOf", depth)),
            _ => members.push(self.union("anyOf", depth)),
        }
        if self.random.one_in(8) && !members.iter().any(|member| member.contains("required")) {
            members.push("required: [p0, p1]".to_owned());
        }
        for (member, value) in [("example", "x"), ("default", "{ p0: { p0: 1 } }")] {
            if self.random.one_in(8) {
                members.push(format!("{member}: {value}"));
            }
        }
        format!("{{ {} }}", members.join(", "))
    }

    fn leaf(&mut self) -> String {
        match self.random.below(10) {
            0 => "{ type: string }".to_owned(),
            1 => "{ type: 'null' }".to_owned(),
            2 => "{ type: [integer, 'null'] }".to_owned(),
            3 => "{ type: string, enum: [a, b] }".to_owned(),
            4 => "{ required: [p0] }".to_owned(),
            _ => self.reference(),
        }
    }

    fn list(&mut self, depth: usize) -> String {
        let members = 1 + self.random.below(3);
        let members: Vec<String> =
            (0..members).map(|_| self.schema(depth - 1, Place::Inside)).collect();
        members.join(", ")
    }

    fn object(&mut self, depth: usize) -> String {
        let properties: Vec<String> = (0..=self.random.below(3))
            .map(|at| format!("p{at}: {}", self.schema(depth - 1, Place::Inside)))
            .collect();
        let object = format!("type: object, properties: {{ {} }}", properties.join(", "));
        let discriminator =
            if self.random.one_in(4) { ", discriminator: { propertyName: p0 }" } else { "" };
        format!("{object}{discriminator}")
    }

    fn union(&mut self, keyword: &str, depth: usize) -> String {
        let union = format!("{keyword}: [{}]", self.list(depth));
        let discriminator =
            if self.random.one_in(4) { ", discriminator: { propertyName: p0 }" } else { "" };
        format!("{union}{discriminator}")
    }
}
