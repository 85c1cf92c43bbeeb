//! How fast JSON is decoded, for each shape of a body: a measurement, which is run by hand.
//!
//! `cargo test --release -p runtime --lib -- --ignored --nocapture decoding_speed` prints the time per
//! byte, compared with that of `serde_json::Value`, at two sizes. The last column, the ratio of the
//! sizes, stays near 1 where the time is linear.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use serde_json::Value;

use crate::runtime::json::{
    Decode, DecodeError, Node, ObjectShape, Variant, best_match, from_slice, json_struct,
};

macro_rules! members {
    ($($field:ident $name:literal)*) => {
        /// A type with many optional members.
        pub(crate) struct Wide { $($field: Option<i64>,)* }

        json_struct!(Wide { $($field: optional($name)),* });
    };
}

members! {
    m00 "m00" m01 "m01" m02 "m02" m03 "m03" m04 "m04" m05 "m05" m06 "m06" m07 "m07" m08 "m08" m09
    "m09" m10 "m10" m11 "m11" m12 "m12" m13 "m13" m14 "m14" m15 "m15" m16 "m16" m17 "m17" m18
    "m18" m19 "m19" m20 "m20" m21 "m21" m22 "m22" m23 "m23" m24 "m24" m25 "m25" m26 "m26" m27
    "m27" m28 "m28" m29 "m29" m30 "m30" m31 "m31" m32 "m32" m33 "m33" m34 "m34" m35 "m35" m36
    "m36" m37 "m37" m38 "m38" m39 "m39" m40 "m40" m41 "m41" m42 "m42" m43 "m43" m44 "m44" m45
    "m45" m46 "m46" m47 "m47" m48 "m48" m49 "m49" m50 "m50" m51 "m51" m52 "m52" m53 "m53" m54
    "m54" m55 "m55" m56 "m56" m57 "m57" m58 "m58" m59 "m59" m60 "m60" m61 "m61" m62 "m62" m63
    "m63" m64 "m64" m65 "m65" m66 "m66" m67 "m67" m68 "m68" m69 "m69" m70 "m70" m71 "m71" m72
    "m72" m73 "m73" m74 "m74" m75 "m75" m76 "m76" m77 "m77" m78 "m78" m79 "m79" m80 "m80" m81
    "m81" m82 "m82" m83 "m83" m84 "m84" m85 "m85" m86 "m86" m87 "m87" m88 "m88" m89 "m89" m90
    "m90" m91 "m91" m92 "m92" m93 "m93" m94 "m94" m95 "m95" m96 "m96" m97 "m97" m98 "m98" m99
    "m99"
}

/// A type as most bodies have it.
pub(crate) struct Message {
    id: String,
    channel: String,
    preview: Option<String>,
    sent: Option<bool>,
    words: Option<i64>,
    score: Option<f64>,
    tags: Option<Vec<String>>,
    subject: Option<String>,
}

json_struct!(Message {
    id: required("id"),
    channel: required("channel"),
    preview: optional("preview"),
    sent: optional("sent"),
    words: optional("words"),
    score: optional("score"),
    tags: optional("tags"),
    subject: optional("subject"),
});

/// The names of 30 shapes, 20 for each.
const NAMES: [&str; 20] = [
    "m00", "m01", "m02", "m03", "m04", "m05", "m06", "m07", "m08", "m09", "m10", "m11", "m12",
    "m13", "m14", "m15", "m16", "m17", "m18", "m19",
];

pub(crate) enum Union {
    Known(Box<Wide>),
    Unknown,
}

impl Decode for Union {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        const SHAPE: ObjectShape = ObjectShape { required: &[], known: &NAMES, fixed: &[] };
        let variants: [Variant<'_, Self>; 30] = std::array::from_fn(|_| Variant {
            shapes: &[SHAPE],
            decode: |node| node.decode().map(Self::Known),
        });
        best_match(node, &variants, |_| Self::Unknown)
    }
}

fn messages(count: usize) -> String {
    let mut text = String::from("[");
    for index in 0..count {
        let separator = if index == 0 { "" } else { "," };
        write!(
            text,
            r#"{separator}{{"id":"5f{index}c0de","channel":"email","preview":"Thank you for your \"order\" of today, which has been sent.","sent":true,"words":{index},"score":0.8{index},"tags":["new","order"],"updatedAt":"2026-11-27T11:09:42.000Z"}}"#
        )
        .unwrap();
    }
    text + "]"
}

/// Objects with all members of [`Wide`], `step` positions apart.
fn declared(count: usize, step: usize) -> String {
    let members: Vec<String> =
        (0..100).map(|index| format!("\"m{:02}\":{index}", index * step % 100)).collect();
    let object = format!("{{{}}}", members.join(","));
    format!("[{}]", vec![object; count].join(","))
}

/// One object with members that no type declares.
fn unknown(count: usize) -> String {
    let members: Vec<String> = (0..count).map(|index| format!("\"x{index}\":1")).collect();
    format!("{{{}}}", members.join(","))
}

/// The nanoseconds per byte, as the minimum of several rounds.
#[expect(clippy::cast_precision_loss, reason = "a measurement is rounded")]
fn speed<T: Decode>(text: &str) -> f64 {
    let round = || {
        let start = Instant::now();
        black_box(from_slice::<T>(black_box(text.as_bytes())).unwrap());
        start.elapsed().as_secs_f64()
    };
    (0..7).map(|_| round()).fold(f64::INFINITY, f64::min) * 1e9 / text.len() as f64
}

#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout, reason = "a measurement prints")]
fn decoding_speed() {
    fn row<T: Decode>(name: &str, text: fn(usize) -> String, count: usize) {
        let [small, large] = [text(count), text(count * 8)];
        let value = speed::<Value>(&large);
        let [small, large] = [&small, &large].map(|text| speed::<T>(text));
        println!(
            "{name:<34} {large:8.2} ns/byte {:7.2} of Value {:7.2} of the size before",
            large / value,
            large / small,
        );
    }
    row::<Vec<Message>>("messages", messages, 500);
    row::<Vec<Wide>>("members in the order declared", |count| declared(count, 1), 100);
    row::<Vec<Wide>>("members in another order", |count| declared(count, 37), 100);
    row::<Wide>("members that are unknown", unknown, 10_000);
    row::<Union>("a union of 30 shapes", unknown, 2_000);
}
