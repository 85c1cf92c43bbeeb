//! What is not YAML, or not what it looks like.

use super::mistakes;

mistakes! {
    alias_before_its_anchor: in "        related:", "type: string" => "type: *text";
    double_quote_unclosed: in "        related:", "description: What the message is related to." => "description: \"What the message is related to.";
    key_twice: in "        related:", "type: string" => "type: string\n          type: integer";
    list_item_without_space: in "    MessageStatus:", "- received" => "-received";
    no_colon: in "        related:", "type: string" => "type string";
    no_space_after_the_colon: in "        related:", "type: string" => "type:string";
    quote_within_a_quoted_text: in "servers:", "'US: the regional host for" => "'US: the organization's host for";
    single_quote_unclosed: in "        related:", "description: What the message is related to." => "description: 'What the message is related to.";
    single_quote_unclosed_before_the_end: in "    ApiError:", "example: '400'" => "example: '400";
    tab: in "        related:", "          type: string" => "\t\ttype: string";
    text_with_a_colon: in "        related:", "description: What the message is related to." => "description: Related: what the message is about.";
    schema_twice: in "    Links:", "    Links:" => "    RelationshipLinks:";
}
