//! The headers of responses to constants that read them.
//!
//! Invariant: a header is there once, whatever number of responses has it; only where its type
//! differs from one to another, there are several, told apart by numbers.

use super::docs::docs;
use super::types::Types;
use crate::model::{Header, HeaderForm, TypeRef};
use crate::names::{ConstantName, Scope};
use crate::raw::{self, Operation};

/// The headers found so far.
#[derive(Default)]
pub(super) struct Headers {
    scope: Scope,
    pub(super) all: Vec<Header>,
}

impl Headers {
    /// The headers that an operation's responses have, each once.
    pub(super) fn of(&mut self, raw: &Operation, types: &Types<'_>) -> Vec<ConstantName> {
        let mut names = Vec::new();
        for header in raw.responses.iter().flat_map(|response| &response.headers) {
            let name = self.name(header, types);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn name(&mut self, raw: &raw::Header, types: &Types<'_>) -> ConstantName {
        let ty = raw.schema.map_or(TypeRef::String, |schema| types.type_ref(schema));
        let form = match &ty {
            _ if raw.wire.style == "Json" => HeaderForm::Json,
            TypeRef::List(_) => HeaderForm::List,
            _ => HeaderForm::Text,
        };
        let is_known = |known: &&Header| {
            known.wire.eq_ignore_ascii_case(&raw.name) && known.ty == ty && known.form == form
        };
        if let Some(known) = self.all.iter().find(is_known) {
            return known.name.clone();
        }
        let name = self.scope.take(ConstantName::new(&raw.name));
        let docs = docs(&raw.docs, || format!("The header `{}`.", raw.name.replace('`', "'")));
        self.all.push(Header { name: name.clone(), wire: raw.name.clone(), ty, form, docs });
        name
    }
}
