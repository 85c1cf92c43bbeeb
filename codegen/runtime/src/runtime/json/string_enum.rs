//! One line for each listed text to what an enum of texts can do.
//!
//! ```text
//! string_enum!(types::Status {
//!     Open: "open",
//!     Done: "done",
//!     ..Unknown
//! });
//! ```
//!
//! Invariant: a text that is not listed is kept by the last variant and written as it came.

/// `as_str`, `From`, `FromStr`, `Display`, `Serialize`, `Decode` and `Deserialize` of an enum.
macro_rules! string_enum {
    ($name:path { $($variant:ident: $text:literal,)* ..$unknown:ident $(,)? }) => {
        impl $name {
            /// The value as it is sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(text) => text,
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::$unknown(other.to_owned()),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            // A variant may be called `Err`, so the error has its name.
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(text))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl $crate::runtime::json::Decode for $name {
            fn decode(
                node: $crate::runtime::json::Node<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::DecodeError> {
                node.text().map(|text| Self::from(&*text))
            }
        }

        $crate::runtime::json::deserialize!($name);
    };
}

pub(crate) use string_enum;
