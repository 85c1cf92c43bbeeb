//! Operations, parameters, responses, servers and security.

use super::mistakes;

mistakes! {
    media_type_without_schema: in "    BadRequest:", "          schema:\n            $ref: '#/components/schemas/ErrorDocument'\n" => "";
    method_in_upper_case: in "  /bulk/{id}/batches:", "    get:" => "    GET:";
    method_lacks_a_letter: in "  /bulk/{id}/batches:", "    get:" => "    gt:";
    method_misspelt: in "  /bulk/{id}/batches:", "    get:" => "    gett:";
    operation_id_that_is_the_same_in_rust: in "  /bulk/{id}/batches:", "operationId: GetBulkOperationBatches" => "operationId: get_bulk_operation";
    operation_id_twice: in "  /bulk/{id}/batches:", "operationId: GetBulkOperationBatches" => "operationId: GetBulkOperation";
    parameter_in_a_misspelt_place: in "    Ids:", "in: query" => "in: querry";
    parameter_of_another_name_than_in_the_path: in "    BulkJobId:", "name: id" => "name: jobId";
    parameter_of_the_path_undeclared: in "  /bulk/{id}/batches:", "      parameters:\n        - $ref: '#/components/parameters/BulkJobId'\n" => "";
    parameter_of_the_path_without_placeholder: in "  /messages/bulk:", "- $ref: '#/components/parameters/Ids'" => "- $ref: '#/components/parameters/Ids'\n        - name: id\n          in: path\n          required: true\n          description: The id of a message.\n          schema:\n            type: string";
    parameter_without_schema: in "    BulkJobId:", "      schema:\n        type: string\n        description: The id of a bulk job.\n" => "";
    scheme_misspelt: in "    BearerAuth:", "scheme: bearer" => "scheme: baerer";
    scheme_type_misspelt: in "    BearerAuth:", "type: http" => "type: htpp";
    server_variable_undefined: in "servers:", "https://{org}.api" => "https://{organization}.api";
    server_with_a_misspelt_scheme: in "    x-rust-name: org", "https://api.kustomerapp.com" => "htps://api.kustomerapp.com";
    server_without_scheme: in "    x-rust-name: org", "https://api.kustomerapp.com" => "api.kustomerapp.com";
    status_misspelt: in "  /bulk/{id}:", "'404':" => "'40x4':";
}
