//! Collects the methods for links.
//!
//! Invariant: the methods of a type of responses have unique names, and no two of them make the same
//! call for the same responses.

use std::collections::HashMap;

use crate::ident::Scope;
use crate::rust::{Content, Link, LinkReceiver, LinkSource};

/// Methods of every response.
const RESPONSE_METHODS: [&str; 9] = [
    "status",
    "headers",
    "header",
    "request_id",
    "body",
    "into_body",
    "map",
    "clone",
    "clone_from",
];

/// The methods found so far.
#[derive(Default)]
pub(super) struct Links {
    pub(super) all: Vec<Link>,
    /// The positions of the methods that make a call from a type of responses.
    calls: HashMap<(ReceiverType, Call), Vec<usize>>,
    /// The names of the methods of each type of responses.
    scopes: HashMap<ReceiverType, Scope>,
}

/// What a method starts: an operation, with the sources of its arguments and of its body.
type Call = (String, Vec<(usize, LinkSource)>, Option<LinkSource>);

/// A type of responses: that of a content, or the enum of an operation.
#[derive(Clone, PartialEq, Eq, Hash)]
enum ReceiverType {
    Content(Content),
    Enum(String),
}

impl ReceiverType {
    fn of(receiver: &LinkReceiver) -> Self {
        match receiver {
            LinkReceiver::Content(content) => Self::Content(content.clone()),
            LinkReceiver::Variants { operation, .. } => Self::Enum(operation.clone()),
        }
    }
}

impl Links {
    /// Adds a method under a unique name, unless an equal one exists.
    pub(super) fn add(&mut self, link: Link) {
        let ty = ReceiverType::of(&link.receiver);
        let call = (link.operation.clone(), link.arguments.clone(), link.body.clone());
        let equal = self.calls.entry((ty.clone(), call)).or_default();
        for position in equal.iter() {
            let Some(known) = self.all.get_mut(*position) else { continue };
            if known.receiver == link.receiver || known.takes_variants_of(&link) {
                return;
            }
        }
        equal.push(self.all.len());
        let scope = self.scopes.entry(ty).or_insert_with(|| Scope::with(&RESPONSE_METHODS));
        let name = scope.take(link.name.clone());
        let poller = link.poller.clone().map(|poller| scope.take(poller));
        self.all.push(Link { name, poller, ..link });
    }
}
