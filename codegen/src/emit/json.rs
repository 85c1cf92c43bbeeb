//! Types to the impls that write and read them as JSON.
//!
//! `Serialize` and `Deserialize` are written out instead of derived: they need no macro, keep what
//! is unknown and take what is nearly right. Decoding itself is not generic: `Decode` reads from a
//! node of a parsed value, and `Deserialize` leads there.

use proc_macro2::TokenStream;
use quote::quote;

use super::json_union;
use super::type_ref::{Imports, Place};
use crate::format::File;
use crate::model::{
    AdditionalField, Api, Enumeration, Field, Presence, Repr, Struct, Type, TypeKind,
};

/// The file beside the types of one module; none if they are all aliases.
pub(super) fn file(api: &Api, types: &[&Type]) -> Option<File> {
    let mut imports = Imports::new(api, Place::Elsewhere);
    let items: Vec<TokenStream> = types.iter().flat_map(|ty| items(ty, &mut imports)).collect();
    let title = types.first()?;
    let mut all = imports.items();
    all.extend(items);
    let subject = title.schema.as_deref().unwrap_or(title.name.as_str());
    let docs = vec![format!(
        "How `{}` is written and read as JSON.",
        subject.replace(['`', '\n', '\r'], " ")
    )];
    (!types.iter().all(|ty| matches!(ty.kind, TypeKind::Alias(_)))).then_some(File {
        docs,
        items: all,
        ..File::default()
    })
}

/// The impls for one type.
fn items(ty: &Type, imports: &mut Imports<'_>) -> Vec<TokenStream> {
    let (encode, decode) = match &ty.kind {
        TypeKind::Struct(object) => (encode_struct(object, imports), decode_struct(object)),
        TypeKind::Enum(listed) => (encode_enum(listed), decode_enum(listed)),
        TypeKind::Union(union) => {
            (json_union::encode(union, imports), json_union::decode(union, imports))
        }
        TypeKind::Newtype(_) => {
            (quote!(self.0.serialize(serializer)), quote!(node.decode().map(Self)))
        }
        TypeKind::Alias(_) => return Vec::new(),
    };
    impls(ty, &encode, &decode, imports)
}

fn impls(
    ty: &Type,
    encode: &TokenStream,
    decode: &TokenStream,
    imports: &mut Imports<'_>,
) -> Vec<TokenStream> {
    let name = imports.in_types(ty);
    let serialize = imports.import("serde::Serialize");
    let serializer = imports.import("serde::Serializer");
    let deserialize = imports.import("serde::Deserialize");
    let deserializer = imports.import("serde::Deserializer");
    let decode_trait = imports.runtime("decode::Decode");
    let error = imports.runtime("decode::DecodeError");
    let node = imports.runtime("json::Node");
    let decode_module = imports.runtime("decode");
    let result = imports.prelude("::std::result::Result");
    vec![
        quote! {
            impl #serialize for #name {
                fn serialize<S: #serializer>(&self, serializer: S) -> #result<S::Ok, S::Error> {
                    #encode
                }
            }
        },
        quote! {
            impl #decode_trait for #name {
                fn decode(node: #node<'_>) -> #result<Self, #error> {
                    #decode
                }
            }
        },
        quote! {
            impl<'de> #deserialize<'de> for #name {
                fn deserialize<D: #deserializer<'de>>(deserializer: D) -> #result<Self, D::Error> {
                    #decode_module::deserialize(deserializer)
                }
            }
        },
    ]
}

fn encode_struct(object: &Struct, imports: &mut Imports<'_>) -> TokenStream {
    let encode = imports.runtime("encode");
    let fields: Vec<TokenStream> =
        object.fields.iter().map(|field| encode_field(field, imports)).collect();
    let additional = object.additional.iter().map(|AdditionalField { name, ty }| {
        if imports.has_numbers(ty) {
            let plain = imports.runtime("number::Plain");
            let entries = quote!(self.#name.iter().map(|(name, value)| (name, #plain(value))));
            return quote!(object.additional(#entries)?;);
        }
        quote!(object.additional(&self.#name)?;)
    });
    let additional: Vec<TokenStream> = additional.collect();
    if object.fields.is_empty() && object.additional.is_none() {
        return quote!(#encode::object(serializer)?.end());
    }
    quote! {
        let mut object = #encode::object(serializer)?;
        #(#fields)*
        #(#additional)*
        object.end()
    }
}

/// A member; numbers in it are written without needless fractions.
fn encode_field(field: &Field, imports: &mut Imports<'_>) -> TokenStream {
    let Field { name, wire, ty, presence, .. } = field;
    if !imports.has_numbers(ty) {
        return match presence {
            Presence::Required => quote!(object.required(#wire, &self.#name)?;),
            Presence::Optional => quote!(object.optional(#wire, &self.#name)?;),
            Presence::Nullable => quote!(object.field(#wire, &self.#name)?;),
        };
    }
    let plain = imports.runtime("number::Plain");
    match presence {
        Presence::Required => quote!(object.required(#wire, &#plain(&self.#name))?;),
        Presence::Optional => quote!(object.optional(#wire, &self.#name.as_ref().map(#plain))?;),
        Presence::Nullable => quote!(object.field(#wire, &self.#name.as_ref().map(#plain))?;),
    }
}

fn decode_struct(object: &Struct) -> TokenStream {
    if object.fields.is_empty() && object.additional.is_none() {
        return quote!(node.object().map(|_| Self {}));
    }
    let fields = object.fields.iter().map(|Field { name, wire, presence, .. }| match presence {
        Presence::Required => quote!(#name: object.required(#wire)?),
        Presence::Optional => quote!(#name: object.optional(#wire)?),
        Presence::Nullable => quote!(#name: object.field(#wire)?),
    });
    let fields: Vec<TokenStream> = fields.collect();
    let known: Vec<&String> = object.fields.iter().map(|field| &field.wire).collect();
    let additional = object
        .additional
        .iter()
        .map(|AdditionalField { name, .. }| quote!(#name: object.additional(&[#(#known),*])?));
    let binding = if fields.is_empty() { quote!(let object) } else { quote!(let mut object) };
    quote! {
        #binding = node.object()?;
        Ok(Self { #(#fields,)* #(#additional,)* })
    }
}

fn encode_enum(listed: &Enumeration) -> TokenStream {
    match listed.repr {
        Repr::Text => quote!(serializer.serialize_str(self.as_str())),
        Repr::Integer => quote!(serializer.serialize_i64(self.as_i64())),
        Repr::Mixed => quote!(self.to_value().serialize(serializer)),
    }
}

fn decode_enum(listed: &Enumeration) -> TokenStream {
    match listed.repr {
        Repr::Text => quote!(node.text().map(|text| Self::from(&*text))),
        Repr::Integer => quote!(i64::decode(node).map(Self::from)),
        Repr::Mixed => quote!(Ok(Self::from(node.to_value()))),
    }
}
