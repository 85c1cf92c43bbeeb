//! Structs and references to types as syntax trees that are made without tokens.
//!
//! Most items of a client are structs, and parsing their tokens would take a tenth of a run. Invariant: a
//! tree is what the parser makes of the same code.

use proc_macro2::{Ident, Span, TokenStream};
use syn::punctuated::Punctuated;
use syn::token::{Brace, Bracket, Paren, PathSep};
use syn::{
    AngleBracketedGenericArguments, AttrStyle, Attribute, Expr, ExprLit, Field, FieldModifiers,
    Fields, FieldsNamed, GenericArgument, Generics, ItemStruct, Lit, MacroDelimiter, Meta,
    MetaList, MetaNameValue, Path, PathArguments, PathSegment, Type, TypePath, Visibility,
};

use crate::ident::{FieldName, TypeName};

/// A type of the generator's own paths, such as `::std::vec::Vec`, with arguments.
pub(super) fn ty(path: &str, arguments: impl IntoIterator<Item = Type>) -> Type {
    let mut path = self::path(path);
    let arguments: Punctuated<_, _> = arguments.into_iter().map(GenericArgument::Type).collect();
    if let Some(last) = path.segments.last_mut().filter(|_| !arguments.is_empty()) {
        last.arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments {
            colon2_token: None,
            lt_token: <_>::default(),
            args: arguments,
            gt_token: <_>::default(),
        });
    }
    at(path)
}

/// A type of the API, in a module that is in scope or in this one.
pub(super) fn named(module: Option<&'static str>, name: &TypeName) -> Type {
    let mut path = module.map_or_else(|| Path::from(name.ident()), path);
    if module.is_some() {
        path.segments.push(name.ident().into());
    }
    at(path)
}

fn at(path: Path) -> Type {
    Type::Path(TypePath { attrs: Vec::new(), qself: None, path })
}

fn path(text: &str) -> Path {
    let names = text.split("::").filter(|name| !name.is_empty());
    Path {
        leading_colon: text.starts_with("::").then(PathSep::default),
        segments: names.map(|name| PathSegment::from(word(name))).collect(),
    }
}

fn word(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// `#[name]`
pub(super) fn attribute(name: &'static str) -> Attribute {
    outer(Meta::Path(word(name).into()))
}

/// `#[name(tokens)]`
pub(super) fn list_attribute(name: &'static str, tokens: TokenStream) -> Attribute {
    let delimiter = MacroDelimiter::Paren(Paren::default());
    outer(Meta::List(MetaList { path: word(name).into(), delimiter, tokens }))
}

/// `#[doc = text]`
pub(super) fn doc(text: Lit) -> Attribute {
    outer(Meta::NameValue(MetaNameValue {
        path: word("doc").into(),
        eq_token: <_>::default(),
        value: Expr::Lit(ExprLit { attrs: Vec::new(), lit: text }),
    }))
}

fn outer(meta: Meta) -> Attribute {
    Attribute {
        pound_token: <_>::default(),
        style: AttrStyle::Outer,
        bracket_token: Bracket::default(),
        meta,
    }
}

/// `pub name: Type`
pub(super) fn field(attrs: Vec<Attribute>, name: &FieldName, ty: Type) -> Field {
    Field {
        attrs,
        vis: Visibility::Public(<_>::default()),
        modifiers: FieldModifiers::default(),
        ident: Some(name.ident()),
        colon_token: Some(<_>::default()),
        ty,
        default: None,
    }
}

/// `pub struct Name { … }`
pub(super) fn structure(
    attrs: Vec<Attribute>,
    name: &TypeName,
    fields: impl IntoIterator<Item = Field>,
) -> ItemStruct {
    let mut named: Punctuated<_, _> = fields.into_iter().collect();
    if !named.is_empty() {
        named.push_punct(<_>::default());
    }
    ItemStruct {
        attrs,
        vis: Visibility::Public(<_>::default()),
        struct_token: <_>::default(),
        ident: name.ident(),
        generics: Generics::default(),
        fields: Fields::Named(FieldsNamed { brace_token: Brace::default(), named }),
        semi_token: None,
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Literal;
    use quote::quote;
    use syn::{File, ItemStruct, Lit};

    use super::{attribute, doc, field, list_attribute, named, structure, ty};
    use crate::ident::{FieldName, TypeName};

    fn printed(item: ItemStruct) -> String {
        let items = vec![syn::Item::Struct(item)];
        prettyplease::unparse(&File { shebang: None, frontmatter: None, attrs: Vec::new(), items })
    }

    #[test]
    fn a_tree_is_that_of_its_code() {
        let name = TypeName::new("order");
        let text = ty("::std::string::String", []);
        let map = ty("BTreeMap", [text, named(Some("types"), &name)]);
        let made = structure(
            vec![
                doc(Lit::new(Literal::string(" An order."))),
                list_attribute("derive", quote!(Clone, ::other::Derive)),
                attribute("non_exhaustive"),
            ],
            &name,
            [
                field(Vec::new(), &FieldName::new("type"), ty("i64", [])),
                field(Vec::new(), &FieldName::new("inner"), ty("Option", [map])),
            ],
        );
        let code = quote! {
            #[doc = " An order."]
            #[derive(Clone, ::other::Derive)]
            #[non_exhaustive]
            pub struct Order {
                pub r#type: i64,
                pub inner: Option<BTreeMap<::std::string::String, types::Order>>,
            }
        };
        let parsed = syn::parse2(code).ok().map(printed);
        assert_eq!(parsed, Some(printed(made)));
        let empty = structure(Vec::new(), &name, []);
        assert_eq!(printed(empty), "pub struct Order {}\n");
    }
}
