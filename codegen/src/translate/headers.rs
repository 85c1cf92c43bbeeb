//! Translates response headers to typed constants.
//!
//! Invariant: all responses share one constant for a header. Headers of the same name but different
//! types have numbered constants.

use std::collections::HashMap;

use indexmap::IndexSet;

use super::docs::docs;
use super::types::Types;
use crate::ident::{ConstantName, Scope};
use crate::ir::{self, Operation};
use crate::rust::{Header, HeaderForm, TypeRef};
use crate::text::code_span;

/// The headers found so far.
#[derive(Default)]
pub(super) struct Headers {
    scope: Scope,
    /// The names by the header in lower case, its type and its form.
    known: HashMap<(String, TypeRef, HeaderForm), ConstantName>,
    pub(super) all: Vec<Header>,
}

impl Headers {
    /// The headers of the responses of an operation, without duplicates.
    pub(super) fn of(&mut self, ir: &Operation, types: &Types<'_>) -> Vec<ConstantName> {
        let headers = ir.responses.iter().flat_map(|response| &response.headers);
        let names: IndexSet<_> = headers.map(|header| self.name(header, types)).collect();
        names.into_iter().collect()
    }

    fn name(&mut self, ir: &ir::Header, types: &Types<'_>) -> ConstantName {
        let ty = ir.schema.map_or(TypeRef::String, |schema| types.type_ref(schema));
        let form = match &ty {
            _ if ir.serialization.style == "Json" => HeaderForm::Json,
            TypeRef::List(_) => HeaderForm::List,
            _ => HeaderForm::Text,
        };
        let key = (ir.name.to_ascii_lowercase(), ty.clone(), form);
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let name = self.scope.take(ConstantName::new(&ir.name));
        self.known.insert(key, name.clone());
        let docs = docs(&ir.docs, || format!("The header {}.", code_span(&ir.name)));
        self.all.push(Header { name: name.clone(), wire: ir.name.clone(), ty, form, docs });
        name
    }
}
