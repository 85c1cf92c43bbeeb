//! stub
pub(super) struct Digest(u64);
impl Digest {
    pub(super) fn new() -> Self {
        Self(0)
    }
    pub(super) fn add(&mut self, _: &[u8]) {}
    pub(super) fn value(&self) -> u64 {
        self.0
    }
}
