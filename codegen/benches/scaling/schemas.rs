//! Descriptions with many schemas, properties, values or variants.

use std::fmt::Display;

/// The items that `item` makes of the numbers below `size`, separated by commas.
pub fn list<T: Display>(size: usize, item: impl Fn(usize) -> T) -> String {
    let items: Vec<String> = (0..size).map(|number| item(number).to_string()).collect();
    items.join(",\n")
}

/// A description in YAML with these components and these paths.
pub fn description(schemas: &str, paths: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: Scaling, version: '1'}}\npaths: {{{paths}}}\n\
         components: {{schemas: {{\n{schemas}\n}}}}\n"
    )
}

fn schema(text: &str) -> String {
    description(&format!("A: {{{text}}}"), "")
}

pub fn components(size: usize) -> String {
    let object = |number| {
        format!(
            "S{number}: {{type: object, required: [id], properties: {{id: {{type: string}}, \
             next: {{$ref: '#/components/schemas/S{}'}}}}}}",
            (number * 7 + 1) % size
        )
    };
    description(&list(size, object), "")
}

pub fn properties(size: usize) -> String {
    let property = |number| format!("p{number}: {{type: string, description: The text.}}");
    schema(&format!("type: object, properties: {{{}}}", list(size, property)))
}

/// An object in a request, so that it has a constructor.
pub fn required(size: usize) -> String {
    let property = |number| format!("p{number}: {{type: string}}");
    let name = |number| format!("p{number}");
    let object = format!(
        "A: {{type: object, required: [{}], properties: {{{}}}}}",
        list(size, name),
        list(size, property)
    );
    let body = "requestBody: {content: {application/json: {schema: \
                {$ref: '#/components/schemas/A'}}}}";
    description(&object, &format!("/a: {{post: {{{body}, responses: {{'200': {{}}}}}}}}"))
}

/// Objects in one schema, half of them equal.
pub fn inline_objects(size: usize) -> String {
    let property = |number| {
        let inner = number / 2;
        format!("p{number}: {{type: object, properties: {{q{inner}: {{type: string}}}}}}")
    };
    schema(&format!("type: object, properties: {{{}}}", list(size, property)))
}

pub fn chain_of_references(size: usize) -> String {
    let reference = |number: usize| match number + 1 {
        next if next < size => format!("S{number}: {{$ref: '#/components/schemas/S{next}'}}"),
        _ => format!("S{number}: {{type: object, properties: {{id: {{type: string}}}}}}"),
    };
    description(&list(size, reference), "")
}

pub fn chain_of_properties(size: usize) -> String {
    let object = |number: usize| {
        let next = (number + 1) % size;
        format!(
            "S{number}: {{type: object, properties: {{next: \
             {{$ref: '#/components/schemas/S{next}'}}}}}}"
        )
    };
    description(&list(size, object), "")
}

pub fn enum_values(size: usize) -> String {
    let value = |number| format!("value-{number}");
    schema(&format!("type: string, enum: [{}]", list(size, value)))
}

pub fn ms_enum(size: usize) -> String {
    let value = |number| format!("value-{number}");
    let named = |number| format!("{{value: value-{number}, name: Name{number}}}");
    schema(&format!(
        "type: string, enum: [{}], x-ms-enum: {{name: Named, values: [{}]}}",
        list(size, value),
        list(size, named)
    ))
}

pub fn one_of_objects(size: usize) -> String {
    let variant = |number| {
        format!(
            "{{type: object, required: [p{number}], properties: {{p{number}: {{type: string}}}}}}"
        )
    };
    schema(&format!("oneOf: [{}]", list(size, variant)))
}

/// Variants of a hundred members that differ in the last one.
pub fn one_of_alike(size: usize) -> String {
    let members = list(100, |number| format!("m{number}: {{type: string}}"));
    let variant = |number| {
        format!(
            "V{number}: {{type: object, properties: {{{members}, last{number}: {{type: string}}}}}}"
        )
    };
    let reference = |number| format!("{{$ref: '#/components/schemas/V{number}'}}");
    let union = format!("A: {{oneOf: [{}]}}", list(size, reference));
    description(&format!("{union},\n{}", list(size, variant)), "")
}

pub fn discriminator(size: usize) -> String {
    let variant =
        |number| format!("V{number}: {{type: object, properties: {{kind: {{type: string}}}}}}");
    let reference = |number| format!("{{$ref: '#/components/schemas/V{number}'}}");
    let mapped = |number| format!("k{number}: '#/components/schemas/V{number}'");
    let union = format!(
        "A: {{oneOf: [{}], discriminator: {{propertyName: kind, mapping: {{{}}}}}}}",
        list(size, reference),
        list(size, mapped)
    );
    description(&format!("{union},\n{}", list(size, variant)), "")
}

pub fn all_of_objects(size: usize) -> String {
    let part = |number| format!("{{type: object, properties: {{p{number}: {{type: string}}}}}}");
    schema(&format!("allOf: [{}]", list(size, part)))
}

/// Schemas that extend one base.
pub fn all_of_base(size: usize) -> String {
    let base = "Base: {type: object, properties: {id: {type: string}}}";
    let extended = |number| {
        format!(
            "S{number}: {{allOf: [{{$ref: '#/components/schemas/Base'}}, \
             {{type: object, properties: {{p{number}: {{type: string}}}}}}]}}"
        )
    };
    description(&format!("{base},\n{}", list(size, extended)), "")
}

pub fn examples(size: usize) -> String {
    let object = |number| {
        format!(
            "S{number}: {{type: object, properties: {{id: {{type: string}}}}, example: {{id: a}}}}"
        )
    };
    description(&list(size, object), "")
}

pub fn unresolved_references(size: usize) -> String {
    let object = |number| {
        format!(
            "Schema{number}: {{type: object, properties: {{next: \
             {{$ref: '#/components/schemas/Shcema{number}'}}}}}}"
        )
    };
    description(&list(size, object), "")
}

/// Schemas with a warning each.
pub fn problems(size: usize) -> String {
    let object = |number| format!("S{number}: {{type: strange}}");
    description(&list(size, object), "")
}
