//! Single edits of `tests/fixtures/changes/base.yaml`.

use codegen::changes::Impact;

/// An edit, and its impact and that of taking it back.
pub struct Edit {
    pub name: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    /// More replacements.
    pub more: &'static [(&'static str, &'static str)],
    pub forward: Option<Impact>,
    pub backward: Option<Impact>,
}

const B: Option<Impact> = Some(Impact::Breaking);
const C: Option<Impact> = Some(Impact::Compatible);
const W: Option<Impact> = Some(Impact::Wire);
const N: Option<Impact> = None;

const fn edit(
    name: &'static str,
    from: &'static str,
    to: &'static str,
    forward: Option<Impact>,
    backward: Option<Impact>,
) -> Edit {
    Edit { name, from, to, more: &[], forward, backward }
}

impl Edit {
    const fn and(self, more: &'static [(&'static str, &'static str)]) -> Self {
        Self { more, ..self }
    }

    /// The description after the edit.
    pub fn applied(&self, text: &str) -> String {
        let pairs = [(self.from, self.to)].into_iter().chain(self.more.iter().copied());
        pairs.fold(text.to_owned(), |text, (from, to)| {
            assert_eq!(text.matches(from).count(), 1, "{}: {from:?}", self.name);
            text.replacen(from, to, 1)
        })
    }
}

