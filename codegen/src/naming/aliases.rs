//! Names aliases: the former names of types and of operations, from `x-rust-alias`.
//!
//! Invariant: all other names are assigned before, so that an alias changes none of them. One whose name
//! is taken is reported and left out.

use super::operations::OperationNames;
use super::types::TypeNames;
use crate::analysis::Analysis;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ident::{FieldName, ModuleName, Scope, TypeName};
use crate::ir::{self, SchemaMap, Spanned};

/// The former names of an operation.
#[derive(Clone, Debug)]
pub(crate) struct FormerNames {
    /// The method of the client.
    pub(crate) method: FieldName,
    /// The prefix of the types of the operation.
    pub(crate) type_name: TypeName,
    /// The module below `operations`.
    pub(crate) module: ModuleName,
}

/// Adds the aliases of types. Schemas that are equal share a type, which has the aliases of all.
pub(super) fn of_types(
    ir: &ir::Api,
    analysis: &Analysis,
    names: &mut [TypeNames],
    diagnostics: &mut Diagnostics,
) {
    let with_aliases = || ir.schemas.ids().filter(|id| !ir.schemas[*id].rare.aliases.is_empty());
    if with_aliases().next().is_none() {
        return;
    }
    let taken: Vec<&str> = names.iter().map(|names| names.name.as_str()).collect();
    let mut scope = Scope::with(&taken);
    let numbered = analysis.types.iter().enumerate();
    let positions: SchemaMap<usize> = numbered.map(|(at, id)| (*id, at)).collect();
    for id in with_aliases() {
        let own = analysis.representatives.get(&id).and_then(|id| positions.get(id));
        let own = own.and_then(|position| names.get_mut(*position));
        let aliases = &ir.schemas[id].rare.aliases;
        let Some(own) = own else {
            let problems = aliases.iter().map(|alias| {
                without_effect(alias, "the schema has no type of its own, and fields have one name")
            });
            problems.for_each(|problem| diagnostics.push(problem));
            continue;
        };
        for alias in aliases {
            let name = TypeName::new(&alias.value);
            if scope.is_free(&name) {
                own.aliases.push(scope.take(name));
            } else if !own.aliases.contains(&name) {
                diagnostics.push(taken_name(alias, "type", name.as_str()));
            }
        }
    }
}

/// Adds the aliases of operations. The scopes have the names of all methods of the client, and of all
/// modules of operations.
pub(super) fn of_operations(
    ir: &ir::Api,
    names: &mut [OperationNames],
    methods: &mut Scope,
    modules: &mut Scope,
    diagnostics: &mut Diagnostics,
) {
    for (operation, names) in ir.operations.iter().zip(names) {
        for alias in &operation.aliases {
            let method = FieldName::new(&alias.value);
            let module = ModuleName::new(method.shown().as_str());
            if methods.is_free(&method) && modules.is_free(&module) {
                names.aliases.push(FormerNames {
                    type_name: TypeName::new(method.shown().as_str()),
                    module: modules.take(module),
                    method: methods.take(method),
                });
            } else {
                diagnostics.push(taken_name(alias, "method", method.as_str()));
            }
        }
    }
    let received = ir.webhooks.iter().flat_map(|webhook| &webhook.operation.aliases);
    for alias in received {
        diagnostics.push(without_effect(alias, "the client does not send this request"));
    }
}

fn taken_name(alias: &Spanned<String>, kind: &str, name: &str) -> Diagnostic {
    let message = format!("`{}` cannot be an alias, because a {kind} has this name", alias.value);
    Diagnostic::warning("ignored-alias", &alias.pointer, message)
        .label("there is no alias")
        .note(format!("the name in Rust is `{name}`"))
        .help("remove it, or rename the other one with `x-rust-name`")
}

fn without_effect(alias: &Spanned<String>, reason: &str) -> Diagnostic {
    let message = format!("`{}` cannot be an alias here", alias.value);
    Diagnostic::warning("ignored-alias", &alias.pointer, message)
        .label(format!("there is no alias: {reason}"))
        .help("remove it, or keep the former name with `x-rust-name`")
}
