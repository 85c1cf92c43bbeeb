//! The type of the futures that object-safe traits return.

use std::pin::Pin;

/// A boxed future, which object-safe traits with asynchronous methods return.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
