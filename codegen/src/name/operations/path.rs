//! Path templates to what is sent and what has to be filled in.

/// A path template, taken apart.
pub(in crate::name) struct Template {
    /// The path alone, with its placeholders.
    pub path: String,
    /// The names of the placeholders, each once.
    pub names: Vec<String>,
    /// The pairs behind a `?`, which are always sent.
    pub fixed_query: Vec<(String, String)>,
}

impl Template {
    /// Takes `path` apart. A fragment only tells operations apart in the description.
    pub(in crate::name) fn new(path: &str) -> Self {
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
        let pairs = query.split('&').filter(|pair| !pair.is_empty() && !pair.contains('{'));
        let fixed_query = pairs
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Self { path: path.to_owned(), names, fixed_query }
    }
}

/// The next name between braces, and what comes after it.
fn next_name(text: &str) -> Option<(&str, &str)> {
    text.split_once('{')?.1.split_once('}')
}
