//! Descriptions with many operations, parameters, responses, links, security schemes or servers.

use crate::schemas::{description, list};

const ITEM: &str = "Item: {type: object, required: [id], properties: {id: {type: string}}}";
const ITEM_CONTENT: &str =
    "content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}";

fn paths(size: usize, operation: impl Fn(usize) -> String) -> String {
    let path = |number| format!("/p{number}: {{get: {{{}}}}}", operation(number));
    description(ITEM, &list(size, path))
}

pub fn operations(size: usize) -> String {
    paths(size, |number| {
        format!("operationId: get{number}, responses: {{'200': {{{ITEM_CONTENT}}}}}")
    })
}

pub fn tags(size: usize) -> String {
    let operations = paths(size, |number| {
        format!("operationId: get{number}, tags: [tag{number}], responses: {{'200': {{}}}}")
    });
    let tags = list(size, |number| format!("{{name: tag{number}, description: The tag.}}"));
    format!("{operations}tags: [{tags}]\n")
}

/// Operations whose error responses differ.
pub fn errors(size: usize) -> String {
    paths(size, |number| {
        let error = |status| {
            format!(
                "'{status}': {{content: {{application/json: {{schema: {{type: object, \
                 properties: {{e{status}x{number}: {{type: string}}}}}}}}}}}}"
            )
        };
        format!("responses: {{'200': {{}}, {}, {}}}", error(400), error(404))
    })
}

pub fn parameters(size: usize) -> String {
    let parameter = |number| format!("{{name: p{number}, in: query, schema: {{type: string}}}}");
    let parameters = list(size, parameter);
    let path = format!("/a: {{get: {{parameters: [{parameters}], responses: {{'200': {{}}}}}}}}");
    description("", &path)
}

pub fn headers(size: usize) -> String {
    paths(size, |number| {
        format!("responses: {{'200': {{headers: {{X-H{number}: {{schema: {{type: string}}}}}}}}}}")
    })
}

pub fn media_types(size: usize) -> String {
    let media = |number| {
        format!(
            "application/x{number}+json: {{schema: {{type: object, \
             properties: {{p{number}: {{type: string}}}}}}}}"
        )
    };
    let content = list(size, media);
    let path = format!("/a: {{get: {{responses: {{'200': {{content: {{{content}}}}}}}}}}}");
    description("", &path)
}

/// Operations with a link to each other.
pub fn links(size: usize) -> String {
    let path = |number: usize| {
        let next = (number + 1) % size;
        format!(
            "'/p{number}/{{id}}': {{get: {{operationId: get{number}, parameters: [{{name: id, \
             in: path, required: true, schema: {{type: string}}}}], responses: {{'200': \
             {{{ITEM_CONTENT}, links: {{next{number}: {{operationId: get{next}, \
             parameters: {{id: $response.body#/id}}}}}}}}}}}}}}"
        )
    };
    description(ITEM, &list(size, path))
}

pub fn schemes(size: usize) -> String {
    let required = |number| format!("{{s{number}: []}}");
    let path = format!(
        "/a: {{get: {{security: [{}], responses: {{'200': {{}}}}}}}}",
        list(size, required)
    );
    let scheme = |number| format!("s{number}: {{type: apiKey, in: header, name: X-S{number}}}");
    format!(
        "openapi: 3.0.3\ninfo: {{title: Scaling, version: '1'}}\npaths: {{{path}}}\n\
         components: {{securitySchemes: {{{}}}}}\n",
        list(size, scheme)
    )
}

pub fn servers(size: usize) -> String {
    let server = |number| {
        format!(
            "{{url: 'https://{{v{number}}}.example.com', \
             variables: {{v{number}: {{default: a}}}}}}"
        )
    };
    format!("{}servers: [{}]\n", operations(1), list(size, server))
}
