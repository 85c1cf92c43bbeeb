//! Misspelt extensions, and extensions with wrong members.

use super::mistakes;

mistakes! {
    bulk_id_that_is_not_there: in "      x-bulk:", "          id: /id" => "          id: /ids";
    bulk_items_that_are_not_there: in "      x-bulk:", "- /data/*/results" => "- /data/results";
    bulk_misspelt: in "  /messages/bulk:", "x-bulk:" => "x-bluk:";
    bulk_operation_misspelt: in "      x-bulk:", "operation: GetBulkOperation\n" => "operation: GetBulkOperaton\n";
    bulk_status_that_is_not_listed: in "      x-bulk:", "- error" => "- errors";
    bulk_without_a_reference: in "      x-bulk:", "          reference: /_clientRef\n" => "";
    idempotent_misspelt: in "paths:", "x-idempotent:" => "x-idempotnt:";
    required_variable_misspelt: in "servers:", "x-required:" => "x-requierd:";
    varnames_in_another_case: in "    SentimentPolarity:", "x-enum-varnames:" => "x-enum-varNames:";
    varnames_of_another_type: in "    SentimentPolarity:", "x-enum-varnames:\n        - Negative\n        - Neutral\n        - Positive\n" => "x-enum-varnames: Negative, Neutral, Positive\n";
    varnames_with_one_too_few: in "    SentimentPolarity:", "        - Negative\n" => "";
    varnames_with_one_too_many: in "    SentimentPolarity:", "        - Positive\n" => "        - Positive\n        - Mixed\n";
    waiter_misspelt: in "  /bulk/{id}:", "x-waiter:" => "x-waitr:";
    waiter_progress_misspelt: in "      x-waiter:", "progress:" => "progres:";
    waiter_state_misspelt: in "      x-waiter:", "state:" => "stat:";
    waiter_state_that_is_not_there: in "      x-waiter:", "/data/attributes/status" => "/data/attributes/state";
    waiter_total_misspelt: in "      x-waiter:", "total:" => "totals:";
    waiter_value_that_is_not_listed: in "      x-waiter:", "- complete" => "- completed";
}
