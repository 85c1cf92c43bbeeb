//! Objects and types with many members, and lists.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value;

use crate::runtime::json::{
    Decode, DecodeError, Names, Node, ObjectShape, Sorted, Variant, best_match, from_str,
};

const COUNT: usize = 300;

/// The names of a type with many members.
fn names() -> Names {
    static NAMES: OnceLock<Vec<&'static str>> = OnceLock::new();
    static SORTED: Sorted = Sorted::new();
    let names =
        NAMES.get_or_init(|| (0..COUNT).map(|index| &*format!("m{index}").leak()).collect());
    Names::many(names, &SORTED)
}

/// The values of all members, and of those that are not declared.
struct Wide(Vec<Option<usize>>, BTreeMap<String, Value>);

impl Decode for Wide {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let mut object = node.object(names())?;
        let all = (0..COUNT).map(|index| {
            let value: Option<u64> = object.optional(format!("m{index}").leak())?;
            Ok(value.map(|value| usize::try_from(value).unwrap()))
        });
        Ok(Self(all.collect::<Result<_, DecodeError>>()?, object.additional()?))
    }
}

/// An object of the members `m…` with these numbers.
fn object(numbers: impl Iterator<Item = usize>) -> String {
    let members: Vec<String> = numbers.map(|number| format!("\"m{number}\": {number}")).collect();
    format!("{{{}}}", members.join(","))
}

#[test]
fn declared_members_are_found_in_any_order_and_among_many_others() {
    // 7 has no divisor in common with 400, so that each number occurs once.
    let orders: [Box<dyn Iterator<Item = usize>>; 4] = [
        Box::new(0..400),
        Box::new((0..400).rev()),
        Box::new((0..400).map(|number| number * 7 % 400)),
        Box::new((0..800).filter(|number| number % 2 == 0)),
    ];
    for (order, declared) in orders.into_iter().zip([300, 300, 300, 150]) {
        let Wide(all, rest) = from_str(&object(order)).unwrap();
        let found = all.iter().enumerate().filter(|(index, value)| **value == Some(*index));
        assert_eq!((found.count(), all.iter().flatten().count()), (declared, declared));
        assert_eq!(rest.len(), if declared == 300 { 100 } else { 250 });
        assert!(rest.contains_key("m300") && !rest.contains_key("m298"));
    }
}

#[test]
fn each_name_is_found_from_each_position() {
    for count in [0, 1, 2, 24, 25, 60] {
        let declared: Vec<&'static str> =
            (0..count).map(|index| &*format!("m{index}").leak()).collect();
        let leaked: &'static [&'static str] = declared.clone().leak();
        let sorted: &'static Sorted = Box::leak(Box::new(Sorted::new()));
        for names in [Names::few(leaked), Names::many(leaked, sorted)] {
            for expected in 0..=count {
                for (position, name) in declared.iter().enumerate() {
                    assert_eq!(names.position(name, expected), Some(position));
                }
                assert_eq!(names.position("m", expected), None);
            }
        }
    }
}

#[test]
fn a_list_has_the_capacity_of_its_items() {
    let list: Vec<Vec<i64>> = from_str("[[1, 2, 3, 4, 5], [], [6]]").unwrap();
    let capacities: Vec<usize> = list.iter().map(Vec::capacity).collect();
    assert_eq!((list.capacity(), capacities), (3, vec![5, 0, 1]));
}

#[test]
fn a_union_is_matched_by_the_last_members_of_a_large_object() {
    let shape = |known: &'static [&'static str]| ObjectShape { required: known, known, fixed: &[] };
    let shapes = [[shape(&["m1", "x"])], [shape(&["m1", "m3999"])]];
    let variants: Vec<Variant<'_, usize>> = vec![
        Variant { shapes: &shapes[0], decode: |_| Ok(1) },
        Variant { shapes: &shapes[1], decode: |_| Ok(2) },
    ];
    let text = object(0..4000);
    let tape = crate::runtime::json::tape::Tape::from_slice(text.as_bytes()).unwrap();
    assert_eq!(best_match(tape.root(), &variants, |_| 0).unwrap(), 2);
}
