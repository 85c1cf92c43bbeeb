//! Matching untagged unions of objects.

use crate::runtime::json::ObjectShape;
use crate::runtime::json::tape::Tape;

const CAT: ObjectShape = ObjectShape {
    required: &["kind"],
    known: &["kind", "lives"],
    fixed: &[("kind", &["cat", "lion"])],
};
const DOG: ObjectShape =
    ObjectShape { required: &["kind"], known: &["kind", "bark"], fixed: &[("kind", &["dog"])] };
const ANY: ObjectShape = ObjectShape { required: &[], known: &["a", "b"], fixed: &[] };
const MORE: ObjectShape = ObjectShape { required: &["b"], known: &["b", "c"], fixed: &[] };

fn best(text: &str, shapes: &[ObjectShape]) -> Option<usize> {
    Tape::from_slice(text.as_bytes()).unwrap().root().best_match(shapes)
}

#[test]
fn a_variant_with_another_fixed_value_never_matches() {
    assert_eq!(best(r#"{"kind": "dog", "lives": 9}"#, &[CAT, DOG]), Some(1));
    assert_eq!(best(r#"{"kind": "lion", "bark": 9}"#, &[CAT, DOG]), Some(0));
    assert_eq!(best(r#"{"kind": "bird"}"#, &[CAT, DOG]), None);
}

#[test]
fn a_shape_requires_all_of_its_required_members() {
    assert_eq!(best(r#"{"c": 1}"#, &[MORE, ANY]), Some(1));
    assert_eq!(best("{}", &[MORE]), None);
}

#[test]
fn the_shape_with_the_most_matching_members_wins() {
    assert_eq!(best(r#"{"b": 1, "c": 2}"#, &[ANY, MORE]), Some(1));
    assert_eq!(best(r#"{"a": 1, "b": 2}"#, &[MORE, ANY]), Some(1));
}

#[test]
fn the_first_of_equal_shapes_wins() {
    assert_eq!(best(r#"{"b": 1}"#, &[ANY, MORE]), Some(0));
    assert_eq!(best("{}", &[ANY, ANY]), Some(0));
}

#[test]
fn fixed_values_are_compared_as_text() {
    const VERSION: ObjectShape = ObjectShape {
        required: &["version"],
        known: &["version"],
        fixed: &[("version", &["2", "true"])],
    };
    assert_eq!(best(r#"{"version": 2}"#, &[VERSION]), Some(0));
    assert_eq!(best(r#"{"version": true}"#, &[VERSION]), Some(0));
    assert_eq!(best(r#"{"version": 3}"#, &[VERSION]), None);
    assert_eq!(best(r#"{"version": null}"#, &[VERSION]), None);
}

#[test]
fn non_objects_match_no_shape() {
    assert_eq!(best("[]", &[ANY]), None);
    assert_eq!(best("null", &[ANY]), None);
}
