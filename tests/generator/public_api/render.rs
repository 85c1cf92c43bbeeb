//! Renders Rust items as lines of the public API.

use quote::ToTokens;
use syn::{
    Attribute, Fields, GenericArgument, Item, ItemImpl, ItemMacro, PathArguments, Signature,
    TraitItem, Type, Visibility,
};

/// Whether a line is about an item, and not a member or an implementation.
pub fn is_item(line: &str) -> bool {
    let line = line.trim_start_matches("#[non_exhaustive] ");
    ["mod", "struct", "enum", "trait", "type", "const", "static"]
        .iter()
        .any(|keyword| line.strip_prefix("pub ").is_some_and(|rest| rest.starts_with(keyword)))
}

/// The name of an item that can be exported.
pub fn name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// The name of an item, if it is public.
pub fn public_name(item: &Item) -> Option<String> {
    let visibility = match item {
        Item::Const(item) => &item.vis,
        Item::Enum(item) => &item.vis,
        Item::Fn(item) => &item.vis,
        Item::Static(item) => &item.vis,
        Item::Struct(item) => &item.vis,
        Item::Trait(item) => &item.vis,
        Item::Type(item) => &item.vis,
        _ => return None,
    };
    matches!(visibility, Visibility::Public(_)).then(|| name(item))?
}

/// The lines of an item: itself, its fields or variants, and what it derives.
pub fn item(path: &str, item: &Item) -> Vec<String> {
    match item {
        Item::Const(item) => vec![format!("pub const {path}: {}", text(&item.ty))],
        Item::Static(item) => vec![format!("pub static {path}: {}", text(&item.ty))],
        Item::Fn(item) => vec![format!("pub fn {path}{}", signature(&item.sig))],
        Item::Type(item) => vec![format!("pub type {path} = {}", text(&item.ty))],
        Item::Struct(item) => {
            let open = non_exhaustive(&item.attrs);
            let mut lines = vec![format!("{open}pub struct {path}{}", text(&item.generics))];
            lines.extend(fields(path, &item.fields, false));
            lines.extend(derived(path, &item.attrs));
            lines
        }
        Item::Enum(item) => {
            let open = non_exhaustive(&item.attrs);
            let mut lines = vec![format!("{open}pub enum {path}{}", text(&item.generics))];
            for variant in &item.variants {
                let variant_path = format!("{path}::{}", variant.ident);
                match &variant.fields {
                    Fields::Unit => lines.push(format!("pub {variant_path}")),
                    Fields::Unnamed(inside) => {
                        lines.push(format!("pub {variant_path}{}", text(inside)));
                    }
                    Fields::Named(_) => {
                        lines.push(format!("pub {variant_path}"));
                        lines.extend(fields(&variant_path, &variant.fields, true));
                    }
                }
            }
            lines.extend(derived(path, &item.attrs));
            lines
        }
        Item::Trait(item) => {
            let bounds = text(&item.supertraits);
            let bounds = if bounds.is_empty() { bounds } else { format!(": {bounds}") };
            let mut lines = vec![format!("pub trait {path}{bounds}")];
            lines.extend(item.items.iter().filter_map(|member| match member {
                TraitItem::Fn(method) => {
                    Some(format!("pub fn {path}::{}{}", method.sig.ident, signature(&method.sig)))
                }
                TraitItem::Type(ty) => Some(format!("pub type {path}::{}", ty.ident)),
                TraitItem::Const(value) => {
                    Some(format!("pub const {path}::{}: {}", value.ident, text(&value.ty)))
                }
                _ => None,
            }));
            lines
        }
        _ => Vec::new(),
    }
}

fn non_exhaustive(attributes: &[Attribute]) -> &'static str {
    let is_open = attributes.iter().any(|it| it.path().is_ident("non_exhaustive"));
    if is_open { "#[non_exhaustive] " } else { "" }
}

