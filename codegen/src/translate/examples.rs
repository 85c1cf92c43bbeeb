//! The examples of a description, each with the type that it is a value of.

use std::collections::{HashMap, HashSet};

use super::operations::Named;
use super::types::Types;
use crate::ident::{ModuleName, Scope, unique};
use crate::ir::{self, Kind, MediaType, SchemaId};
use crate::pointer::Pointer;
use crate::rust::{Example, Extent, TypeRef};

/// All examples: those of named schemas, bodies and responses, then those of their parts.
pub(super) fn examples(ir: &ir::Api, types: &Types<'_>, named: &[Named]) -> Vec<Example> {
    let modules = Modules::new(ir, named);
    let mut examples = Vec::new();
    for (_, id) in &ir.components {
        let schema = &ir.schemas[*id];
        let place = Place { ty: types.standalone_ref(*id), module: modules.of(&schema.pointer) };
        examples
            .extend(schema.examples.iter().map(|example| place.example(example, Extent::Whole)));
    }
    for operation in &ir.operations {
        let module = modules.of(&operation.pointer);
        let body = operation.body.iter().flat_map(|body| &body.content);
        let responses = operation.responses.iter().flat_map(|response| &response.content);
        for MediaType { schema, examples: own, .. } in body.chain(responses) {
            let Some(schema) = schema else { continue };
            let place = Place { ty: types.standalone_ref(*schema), module: module.clone() };
            examples.extend(own.iter().map(|example| place.example(example, Extent::Whole)));
        }
    }
    let wholes: HashSet<Pointer> =
        examples.iter().map(|example: &Example| example.source.pointer.clone()).collect();
    let parts = parts(ir, types, &modules).into_iter();
    examples.extend(parts.filter(|part| !wholes.contains(&part.source.pointer)));
    distinct(examples)
}

/// The examples of parameters and of schemas inside of others.
fn parts(ir: &ir::Api, types: &Types<'_>, modules: &Modules) -> Vec<Example> {
    let mut parts = Vec::new();
    for parameter in ir.operations.iter().flat_map(|operation| &operation.parameters) {
        let Some(schema) = parameter.schema else { continue };
        let module = modules.of(&parameter.pointer);
        let place = Place { ty: types.standalone_ref(schema), module };
        parts.extend(parameter.examples.iter().map(|example| place.example(example, Extent::Part)));
    }
    for id in ir.schemas.ids().filter(|id| is_read(ir, *id)) {
        let schema = &ir.schemas[id];
        let place = Place { ty: types.standalone_ref(id), module: modules.of(&schema.pointer) };
        parts.extend(schema.examples.iter().map(|example| place.example(example, Extent::Part)));
    }
    parts
}

/// Whether reading a value of the schema tells anything.
fn is_read(ir: &ir::Api, id: SchemaId) -> bool {
    !matches!(ir.schemas[ir.schemas.target(id)].kind, Kind::Any | Kind::Null)
}

/// Each example once in its module, by its place or by its type and value.
fn distinct(mut examples: Vec<Example>) -> Vec<Example> {
    let mut places = HashSet::new();
    let mut values = HashSet::new();
    examples.retain(|Example { source, ty, module, extent }| match extent {
        Extent::Whole => places.insert(source.pointer.clone()),
        Extent::Part => values.insert((module.clone(), ty.clone(), source.value.to_string())),
    });
    examples
}

/// What an example is a value of, and where it is tested.
struct Place {
    ty: TypeRef,
    module: ModuleName,
}

impl Place {
    fn example(&self, source: &ir::Example, extent: Extent) -> Example {
        let Self { ty, module } = self;
        Example { source: source.clone(), ty: ty.clone(), module: module.clone(), extent }
    }
}

/// The modules of tests, by the component or operation that they are for.
struct Modules(HashMap<Pointer, ModuleName>);

impl Modules {
    fn new(ir: &ir::Api, named: &[Named]) -> Self {
        // `round_trip` is imported from the main file, where these are crates.
        let mut scope = Scope::with(&["main", "serde", "serde_json", "others"]);
        let components: Vec<(&str, ModuleName)> =
            ir.components.iter().map(|(name, _)| (name.as_str(), ModuleName::new(name))).collect();
        let places = ir.components.iter().map(|(_, id)| ir.schemas[*id].pointer.clone());
        let mut modules: HashMap<Pointer, ModuleName> =
            places.zip(unique(&mut scope, &components)).collect();
        for (operation, named) in ir.operations.iter().zip(named) {
            modules.insert(operation.pointer.clone(), scope.take(named.module.clone()));
        }
        Self(modules)
    }

    /// The module for what stands at `pointer` or inside of it.
    fn of(&self, pointer: &Pointer) -> ModuleName {
        let mut current = Some(pointer.clone());
        while let Some(place) = current {
            if let Some(module) = self.0.get(&place) {
                return module.clone();
            }
            current = place.parent();
        }
        ModuleName::new("others")
    }
}
