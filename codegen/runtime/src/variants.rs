//! One line for each variant to the conversion of what it holds into the union.

#![allow(unused_imports, unused_macros, reason = "not every API has unions as bodies")]

/// `From` for what the variants hold.
macro_rules! variants {
    ($name:ident { $($variant:ident: $content:ty),* $(,)? }) => {$(
        impl ::std::convert::From<$content> for $name {
            fn from(value: $content) -> Self {
                Self::$variant(value.into())
            }
        }
    )*};
}

/// `From` for what the variants hold, to a body of a request.
macro_rules! body_variants {
    ($name:ident { $($variant:ident: $content:ty),* $(,)? }) => {$(
        impl ::std::convert::From<$content> for $crate::runtime::body::Body<$name> {
            fn from(value: $content) -> Self {
                Self::Typed($name::$variant(value.into()))
            }
        }
    )*};
}

pub(crate) use {body_variants, variants};
