//! Cookie parameters: all in one header.

use super::{Table, cells};

#[tokio::test]
async fn exploded_cookies() {
    let table = Table::start().await;
    cells!(|call| table.header("cookie", call), table.client.cookie_form_exploded(), {
        text: "text=a%20b",
        empty_text: "text=",
        integer: "count=-7",
        number: "amount=0.5",
        whole_number: "amount=3",
        boolean: "flag=true",
        date: "day=2026-01-02",
        date_time: "time=2026-01-02T03%3A04%3A05%2B01%3A00",
        list: "list=a; list=b%20c",
        empty_list: "",
        object: "a=x%20y; b=1",
        empty_object: "",
        value_of_an_enum: "color=dark%20red",
        unknown_value_of_an_enum: "color=light%20red",
        union_of_a_scalar: "either=5",
        union_of_a_list: "either=1; either=2",
        nullable: "nullable=n",
    });
}

#[tokio::test]
async fn joined_cookies() {
    let table = Table::start().await;
    cells!(|call| table.header("cookie", call), table.client.cookie_form_joined(), {
        text: "text=a%20b",
        empty_text: "text=",
        integer: "count=-7",
        number: "amount=0.5",
        whole_number: "amount=3",
        boolean: "flag=true",
        date: "day=2026-01-02",
        date_time: "time=2026-01-02T03%3A04%3A05%2B01%3A00",
        list: "list=a,b%20c",
        empty_list: "",
        object: "pair=a,x%20y,b,1",
        empty_object: "",
        value_of_an_enum: "color=dark%20red",
        unknown_value_of_an_enum: "color=light%20red",
        union_of_a_scalar: "either=5",
        union_of_a_list: "either=1,2",
        nullable: "nullable=n",
    });
}
