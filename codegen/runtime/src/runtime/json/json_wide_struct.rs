//! Implements the JSON encoding and decoding of a struct with many members, in groups.
//!
//! ```text
//! json_wide_struct!(types::Order {
//!     { id: required("id"), total: optional("total") as JsonNumber },
//!     { note: field("note") },
//!     ..additional_properties
//! });
//! ```
//!
//! The lines are those of `json_struct!`. Each group has closures of its own, because the compiler
//! needs time and memory proportional to the square of the number of members that one function
//! decodes: an error in any of them drops all members before it.
//!
//! Invariant: the result is that of `json_struct!` with the lines of all groups.

use super::decode_error::DecodeError;

/// Implements `Serialize`, `Decode` and `Deserialize` for a struct.
macro_rules! json_wide_struct {
    ($name:path {
        $({
            $($field:ident: $presence:ident($member:literal $(,)?) $(as $wrap:ident)?),* $(,)?
        }),* $(,)?
        $(..$rest:ident $(as $rest_wrap:ident)? $(,)?)?
    }) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                let mut object = $crate::runtime::json::ObjectWriter::new(serializer)?;
                $(
                    let write = |object: &mut $crate::runtime::json::ObjectWriter<S>| {
                        $(object.$presence($member, $($wrap)?(&self.$field))?;)*
                        ::std::result::Result::<(), S::Error>::Ok(())
                    };
                    write(&mut object)?;
                )*
                $(object.additional($($rest_wrap)?(&self.$rest))?;)?
                object.end()
            }
        }

        impl $crate::runtime::json::Decode for $name {
            fn decode(
                node: $crate::runtime::json::Node<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::DecodeError> {
                use $crate::runtime::json::{DecodeError, Names, ObjectReader, Sorted, of_field};
                static SORTED: Sorted = Sorted::new();
                let mut object = node.object(Names::many(&[$($($member),*),*], &SORTED))?;
                // The groups are taken apart after the last early return, so that no return drops
                // their members one by one.
                let groups = ($({
                    let read = |object: &mut ObjectReader<'_>| {
                        ::std::result::Result::<_, DecodeError>::Ok(($(
                            {
                                $($wrap::declare(object);)?
                                of_field(|it: &Self| &it.$field, object.$presence($member))?
                            },
                        )*))
                    };
                    read(&mut object)?
                },)*);
                $(let $rest = object.additional()?;)?
                let ($(($($field,)*),)*) = groups;
                ::std::result::Result::Ok(Self { $($($field,)*)* $($rest,)? })
            }
        }

        $crate::runtime::json::deserialize!($name);
    };
}

pub(crate) use super::names::Sorted;
pub(crate) use super::object_reader::ObjectReader;
pub(crate) use json_wide_struct;

/// Returns `value`, whose type is that of `field`. Thus the compiler knows each type at once, instead
/// of reconsidering all members before it for each member.
pub(crate) fn of_field<Object, Value>(
    _field: fn(&Object) -> &Value,
    value: Result<Value, DecodeError>,
) -> Result<Value, DecodeError> {
    value
}
