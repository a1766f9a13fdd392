//! From the tree that `cel` parses to the nodes that are evaluated: names of operators resolved once, literals as values.

use std::sync::Arc;

use cel::common::ast::{
    CallExpr, ComprehensionExpr, EntryExpr, Expr as Cel, IdedExpr, LiteralValue, MapExpr, SelectExpr, operators,
};
use cel::parser::Parser;
use serde_json::{Map, Value};

use super::functions::Function;

/// Operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    And,
    Or,
    Not,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    Neg,
    In,
    Index,
    If,
    NotStrictlyFalse,
}

/// A loop over a list, which every macro (`all`, `exists`, `filter` …) becomes.
#[derive(Debug, Clone)]
pub(crate) struct Loop {
    pub(crate) range: Node,
    pub(crate) item: String,
    pub(crate) sum: String,
    pub(crate) start: Node,
    pub(crate) goes_on: Node,
    pub(crate) step: Node,
    pub(crate) result: Node,
}

/// One node of an expression.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Lit(Value),
    Var(String),
    Select { of: Box<Node>, field: String, test: bool, path: Arc<str> },
    Op(Op, Vec<Node>),
    Call(Function, Vec<Node>),
    List(Vec<Node>),
    Loop(Box<Loop>),
}

/// How deep an expression may nest.
const DEPTH_MAX: u16 = 40;

pub(super) fn compile(text: &str) -> Result<Node, String> {
    let parsed = Parser::default().max_recursion_depth(DEPTH_MAX).parse(text);
    let tree = parsed.map_err(|errors| {
        let first = errors.errors.first();
        first.map_or_else(|| "it does not parse".to_owned(), |e| format!("column {}: {}", e.pos.1, e.msg))
    })?;
    node(&tree)
}

fn node(tree: &IdedExpr) -> Result<Node, String> {
    match &tree.expr {
        Cel::Literal(literal) => Ok(Node::Lit(self::literal(literal)?)),
        Cel::Ident(name) => Ok(Node::Var(name.clone())),
        Cel::Select(select) => self::select(select),
        Cel::Call(call) => self::call(call),
        Cel::List(list) => list.elements.iter().map(node).collect::<Result<_, _>>().map(Node::List),
        Cel::Comprehension(one) => comprehension(one),
        Cel::Map(map) => table(map),
        Cel::Struct(_) | Cel::Unspecified => Err("messages cannot be written in a rule".to_owned()),
    }
}

/// A table of fixed values by fixed names, such as the weight of each kind of sanction.
fn table(map: &MapExpr) -> Result<Node, String> {
    let fixed = |tree: &IdedExpr| match &tree.expr {
        Cel::Literal(value) => literal(value),
        _ => Err("a table holds fixed names and fixed values only".to_owned()),
    };
    let mut entries = Map::new();
    for entry in &map.entries {
        let EntryExpr::MapEntry(entry) = &entry.expr else {
            return Err("a table holds names and values".to_owned());
        };
        let Value::String(name) = fixed(&entry.key)? else { return Err("the names of a table are texts".to_owned()) };
        entries.insert(name, fixed(&entry.value)?);
    }
    Ok(Node::Lit(Value::Object(entries)))
}

fn literal(literal: &LiteralValue) -> Result<Value, String> {
    Ok(match literal {
        LiteralValue::Null => Value::Null,
        LiteralValue::Boolean(yes) => Value::Bool(*yes.inner()),
        LiteralValue::Int(n) => Value::from(*n.inner()),
        LiteralValue::UInt(n) => Value::from(*n.inner()),
        LiteralValue::Double(x) => Value::from(*x.inner()),
        LiteralValue::String(text) => Value::from(text.inner()),
        LiteralValue::Bytes(_) => return Err("bytes cannot be written in a rule".to_owned()),
    })
}

fn select(select: &SelectExpr) -> Result<Node, String> {
    let of = node(&select.operand)?;
    let path = match path_of(&of) {
        Some(start) => format!("{start}.{}", select.field),
        None => select.field.clone(),
    };
    Ok(Node::Select { of: Box::new(of), field: select.field.clone(), test: select.test, path: Arc::from(path) })
}

/// The path a node spells, such as `event.data.present`.
pub(crate) fn path_of(node: &Node) -> Option<&str> {
    match node {
        Node::Var(name) => Some(name),
        Node::Select { path, .. } => Some(path),
        _ => None,
    }
}

fn call(call: &CallExpr) -> Result<Node, String> {
    let mut args = Vec::with_capacity(call.args.len() + 1);
    if let Some(target) = &call.target {
        args.push(node(target)?);
    }
    for arg in &call.args {
        args.push(node(arg)?);
    }
    // A dated number reads like a function and is a look into the map of them.
    if call.func_name == "param" && args.len() == 1 {
        args.insert(0, Node::Var("param".to_owned()));
        return Ok(Node::Op(Op::Index, args));
    }
    if let Some(op) = operator(&call.func_name) {
        return Ok(Node::Op(op, args));
    }
    let function = Function::named(&call.func_name)
        .ok_or_else(|| format!("there is no function '{}'; there are: {}", call.func_name, Function::names()))?;
    if args.len() != function.arity() {
        return Err(format!("'{}' takes {} values, here are {}", call.func_name, function.arity(), args.len()));
    }
    Ok(Node::Call(function, args))
}

fn operator(name: &str) -> Option<Op> {
    Some(match name {
        operators::LOGICAL_AND => Op::And,
        operators::LOGICAL_OR => Op::Or,
        operators::LOGICAL_NOT => Op::Not,
        operators::EQUALS => Op::Eq,
        operators::NOT_EQUALS => Op::Ne,
        operators::LESS => Op::Lt,
        operators::LESS_EQUALS => Op::Le,
        operators::GREATER => Op::Gt,
        operators::GREATER_EQUALS => Op::Ge,
        operators::ADD => Op::Add,
        operators::SUBSTRACT => Op::Sub,
        operators::MULTIPLY => Op::Mul,
        operators::DIVIDE => Op::Div,
        operators::MODULO => Op::Rem,
        operators::NEGATE => Op::Neg,
        operators::IN => Op::In,
        operators::INDEX => Op::Index,
        operators::CONDITIONAL => Op::If,
        operators::NOT_STRICTLY_FALSE => Op::NotStrictlyFalse,
        _ => return None,
    })
}

fn comprehension(one: &ComprehensionExpr) -> Result<Node, String> {
    if one.iter_var2.is_some() {
        return Err("loops over two names are not part of the format".to_owned());
    }
    Ok(Node::Loop(Box::new(Loop {
        range: node(&one.iter_range)?,
        item: one.iter_var.clone(),
        sum: one.accu_var.clone(),
        start: node(&one.accu_init)?,
        goes_on: node(&one.loop_cond)?,
        step: node(&one.loop_step)?,
        result: node(&one.result)?,
    })))
}

/// Collects the paths that a node reads.
pub(super) fn paths(node: &Node, found: &mut Vec<String>) {
    match node {
        Node::Lit(_) => {}
        Node::Var(name) => found.push(name.clone()),
        Node::Select { of, path, .. } => match path_of(of) {
            Some(_) => found.push(path.to_string()),
            None => paths(of, found),
        },
        Node::Op(_, args) | Node::Call(_, args) | Node::List(args) => args.iter().for_each(|arg| paths(arg, found)),
        Node::Loop(one) => {
            for part in [&one.range, &one.start, &one.goes_on, &one.step, &one.result] {
                paths(part, found);
            }
            found.retain(|path| {
                let root = path.split('.').next().unwrap_or_default();
                root != one.item && root != one.sum
            });
        }
    }
}
