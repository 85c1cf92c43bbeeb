//! Tokens to the text of a file.
//!
//! One header, the module's documentation, then the items as prettyplease writes them, with a blank
//! line between them. Invariant: the same items give the same bytes on every platform.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Item, ItemMacro};

use crate::output::MARK;

/// A file of Rust before it is text.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// The lines of the module's documentation, safe for rustdoc.
    pub docs: Vec<String>,
    /// Attributes of the module, as tokens.
    pub attributes: TokenStream,
    /// The items. A group is one item, or several that belong together without blank lines.
    pub items: Vec<TokenStream>,
}

/// The text of a file of Rust.
///
/// # Errors
/// The tokens are not Rust.
pub fn rust(file: &File, source: &str) -> Result<String, syn::Error> {
    let mut text = format!("{}\n", header("//", source, ""));
    for line in &file.docs {
        text.push_str(format!("//! {line}").trim_end());
        text.push('\n');
    }
    let attributes = syn::parse2::<syn::File>(file.attributes.clone())?;
    if !attributes.attrs.is_empty() {
        text.push('\n');
        text.push_str(prettyplease::unparse(&attributes).trim_end());
        text.push('\n');
    }
    for group in &file.items {
        text.push('\n');
        for item in syn::parse2::<syn::File>(group.clone())?.items {
            text.push_str(&item_text(item));
        }
    }
    Ok(text)
}

/// The first line of a file, in the comment style of its language.
#[must_use]
pub fn header(open: &str, source: &str, close: &str) -> String {
    format!("{open} {MARK} from {source}. Do not edit.{close}")
}

fn item_text(item: Item) -> String {
    if let Item::Macro(table) = &item
        && let Some(text) = table_text(table)
    {
        return text;
    }
    let is_impl = matches!(item, Item::Impl(_) | Item::Trait(_));
    let text = unparse(item);
    if is_impl { spaced(&text) } else { text }
}

fn unparse(item: Item) -> String {
    let items = vec![item];
    prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items })
}

/// A call of a macro whose rows look like the fields of a struct, laid out as that struct.
///
/// `prettyplease` does not know what is inside of a macro and would fill the lines with it.
fn table_text(table: &ItemMacro) -> Option<String> {
    let open = format!("{}!(", table.mac.path.to_token_stream().to_string().replace(' ', ""));
    let rows = &table.mac.tokens;
    let value: Option<Item> = syn::parse2(quote!(const TABLE: () = #rows;)).ok();
    let (item, start, end) = match value {
        Some(value) => (value, "const TABLE: () = ", ";\n"),
        None => (syn::parse2(quote!(struct #rows)).ok()?, "struct ", "\n"),
    };
    let text = unparse(item);
    let rows = text.strip_prefix(start)?.strip_suffix(end)?;
    Some(format!("{open}{rows});\n"))
}

/// A blank line after each member that ends with a brace, but for the last, and after the types and
/// the constants of an implementation.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut before = "";
    for line in text.lines() {
        let ends_member = before == "    }" && line.starts_with("    ");
        let ends_group = ["    type ", "    const "]
            .iter()
            .any(|group| before.starts_with(group) && !line.starts_with(group));
        if ends_member || (ends_group && before.ends_with(';')) {
            spaced.push('\n');
        }
        before = line;
        spaced.push_str(line);
        spaced.push('\n');
    }
    spaced
}
