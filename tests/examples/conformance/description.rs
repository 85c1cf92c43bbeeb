//! The examples of the description, read from its text and independent of the generator.

use std::fs;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Problem;

pub(crate) struct Description(Value);

/// An operation of the description.
pub(crate) struct Operation<'d> {
    description: &'d Description,
    value: &'d Value,
}

/// A response with an example in the description.
pub(crate) struct ExampleResponse {
    pub(crate) status: u16,
    pub(crate) example: Option<String>,
    pub(crate) body: Value,
}

impl Description {
    pub(crate) fn read() -> Result<Self, Problem> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/kustomer.yaml");
        Ok(Self(serde_yaml::from_str(&fs::read_to_string(path)?)?))
    }

    pub(crate) fn operation(&self, path: &str, method: &str) -> Result<Operation<'_>, Problem> {
        let value = self.0.get("paths").and_then(|paths| paths.get(path)?.get(method));
        let value = value.ok_or_else(|| format!("there is no {method} {path}"))?;
        Ok(Operation { description: self, value })
    }

    /// The target of a reference, or the value itself.
    fn resolve<'d>(&'d self, value: &'d Value) -> Result<&'d Value, Problem> {
        let Some(reference) = value.get("$ref").and_then(Value::as_str) else { return Ok(value) };
        let target = reference.strip_prefix('#').and_then(|pointer| self.0.pointer(pointer));
        Ok(target.ok_or_else(|| format!("{reference} leads nowhere"))?)
    }

    /// The examples of JSON content, by name.
    fn examples(&self, owner: &Value) -> Result<Vec<(String, Value)>, Problem> {
        let content = owner.pointer("/content/application~1json").unwrap_or(&Value::Null);
        if let Some(example) = content.get("example") {
            return Ok(vec![(String::new(), example.clone())]);
        }
        let examples = content.get("examples").and_then(Value::as_object).into_iter().flatten();
        let named = examples.map(|(name, example)| {
            let value = self.resolve(example)?.get("value").ok_or("an example has no value")?;
            Ok((name.clone(), value.clone()))
        });
        named.collect()
    }
}

impl Operation<'_> {
    /// The example of a parameter.
    pub(crate) fn parameter<T: DeserializeOwned>(&self, name: &str) -> Result<T, Problem> {
        for parameter in
            self.value.get("parameters").and_then(Value::as_array).into_iter().flatten()
        {
            let parameter = self.description.resolve(parameter)?;
            if parameter.get("name").and_then(Value::as_str) == Some(name) {
                let example = parameter.get("example").ok_or("a parameter has no example")?;
                return Ok(T::deserialize(example)?);
            }
        }
        Err(format!("there is no parameter {name}").into())
    }

    /// The examples of its request body, by name.
    pub(crate) fn bodies(&self) -> Result<Vec<(String, Value)>, Problem> {
        self.description.examples(self.value.get("requestBody").unwrap_or(&Value::Null))
    }

    /// All examples of its responses.
    pub(crate) fn responses(&self) -> Result<Vec<ExampleResponse>, Problem> {
        let mut responses = Vec::new();
        let declared = self.value.get("responses").and_then(Value::as_object);
        for (status, response) in declared.into_iter().flatten() {
            // The most common status of a range.
            let status = status.replace("5XX", "503").parse()?;
            for (name, body) in self.description.examples(self.description.resolve(response)?)? {
                let example = (!name.is_empty()).then_some(name);
                responses.push(ExampleResponse { status, example, body });
            }
        }
        if responses.is_empty() { Err("no response has an example".into()) } else { Ok(responses) }
    }
}
