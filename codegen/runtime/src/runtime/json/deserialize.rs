//! `Decode` to `Deserialize`, so that a type is read by any of serde's formats.

/// `Deserialize` of a type that has `Decode`.
macro_rules! deserialize {
    ($name:path) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::json::deserialize_with(deserializer)
            }
        }
    };
}

pub(crate) use deserialize;