pub const EDITS: &[Edit] = &[
    // Documentation.
    edit(
        "description_of_a_schema",
        "    Problem:\n",
        "    Problem:\n      description: What is wrong.\n",
        N,
        N,
    ),
    edit("title_of_the_api", "title: Shop", "title: Store", N, N),
    edit("version_of_the_description", "version: 1.4.2", "version: 2.0.0", N, N),
    edit(
        "order_of_properties",
        "        id: { type: string }\n        status: { $ref: '#/components/schemas/Status' }\n",
        "        status: { $ref: '#/components/schemas/Status' }\n        id: { type: string }\n",
        N,
        N,
    ),
    // Properties of what is received.
    edit(
        "response_gains_an_optional_property",
        "        id: { type: string }\n",
        "        id: { type: string }\n        note: { type: string }\n",
        C,
        B,
    ),
    edit(
        "response_gains_a_required_property",
        "      required: [id, status]\n      properties:\n",
        "      required: [id, status, code]\n      properties:\n        code: { type: string }\n",
        C,
        B,
    ),
    edit(
        "response_property_becomes_required",
        "required: [id, status]",
        "required: [id, status, created]",
        B,
        B,
    ),
    edit(
        "response_property_becomes_nullable",
        "created: { type: string, format: date-time }",
        "created: { type: string, format: date-time, nullable: true }",
        B,
        B,
    ),
    edit(
        "response_property_changes_its_type",
        "              count: { type: integer }",
        "              count: { type: number }",
        B,
        B,
    ),
    edit(
        "response_property_loses_its_format",
        "created: { type: string, format: date-time }",
        "created: { type: string }",
        B,
        B,
    ),
    edit(
        "response_property_is_renamed",
        "              sku: { type: string }",
        "              article: { type: string }",
        B,
        B,
    ),
    edit(
        "response_property_is_renamed_with_its_rust_name_kept",
        "              sku: { type: string }",
        "              article: { type: string, x-rust-name: sku }",
        W,
        W,
    ),
    edit(
        "response_property_is_deprecated",
        "        id: { type: string }\n",
        "        id: { type: string, deprecated: true }\n",
        N,
        N,
    ),
    edit(
        "values_of_a_map_change",
        "additionalProperties: { type: string }",
        "additionalProperties: { type: integer }",
        B,
        B,
    ),
    edit(
        "items_of_a_list_become_nullable",
        "          items:\n            type: object\n",
        "          items:\n            type: object\n            nullable: true\n",
        B,
        B,
    ),
    edit(
        "an_error_gains_a_property",
        "        title: { type: string }\n",
        "        title: { type: string }\n        detail: { type: string }\n",
        C,
        B,
    ),
    // Properties of what is sent.
    edit(
        "request_gains_an_optional_property",
        "        note: { type: string, maxLength: 100 }\n",
        "        note: { type: string, maxLength: 100 }\n        color: { type: string }\n",
        B,
        B,
    ),
    edit(
        "request_gains_a_required_property",
        "      required: [items]\n      properties:\n",
        "      required: [items, buyer]\n      properties:\n        buyer: { type: string }\n",
        B,
        B,
    ),
    edit("request_property_becomes_required", "required: [items]", "required: [items, note]", B, B),
    edit(
        "request_property_becomes_nullable",
        "note: { type: string, maxLength: 100 }",
        "note: { type: string, maxLength: 100, nullable: true }",
        B,
        B,
    ),
    edit(
        "request_property_changes_its_type",
        "gift: { type: boolean, nullable: true }",
        "gift: { type: string, nullable: true }",
        B,
        B,
    ),
    edit(
        "request_property_gets_a_format",
        "note: { type: string, maxLength: 100 }",
        "note: { type: string, format: uuid, maxLength: 100 }",
        B,
        B,
    ),
    edit(
        "request_property_allows_undeclared_ones",
        "    NewOrder:\n      type: object\n",
        "    NewOrder:\n      type: object\n      additionalProperties: true\n",
        B,
        B,
    ),
    edit("request_gets_a_shorter_limit", "maxLength: 100", "maxLength: 50", W, W),
    edit(
        "request_gets_a_limit",
        "due: { type: string, format: date }",
        "due: { type: string, format: date, maxLength: 10 }",
        W,
        W,
    ),
    edit("limit_of_a_list", "maxItems: 10", "maxItems: 20", W, W),
    edit("minimum", "minimum: 0", "minimum: 1", W, W),
    edit("pattern", "'^[0-9]+$'", "'^[0-9 ]+$'", W, W),
    edit("default_of_a_property", "default: EUR", "default: USD", W, W),
    // Enums.
    edit(
        "enum_gains_a_value",
        "        - closed\n",
        "        - closed\n        - returned\n",
        C,
        B,
    ),
    edit("enum_gains_a_first_value", "        - open\n", "        - draft\n        - open\n", C, B),
    edit("value_of_an_enum_is_renamed", "        - closed\n", "        - done\n", B, B),
    edit(
        "value_of_an_enum_is_renamed_with_its_rust_name_kept",
        "        - closed\n",
        "        - done\n      x-enum-varnames: [Open, Closed]\n",
        W,
        W,
    ),
    edit(
        "enum_becomes_a_string",
        "      type: string\n      enum:\n        - open\n        - closed\n",
        "      type: string\n",
        B,
        B,
    ),
    edit("enum_of_integers_gains_a_value", "enum: [1, 2]", "enum: [1, 2, 3]", C, B),
    // Unions.
    edit(
        "union_gains_a_variant",
        "        - $ref: '#/components/schemas/Transfer'\n",
        "        - $ref: '#/components/schemas/Transfer'\n        - $ref: '#/components/schemas/Money'\n",
        C,
        B,
    ),
    edit(
        "union_has_another_discriminator_value",
        "          card: '#/components/schemas/Card'",
        "          credit: '#/components/schemas/Card'",
        W,
        W,
    ),
    // Parameters.
    edit(
        "optional_parameter_is_added",
        "        - { name: X-Trace, in: header, schema: { type: string } }\n",
        "        - { name: X-Trace, in: header, schema: { type: string } }\n        - { name: page, in: query, schema: { type: integer } }\n",
        C,
        B,
    ),
    edit(
        "required_parameter_is_added",
        "        - { name: X-Trace, in: header, schema: { type: string } }\n",
        "        - { name: X-Trace, in: header, schema: { type: string } }\n        - { name: shop, in: query, required: true, schema: { type: string } }\n",
        B,
        B,
    ),
    edit(
        "parameter_becomes_required",
        "{ name: X-Trace, in: header, schema",
        "{ name: X-Trace, in: header, required: true, schema",
        B,
        B,
    ),
    edit(
        "parameter_changes_its_type",
        "{ name: id, in: path, required: true, schema: { type: string } }",
        "{ name: id, in: path, required: true, schema: { type: integer } }",
        B,
        B,
    ),
    edit(
        "parameter_changes_its_style",
        "schema: { type: array, items: { type: string } } }\n        - { name: X",
        "explode: false, schema: { type: array, items: { type: string } } }\n        - { name: X",
        W,
        W,
    ),
    edit(
        "parameter_moves_to_another_location",
        "{ name: X-Trace, in: header",
        "{ name: X-Trace, in: query",
        W,
        W,
    ),
    edit(
        "parameter_is_renamed_with_its_rust_name_kept",
        "{ name: status, in: query, schema",
        "{ name: state, in: query, x-rust-name: status, schema",
        W,
        W,
    ),
    edit("limit_of_a_parameter", "maximum: 100", "maximum: 50", W, W),
    edit("default_of_a_parameter", "default: 20", "default: 25", W, W),
    // Operations.
    edit(
        "operation_is_added",
        "  /payments:\n",
        "  /refunds:\n    get:\n      operationId: listRefunds\n      responses: { '204': { description: None. } }\n  /payments:\n",
        C,
        B,
    ),
    edit("operation_is_renamed", "operationId: getOrder", "operationId: readOrder", B, B),
    edit(
        "operation_is_renamed_with_its_rust_name_kept",
        "operationId: getOrder",
        "operationId: readOrder\n      x-rust-name: get_order",
        N,
        N,
    ),
    edit(
        "operation_is_deprecated",
        "      operationId: getOrder\n",
        "      operationId: getOrder\n      deprecated: true\n",
        C,
        C,
    ),
    edit("path_changes", "  /payments:\n", "  /pay:\n", W, W),
    edit("method_changes", "  /payments:\n    post:", "  /payments:\n    put:", W, W),
    edit(
        "operation_has_a_server_of_its_own",
        "      operationId: pay\n",
        "      operationId: pay\n      servers: [{ url: 'https://pay.example' }]\n",
        W,
        W,
    ),
    edit(
        "body_becomes_required",
        "      operationId: pay\n      requestBody:\n",
        "      operationId: pay\n      requestBody:\n        required: true\n",
        B,
        B,
    ),
    edit(
        "body_has_another_media_type",
        "        required: true\n        content:\n          application/json:",
        "        required: true\n        content:\n          application/vnd.shop+json:",
        W,
        W,
    ),
    edit(
        "body_becomes_a_form",
        "        required: true\n        content:\n          application/json:",
        "        required: true\n        content:\n          application/x-www-form-urlencoded:",
        B,
        B,
    ),
    // Responses.
    edit(
        "response_gets_another_schema",
        "          description: The payment.\n          content:\n            application/json:\n              schema: { $ref: '#/components/schemas/Payment' }",
        "          description: The payment.\n          content:\n            application/json:\n              schema: { $ref: '#/components/schemas/Money' }",
        B,
        B,
    ),
    edit(
        "response_loses_its_body",
        "          description: The payment.\n          content:\n            application/json:\n              schema: { $ref: '#/components/schemas/Payment' }",
        "          description: The payment.",
        B,
        B,
    ),
    edit(
        "response_has_another_status",
        "        '204': { description: It is deleted. }",
        "        '202': { description: It is deleted. }",
        W,
        W,
    ),
    edit(
        "response_has_another_media_type",
        "          description: The payment.\n          content:\n            application/json:",
        "          description: The payment.\n          content:\n            application/vnd.shop+json:",
        W,
        W,
    ),
    edit(
        "second_success",
        "        '204': { description: It is deleted. }",
        "        '204': { description: It is deleted. }\n        '200': { description: It was deleted before. }",
        W,
        W,
    ),
    edit(
        "error_gets_a_body",
        "        '204': { description: It is deleted. }",
        "        '204': { description: It is deleted. }\n        '404': { description: None., content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }",
        B,
        B,
    ),
    edit(
        "response_header_is_added",
        "            X-Total: { schema: { type: integer } }",
        "            X-Total: { schema: { type: integer } }\n            X-Page: { schema: { type: integer } }",
        C,
        B,
    ),
    edit(
        "response_header_changes_its_type",
        "X-Total: { schema: { type: integer } }",
        "X-Total: { schema: { type: string } }",
        B,
        B,
    ),
    // Security and servers.
    edit(
        "security_scheme_is_added",
        "    Account: { type: http, scheme: basic }\n",
        "    Account: { type: http, scheme: basic }\n    Bearer: { type: http, scheme: bearer }\n",
        C,
        B,
    ),
    edit("api_key_has_another_header", "name: X-Key", "name: X-Api-Key", W, W),
    edit(
        "api_key_moves_to_the_query",
        "{ type: apiKey, in: header, name: X-Key }",
        "{ type: apiKey, in: query, name: X-Key }",
        W,
        W,
    ),
    edit("operation_needs_another_credential", "security: []", "security: [{ Account: [] }]", W, W),
    edit(
        "all_operations_need_another_credential",
        "security: [{ Key: [] }]",
        "security: [{ Account: [] }]",
        W,
        W,
    ),
    edit(
        "server_has_another_url",
        "https://test.shop.example/v1",
        "https://test.shop.example/v2",
        W,
        W,
    ),
    edit(
        "server_is_added",
        "    x-rust-name: test\n",
        "    x-rust-name: test\n  - url: https://local.shop.example\n    x-rust-name: local\n",
        C,
        B,
    ),
    edit("server_is_renamed", "x-rust-name: test", "x-rust-name: staging", B, B),
    edit("default_of_a_variable", "default: eu", "default: us", W, W),
    edit("allowed_values_of_a_variable", "enum: [eu, us]", "enum: [eu, us, asia]", W, W),
    edit(
        "variable_is_added",
        "      region: { default: eu, enum: [eu, us] }\n",
        "      region: { default: eu, enum: [eu, us] }\n      zone: { default: a }\n",
        C,
        B,
    ),
    // Schemas.
    edit("schema_is_renamed", "    Problem:\n", "    Fault:\n", B, B)
        .and(&[("schemas/Problem", "schemas/Fault")]),
    edit(
        "schema_is_renamed_with_an_alias",
        "    Problem:\n",
        "    Fault:\n      x-rust-alias: Problem\n",
        C,
        B,
    )
    .and(&[("schemas/Problem", "schemas/Fault")]),
    edit(
        "schema_is_renamed_with_an_alias_and_loses_a_property",
        "    Money:\n      type: object\n",
        "    Amount:\n      x-rust-alias: Money\n      type: object\n",
        B,
        B,
    )
    .and(&[
        ("        currency: { type: string, default: EUR }\n", ""),
        (
            "        price: { $ref: '#/components/schemas/Money' }",
            "        price: { $ref: '#/components/schemas/Amount' }",
        ),
        (
            "        total: { $ref: '#/components/schemas/Money' }",
            "        total: { $ref: '#/components/schemas/Amount' }",
        ),
    ]),
    edit(
        "operation_is_renamed_with_an_alias",
        "operationId: getOrder",
        "operationId: readOrder\n      x-rust-alias: get_order",
        C,
        B,
    ),
    edit(
        "schema_is_renamed_with_its_rust_name_kept",
        "    Problem:\n",
        "    Fault:\n      x-rust-name: Problem\n",
        N,
        N,
    )
    .and(&[("schemas/Problem", "schemas/Fault")]),
    edit(
        "property_becomes_read_only",
        "due: { type: string, format: date }",
        "due: { type: string, format: date, readOnly: true }",
        N,
        N,
    ),
    edit(
        "type_of_the_standard_library",
        "    Priority: { type: integer, enum: [1, 2] }",
        "    Priority: { type: string, x-rust-type: 'std::net::IpAddr' }",
        B,
        B,
    ),
];
