//! Parses path templates.

/// A parsed path template.
pub(in crate::translate) struct Template {
    /// The path with its placeholders, without query and fragment.
    pub path: String,
    /// The names of the placeholders, without duplicates.
    pub names: Vec<String>,
    /// The constant part of the query, which is always sent.
    pub fixed_query: Option<String>,
    /// The names of query pairs with placeholders. They are not sent: query parameters replace them.
    pub open_query: Vec<String>,
}

impl Template {
    /// Parses `path`. A fragment only distinguishes paths within the description and is dropped.
    pub(in crate::translate) fn new(path: &str) -> Self {
        let path = path.split('#').next().unwrap_or_default();
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut names: Vec<String> = Vec::new();
        let mut rest = path;
        while let Some((name, after)) = next_name(rest) {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
            rest = after;
        }
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let (open, fixed): (Vec<&str>, Vec<&str>) = pairs.partition(|pair| pair.contains('{'));
        let fixed_query = Some(fixed.join("&"));
        let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
        Self {
            path: path.to_owned(),
            names,
            fixed_query: fixed_query.filter(|query| !query.is_empty()),
            open_query: open.into_iter().map(name).collect(),
        }
    }
}

/// The next name between braces, and the text after it.
fn next_name(text: &str) -> Option<(&str, &str)> {
    text.split_once('{')?.1.split_once('}')
}
