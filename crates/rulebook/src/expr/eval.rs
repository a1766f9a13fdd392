//! Evaluation in three values: what is known to hold, known not to hold, and unknown with the field that is missing.

use std::rc::Rc;
use std::sync::Arc;

use serde_json::Value;

use super::compile::{Loop, Node, Op};
use super::val::Val;
use super::{Unknown, is_open};

/// How many names [`root`] knows.
const ROOTS: usize = 5;

/// The place of what a condition may read of the history. Nearly every scope has these and no other name, so they take no
/// list, and a name that is known when this is compiled is no search.
#[inline]
fn root(name: &str) -> Option<usize> {
    match name {
        "event" => Some(0),
        "prior" => Some(1),
        "inst" => Some(2),
        "case" => Some(3),
        "param" => Some(4),
        _ => None,
    }
}

/// The names an expression may read, innermost last.
#[derive(Debug, Clone, Default)]
pub struct Scope<'a> {
    roots: [Option<&'a Value>; ROOTS],
    names: Vec<(&'a str, Result<Val<'a>, Unknown>)>,
}

impl<'a> Scope<'a> {
    /// The scope with one more name.
    #[must_use]
    #[inline]
    pub fn with(mut self, name: &'a str, value: &'a Value) -> Self {
        match root(name).and_then(|at| self.roots.get_mut(at)) {
            Some(place) => *place = Some(value),
            None => self.names.push((name, Ok(Val::of(value)))),
        }
        self
    }

    /// The scope with one more name for a list of values.
    #[must_use]
    pub fn with_list(mut self, name: &'a str, values: &[&'a Value]) -> Self {
        let items = values.iter().map(|value| Val::of(value)).collect();
        self.names.push((name, Ok(Val::List(Rc::new(items)))));
        self
    }

    fn get(&self, name: &str) -> Result<Val<'a>, Unknown> {
        if let Some((_, value)) = self.names.iter().rev().find(|(known, _)| *known == name) {
            return value.clone();
        }
        let found = root(name).and_then(|at| *self.roots.get(at)?);
        found.map(Val::of).ok_or_else(|| Unknown::Error(format!("nothing is called '{name}' here")))
    }
}

pub(super) fn eval<'a>(node: &'a Node, scope: &Scope<'a>) -> Result<Val<'a>, Unknown> {
    match node {
        Node::Lit(value) => Ok(Val::of(value)),
        Node::Var(name) => scope.get(name),
        Node::Select { of, field, test, path } => select(&eval(of, scope)?, field, *test, path),
        Node::List(items) => {
            let items = items.iter().map(|item| eval(item, scope)).collect::<Result<_, _>>()?;
            Ok(Val::List(Rc::new(items)))
        }
        Node::Call(function, args) => {
            let args = args.iter().map(|arg| eval(arg, scope)).collect::<Result<Vec<_>, _>>()?;
            function.call(&args)
        }
        Node::Op(op, args) => operate(*op, args, scope),
        Node::Loop(one) => repeat(one, scope),
    }
}

fn select<'a>(of: &Val<'a>, field: &str, test: bool, path: &Arc<str>) -> Result<Val<'a>, Unknown> {
    let Val::Json(Value::Object(map)) = of else {
        return Err(Unknown::Error(format!("'{path}' asks for a field of {}", of.type_name())));
    };
    match map.get(field) {
        Some(value) if is_open(value) => Err(Unknown::Field(Arc::clone(path))),
        found if test => Ok(Val::Bool(found.is_some())),
        Some(value) => Ok(Val::of(value)),
        None => Err(Unknown::Field(Arc::clone(path))),
    }
}

fn operate<'a>(op: Op, args: &'a [Node], scope: &Scope<'a>) -> Result<Val<'a>, Unknown> {
    match (op, args) {
        (Op::And, [a, b]) => junction(a, b, scope, false),
        (Op::Or, [a, b]) => junction(a, b, scope, true),
        (Op::If, [condition, yes, no]) => {
            if truth(&eval(condition, scope)?)? {
                eval(yes, scope)
            } else {
                eval(no, scope)
            }
        }
        (Op::NotStrictlyFalse, [a]) => Ok(Val::Bool(!matches!(eval(a, scope), Ok(Val::Bool(false))))),
        (Op::Not, [a]) => Ok(Val::Bool(!truth(&eval(a, scope)?)?)),
        (Op::Neg, [a]) => match eval(a, scope)? {
            Val::Int(n) => n.checked_neg().map(Val::Int).ok_or_else(|| beyond(op)),
            Val::Double(x) => Ok(Val::Double(-x)),
            other => Err(misfit(op, &other, None)),
        },
        (_, [a, b]) => binary(op, &eval(a, scope)?, &eval(b, scope)?),
        _ => Err(Unknown::Error(format!("{op:?} with {} values", args.len()))),
    }
}

/// `&&` and `||`: a side that decides wins over one that is unknown, on whichever side it stands.
fn junction<'a>(a: &'a Node, b: &'a Node, scope: &Scope<'a>, decides: bool) -> Result<Val<'a>, Unknown> {
    let first = eval(a, scope).and_then(|value| truth(&value));
    if first == Ok(decides) {
        return Ok(Val::Bool(decides));
    }
    let second = eval(b, scope).and_then(|value| truth(&value));
    match (first, second) {
        (_, Ok(yes)) if yes == decides => Ok(Val::Bool(decides)),
        (Err(unknown), _) | (_, Err(unknown)) => Err(unknown),
        _ => Ok(Val::Bool(!decides)),
    }
}

