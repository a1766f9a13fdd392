//! Names and types of an expression, checked when a rulebook is loaded and not when a case is judged.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::compile::{Loop, Node, Op};
use super::functions::Function;
use serde_json::Value;

/// What a value can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// Not known.
    Any,
    /// Yes or no.
    Bool,
    /// A number.
    Number,
    /// Text.
    Text,
    /// One of these codes.
    Code(Arc<[String]>),
    /// A list.
    List(Box<Type>),
    /// A map with known fields.
    Map(Arc<BTreeMap<String, Type>>),
}

/// Why an expression cannot be right.
pub type TypeFault = String;

impl Type {
    fn name(&self) -> &'static str {
        match self {
            Self::Any => "anything",
            Self::Bool => "yes or no",
            Self::Number => "a number",
            Self::Text | Self::Code(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }

    fn fits(&self, other: &Type) -> bool {
        match (self, other) {
            (Self::List(a), Self::List(b)) => a.fits(b),
            (Self::Any, _)
            | (_, Self::Any)
            | (Self::Text | Self::Code(_), Self::Text | Self::Code(_))
            | (Self::Map(_), Self::Map(_)) => true,
            _ => self == other,
        }
    }

    fn joined(self, other: &Type) -> Type {
        if &self == other {
            self
        } else if self.fits(other) && !matches!(self, Self::Any) {
            Type::Text.only_if(&self, other)
        } else {
            Type::Any
        }
    }

    /// Two lists of codes joined are plain text.
    fn only_if(self, a: &Type, b: &Type) -> Type {
        let texts = |t: &Type| matches!(t, Type::Text | Type::Code(_));
        if texts(a) && texts(b) { self } else { a.clone() }
    }
}

type Names<'a> = &'a dyn Fn(&str) -> Option<Type>;

pub(super) fn check(node: &Node, names: Names<'_>) -> Result<Type, TypeFault> {
    match node {
        Node::Lit(value) => Ok(literal(value)),
        Node::Var(name) => names(name).ok_or_else(|| format!("nothing is called '{name}' here")),
        Node::Select { of, field, test, path } => select(&check(of, names)?, field, *test, path),
        Node::List(items) => {
            let mut of: Option<Type> = None;
            for item in items {
                let found = check(item, names)?;
                of = Some(of.map_or(found.clone(), |so_far| so_far.joined(&found)));
            }
            Ok(Type::List(Box::new(of.unwrap_or(Type::Any))))
        }
        Node::Call(function, args) => call(*function, args, names),
        Node::Op(op, args) => operate(*op, args, names),
        Node::Loop(one) => repeat(one, names),
    }
}

fn literal(value: &Value) -> Type {
    match value {
        Value::Bool(_) => Type::Bool,
        Value::Number(_) => Type::Number,
        // A literal keeps its text, so that it can be compared with the codes of a field.
        Value::String(text) => Type::Code(Arc::from([text.clone()])),
        Value::Object(map) => Type::Map(Arc::new(map.iter().map(|(name, of)| (name.clone(), literal(of))).collect())),
        _ => Type::Any,
    }
}

fn select(of: &Type, field: &str, test: bool, path: &str) -> Result<Type, TypeFault> {
    match of {
        Type::Any => Ok(if test { Type::Bool } else { Type::Any }),
        Type::Map(fields) => match fields.get(field).or_else(|| fields.get("*")) {
            Some(_) if test => Ok(Type::Bool),
            Some(found) => Ok(found.clone()),
            None => {
                let known: Vec<&str> = fields.keys().map(String::as_str).collect();
                Err(format!("'{path}' does not exist; there are: {}", known.join(", ")))
            }
        },
        other => Err(format!("'{path}' asks for a field of {}", other.name())),
    }
}

fn operate(op: Op, args: &[Node], names: Names<'_>) -> Result<Type, TypeFault> {
    let types = args.iter().map(|arg| check(arg, names)).collect::<Result<Vec<_>, _>>()?;
    match (op, types.as_slice()) {
        (Op::And | Op::Or, [a, b]) => bools(&[a, b]),
        (Op::Not | Op::NotStrictlyFalse, [a]) => bools(&[a]),
        (Op::If, [condition, yes, no]) => bools(&[condition]).map(|_| yes.clone().joined(no)),
        (Op::Eq | Op::Ne, [a, b]) => comparable(a, b),
        (Op::Lt | Op::Le | Op::Gt | Op::Ge, [a, b]) => {
            let ordered = |t: &Type| matches!(t, Type::Any | Type::Number | Type::Text | Type::Code(_));
            if ordered(a) && ordered(b) && a.fits(b) { Ok(Type::Bool) } else { Err(unlike(a, b)) }
        }
        (Op::In, [a, Type::List(of)]) => comparable(a, of),
        (Op::In, [_, Type::Any | Type::Map(_)]) => Ok(Type::Bool),
        (Op::In, [_, other]) => Err(format!("'in' needs a list, here is {}", other.name())),
        (Op::Index, [Type::List(of), _]) => Ok(of.as_ref().clone()),
        (Op::Index, [Type::Map(fields), Type::Code(names)]) => {
            let known: Vec<&Type> = names.iter().filter_map(|name| fields.get(name)).collect();
            match known.split_first() {
                Some((first, rest)) => Ok(rest.iter().fold((*first).clone(), |so_far, next| so_far.joined(next))),
                None => Err(format!("none of {} is in the table", names.join(", "))),
            }
        }
        (Op::Index, [Type::Map(fields), Type::Text | Type::Any]) => {
            let mut types = fields.values();
            let first = types.next().cloned().unwrap_or(Type::Any);
            Ok(types.fold(first, Type::joined))
        }
        (Op::Index, [..]) => Ok(Type::Any),
        (Op::Add, [a @ Type::List(_), b]) if a.fits(b) => Ok(a.clone()),
        (Op::Add, [a, b]) if a.fits(b) && matches!(a, Type::Text | Type::Code(_)) => Ok(Type::Text),
        (_, types) => match types.iter().find(|t| !matches!(t, Type::Any | Type::Number)) {
            None => Ok(Type::Number),
            Some(other) => Err(format!("a number is needed, here is {}", other.name())),
        },
    }
}

fn bools(types: &[&Type]) -> Result<Type, TypeFault> {
    match types.iter().find(|t| !matches!(t, Type::Any | Type::Bool)) {
        None => Ok(Type::Bool),
        Some(other) => Err(format!("yes or no is needed, here is {}", other.name())),
    }
}

/// Values of different kinds are never equal, and a code that a field never holds never matches: both are mistakes.
fn comparable(a: &Type, b: &Type) -> Result<Type, TypeFault> {
    if !a.fits(b) {
        return Err(unlike(a, b));
    }
    if let (Type::Code(x), Type::Code(y)) = (a, b) {
        let (one, many) = if x.len() == 1 { (x, y) } else { (y, x) };
        if let [code] = one.as_ref()
            && !many.contains(code)
        {
            return Err(format!("'{code}' is never there; there are: {}", many.join(", ")));
        }
    }
    Ok(Type::Bool)
}

fn unlike(a: &Type, b: &Type) -> TypeFault {
    format!("{} is compared with {}", a.name(), b.name())
}

fn call(function: Function, args: &[Node], names: Names<'_>) -> Result<Type, TypeFault> {
    let types = args.iter().map(|arg| check(arg, names)).collect::<Result<Vec<_>, _>>()?;
    let is = |t: Option<&Type>, test: fn(&Type) -> bool| t.is_some_and(|t| matches!(t, Type::Any) || test(t));
    let list = |t: &Type| matches!(t, Type::List(_));
    let text = |t: &Type| matches!(t, Type::Text | Type::Code(_));
    let (first, second) = (types.first(), types.get(1));
    let fits = match function {
        Function::Size => is(first, |t| matches!(t, Type::List(_) | Type::Map(_) | Type::Text | Type::Code(_))),
        Function::Distinct => is(first, list),
        Function::Overlap => is(first, list) && is(second, list),
        Function::Rank => is(first, text),
        Function::Days | Function::StartsWith | Function::EndsWith | Function::Contains => {
            is(first, text) && is(second, text)
        }
        Function::Plus => is(first, text) && is(second, |t| matches!(t, Type::Number)) && is(types.get(2), text),
        Function::Number | Function::Int | Function::Double | Function::Text => {
            is(first, |t| matches!(t, Type::Number | Type::Text | Type::Code(_) | Type::Bool))
        }
    };
    if !fits {
        let found: Vec<&str> = types.iter().map(Type::name).collect();
        return Err(format!("{function:?} cannot take {}", found.join(" and ")));
    }
    Ok(match function {
        Function::Distinct => types.into_iter().next().unwrap_or(Type::Any),
        Function::Overlap | Function::StartsWith | Function::EndsWith | Function::Contains => Type::Bool,
        Function::Text | Function::Plus => Type::Text,
        _ => Type::Number,
    })
}

fn repeat(one: &Loop, names: Names<'_>) -> Result<Type, TypeFault> {
    let of = match check(&one.range, names)? {
        Type::List(of) => *of,
        Type::Any => Type::Any,
        Type::Map(_) => Type::Text,
        other => return Err(format!("a list is needed, here is {}", other.name())),
    };
    let start = check(&one.start, names)?;
    let mut sum = start;
    // The sum of `filter` and `map` starts as an empty list, so its type is known after one step.
    for _ in 0..2 {
        let inner = |name: &str| {
            if name == one.item {
                Some(of.clone())
            } else if name == one.sum {
                Some(sum.clone())
            } else {
                names(name)
            }
        };
        let next = check(&one.step, &inner)?;
        check(&one.goes_on, &inner)?;
        sum = match (&sum, next) {
            (Type::List(a), Type::List(b)) if **a == Type::Any => Type::List(b),
            (_, next) => next,
        };
    }
    let inner = |name: &str| if name == one.sum { Some(sum.clone()) } else { names(name) };
    check(&one.result, &inner)
}
