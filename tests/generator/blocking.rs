//! Each asynchronous method of a generated client can be called in a blocking way.

use syn::visit::{self, Visit};
use syn::{GenericArgument, ImplItemFn, PathArguments, ReturnType, Type, Visibility};

use super::support::{fixture, generated, source};

/// The public asynchronous methods, and whether `Wait` applies to their output.
#[derive(Default)]
struct Methods(Vec<(String, bool)>);

/// Blocking programs give a run the iterator of a channel of `std` instead.
const ASYNCHRONOUS_ONLY: &str = "src/runtime/bulk/sender.rs";
/// The methods of runs, whose errors are not `Error`, have these forms.
const RUN: &str = "src/runtime/bulk/run.rs";
const FORMS_OF_RUNS: [(&str, &str); 2] = [("next", "wait_next"), ("run_to_end", "wait_to_end")];

impl<'ast> Visit<'ast> for Methods {
    fn visit_impl_item_fn(&mut self, method: &'ast ImplItemFn) {
        if method.sig.asyncness.is_some() && matches!(method.vis, Visibility::Public(_)) {
            self.0.push((method.sig.ident.to_string(), supports_wait(&method.sig.output)));
        }
        visit::visit_impl_item_fn(self, method);
    }
}

/// Whether it is a `Result<_, Error<_>>`, which `Wait` is for.
fn supports_wait(output: &ReturnType) -> bool {
    let ReturnType::Type(_, output) = output else { return false };
    let Type::Path(path) = &**output else { return false };
    let Some(last) = path.path.segments.last().filter(|last| last.ident == "Result") else {
        return false;
    };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return false };
    let Some(GenericArgument::Type(Type::Path(error))) = arguments.args.last() else {
        return false;
    };
    error.path.segments.last().is_some_and(|last| last.ident == "Error")
}

#[test]
fn each_asynchronous_method_has_a_blocking_form() {
    for fixture in [
        source("spec/kustomer.yaml"),
        fixture("accept/pages_declared.yaml"),
        fixture("accept/response_forms.yaml"),
    ] {
        let files = generated(&fixture, "fixture-client").files;
        let mut methods = Methods::default();
        let others =
            |path: &str| path.starts_with("src/") && ![ASYNCHRONOUS_ONLY, RUN].contains(&path);
        for (_, text) in files.iter().filter(|(path, _)| others(path)) {
            methods.visit_file(&syn::parse_file(text).unwrap());
        }
        assert!(methods.0.iter().filter(|(name, _)| name == "send").count() > 2);
        let without: Vec<_> = methods.0.iter().filter(|(_, supported)| !supported).collect();
        assert!(without.is_empty(), "{without:?}");
    }
}

#[test]
fn each_asynchronous_method_of_a_run_has_a_blocking_form() {
    let files = generated(&source("spec/kustomer.yaml"), "fixture-client").files;
    let mut methods = Methods::default();
    methods.visit_file(&syn::parse_file(&files[RUN]).unwrap());
    let names: Vec<_> = methods.0.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, FORMS_OF_RUNS.map(|(name, _)| name));
    let blocking = &files["src/runtime/bulk/blocking_run.rs"];
    for (_, form) in FORMS_OF_RUNS {
        assert!(blocking.contains(&format!("pub fn {form}(")), "{form}");
    }
}
