//! Implements `Deserialize` by `Decode`, so that every format of serde can read a type.

/// Implements `Deserialize` for a type that implements `Decode`.
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
