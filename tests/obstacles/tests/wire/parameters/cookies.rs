//! Cookie parameters: all in one header.

use obstacles_client::types::WirePair;
use obstacles_client::{DateTime, RequestError};

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

#[tokio::test]
async fn plain_cookies_are_not_encoded() {
    let table = Table::start().await;
    let time: DateTime = "2026-01-02T03:04:05+01:00".parse().unwrap();
    let call = table.client.cookie_plain(WirePair::default().a("x%20y=").b(1));
    let call = call.text("a/b").time(time).list(["a", "b"]).joined([1, 2]);
    let sent = table.header("cookie", call.send()).await;
    assert_eq!(
        sent,
        "a=x%20y=; b=1; text=a/b; time=2026-01-02T03:04:05+01:00; list=a; list=b; joined=1,2"
    );
}

#[tokio::test]
async fn a_plain_cookie_that_would_become_another_one_is_not_sent() {
    let table = Table::start().await;
    let call = table.client.cookie_plain(WirePair::default()).text("a; admin=1");
    let error = call.send().await.unwrap_err();
    let source = std::error::Error::source(&error).and_then(|source| source.downcast_ref());
    assert_eq!(source, Some(&RequestError::Cookie { name: "text" }));
    assert_eq!(table.server.requests().len(), 0);
}
