//! Path parameters, each in its own segment.

use obstacles_client::RequestError;
use obstacles_client::operations::path_label_exploded::PathLabelExplodedRequired;
use obstacles_client::operations::path_label_joined::PathLabelJoinedRequired;
use obstacles_client::operations::path_matrix_exploded::PathMatrixExplodedRequired;
use obstacles_client::operations::path_matrix_joined::PathMatrixJoinedRequired;
use obstacles_client::operations::path_simple_exploded::PathSimpleExplodedRequired;
use obstacles_client::operations::path_simple_joined::PathSimpleJoinedRequired;
use obstacles_client::types::WireColor;

use super::{Table, pair};

/// The parameters of an operation, one of each kind.
macro_rules! required {
    ($name:ident) => {
        $name {
            text: "a b".to_owned(),
            count: -7,
            amount: 0.5,
            flag: true,
            day: "2026-01-02".parse().unwrap(),
            time: "2026-01-02T03:04:05Z".parse().unwrap(),
            list: vec!["a".to_owned(), "b c".to_owned()],
            pair: pair(),
            color: WireColor::DarkRed,
            either: vec![1, 2].into(),
            nullable: "n".to_owned(),
        }
    };
}

/// The segments behind `/v1/wire/path/STYLE/EXPLODE/`, with the names of their kinds.
macro_rules! segments {
    ($table:expr, $call:expr, { $($cell:ident: $sent:expr,)+ }) => {
        let request = $table.received($call.send()).await;
        let target = request.line().split(' ').nth(1).unwrap().to_owned();
        let mut segments = target.split('/').skip(6);
        $(assert_eq!(segments.next(), Some($sent), stringify!($cell));)+
        assert_eq!(segments.next(), None);
    };
}

#[tokio::test]
async fn simple_exploded() {
    let table = Table::start().await;
    segments!(table, table.client.path_simple_exploded(required!(PathSimpleExplodedRequired)), {
        text: "a%20b",
        integer: "-7",
        number: "0.5",
        boolean: "true",
        date: "2026-01-02",
        date_time: "2026-01-02T03%3A04%3A05Z",
        list: "a,b%20c",
        object: "a=x%20y,b=1",
        value_of_an_enum: "dark%20red",
        union_of_a_list: "1,2",
        nullable: "n",
    });
}

#[tokio::test]
async fn simple_joined() {
    let table = Table::start().await;
    segments!(table, table.client.path_simple_joined(required!(PathSimpleJoinedRequired)), {
        text: "a%20b",
        integer: "-7",
        number: "0.5",
        boolean: "true",
        date: "2026-01-02",
        date_time: "2026-01-02T03%3A04%3A05Z",
        list: "a,b%20c",
        object: "a,x%20y,b,1",
        value_of_an_enum: "dark%20red",
        union_of_a_list: "1,2",
        nullable: "n",
    });
}

#[tokio::test]
async fn label_exploded() {
    let table = Table::start().await;
    segments!(table, table.client.path_label_exploded(required!(PathLabelExplodedRequired)), {
        text: ".a%20b",
        integer: ".-7",
        number: ".0.5",
        boolean: ".true",
        date: ".2026-01-02",
        date_time: ".2026-01-02T03%3A04%3A05Z",
        list: ".a.b%20c",
        object: ".a=x%20y.b=1",
        value_of_an_enum: ".dark%20red",
        union_of_a_list: ".1.2",
        nullable: ".n",
    });
}

#[tokio::test]
async fn label_joined() {
    let table = Table::start().await;
    segments!(table, table.client.path_label_joined(required!(PathLabelJoinedRequired)), {
        text: ".a%20b",
        integer: ".-7",
        number: ".0.5",
        boolean: ".true",
        date: ".2026-01-02",
        date_time: ".2026-01-02T03%3A04%3A05Z",
        list: ".a,b%20c",
        object: ".a,x%20y,b,1",
        value_of_an_enum: ".dark%20red",
        union_of_a_list: ".1,2",
        nullable: ".n",
    });
}

#[tokio::test]
async fn matrix_exploded() {
    let table = Table::start().await;
    segments!(table, table.client.path_matrix_exploded(required!(PathMatrixExplodedRequired)), {
        text: ";text=a%20b",
        integer: ";count=-7",
        number: ";amount=0.5",
        boolean: ";flag=true",
        date: ";day=2026-01-02",
        date_time: ";time=2026-01-02T03%3A04%3A05Z",
        list: ";list=a;list=b%20c",
        object: ";a=x%20y;b=1",
        value_of_an_enum: ";color=dark%20red",
        union_of_a_list: ";either=1;either=2",
        nullable: ";nullable=n",
    });
}

#[tokio::test]
async fn matrix_joined() {
    let table = Table::start().await;
    segments!(table, table.client.path_matrix_joined(required!(PathMatrixJoinedRequired)), {
        text: ";text=a%20b",
        integer: ";count=-7",
        number: ";amount=0.5",
        boolean: ";flag=true",
        date: ";day=2026-01-02",
        date_time: ";time=2026-01-02T03%3A04%3A05Z",
        list: ";list=a,b%20c",
        object: ";pair=a,x%20y,b,1",
        value_of_an_enum: ";color=dark%20red",
        union_of_a_list: ";either=1,2",
        nullable: ";nullable=n",
    });
}

#[tokio::test]
async fn an_empty_path_segment_is_rejected() {
    let table = Table::start().await;
    let mut required = required!(PathSimpleJoinedRequired);
    required.text = String::new();
    let error = table.client.path_simple_joined(required).send().await.unwrap_err();
    assert_eq!(request_error(&error), &RequestError::PathParameter { name: "text" });
    let mut required = required!(PathLabelJoinedRequired);
    required.list = Vec::new();
    let error = table.client.path_label_joined(required).send().await.unwrap_err();
    assert_eq!(request_error(&error), &RequestError::PathParameter { name: "list" });
    assert_eq!(table.server.connections(), 0);
}

#[tokio::test]
async fn matrix_style_keeps_the_name_of_an_empty_value() {
    let table = Table::start().await;
    let mut required = required!(PathMatrixJoinedRequired);
    required.text = String::new();
    let request = table.received(table.client.path_matrix_joined(required).send()).await;
    assert!(request.line().contains("/joined/;text/;count=-7/"), "{}", request.line());
}

fn request_error<'e>(error: &'e (dyn std::error::Error + 'static)) -> &'e RequestError {
    error.source().unwrap().downcast_ref().unwrap()
}
