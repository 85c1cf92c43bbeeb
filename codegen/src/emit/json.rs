//! The JSON of types: tables of members and values, whose macros are in the runtime, and impls for
//! unions.
//!
//! Decoding is not generic: `Decode` reads a node of a parsed value, and `Deserialize` calls it.
//! Nothing is derived, so that no procedural macro has to be built.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::type_ref::Imports;
use super::{json_selection, json_union};
use crate::format::{Item, Row, Table};
use crate::rust::{
    AdditionalField, EnumRepr, EnumValue, Enumeration, Field, Presence, Struct, Type, TypeKind,
    TypeRef,
};
use crate::text::{Line, line};

/// The items that write and read a type as JSON.
pub(super) fn items(ty: &Type, imports: &mut Imports<'_>) -> Vec<Item> {
    match &ty.kind {
        TypeKind::Struct(object) => vec![struct_table(ty, object, imports).into()],
        TypeKind::Enum(listed) if listed.repr == EnumRepr::Text => {
            vec![enum_table(ty, listed, "json::string_enum", imports).into()]
        }
        TypeKind::Enum(listed) if listed.repr == EnumRepr::Integer => {
            vec![enum_table(ty, listed, "json::integer_enum", imports).into()]
        }
        TypeKind::Enum(listed) => {
            let encode = quote!(self.to_value().serialize(serializer));
            let unknown = &listed.unknown;
            let decode = quote! {
                let value = Self::from(node.to_value());
                node.expect_listed(!matches!(value, Self::#unknown(_)));
                Ok(value)
            };
            impls(ty, &encode, &decode, imports)
        }
        TypeKind::Union(union) => {
            let encode = json_union::encode(union, imports);
            impls(ty, &encode, &json_union::decode(union, imports), imports)
        }
        TypeKind::Newtype(inner) => {
            let wrapped = imports.wrapper(inner).map(|wrapper| quote!(#wrapper(&self.0)));
            let value = wrapped.unwrap_or_else(|| quote!(self.0));
            let encode = quote!(#value.serialize(serializer));
            let node = json_selection::inspected(inner, imports);
            impls(ty, &encode, &quote!(#node.decode().map(Self)), imports)
        }
        TypeKind::Alias(_) => Vec::new(),
    }
}

/// The most members that one function decodes. The compiler needs time and memory proportional to the
/// square of their number, which is little up to here.
const UNGROUPED: usize = 128;

/// The members of each group of a struct with more.
const GROUP: usize = 64;

/// The members of a struct, one a row: `total: optional("total") as JsonNumber`. If there are many,
/// the rows are in groups.
fn struct_table(ty: &Type, object: &Struct, imports: &mut Imports<'_>) -> Table {
    let is_wide = object.fields.len() > UNGROUPED;
    let members = members(object, imports);
    let mut rows: Vec<Row> = if is_wide {
        members.chunks(GROUP).map(|group| Row::Group(group.to_vec())).collect()
    } else {
        members.into_iter().map(Row::Line).collect()
    };
    if let Some(AdditionalField { name, ty }) = &object.additional {
        rows.push(Row::Line(line!["..", name, wrapper(ty, imports)]));
    }
    let path = if is_wide { "json::json_wide_struct" } else { "json::json_struct" };
    table(ty, path, rows, imports)
}

/// The members of a struct, one a row.
fn members(object: &Struct, imports: &mut Imports<'_>) -> Vec<Line> {
    let mut rows = Vec::new();
    for Field { name, wire, ty, presence, .. } in &object.fields {
        let presence = match presence {
            Presence::Required => "required",
            Presence::Optional | Presence::WriteOnly => "optional",
            Presence::Nullable => "field",
        };
        let wrapper = wrapper(ty, imports);
        rows.push(line![name, ": ", presence, "(", Literal::string(wire), ")", wrapper]);
    }
    rows
}

/// The wrapper that writes a value, as the end of a row.
fn wrapper(ty: &TypeRef, imports: &mut Imports<'_>) -> Line {
    imports.wrapper(ty).map(|wrapper| line![" as ", wrapper]).unwrap_or_default()
}

/// The values of an enum, one a row: `Sent: "sent"`.
fn enum_table(
    ty: &Type,
    listed: &Enumeration,
    path: &'static str,
    imports: &mut Imports<'_>,
) -> Table {
    let rows = listed.values.iter().map(|EnumValue { name, value, .. }| {
        let value = match value.as_i64() {
            Some(number) => Literal::i64_unsuffixed(number),
            None => Literal::string(value.as_str().unwrap_or_default()),
        };
        line![name, ": ", value]
    });
    let unknown = line!["..", listed.unknown];
    table(ty, path, rows.chain([unknown]).map(Row::Line).collect(), imports)
}

fn table(ty: &Type, path: &'static str, rows: Vec<Row>, imports: &mut Imports<'_>) -> Table {
    let macro_path = line![imports.runtime(path)].replace(" ", "");
    Table { macro_path, subject: ty.name.clone(), rows }
}

fn impls(
    ty: &Type,
    encode: &TokenStream,
    decode: &TokenStream,
    imports: &mut Imports<'_>,
) -> Vec<Item> {
    let name = &ty.name;
    let serialize = imports.import("serde::Serialize");
    let serializer = imports.import("serde::Serializer");
    let decode_trait = imports.runtime("json::Decode");
    let error = imports.runtime("json::DecodeError");
    let node = imports.runtime("json::Node");
    let result = imports.prelude("::std::result::Result");
    let deserialize = imports.runtime("json::deserialize");
    vec![
        quote! {
            impl #serialize for #name {
                fn serialize<S: #serializer>(&self, serializer: S) -> #result<S::Ok, S::Error> {
                    #encode
                }
            }
        }
        .into(),
        quote! {
            impl #decode_trait for #name {
                fn decode(node: #node<'_>) -> #result<Self, #error> {
                    #decode
                }
            }
        }
        .into(),
        quote!(#deserialize!(#name);).into(),
    ]
}