fn fields(path: &str, fields: &Fields, all: bool) -> Vec<String> {
    let numbered = fields.iter().enumerate();
    let public = numbered.filter(|(_, it)| all || matches!(it.vis, Visibility::Public(_)));
    public
        .map(|(number, field)| {
            let name = field.ident.as_ref().map_or_else(|| number.to_string(), ToString::to_string);
            format!("pub {path}::{name}: {}", text(&field.ty))
        })
        .collect()
}

fn derived(path: &str, attributes: &[Attribute]) -> Vec<String> {
    let mut lines = Vec::new();
    for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
        let syn::Meta::List(list) = &attribute.meta else { continue };
        let traits = list.tokens.to_string();
        lines.extend(traits.split(',').map(|name| format!("impl {} for {path}", name.trim())));
    }
    lines
}

/// A method by the path of its type.
pub fn method(owner: &str, method: &Signature) -> String {
    let asynchronous = if method.asyncness.is_some() { "async " } else { "" };
    format!("pub {asynchronous}fn {owner}::{}{}", method.ident, signature(method))
}

fn signature(signature: &Signature) -> String {
    let inputs = text(&signature.inputs);
    let generics = text(&signature.generics);
    format!("{generics}({}){}", inputs.trim_end_matches(','), text(&signature.output))
        .replace(")->", ") -> ")
}

/// The trait that a type implements.
pub fn implementation(path: &str, item: &ItemImpl) -> String {
    let of = item.trait_.as_ref().map_or_else(String::new, |(of, _)| text(of));
    format!("impl{} {of} for {path}{}", text(&item.generics), arguments(&item.self_ty))
}

/// The name of a type without its path and arguments.
pub fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => {
            path.path.segments.last().map_or_else(String::new, |last| last.ident.to_string())
        }
        _ => String::new(),
    }
}

/// The arguments of a type, unless they are only its parameters.
pub fn arguments(ty: &Type) -> String {
    let Type::Path(path) = ty else { return String::new() };
    match path.path.segments.last().map(|last| &last.arguments) {
        Some(PathArguments::AngleBracketed(arguments)) => {
            let is_parameter = arguments.args.iter().all(|argument| match argument {
                GenericArgument::Type(Type::Path(path)) => text(path).len() == 1,
                GenericArgument::Lifetime(_) => true,
                _ => false,
            });
            if is_parameter { String::new() } else { text(arguments) }
        }
        _ => String::new(),
    }
}

/// The name of a runtime macro, and the type that it is invoked for.
pub fn table(item: &ItemMacro) -> Option<(String, String)> {
    let name = item.mac.path.segments.last()?.ident.to_string();
    let known = ["json_struct", "json_wide_struct", "string_enum", "integer_enum", "deserialize"];
    let subject = item.mac.tokens.clone().into_iter().next()?.to_string();
    known.contains(&name.as_str()).then_some((name, subject))
}

/// The traits that a runtime macro implements.
pub fn table_lines(name: &str, path: &str) -> Vec<String> {
    let mut lines = vec![format!("impl Deserialize<'de> for {path}")];
    if name != "deserialize" {
        lines.push(format!("impl Serialize for {path}"));
    }
    match name {
        "string_enum" => lines.extend([
            format!("pub fn {path}::as_str(&self) -> &str"),
            format!("impl Display for {path}"),
            format!("impl From<&str> for {path}"),
            format!("impl From<String> for {path}"),
            format!("impl FromStr for {path}"),
        ]),
        "integer_enum" => lines.extend([
            format!("pub fn {path}::as_i64(&self) -> i64"),
            format!("impl Display for {path}"),
            format!("impl From<i64> for {path}"),
        ]),
        _ => {}
    }
    lines
}

/// Renders tokens with conventional spacing.
fn text(tokens: &impl ToTokens) -> String {
    let spaced = tokens.to_token_stream().to_string();
    let mut text = spaced;
    for (from, to) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" : ", ": "),
        (" ;", ";"),
        ("[ ", "["),
        (" ]", "]"),
        (" = ", "="),
    ] {
        text = text.replace(from, to);
    }
    text.replace("->", " -> ").replace("  ", " ").replace(",)", ")")
}
