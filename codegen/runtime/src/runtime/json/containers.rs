//! Extends the encoding of a wrapper around one value to lists, maps and optional values.

/// Implements `Serialize` for a wrapper around containers whose items the wrapper can encode.
macro_rules! containers {
    ($wrapper:ident) => {
        impl<T> ::serde::Serialize for $wrapper<'_, Vec<T>>
        where
            for<'item> $wrapper<'item, T>: ::serde::Serialize,
        {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.0.iter().map($wrapper))
            }
        }

        impl<T> ::serde::Serialize for $wrapper<'_, ::std::collections::BTreeMap<String, T>>
        where
            for<'item> $wrapper<'item, T>: ::serde::Serialize,
        {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map($wrapper(self.0))
            }
        }

        impl<'v, T> IntoIterator for $wrapper<'v, ::std::collections::BTreeMap<String, T>> {
            type Item = (&'v String, $wrapper<'v, T>);
            type IntoIter = ::std::iter::Map<
                ::std::collections::btree_map::Iter<'v, String, T>,
                fn((&'v String, &'v T)) -> Self::Item,
            >;

            fn into_iter(self) -> Self::IntoIter {
                self.0.iter().map(|(name, value)| (name, $wrapper(value)))
            }
        }

        impl<T> ::serde::Serialize for $wrapper<'_, Option<T>>
        where
            for<'item> $wrapper<'item, T>: ::serde::Serialize,
        {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.as_ref().map($wrapper).serialize(serializer)
            }
        }

        impl<T> ::serde::Serialize for $wrapper<'_, super::field::Field<T>>
        where
            for<'item> $wrapper<'item, T>: ::serde::Serialize,
        {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.as_ref().map($wrapper).serialize(serializer)
            }
        }

        impl<T> ::serde::Serialize for $wrapper<'_, Box<T>>
        where
            for<'item> $wrapper<'item, T>: ::serde::Serialize,
        {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $wrapper(&**self.0).serialize(serializer)
            }
        }

        impl<T> super::object_writer::MaybeAbsent for $wrapper<'_, Option<T>> {
            fn is_absent(&self) -> bool {
                self.0.is_none()
            }
        }

        impl<T> super::object_writer::MaybeAbsent for $wrapper<'_, super::field::Field<T>> {
            fn is_absent(&self) -> bool {
                self.0.is_absent()
            }
        }
    };
}

pub(crate) use containers;
