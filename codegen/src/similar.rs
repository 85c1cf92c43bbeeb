//! Suggests a known name for a misspelled one.

/// Returns the name with the smallest edit distance to `wanted`, if the distance is small enough.
pub fn nearest<'n>(names: impl Iterator<Item = &'n str>, wanted: &str) -> Option<&'n str> {
    let (distance, nearest) = names
        .map(|name| (edit_distance(name, wanted), name))
        .min_by_key(|(distance, _)| *distance)?;
    (distance <= wanted.chars().count() / 3 + 1).then_some(nearest)
}

/// The Levenshtein distance of two names.
fn edit_distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
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
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
