//! Pointers to references, as their authors would write them.

use std::fmt::Write;

use crate::pointer::{Pointer, bundled};
use crate::text::is_visible;

/// The reference to a location: a URI fragment (RFC 6901, section 6), after the path of the file if it
/// is not the root file. It has no spaces.
pub(in crate::public_api) fn reference(pointer: &Pointer) -> Box<str> {
    let text = match bundled::split(pointer) {
        Some((file, pointer)) => [&file, "#", pointer.as_str()].concat(),
        None => ["#", pointer.as_str()].concat(),
    };
    let is_plain = |letter: char| letter != '%' && !letter.is_whitespace() && is_visible(letter);
    // Most references are ASCII.
    let is_graphic = |byte: u8| byte != b'%' && byte.is_ascii_graphic();
    if text.bytes().all(is_graphic) || text.chars().all(is_plain) {
        return text.into();
    }
    let mut encoded = String::new();
    for letter in text.chars() {
        if is_plain(letter) {
            encoded.push(letter);
        } else {
            for byte in letter.to_string().bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded.into()
}

#[cfg(test)]
mod tests {
    use super::reference;
    use crate::pointer::{Pointer, bundled};

    #[test]
    fn a_place_is_a_reference_without_spaces() {
        let pointer = Pointer::root().child("paths").child("/a b/{id}").child("50%\n");
        assert_eq!(&*reference(&pointer), "#/paths/~1a%20b~1{id}/50%25%0A");
        assert_eq!(Pointer::from_fragment(&reference(&pointer)), Some(pointer));
        let other = bundled::file("parts/order.yaml").child("Order");
        assert_eq!(&*reference(&other), "parts/order.yaml#/Order");
    }
}
