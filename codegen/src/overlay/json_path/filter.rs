//! Evaluates the expressions of filters (RFC 9535, section 2.3.5).
//!
//! Recursive: as deep as the brackets of the text are nested.

use jsonpath_rust::parser::model::{
    Comparable, Comparison, Filter, FilterAtom, Literal, SingularQuery, SingularQuerySegment, Test,
};

use super::at::At;
use super::compare::{equal, less};
use super::function::Operand;
use super::select::Evaluation;
use super::slice::position;
use crate::limits::Exceeded;
use crate::value::Value;

impl<'v> Evaluation<'v, '_> {
    /// Whether an expression is true for the value.
    pub(super) fn holds(&self, filter: &Filter, current: &At<'v>) -> Result<bool, Exceeded> {
        match filter {
            Filter::Or(parts) => {
                for part in parts {
                    if self.holds(part, current)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Filter::And(parts) => {
                for part in parts {
                    if !self.holds(part, current)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Filter::Atom(FilterAtom::Filter { expr, not }) => {
                Ok(self.holds(expr, current)? != *not)
            }
            Filter::Atom(FilterAtom::Test { expr, not }) => Ok(self.test(expr, current)? != *not),
            Filter::Atom(FilterAtom::Comparison(comparison)) => self.compare(comparison, current),
        }
    }

    fn test(&self, test: &Test, current: &At<'v>) -> Result<bool, Exceeded> {
        match test {
            Test::Function(function) => self.matches(function, current),
            Test::RelQuery(_) | Test::AbsQuery(_) => Ok(!self.nodes(test, current)?.is_empty()),
        }
    }

    /// The values that the query of a test selects.
    pub(super) fn nodes(&self, test: &Test, current: &At<'v>) -> Result<Vec<At<'v>>, Exceeded> {
        match test {
            Test::RelQuery(segments) => self.query(segments, current.clone()),
            Test::AbsQuery(query) => self.query(&query.segments, At::root(self.root)),
            Test::Function(_) => Ok(Vec::new()),
        }
    }

    fn compare(&self, comparison: &Comparison, current: &At<'v>) -> Result<bool, Exceeded> {
        let (left, right) = comparison.vals();
        let (left, right) = (self.operand(left, current)?, self.operand(right, current)?);
        let equal = || equal(left.as_deref(), right.as_deref(), self.steps);
        let less =
            |left: &Operand<'_>, right: &Operand<'_>| less(left.as_deref(), right.as_deref());
        match comparison {
            Comparison::Eq(..) => equal(),
            Comparison::Ne(..) => Ok(!equal()?),
            Comparison::Lt(..) => Ok(less(&left, &right)),
            Comparison::Gt(..) => Ok(less(&right, &left)),
            Comparison::Lte(..) => Ok(less(&left, &right) || equal()?),
            Comparison::Gte(..) => Ok(less(&right, &left) || equal()?),
        }
    }

    fn operand(&self, operand: &Comparable, current: &At<'v>) -> Result<Operand<'v>, Exceeded> {
        self.steps.take(1)?;
        match operand {
            Comparable::Literal(literal) => Ok(value(literal)),
            Comparable::Function(function) => self.result(function, current),
            Comparable::SingularQuery(SingularQuery::Current(segments)) => {
                Ok(singular(segments, current.value))
            }
            Comparable::SingularQuery(SingularQuery::Root(segments)) => {
                Ok(singular(segments, self.root))
            }
        }
    }
}

/// The value to which the segments of a singular query lead.
fn singular<'v>(segments: &[SingularQuerySegment], start: &'v Value) -> Operand<'v> {
    let found = segments.iter().try_fold(start, |value, segment| match segment {
        SingularQuerySegment::Name(name) => value.as_object()?.get(name),
        SingularQuerySegment::Index(index) => {
            let items = value.as_array()?;
            items.get(position(*index, items.len())?)
        }
    });
    found.into()
}

/// The value of a literal.
pub(super) fn value(literal: &Literal) -> Operand<'static> {
    Operand::made(match literal {
        Literal::Int(number) => Value::from(*number),
        Literal::Float(number) => Value::from(*number),
        Literal::String(text) => Value::from(text.as_str()),
        Literal::Bool(flag) => Value::from(*flag),
        Literal::Null => Value::Null,
    })
}
