//! References without a target, or to something else.

use super::mistakes;

mistakes! {
    reference_as_a_bare_name: in "        attachments:", "'#/components/schemas/Attachment'" => "Attachment";
    reference_in_another_case: in "        attachments:", "schemas/Attachment'" => "schemas/attachment'";
    reference_misspelt: in "        attachments:", "schemas/Attachment'" => "schemas/Atachment'";
    reference_not_quoted: in "        attachments:", "'#/components/schemas/Attachment'" => "#/components/schemas/Attachment";
    reference_of_swagger: in "        attachments:", "#/components/schemas/" => "#/definitions/";
    reference_to_a_file: in "        attachments:", "#/components/schemas/Attachment" => "attachment.yaml";
    reference_to_a_misspelt_section: in "        attachments:", "#/components/schemas/" => "#/components/schema/";
    reference_to_a_response: in "        attachments:", "#/components/schemas/Attachment" => "#/components/responses/NotFound";
    reference_to_another_section: in "        attachments:", "#/components/schemas/" => "#/components/parameters/";
    reference_without_a_dollar: in "        attachments:", "$ref:" => "ref:";
    reference_without_a_slash: in "        attachments:", "#/components" => "#components";
    reference_without_components: in "        attachments:", "#/components/" => "#/";
    reference_without_the_hash: in "        attachments:", "#/components" => "/components";
    security_scheme_misspelt: in "security:", "BearerAuth" => "BearrAuth";
}
