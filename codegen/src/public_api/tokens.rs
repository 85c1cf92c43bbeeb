//! Tokens of types and signatures to text with conventional spaces, in one pass.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// The text of tokens in one line. Groups are as deep as the types of a generated item, which is
/// bounded by [`INLINE_NESTING`](crate::limits::INLINE_NESTING).
pub(super) fn text(tokens: &impl ToTokens) -> String {
    let mut writer = Writer { text: String::new(), last: Last::Start };
    writer.stream(tokens.to_token_stream());
    writer.text
}

/// What a space may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing, an opening delimiter, `&`, `<`, `::` or `?`.
    Start,
    /// An identifier or literal.
    Word,
    /// A closing delimiter or `>`.
    Close,
    /// `,`, `:`, `;`, `+`, `=` or `->`.
    Separator,
}

struct Writer {
    text: String,
    last: Last,
}

impl Writer {
    fn stream(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(word) => self.word(&word.to_string()),
                TokenTree::Literal(word) => self.word(&word.to_string()),
                TokenTree::Group(group) => self.group(group.delimiter(), group.stream()),
                TokenTree::Punct(mark) => {
                    let next = match tokens.peek() {
                        Some(TokenTree::Punct(next)) if mark.spacing() == Spacing::Joint => {
                            Some(next.as_char())
                        }
                        _ => None,
                    };
                    match (mark.as_char(), next) {
                        ('\'', _) => {
                            self.space_after(&[Last::Word, Last::Separator]);
                            self.push("'", Last::Start);
                        }
                        (':', Some(':')) => {
                            tokens.next();
                            self.push("::", Last::Start);
                        }
                        ('-', Some('>')) => {
                            tokens.next();
                            self.push(" -> ", Last::Start);
                        }
                        // A trailing comma is that of one line per item.
                        (',', _) if tokens.peek().is_none() => {}
                        (mark @ (',' | ':' | ';'), _) => self.push_char(mark, Last::Separator),
                        (mark @ ('+' | '='), _) => {
                            self.text.push(' ');
                            self.push_char(mark, Last::Separator);
                        }
                        ('>', _) => self.push_char('>', Last::Close),
                        (mark @ ('&' | '?'), _) => {
                            self.space_after(&[Last::Word, Last::Separator]);
                            self.push_char(mark, Last::Start);
                        }
                        (mark, _) => self.push_char(mark, Last::Start),
                    }
                }
            }
        }
    }

    fn word(&mut self, word: &str) {
        self.space_after(&[Last::Word, Last::Close, Last::Separator]);
        self.push(word, Last::Word);
    }

    fn group(&mut self, delimiter: Delimiter, inside: TokenStream) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => (" { ", " }"),
            Delimiter::None => return self.stream(inside),
        };
        // `Fn(…)`, but `'static […]`.
        let is_list = delimiter == Delimiter::Bracket;
        self.space_after(if is_list { &[Last::Separator, Last::Word] } else { &[Last::Separator] });
        self.push(open, Last::Start);
        self.stream(inside);
        self.push(close, Last::Close);
    }

    fn space_after(&mut self, last: &[Last]) {
        if last.contains(&self.last) {
            self.text.push(' ');
        }
    }

    fn push(&mut self, text: &str, last: Last) {
        self.text.push_str(text);
        self.last = last;
    }

    fn push_char(&mut self, mark: char, last: Last) {
        self.text.push(mark);
        self.last = last;
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn types_have_the_spaces_of_rustfmt() {
        for written in [
            "Option<Vec<a::B>>",
            "&'static [&'static str]",
            "impl Fn(&R::Item, u8) -> Result<A, B> + Send + 'static",
            "Box<dyn Error + Send + Sync>",
            "[(K, V); 4]",
            "&mut Context<'_>",
            "impl Future<Output = ()> + Send",
            "<Self as Trait>::Item",
            "Option<&'a T>",
            "T: ?Sized + Into<Bytes>, const N: usize",
        ] {
            let tokens = written.parse::<proc_macro2::TokenStream>();
            assert_eq!(tokens.ok().map(|tokens| text(&tokens)).as_deref(), Some(written));
        }
    }
}
