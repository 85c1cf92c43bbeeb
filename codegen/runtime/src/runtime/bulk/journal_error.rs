//! stub
use std::fmt;
#[derive(Debug)]
pub enum JournalError {
    DifferentInput,
}
impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("x")
    }
}
impl std::error::Error for JournalError {}
