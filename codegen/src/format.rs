//! Tokens to the text of a file.
//!
//! One header line, the module's documentation, then the items as prettyplease prints them, with a
//! blank line between items and between the members of an `impl`. Calls of table macros are printed
//! one row per line. Invariant: the same items give the same bytes on every platform.

use proc_macro2::TokenStream;
use syn::ImplItem;

use crate::ident::TypeName;
use crate::output::MARK;
use crate::text::{Line, line};

/// Separates the lines of documentation inside of one attribute, because the tokens of an attribute
/// for each line take a tenth of the time of a run. No [`Line`] has this control character.
pub const DOC_LINE_END: char = '\u{1f}';

/// A file of Rust before it is text.
#[derive(Default)]
pub struct File {
    /// The lines of the module's documentation.
    pub docs: Vec<Line>,
    /// Attributes of the module, as tokens.
    pub attributes: TokenStream,
    /// The items, separated by blank lines.
    pub items: Vec<Item>,
}

/// An item of a file.
pub enum Item {
    /// One item, or several without blank lines between them.
    Rust(TokenStream),
    /// One item as a syntax tree, which does not have to be parsed.
    Parsed(Box<syn::Item>),
    /// A call of a macro that takes a table.
    Table(Table),
}

/// A call of a macro with one row per line: `json_struct!(Order { … });`.
#[derive(Clone, Debug)]
pub struct Table {
    /// The name or path of the macro.
    pub macro_path: Line,
    /// The type that the table is about.
    pub subject: TypeName,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table, without the comma at the end.
#[derive(Clone, Debug)]
pub enum Row {
    /// A line.
    Line(Line),
    /// Several lines in braces.
    Group(Vec<Line>),
}

impl From<TokenStream> for Item {
    fn from(tokens: TokenStream) -> Self {
        Self::Rust(tokens)
    }
}

impl From<syn::ItemStruct> for Item {
    fn from(item: syn::ItemStruct) -> Self {
        Self::Parsed(Box::new(syn::Item::Struct(item)))
    }
}

impl From<Table> for Item {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}

impl File {
    /// A file with documentation and items, without attributes.
    pub fn new(docs: Vec<Line>, items: impl IntoIterator<Item = impl Into<Item>>) -> Self {
        let items = items.into_iter().map(Into::into).collect();
        Self { docs, attributes: TokenStream::new(), items }
    }
}

/// A part of a file on its way to text.
#[derive(Clone, Copy)]
pub enum Part<'f> {
    /// An item.
    Item(&'f syn::Item),
    /// A call of a macro that takes a table.
    Table(&'f Table),
}

/// The text of a file of Rust. Each item is shown to `visit` before it is text.
///
/// # Errors
/// The tokens are not Rust.
pub fn rust(
    file: File,
    source: &Line,
    visit: &mut dyn FnMut(Part<'_>),
) -> Result<String, syn::Error> {
    let File { docs, attributes, items } = file;
    let mut text = format!("{}\n", header("//", source, ""));
    for line in docs {
        text.push_str(format!("//! {line}").trim_end());
        text.push('\n');
    }
    if !attributes.is_empty() {
        let attributes = syn::parse2::<syn::File>(attributes)?;
        text.push('\n');
        text.push_str(prettyplease::unparse(&attributes).trim_end());
        text.push('\n');
    }
    for item in items {
        text.push('\n');
        match item {
            Item::Rust(tokens) => push_items(&mut text, syn::parse2(tokens)?, visit),
            Item::Parsed(item) => {
                let (attrs, items) = (Vec::new(), vec![*item]);
                let file = syn::File { shebang: None, frontmatter: None, attrs, items };
                push_items(&mut text, file, visit);
            }
            Item::Table(table) => {
                visit(Part::Table(&table));
                text.push_str(&table_text(&table));
            }
        }
    }
    // All files are in memory until the last one is made.
    text.shrink_to_fit();
    Ok(text)
}

/// The first line of a file, in the comment style of its language.
#[must_use]
pub fn header(open: &'static str, source: &Line, close: &'static str) -> Line {
    line![open, " ", MARK, " from ", source, ". Do not edit.", close]
}

/// The text of a file that is not Rust.
#[must_use]
pub fn text(lines: &[Line]) -> String {
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

fn push_items(text: &mut String, mut file: syn::File, visit: &mut dyn FnMut(Part<'_>)) {
    for item in &file.items {
        visit(Part::Item(item));
    }
    for item in &mut file.items {
        if let syn::Item::Impl(item) = item {
            separate(&mut item.items);
        }
    }
    push_with_doc_lines(text, &prettyplease::unparse(&file));
}

/// Adds printed items, with documentation that was one line in lines of its own.
fn push_with_doc_lines(text: &mut String, printed: &str) {
    let mut parts = printed.split(DOC_LINE_END);
    text.extend(parts.next());
    for part in parts {
        let line = text.rsplit('\n').next().unwrap_or_default();
        let indent = line.len() - line.trim_start().len();
        text.push('\n');
        text.extend(std::iter::repeat_n(' ', indent));
        text.push_str("///");
        text.push_str(part);
    }
}

/// Puts a blank line between the members of an `impl`, but not between types or between constants.
/// prettyplease prints an empty verbatim item as a blank line.
fn separate(members: &mut Vec<ImplItem>) {
    let mut separated: Vec<ImplItem> = Vec::with_capacity(members.len() * 2);
    for member in members.drain(..) {
        if separated.last().is_some_and(|last| !belong_together(last, &member)) {
            separated.push(ImplItem::Verbatim(TokenStream::new()));
        }
        separated.push(member);
    }
    *members = separated;
}

fn belong_together(left: &ImplItem, right: &ImplItem) -> bool {
    matches!(
        (left, right),
        (ImplItem::Type(_), ImplItem::Type(_)) | (ImplItem::Const(_), ImplItem::Const(_))
    )
}

fn table_text(Table { macro_path, subject, rows }: &Table) -> String {
    if rows.is_empty() {
        return format!("{macro_path}!({} {{}});\n", subject.as_str());
    }
    let rows: Vec<String> = rows.iter().map(row_text).collect();
    let rows = rows.join(",\n    ");
    let subject = subject.as_str();
    format!("{macro_path}!({subject} {{\n    {rows},\n}});\n")
}

fn row_text(row: &Row) -> String {
    match row {
        Row::Line(line) => line.to_string(),
        Row::Group(lines) => {
            let lines: Vec<&str> = lines.iter().map(Line::as_str).collect();
            format!("{{\n        {},\n    }}", lines.join(",\n        "))
        }
    }
}
