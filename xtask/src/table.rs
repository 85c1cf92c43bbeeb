//! Formats a table.
//!
//! Invariant: the first column is aligned to the left, all others, which are numbers, to the right.

/// Formats the rows. Lines have no trailing spaces.
pub(crate) fn text(lines: &[Vec<String>]) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<_> = (0..columns).map(width).collect();
    let mut text = String::new();
    for line in lines {
        let cells = line.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            if column == 0 { format!("{cell:width$}") } else { format!("{cell:>width$}") }
        });
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn numbers_are_aligned_to_the_right() {
        let lines = [["name", "lines"], ["pets.yaml", "7"], ["a", "12345678"]];
        let lines = lines.map(|line| line.map(str::to_owned).into());
        assert_eq!(text(&lines), "name          lines\npets.yaml         7\na          12345678\n");
        assert_eq!(text(&[]), "");
    }
}
