//! Collects the examples of a description, each with the type that decodes it.

use std::collections::{HashMap, HashSet};

use super::types::Types;
use crate::ident::{ModuleName, Scope};
use crate::ir::{self, Kind, MediaType, SchemaId};
use crate::naming::Names;
use crate::pointer::Pointer;
use crate::rust::{Example, ExampleScope, TypeRef};

/// All examples: those of named schemas, bodies and responses, then those of their parts.
pub(super) fn examples(ir: &ir::Api, types: &Types<'_>, modules: &TestModules) -> Vec<Example> {
    let mut examples = Vec::new();
    // A type and a module are looked for only where there are examples.
    for (_, id) in &ir.components {
        let schema = &ir.schemas[*id];
        if schema.rare.examples.is_empty() {
            continue;
        }
        let target =
            ExampleTarget { ty: types.standalone_ref(*id), module: modules.of(&schema.pointer) };
        examples.extend(
            schema.rare.examples.iter().map(|example| target.example(example, ExampleScope::Whole)),
        );
    }
    for operation in ir.all_operations() {
        let module = modules.of(&operation.pointer);
        let body = operation.body.iter().flat_map(|body| &body.content);
        let responses = operation.responses.iter().flat_map(|response| &response.content);
        for MediaType { schema, examples: own, .. } in body.chain(responses) {
            let Some(schema) = schema else { continue };
            let target =
                ExampleTarget { ty: types.standalone_ref(*schema), module: module.clone() };
            examples.extend(own.iter().map(|example| target.example(example, ExampleScope::Whole)));
        }
    }
    let wholes: HashSet<Pointer> =
        examples.iter().map(|example: &Example| example.source.pointer.clone()).collect();
    let parts = parts(ir, types, modules).into_iter();
    examples.extend(parts.filter(|part| !wholes.contains(&part.source.pointer)));
    distinct(examples)
}

/// The examples of parameters and of nested schemas.
fn parts(ir: &ir::Api, types: &Types<'_>, modules: &TestModules) -> Vec<Example> {
    let mut parts = Vec::new();
    for parameter in ir.all_operations().flat_map(|operation| &operation.parameters) {
        let Some(schema) = parameter.schema else { continue };
        if parameter.examples.is_empty() {
            continue;
        }
        let module = modules.of(&parameter.pointer);
        let target = ExampleTarget { ty: types.standalone_ref(schema), module };
        parts.extend(
            parameter.examples.iter().map(|example| target.example(example, ExampleScope::Part)),
        );
    }
    for id in ir.schemas.ids().filter(|id| is_checked(ir, *id)) {
        let schema = &ir.schemas[id];
        if schema.rare.examples.is_empty() {
            continue;
        }
        let target =
            ExampleTarget { ty: types.standalone_ref(id), module: modules.of(&schema.pointer) };
        parts.extend(
            schema.rare.examples.iter().map(|example| target.example(example, ExampleScope::Part)),
        );
    }
    parts
}

/// Whether decoding a value of the schema can fail.
fn is_checked(ir: &ir::Api, id: SchemaId) -> bool {
    !matches!(ir.schemas[ir.schemas.target(id)].kind, Kind::Any | Kind::Null)
}

/// Removes duplicates within a module, by location or by type and value.
fn distinct(mut examples: Vec<Example>) -> Vec<Example> {
    let mut pointers = HashSet::new();
    let mut values = HashSet::new();
    examples.retain(|Example { source, ty, module, scope }| match scope {
        ExampleScope::Whole => pointers.insert(source.pointer.clone()),
        ExampleScope::Part => values.insert((module.clone(), ty.clone(), source.value.to_string())),
    });
    examples
}

/// The type of an example and the module that tests it.
struct ExampleTarget {
    ty: TypeRef,
    module: ModuleName,
}

impl ExampleTarget {
    fn example(&self, source: &ir::Example, scope: ExampleScope) -> Example {
        let Self { ty, module } = self;
        Example { source: source.clone(), ty: ty.clone(), module: module.clone(), scope }
    }
}

/// The test modules, by the component or operation that they test.
pub(super) struct TestModules(HashMap<Pointer, ModuleName>);

impl TestModules {
    pub(super) fn new(ir: &ir::Api, names: &Names) -> Self {
        // The test modules import from the main file, where these names are taken.
        let mut scope = Scope::with(&["lib", "main", "serde", "serde_json", "others"]);
        let mut modules: HashMap<Pointer, ModuleName> = HashMap::new();
        for (name, id) in &ir.components {
            modules.insert(ir.schemas[*id].pointer.clone(), scope.take(ModuleName::new(name)));
        }
        let called = names.operations.iter().map(|names| &names.module);
        let received = names.webhooks.iter().map(|names| &names.module);
        for (operation, module) in ir.all_operations().zip(called.chain(received)) {
            modules.insert(operation.pointer.clone(), scope.take(module.clone()));
        }
        Self(modules)
    }

    /// The module for the location `pointer`.
    pub(super) fn of(&self, pointer: &Pointer) -> ModuleName {
        let mut ancestor = pointer.as_str();
        loop {
            if let Some(module) = self.0.get(ancestor) {
                return module.clone();
            }
            match ancestor.rsplit_once('/') {
                Some((parent, _)) => ancestor = parent,
                None => return ModuleName::new("others"),
            }
        }
    }
}
