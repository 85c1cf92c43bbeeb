//! Types that have the same contents under different names.

use std::collections::{BTreeSet, HashMap};

use crate::public_api::{Item, Kind, PublicApi};

/// The fields and variants of types, without the names of the types themselves.
pub(super) fn contents<'i>(api: &'i PublicApi, types: &[&'i Item]) -> HashMap<&'i str, String> {
    let names: BTreeSet<&str> = types.iter().map(|item| item.name()).collect();
    let neutral = |text: &str| replaced(text, |name| names.contains(name).then_some("_"));
    let mut contents: HashMap<&str, String> =
        types.iter().map(|item| (&*item.path, neutral(&item.rest))).collect();
    let members = api.items.iter().filter(|item| matches!(item.kind, Kind::Field | Kind::Variant));
    for item in members {
        if let Some(text) = item.owner().and_then(|owner| contents.get_mut(owner)) {
            text.push('\n');
            text.push_str(item.name());
            text.push_str(&neutral(&item.rest));
        }
    }
    contents
}

/// Pairs of types with the same contents: with the same place, else if there is only one of each.
pub(super) fn matches<'i>(
    gone: &[&'i Item],
    added: &[&'i Item],
    before: &HashMap<&str, String>,
    after: &HashMap<&str, String>,
) -> Vec<(&'i Item, &'i Item)> {
    let mut by_contents: HashMap<&str, (Vec<&'i Item>, Vec<&'i Item>)> = HashMap::new();
    for item in gone {
        let contents = before.get(&*item.path).map_or("", String::as_str);
        by_contents.entry(contents).or_default().0.push(item);
    }
    for item in added {
        let contents = after.get(&*item.path).map_or("", String::as_str);
        by_contents.entry(contents).or_default().1.push(item);
    }
    let mut pairs = Vec::new();
    for (mut gone, mut added) in by_contents.into_values() {
        let places: HashMap<&str, &'i Item> =
            added.iter().filter_map(|item| Some((item.place.as_deref()?, *item))).collect();
        let mut taken = BTreeSet::new();
        gone.retain(|item| {
            let same = item.place.as_deref().and_then(|place| places.get(place));
            if let Some(same) = same.filter(|same| taken.insert(&*same.path)) {
                pairs.push((*item, *same));
                return false;
            }
            true
        });
        added.retain(|item| !taken.contains(&*item.path));
        if let ([gone], [added]) = (gone.as_slice(), added.as_slice()) {
            pairs.push((*gone, *added));
        }
    }
    pairs
}

/// The text with other identifiers.
pub(super) fn replaced<'t>(text: &str, other: impl Fn(&str) -> Option<&'t str>) -> String {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|letter| !is_word(letter)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        result.push_str(other(word).unwrap_or(word));
        let gap = after.find(is_word).unwrap_or(after.len());
        let (between, next) = after.split_at(gap);
        result.push_str(between);
        rest = next;
    }
    result
}
