//! Suggests a known name for a misspelled one.
//!
//! Invariant: the time is bounded, however many and however long the names are.

use crate::limits::COMPARED_NAMES;

/// The longest name that has suggestions, in characters. Nobody corrects a longer one by hand.
const LONGEST: usize = 100;

/// Returns the name with the smallest edit distance to `wanted`, if the distance is small enough. Of
/// many names, the first are compared.
pub fn nearest<'n>(names: impl Iterator<Item = &'n str>, wanted: &str) -> Option<&'n str> {
    let wanted: Vec<char> = wanted.chars().take(LONGEST + 1).collect();
    if wanted.len() > LONGEST {
        return None;
    }
    let mut most = wanted.len() / 3 + 1;
    let mut nearest = None;
    for name in names.take(COMPARED_NAMES) {
        if let Some(distance) = edit_distance(name, &wanted, most) {
            nearest = Some(name);
            // Another name has to be nearer than this one.
            let Some(less) = distance.checked_sub(1) else { break };
            most = less;
        }
    }
    nearest
}

/// Returns the first of the nearest names whose edit distance to `wanted` is at most `most`.
pub fn within<'n>(
    names: impl Iterator<Item = &'n str>,
    wanted: &str,
    most: usize,
) -> Option<&'n str> {
    let wanted: Vec<char> = wanted.chars().take(LONGEST + 1).collect();
    if wanted.len() > LONGEST {
        return None;
    }
    let distances = names
        .take(COMPARED_NAMES)
        .filter_map(|name| Some((edit_distance(name, &wanted, most)?, name)));
    distances.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

/// The Levenshtein distance of two names, if it is at most `most`.
fn edit_distance(left: &str, right: &[char], most: usize) -> Option<usize> {
    // Each character that one has more is an edit, and no character has more than four bytes.
    let shortest = right.len().saturating_sub(most);
    let longest = right.len() + most;
    if left.len() < shortest || left.len() > longest * 4 {
        return None;
    }
    if !(shortest..=longest).contains(&left.chars().count()) {
        return None;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, from) in left.chars().enumerate() {
        let mut diagonal = line;
        let mut before = line + 1;
        let mut next = vec![before];
        for (to, above) in right.iter().zip(row.iter().skip(1)) {
            let cost = if from == *to { diagonal } else { diagonal.min(before).min(*above) + 1 };
            diagonal = *above;
            before = cost;
            next.push(cost);
        }
        // Distances do not decrease from one row to the next.
        if next.iter().all(|distance| *distance > most) {
            return None;
        }
        row = next;
    }
    row.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_first_of_the_nearest_names_is_suggested() {
        let names = ["Order", "Orders", "Odrer", "Pet", "Ördër"];
        let suggested = |wanted| nearest(names.into_iter(), wanted);
        assert_eq!(suggested("Order"), Some("Order"));
        assert_eq!(suggested("Ordes"), Some("Order"));
        assert_eq!(suggested("Orderss"), Some("Orders"));
        assert_eq!(suggested("ördër"), Some("Ördër"));
        assert_eq!(suggested("pet"), Some("Pet"));
        assert_eq!(suggested("Customer"), None);
        assert_eq!(suggested(""), None);
        assert_eq!(suggested(&"Order".repeat(100)), None);
    }
}
