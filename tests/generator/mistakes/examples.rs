//! Examples that contradict their schemas.

use super::mistakes;

mistakes! {
    example_of_another_type: in "        size:", "example: 2048" => "example: large";
    example_of_no_listed_value: in "    MessageStatus:", "example: sent" => "example: send";
    example_that_does_not_match_the_pattern: in "    ObjectId:", "example: 5b3bdd9a1c0f2e00134a7711" => "example: 5b3bdd9a1c0f2e00134a771";
    example_that_is_no_date: in "        errorAt:", "'2018-07-03T20:31:07.000Z'" => "'2018-13-03T20:31:07.000Z'";
    named_example_in_a_variant: in "    UpdatesRequest:", "contentLength: 48213" => "contentLength: large";
    named_example_with_a_bad_date: in "    UpdatesRequest:", "sentAt: '2018-07-03T20:30:12.250Z'" => "sentAt: '2018-07-03 20:30'";
    named_example_with_a_bad_member: in "    CompleteJob:", "total: 1" => "total: one";
    named_example_with_a_missing_member: in "    UpdatesRequest:", "              name: receipt.pdf\n" => "";
    named_example_with_a_misspelt_member: in "    UpdatesRequest:", "contentLength: 48213" => "contentLenght: 48213";
    named_example_with_a_misspelt_value: in "    BatchesAsDocument:", "- status: complete" => "- status: 7";
}
