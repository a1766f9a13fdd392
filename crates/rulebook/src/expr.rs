//! Expressions at the leaves of a rule: CEL text, parsed by the crate `cel` and evaluated here in three-valued logic.
//!
//! A field that the papers leave open must make a rule undetermined and name itself, and must not do so where the rest of
//! the expression already decides (`a || b` with `a` true). `docs/decisions/0007` says why the evaluator is our own; a
//! test compares it with the crate's on every shipped expression.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

mod check;
mod compile;
mod eval;
mod functions;
mod val;

pub use check::{Type, TypeFault};
pub use eval::Scope;
pub use val::Val;

pub(crate) use compile::{Loop, Node, Op, path_of};
pub(crate) use functions::{Function, LEVELS};

/// The word that stands in a field which the papers leave open.
pub const NOT_RECORDED: &str = "not_recorded";
/// Longest expression, in bytes; what an officer signs must be readable.
pub const EXPRESSION_MAX: usize = 2_000;

/// A parsed expression.
#[derive(Clone)]
pub struct Expr {
    text: String,
    node: Node,
}

impl fmt::Debug for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Expr").field(&self.text).finish()
    }
}

impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// Why an expression has no value: never ignored, always `undetermined`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unknown {
    /// A field that is not recorded, as a path such as `event.data.present`.
    Field(Arc<str>),
    /// An error in the expression on these facts.
    Error(String),
}

impl Expr {
    /// Parses an expression. The error says what is wrong in words for whoever wrote it.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.len() > EXPRESSION_MAX {
            return Err(format!("the expression is longer than {EXPRESSION_MAX} bytes: split the rule"));
        }
        Ok(Self { text: text.to_owned(), node: compile::compile(text)? })
    }

    /// The expression that always holds.
    pub fn yes() -> Self {
        Self { text: "true".to_owned(), node: Node::Lit(Value::Bool(true)) }
    }

    /// The expression with another tree, as a mutant has it.
    pub(crate) fn with_node(&self, node: Node) -> Self {
        Self { text: format!("{} (changed: {node:?})", self.text), node }
    }

    /// Its tree, for words.
    pub(crate) fn node(&self) -> &Node {
        &self.node
    }

    /// As written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its value.
    pub fn value<'a>(&'a self, scope: &Scope<'a>) -> Result<Val<'a>, Unknown> {
        eval::eval(&self.node, scope)
    }

    /// Its value as yes or no.
    pub fn holds(&self, scope: &Scope<'_>) -> Result<bool, Unknown> {
        match self.value(scope)? {
            Val::Bool(yes) => Ok(yes),
            other => Err(Unknown::Error(format!("expected yes or no, found {}", other.type_name()))),
        }
    }

    /// Its value as a date, `YYYY-MM-DD`.
    pub fn date(&self, scope: &Scope<'_>) -> Result<chrono::NaiveDate, Unknown> {
        match self.value(scope)? {
            Val::Str(text) => chrono::NaiveDate::parse_from_str(text.get(..10).unwrap_or(&text), "%Y-%m-%d")
                .map_err(|_| Unknown::Field(Arc::from(self.text.as_str()))),
            other => Err(Unknown::Error(format!("expected a date, found {}", other.type_name()))),
        }
    }

    /// Paths it reads, such as `event.data.present`, each once.
    pub fn paths(&self) -> Vec<String> {
        let mut found = Vec::new();
        compile::paths(&self.node, &mut found);
        found.sort();
        found.dedup();
        found
    }

    /// Checks names and types. `root` gives the type of a name.
    pub fn check(&self, root: &dyn Fn(&str) -> Option<Type>) -> Result<Type, TypeFault> {
        check::check(&self.node, root)
    }
}

/// Whether a value is the word for "not recorded".
pub(crate) fn is_open(value: &Value) -> bool {
    value.as_str() == Some(NOT_RECORDED)
}

#[cfg(test)]
mod tests;
