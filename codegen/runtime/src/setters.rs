//! One line for each field to the method that sets it, for values that callers make.
//!
//! ```text
//! setters!(Order {
//!     total: f64,
//!     note: impl Into<String>,
//! });
//! ```
//!
//! Invariant: a setter is called like its field, and takes a value without the `Option` around it.

#![allow(unused_imports, unused_macros, reason = "not every API has fields of each kind")]

/// Setters of optional fields: a value is there.
macro_rules! setters {
    ($name:ident { $($field:ident: $value:ty),* $(,)? }) => {
        impl $name {$(
            /// Sets the field of this name.
            #[must_use]
            pub fn $field(mut self, $field: $value) -> Self {
                self.$field = ::std::option::Option::Some($field.into());
                self
            }
        )*}
    };
}

/// Setters of optional lists, from anything with items like these.
macro_rules! list_setters {
    ($name:ident { $($field:ident: $item:ty),* $(,)? }) => {
        impl $name {$(
            /// Sets the field of this name.
            #[must_use]
            pub fn $field(
                mut self,
                $field: impl ::std::iter::IntoIterator<Item = $item>,
            ) -> Self {
                let items = $field.into_iter().map(::std::convert::Into::into);
                self.$field = ::std::option::Option::Some(items.collect());
                self
            }
        )*}
    };
}

/// Setters of fields that may be null: a value, `None` for null, or the field as it is.
macro_rules! nullable_setters {
    ($name:ident { $($field:ident: $value:ty),* $(,)? }) => {
        impl $name {$(
            /// Sets the field of this name.
            #[must_use]
            pub fn $field(mut self, $field: $value) -> Self {
                self.$field = $field.into();
                self
            }
        )*}
    };
}

pub(crate) use {list_setters, nullable_setters, setters};
