//! Checks that functions have arguments of the right types (RFC 9535, section 2.4.3), which the parser
//! does only in part.
//!
//! Recursive: as deep as the brackets of the text are nested.

use jsonpath_rust::parser::model::{
    Comparable, Filter, FilterAtom, FnArg, JpQuery, Literal, Segment, Selector, Test, TestFunction,
};

use super::function::{Extent, compiled};

type Checked = Result<(), String>;

/// Checks all functions of a query.
///
/// # Errors
/// What is not valid.
pub(super) fn check(query: &JpQuery) -> Checked {
    segments(&query.segments)
}

fn segments(segments: &[Segment]) -> Checked {
    segments.iter().try_for_each(segment)
}

fn segment(segment: &Segment) -> Checked {
    match segment {
        Segment::Descendant(inner) => self::segment(inner),
        Segment::Selector(selector) => self::selector(selector),
        Segment::Selectors(selectors) => selectors.iter().try_for_each(selector),
    }
}

fn selector(selector: &Selector) -> Checked {
    match selector {
        Selector::Filter(filter) => self::filter(filter),
        _ => Ok(()),
    }
}

fn filter(filter: &Filter) -> Checked {
    match filter {
        Filter::Or(parts) | Filter::And(parts) => parts.iter().try_for_each(self::filter),
        Filter::Atom(FilterAtom::Filter { expr, .. }) => self::filter(expr),
        Filter::Atom(FilterAtom::Test { expr, .. }) => test(expr),
        Filter::Atom(FilterAtom::Comparison(comparison)) => {
            let (left, right) = comparison.vals();
            comparable(left)?;
            comparable(right)
        }
    }
}

fn test(test: &Test) -> Checked {
    match test {
        Test::RelQuery(query) => segments(query),
        Test::AbsQuery(query) => segments(&query.segments),
        Test::Function(function) => match &**function {
            TestFunction::Match(value, pattern) => matching(value, pattern, Extent::Whole),
            TestFunction::Search(value, pattern) => matching(value, pattern, Extent::Part),
            TestFunction::Custom(name, _) => Err(unknown(name)),
            other => Err(format!("`{}` is a value, which has to be compared", name(other))),
        },
    }
}

fn comparable(operand: &Comparable) -> Checked {
    match operand {
        Comparable::Function(function) => value_function(function),
        Comparable::Literal(_) | Comparable::SingularQuery(_) => Ok(()),
    }
}

/// Checks a function that returns a value.
fn value_function(function: &TestFunction) -> Checked {
    match function {
        TestFunction::Length(argument) => value(argument, "length"),
        TestFunction::Count(argument) => nodes(argument, "count"),
        TestFunction::Value(argument) => nodes(argument, "value"),
        TestFunction::Custom(name, _) => Err(unknown(name)),
        TestFunction::Match(..) | TestFunction::Search(..) => {
            Err(format!("`{}` is true or false, not a value", name(function)))
        }
    }
}

fn matching(text: &FnArg, pattern: &FnArg, extent: Extent) -> Checked {
    value(text, "match")?;
    value(pattern, "match")?;
    match pattern {
        FnArg::Literal(Literal::String(pattern)) if compiled(pattern, extent).is_none() => {
            Err(format!("the pattern `{pattern}` is not valid, or not supported"))
        }
        _ => Ok(()),
    }
}

/// Checks an argument that has to be a value.
fn value(argument: &FnArg, name: &str) -> Checked {
    let FnArg::Test(test) = argument else {
        return match argument {
            FnArg::Literal(_) => Ok(()),
            _ => Err(format!("the argument of `{name}` is not a value")),
        };
    };
    let query = match &**test {
        Test::Function(function) => return value_function(function),
        Test::RelQuery(query) => query,
        Test::AbsQuery(query) => &query.segments,
    };
    let is_singular = query.iter().all(|segment| {
        matches!(segment, Segment::Selector(Selector::Name(_) | Selector::Index(_)))
    });
    if is_singular { Ok(()) } else { Err(format!("the argument of `{name}` selects many values")) }
}

/// Checks an argument that has to be a query.
fn nodes(argument: &FnArg, name: &str) -> Checked {
    match argument {
        FnArg::Test(query) if !matches!(**query, Test::Function(_)) => test(query),
        _ => Err(format!("the argument of `{name}` is not a query")),
    }
}

fn unknown(name: &str) -> String {
    format!("there is no function `{name}`")
}

fn name(function: &TestFunction) -> &'static str {
    match function {
        TestFunction::Length(_) => "length",
        TestFunction::Count(_) => "count",
        TestFunction::Value(_) => "value",
        TestFunction::Match(..) => "match",
        TestFunction::Search(..) => "search",
        TestFunction::Custom(..) => "the function",
    }
}