fn truth(value: &Val<'_>) -> Result<bool, Unknown> {
    match value {
        Val::Bool(yes) => Ok(*yes),
        other => Err(Unknown::Error(format!("expected yes or no, found {}", other.type_name()))),
    }
}

fn binary<'a>(op: Op, a: &Val<'a>, b: &Val<'a>) -> Result<Val<'a>, Unknown> {
    match op {
        Op::Eq => Ok(Val::Bool(a.same(b))),
        Op::Ne => Ok(Val::Bool(!a.same(b))),
        Op::Lt | Op::Le | Op::Gt | Op::Ge => {
            let order = a.order(b).ok_or_else(|| misfit(op, a, Some(b)))?;
            Ok(Val::Bool(match op {
                Op::Lt => order.is_lt(),
                Op::Le => order.is_le(),
                Op::Gt => order.is_gt(),
                _ => order.is_ge(),
            }))
        }
        Op::In => match b {
            Val::Json(Value::Object(map)) => {
                let Val::Str(key) = a else { return Err(misfit(op, a, Some(b))) };
                Ok(Val::Bool(map.contains_key(key.as_ref())))
            }
            _ => Ok(Val::Bool(b.items().ok_or_else(|| misfit(op, a, Some(b)))?.iter().any(|item| item.same(a)))),
        },
        Op::Index => index(a, b),
        _ => arithmetic(op, a, b),
    }
}

fn index<'a>(of: &Val<'a>, at: &Val<'a>) -> Result<Val<'a>, Unknown> {
    let nowhere = || Unknown::Error("there is no such place in the list".to_owned());
    match (of, at) {
        (Val::Json(Value::Object(map)), Val::Str(key)) => {
            let value = map.get(key.as_ref()).filter(|value| !is_open(value));
            value.map(Val::of).ok_or_else(|| Unknown::Field(Arc::from(key.as_ref())))
        }
        (_, Val::Int(n)) => {
            let items = of.items().ok_or_else(|| misfit(Op::Index, of, Some(at)))?;
            usize::try_from(*n).ok().and_then(|n| items.into_iter().nth(n)).ok_or_else(nowhere)
        }
        _ => Err(misfit(Op::Index, of, Some(at))),
    }
}

fn arithmetic<'a>(op: Op, a: &Val<'a>, b: &Val<'a>) -> Result<Val<'a>, Unknown> {
    match (op, a, b) {
        (_, Val::Int(x), Val::Int(y)) => match op {
            Op::Add => x.checked_add(*y),
            Op::Sub => x.checked_sub(*y),
            Op::Mul => x.checked_mul(*y),
            Op::Div => x.checked_div(*y),
            _ => x.checked_rem(*y),
        }
        .map(Val::Int)
        .ok_or_else(|| beyond(op)),
        (Op::Add, Val::Str(x), Val::Str(y)) => Ok(Val::Str(format!("{x}{y}").into())),
        (Op::Add, Val::List(_) | Val::Json(Value::Array(_)), Val::List(_) | Val::Json(Value::Array(_))) => {
            let mut items = a.items().unwrap_or_default();
            items.extend(b.items().unwrap_or_default());
            Ok(Val::List(Rc::new(items)))
        }
        _ => {
            let (x, y) = a.number().zip(b.number()).ok_or_else(|| misfit(op, a, Some(b)))?;
            Ok(Val::Double(match op {
                Op::Add => x + y,
                Op::Sub => x - y,
                Op::Mul => x * y,
                Op::Div => x / y,
                _ => x % y,
            }))
        }
    }
}

fn misfit(op: Op, a: &Val<'_>, b: Option<&Val<'_>>) -> Unknown {
    let other = b.map_or(String::new(), |b| format!(" and {}", b.type_name()));
    Unknown::Error(format!("{op:?} does not fit {}{other}", a.type_name()))
}

fn beyond(op: Op) -> Unknown {
    Unknown::Error(format!("{op:?} has no result for these numbers"))
}

/// A loop keeps an unknown sum, for a later item can still decide: `exists` is true with one item that holds, whatever
/// the others lack.
fn repeat<'a>(one: &'a Loop, scope: &Scope<'a>) -> Result<Val<'a>, Unknown> {
    let range = eval(&one.range, scope)?;
    let items = range.items().ok_or_else(|| misfit(Op::In, &range, None))?;
    let mut inner = scope.clone();
    let sum_at = inner.names.len();
    inner.names.push((&one.sum, eval(&one.start, scope)));
    inner.names.push((&one.item, Ok(Val::Null)));
    for item in items {
        if !truth(&eval(&one.goes_on, &inner)?)? {
            break;
        }
        if let Some(slot) = inner.names.get_mut(sum_at + 1) {
            slot.1 = if matches!(&item, Val::Str(text) if text.as_ref() == super::NOT_RECORDED) {
                Err(Unknown::Field(Arc::from(one.item.as_str())))
            } else {
                Ok(item)
            };
        }
        let sum = eval(&one.step, &inner);
        if let Some(slot) = inner.names.get_mut(sum_at) {
            slot.1 = sum;
        }
    }
    eval(&one.result, &inner)
}
