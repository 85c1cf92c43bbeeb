//! stub
pub trait JournalStorage: Send {}
