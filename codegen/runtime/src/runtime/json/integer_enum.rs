//! Implements an enum of integers from one line for each listed number.
//!
//! Invariant: the last variant keeps a number that is not listed, and encodes it unchanged.

/// Implements `as_i64`, `From`, `Display`, `Serialize`, `Decode` and `Deserialize` for an enum.
macro_rules! integer_enum {
    ($name:path { $($variant:ident: $number:literal,)* ..$unknown:ident $(,)? }) => {
        impl $name {
            /// The number that is sent for this value.
            #[must_use]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::$unknown(number) => *number,
                }
            }
        }

        impl ::std::convert::From<i64> for $name {
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    other => Self::$unknown(other),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), formatter)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl $crate::runtime::json::Decode for $name {
            fn decode(
                node: $crate::runtime::json::Node<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::DecodeError> {
                let value = Self::from(<i64 as $crate::runtime::json::Decode>::decode(node)?);
                node.expect_listed(!matches!(value, Self::$unknown(_)));
                ::std::result::Result::Ok(value)
            }
        }

        $crate::runtime::json::deserialize!($name);
    };
}

pub(crate) use integer_enum;
