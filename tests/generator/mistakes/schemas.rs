//! Schemas that say something else than they should.

use super::mistakes;

mistakes! {
    all_of_with_members_of_different_types: in "    MessageUpdate:", "            _clientRef:" => "            size:\n              type: boolean\n              description: Whether it is large.\n            _clientRef:";
    all_of_with_schemas_of_different_types: in "        status:\n          allOf:", "            - $ref: '#/components/schemas/MessageStatus'" => "            - $ref: '#/components/schemas/MessageStatus'\n            - type: object";
    array_without_items: in "        attachments:", "          items:\n            $ref: '#/components/schemas/Attachment'\n" => "";
    enum_value_of_another_type: in "    MessageStatus:", "- received" => "- 5";
    enum_value_twice: in "    MessageStatus:", "- received" => "- sent";
    format_nearly_known: in "        errorAt:", "date-time" => "datetime";
    required_name_misspelt: in "    BulkJobDocument:", "- data" => "- dat";
    required_name_of_no_property: in "    BulkJobAttributes:", "- status" => "- status\n        - owner";
    type_misspelt: in "        related:", "type: string" => "type: strng";
}
