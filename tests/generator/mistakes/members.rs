//! Misspelt members, and members of another place.

use super::mistakes;

mistakes! {
    additional_properties_misspelt: in "    MessageError:", "additionalProperties: false" => "additionalProprties: false";
    components_misspelt: in "paths:", "components:" => "componets:";
    content_misspelt: in "requestBody:", "content:" => "conten:";
    enum_misspelt: in "    MessageStatus:", "enum:" => "enums:";
    format_misspelt: in "        errorAt:", "format:" => "formt:";
    items_misspelt: in "        attachments:", "items:" => "item:";
    nullable_misspelt: in "        externalId:", "nullable:" => "nulable:";
    one_of_in_lower_case: in "    BulkMessageUpdates:", "oneOf:" => "oneof:";
    operation_id_in_another_case: in "paths:", "operationId:" => "operationID:";
    parameters_misspelt: in "  /bulk/{id}:", "parameters:" => "parmeters:";
    paths_misspelt: in "paths:", "paths:" => "pathes:";
    properties_misspelt: in "    MessageChanges:", "properties:" => "propertes:";
    request_body_in_lower_case: in "paths:", "requestBody:" => "requestbody:";
    required_misspelt: in "    Attachment:", "required:" => "requried:";
    required_of_a_property: in "        related:", "description:" => "required: true\n          description:";
    schemas_misspelt: in "components:", "\n  schemas:" => "\n  shemas:";
    schemes_misspelt: in "components:", "securitySchemes:" => "securitySchemas:";
    title_missing: in "info:", "  title: Kustomer bulk message API\n" => "";
    version_missing: in "openapi:", "openapi: 3.0.3\n\n" => "";
    version_of_swagger: in "openapi:", "openapi: 3.0.3" => "swagger: '2.0'";
}
