//! Header parameters: nothing is encoded.

use super::{Table, cells};

#[tokio::test]
async fn exploded_objects_in_headers() {
    let table = Table::start().await;
    cells!(|call| table.own_headers(call), table.client.header_simple_exploded(), {
        text: "text: a b",
        empty_text: "text: ",
        integer: "count: -7",
        number: "amount: 0.5",
        whole_number: "amount: 3",
        boolean: "flag: true",
        date: "day: 2026-01-02",
        date_time: "time: 2026-01-02T03:04:05+01:00",
        list: "list: a,b c",
        empty_list: "",
        object: "pair: a=x y,b=1",
        empty_object: "",
        value_of_an_enum: "color: dark red",
        unknown_value_of_an_enum: "color: light red",
        union_of_a_scalar: "either: 5",
        union_of_a_list: "either: 1,2",
        nullable: "nullable: n",
    });
}

#[tokio::test]
async fn joined_objects_in_headers() {
    let table = Table::start().await;
    cells!(|call| table.own_headers(call), table.client.header_simple_joined(), {
        text: "text: a b",
        empty_text: "text: ",
        integer: "count: -7",
        number: "amount: 0.5",
        whole_number: "amount: 3",
        boolean: "flag: true",
        date: "day: 2026-01-02",
        date_time: "time: 2026-01-02T03:04:05+01:00",
        list: "list: a,b c",
        empty_list: "",
        object: "pair: a,x y,b,1",
        empty_object: "",
        value_of_an_enum: "color: dark red",
        unknown_value_of_an_enum: "color: light red",
        union_of_a_scalar: "either: 5",
        union_of_a_list: "either: 1,2",
        nullable: "nullable: n",
    });
}
