//! Values of expressions, borrowed from the history wherever they can be.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::rc::Rc;

use serde_json::Value;

/// A value.
#[derive(Debug, Clone)]
pub enum Val<'a> {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with decimals.
    Double(f64),
    /// Text, also codes, dates and ids.
    Str(Cow<'a, str>),
    /// A list made by the expression.
    List(Rc<Vec<Val<'a>>>),
    /// A list or map of the history.
    Json(&'a Value),
}

impl<'a> Val<'a> {
    /// Scalars by value, lists and maps by reference.
    pub fn of(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(yes) => Self::Bool(*yes),
            Value::Number(n) => n.as_i64().map_or_else(|| Self::Double(n.as_f64().unwrap_or(f64::NAN)), Self::Int),
            Value::String(text) => Self::Str(Cow::Borrowed(text)),
            Value::Array(_) | Value::Object(_) => Self::Json(value),
        }
    }

    /// What it is, for messages.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "yes or no",
            Self::Int(_) | Self::Double(_) => "a number",
            Self::Str(_) => "text",
            Self::List(_) | Self::Json(Value::Array(_)) => "a list",
            Self::Json(_) => "a map",
        }
    }

    /// Its items, if it is a list; the keys, if it is a map.
    pub(crate) fn items(&self) -> Option<Vec<Val<'a>>> {
        match self {
            Self::List(items) => Some(items.as_ref().clone()),
            Self::Json(Value::Array(items)) => Some(items.iter().map(Val::of).collect()),
            Self::Json(Value::Object(map)) => {
                Some(map.keys().map(|key| Self::Str(Cow::Borrowed(key.as_str()))).collect())
            }
            _ => None,
        }
    }

    /// How many items or characters it has.
    pub(crate) fn size(&self) -> Option<usize> {
        match self {
            Self::List(items) => Some(items.len()),
            Self::Json(Value::Array(items)) => Some(items.len()),
            Self::Json(Value::Object(map)) => Some(map.len()),
            Self::Str(text) => Some(text.chars().count()),
            _ => None,
        }
    }

    /// Equality as CEL has it: numbers by value, everything else by kind and content.
    pub(crate) fn same(&self, other: &Val<'_>) -> bool {
        match (self, other) {
            (Self::Null, Val::Null) => true,
            (Self::Bool(a), Val::Bool(b)) => a == b,
            (Self::Str(a), Val::Str(b)) => a == b,
            (Self::Int(_) | Self::Double(_), Val::Int(_) | Val::Double(_)) => {
                self.order(other) == Some(Ordering::Equal)
            }
            (Self::Json(a), Val::Json(b)) => a == b,
            _ => match (self.items(), other.items()) {
                (Some(a), Some(b)) => a.len() == b.len() && a.iter().zip(&b).all(|(x, y)| x.same(y)),
                _ => false,
            },
        }
    }

    /// Order of numbers, texts and truth values; none between different kinds.
    pub(crate) fn order(&self, other: &Val<'_>) -> Option<Ordering> {
        match (self, other) {
            (Self::Int(a), Val::Int(b)) => Some(a.cmp(b)),
            (Self::Bool(a), Val::Bool(b)) => Some(a.cmp(b)),
            (Self::Str(a), Val::Str(b)) => Some(a.as_ref().cmp(b.as_ref())),
            _ => self.number()?.partial_cmp(&other.number()?),
        }
    }

    /// As a number with decimals.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "counts and months are far below 2^52")]
            Self::Int(n) => Some(*n as f64),
            Self::Double(x) => Some(*x),
            _ => None,
        }
    }
}
