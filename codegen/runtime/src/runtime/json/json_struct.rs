//! Implements the JSON encoding and decoding of a struct from one line for each member.
//!
//! ```text
//! json_struct!(types::Order {
//!     id: required("id"),
//!     total: optional("total") as JsonNumber,
//!     ..additional_properties
//! });
//! ```
//!
//! A line contains the field, its presence (`required`, `optional` or `field`), the name of the
//! member and, after `as`, the wrapper that encodes the value.
//!
//! Invariant: members are encoded in the order of the lines, and decoding reverses encoding.

/// Implements `Serialize`, `Decode` and `Deserialize` for a struct.
macro_rules! json_struct {
    ($name:path {
        $($field:ident: $presence:ident($member:literal $(,)?) $(as $wrap:ident)?),* $(,)?
        $(..$rest:ident $(as $rest_wrap:ident)? $(,)?)?
    }) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                #[allow(unused_mut, reason = "there may be no members")]
                let mut object = $crate::runtime::json::ObjectWriter::new(serializer)?;
                $(object.$presence($member, $($wrap)?(&self.$field))?;)*
                $(object.additional($($rest_wrap)?(&self.$rest))?;)?
                object.end()
            }
        }

        impl $crate::runtime::json::Decode for $name {
            fn decode(
                node: $crate::runtime::json::Node<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::DecodeError> {
                #[allow(unused_mut, unused_variables, reason = "there may be no members")]
                let mut object =
                    node.object($crate::runtime::json::Names::few(&[$($member),*]))?;
                ::std::result::Result::Ok(Self {
                    $($field: {
                        $($wrap::declare(&mut object);)?
                        object.$presence($member)?
                    },)*
                    $($rest: object.additional()?,)?
                })
            }
        }

        $crate::runtime::json::deserialize!($name);
    };
}

pub(crate) use json_struct;
