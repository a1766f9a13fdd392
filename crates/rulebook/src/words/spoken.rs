//! Expressions in Chinese, so that an officer reads what a condition says and not how it is written.
//!
//! What is yes or no is spoken as a claim, anything else as a term. Records that a rule looks back to are called by what
//! they are, and the one that is being spoken of is “其”.

use std::sync::Arc;

use serde_json::Value;

use crate::expr::{Expr, Function, Node, Op, path_of};
use crate::vocabulary::Vocabulary;

mod compared;
mod labels;
mod loops;

/// What an expression speaks of.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) vocabulary: Option<&'a Vocabulary>,
    /// Kinds of the act that it calls `event`.
    pub(super) event: &'a [Arc<str>],
    /// What goes before the name of a field of it; nothing where it is the act spoken of.
    pub(super) event_name: &'a str,
    /// Kinds of the act that it calls `prior`.
    pub(super) prior: &'a [Arc<str>],
    /// What goes before the name of a field of that.
    pub(super) prior_name: &'a str,
    /// What it looks back to.
    pub(super) looks: &'a [Look<'a>],
    /// A dated number, by its id.
    pub(super) number: &'a dyn Fn(&str) -> Option<String>,
}

/// Records that a rule looks back to.
pub(super) struct Look<'a> {
    /// What the expression calls them.
    pub(super) name: &'a str,
    pub(super) kinds: &'a [Arc<str>],
    /// “此前”, or also what came after.
    pub(super) when: &'static str,
    /// “同一责任主体的”.
    pub(super) same: String,
    /// What they are, with the condition they meet.
    pub(super) what: String,
}

/// An item of a list that is being gone through.
struct Item<'a> {
    name: &'a str,
    /// What it is called where another is spoken of.
    said: String,
    /// The path that it stands for: a list of a record, or a record that was looked back to.
    path: String,
    kinds: &'a [Arc<str>],
    outer: Option<&'a Item<'a>>,
}

/// A condition in words.
pub(super) fn spoken(expr: &Expr, context: Context<'_>) -> String {
    smooth(&Voice { of: &context, item: None }.claim(expr.node()))
}

/// What an expression names in words, such as a date.
pub(super) fn named(expr: &Expr, context: Context<'_>) -> String {
    smooth(&Voice { of: &context, item: None }.term(expr.node()))
}

fn smooth(said: &str) -> String {
    said.replace("的的", "的").replace("其其", "其")
}

/// The label of a code of any list.
pub(super) fn code(code: &str) -> Option<String> {
    Vocabulary::wenze().code(code).map(str::to_owned)
}

#[derive(Clone, Copy)]
struct Voice<'a> {
    of: &'a Context<'a>,
    item: Option<&'a Item<'a>>,
}

/// Whether a claim holds several, so that it stands in brackets among others.
fn is_compound(node: &Node) -> bool {
    match node {
        Node::Op(Op::And | Op::Or, args) => parts(node, args).len() > 1,
        Node::Op(Op::If, _) | Node::Loop(_) => true,
        Node::Op(Op::Not, args) => matches!(args.first(), Some(Node::Op(Op::And | Op::Or, _))),
        _ => false,
    }
}

/// The parts of a chain of `&&` or of `||`. A part that only asks whether a field is there is left out where another says
/// something of that field.
fn parts<'n>(chain: &'n Node, args: &'n [Node]) -> Vec<&'n Node> {
    let mut flat = Vec::new();
    let Node::Op(op, _) = chain else { return args.iter().collect() };
    flatten(*op, chain, &mut flat);
    let guarded = |node: &&Node| match (op, *node) {
        (Op::And, Node::Select { test: true, path, .. }) => Some(path.clone()),
        (Op::Or, Node::Op(Op::Not, args)) => match args.first() {
            Some(Node::Select { test: true, path, .. }) if path.contains(".rel.") => Some(path.clone()),
            _ => None,
        },
        _ => None,
    };
    let is_empty = |node: &Node, path: &str| match node {
        Node::Op(Op::Eq, args) => {
            matches!(args.as_slice(), [Node::Call(Function::Size, of), _] if of.first().and_then(path_of) == Some(path))
        }
        _ => false,
    };
    let mut kept = Vec::new();
    for node in &flat {
        let is_told = guarded(node).is_some_and(|path| {
            let mut others = flat.iter().filter(|other| !std::ptr::eq(**other, *node));
            match op {
                Op::And => others.any(|other| reads(other, &path)),
                _ => others.any(|other| is_empty(other, &path)),
            }
        });
        if !is_told {
            kept.push(*node);
        }
    }
    kept
}

fn flatten<'n>(op: Op, node: &'n Node, found: &mut Vec<&'n Node>) {
    match node {
        Node::Op(own, args) if *own == op => args.iter().for_each(|arg| flatten(op, arg, found)),
        other => found.push(other),
    }
}

/// Whether a node says something of a field.
fn reads(node: &Node, wanted: &str) -> bool {
    match node {
        Node::Lit(_) | Node::Var(_) => false,
        Node::Select { of, test, path, .. } => (!test && path.as_ref() == wanted) || reads(of, wanted),
        Node::Op(_, args) | Node::Call(_, args) | Node::List(args) => args.iter().any(|arg| reads(arg, wanted)),
        Node::Loop(one) => reads(&one.range, wanted) || reads(&one.step, wanted),
    }
}

impl Voice<'_> {
    /// What is yes or no.
    fn claim(&self, node: &Node) -> String {
        match node {
            Node::Lit(Value::Bool(true)) => "任何情形均可".to_owned(),
            Node::Op(op @ (Op::And | Op::Or), args) => self.chain(*op, &parts(node, args)),
            Node::Op(Op::Not, args) => args.first().map(|arg| self.denied(arg)).unwrap_or_default(),
            Node::Op(Op::If, args) => self.chosen(args, Self::claim),
            Node::Op(op, args) => self.compared(*op, args).unwrap_or_else(|| self.term(node)),
            Node::Select { of, field, test, path } => self.yes(of, field, path, *test, true),
            Node::Call(function, args) => self.called(*function, args, true).unwrap_or_else(|| self.term(node)),
            Node::Loop(one) => self.gone_through(one),
            Node::Lit(_) | Node::Var(_) | Node::List(_) => self.term(node),
        }
    }

    /// A claim among others.
    fn among(&self, node: &Node) -> String {
        let said = self.claim(node);
        if is_compound(node) && said.contains(['，', '；']) { format!("（{said}）") } else { said }
    }

    fn chain(&self, op: Op, parts: &[&Node]) -> String {
        let joint = if op == Op::And { "，且" } else { "，或者" };
        match parts {
            [one] => self.claim(one),
            several => several.iter().map(|part| self.among(part)).collect::<Vec<_>>().join(joint),
        }
    }

    /// That something is not so.
    fn denied(&self, node: &Node) -> String {
        match node {
            Node::Op(Op::Not, args) => args.first().map(|arg| self.claim(arg)).unwrap_or_default(),
            Node::Op(Op::In, args) => self.belongs(args, false),
            Node::Op(op @ (Op::And | Op::Or), args) => {
                let (joint, all) = (if *op == Op::And { "，或者" } else { "，且" }, parts(node, args));
                let denied = |part: &&Node| {
                    let said = self.denied(part);
                    if said.contains('，') && all.len() > 1 { format!("（{said}）") } else { said }
                };
                all.iter().map(denied).collect::<Vec<_>>().join(joint)
            }
            Node::Loop(one) => self.missing(one).unwrap_or_else(|| format!("并非{}", self.among(node))),
            Node::Op(op, args) => {
                let turned = match op {
                    Op::Eq => Op::Ne,
                    Op::Ne => Op::Eq,
                    Op::Lt => Op::Ge,
                    Op::Le => Op::Gt,
                    Op::Gt => Op::Le,
                    Op::Ge => Op::Lt,
                    _ => return format!("并非{}", self.among(node)),
                };
                self.compared(turned, args).unwrap_or_else(|| format!("并非{}", self.among(node)))
            }
            Node::Select { of, field, test, path } => self.yes(of, field, path, *test, false),
            Node::Call(function, args) => {
                self.called(*function, args, false).unwrap_or_else(|| format!("并非{}", self.among(node)))
            }
            other => format!("并非{}", self.among(other)),
        }
    }

    /// One thing in one case and another in the other.
    fn chosen(&self, args: &[Node], say: impl Fn(&Self, &Node) -> String) -> String {
        let [condition, first, second] = args else { return String::new() };
        let (first, rest) = (say(self, first), say(self, second));
        let (when, otherwise) = self.alternatives(condition);
        format!("{when}的，{first}；{otherwise}{rest}")
    }

    /// Acts of two kinds are told apart by what they are called.
    fn alternatives(&self, condition: &Node) -> (String, String) {
        if let Node::Op(Op::Eq, args) = condition
            && let [Node::Select { path, .. }, Node::Lit(Value::String(kind))] = args.as_slice()
            && path.as_ref() == "event.type"
        {
            let others: Vec<&Arc<str>> = self.of.event.iter().filter(|other| ***other != **kind).collect();
            let otherwise = match others.as_slice() {
                [other] => format!("{}的，", self.kind(other)),
                _ => "否则，".to_owned(),
            };
            return (self.kind(kind), otherwise);
        }
        (self.claim(condition), "否则，".to_owned())
    }

    fn kind(&self, kind: &str) -> String {
        let form = self.of.vocabulary.and_then(|v| v.kinds.get(kind));
        format!("“{}”", form.map_or(kind, |form| form.zh.as_str()))
    }

    /// Anything that is not yes or no.
    fn term(&self, node: &Node) -> String {
        match node {
            Node::Lit(value) => self.value(value),
            Node::Var(name) => self.named(name),
            Node::Select { of, field, path, .. } => self.label(of, field, path),
            Node::Op(op, args) => self.reckoned(*op, args, node),
            Node::Call(function, args) => self.worked_out(*function, args),
            Node::List(items) if items.is_empty() => "无".to_owned(),
            Node::List(items) => joined(items.iter().map(|item| match item {
                Node::List(_) => format!("（{}）", self.term(item)),
                _ => self.term(item),
            })),
            Node::Loop(one) => self.picked(one),
        }
    }

    fn reckoned(&self, op: Op, args: &[Node], whole: &Node) -> String {
        let at = |n: usize| args.get(n).map(|arg| self.term(arg)).unwrap_or_default();
        match (op, args) {
            (Op::Index, [Node::Var(root), name]) if root == "param" => self.number(name),
            (Op::Index, [Node::Lit(table @ Value::Object(_)), of]) => {
                format!("{}所对应的数（{}）", self.term(of), self.value(table))
            }
            (Op::Index, [Node::Var(look), _]) => self.latest(look).unwrap_or_else(|| format!("{}中的{}", at(0), at(1))),
            (Op::Index, _) => format!("{}中的{}", at(0), at(1)),
            (Op::If, [_, list, Node::List(none)]) if none.is_empty() => self.term(list),
            (Op::If, _) => self.chosen(args, Self::term),
            // An id of a track is put together from its respondent and its code.
            (Op::Add, [of, Node::Lit(Value::String(text))]) if text.starts_with('/') => {
                format!("{}的{}程序", self.term(of), self.track(text))
            }
            (Op::Add, [a, b]) if is_list(a) || is_list(b) => format!("{}和{}", at(0), at(1)),
            (Op::Add, _) => format!("{}加{}", at(0), at(1)),
            (Op::Sub, _) => format!("{}减{}", at(0), at(1)),
            (Op::Mul, _) => format!("{}乘以{}", at(0), at(1)),
            (Op::Div, _) => format!("{}除以{}", at(0), at(1)),
            (Op::Rem, _) => format!("{}除以{}的余数", at(0), at(1)),
            (Op::Neg, _) => format!("负{}", at(0)),
            (Op::NotStrictlyFalse, _) => at(0),
            _ => self.compared(op, args).unwrap_or_else(|| self.claim(whole)),
        }
    }

    /// A dated number: the number itself, else what picks it.
    fn number(&self, name: &Node) -> String {
        match name {
            Node::Lit(Value::String(id)) => (self.of.number)(id).unwrap_or_else(|| "规定数值".to_owned()),
            Node::Op(Op::Add, parts) => {
                let fields = parts.iter().filter(|part| !matches!(part, Node::Lit(_)));
                format!("按{}规定的数值", joined(fields.map(|field| self.term(field))))
            }
            _ => "规定数值".to_owned(),
        }
    }

    fn worked_out(&self, function: Function, args: &[Node]) -> String {
        let at = |n: usize| args.get(n).map(|arg| self.term(arg)).unwrap_or_default();
        match function {
            Function::Size => format!("{}的数量", at(0)),
            Function::Distinct => format!("{}（不重复计）", at(0)),
            Function::Days => format!("{}至{}的天数", at(0), at(1)),
            Function::Plus if matches!(args.get(1), Some(Node::Lit(_))) => {
                format!("{}后{}{}", at(0), at(1), unit(args.get(2)))
            }
            Function::Plus => format!("{}起{}届满之日", at(0), at(1)),
            Function::Rank | Function::Number | Function::Int | Function::Double | Function::Text => at(0),
            Function::Overlap | Function::StartsWith | Function::EndsWith | Function::Contains => {
                self.called(function, args, true).unwrap_or_default()
            }
        }
    }
}

fn is_list(node: &Node) -> bool {
    match node {
        Node::List(_) | Node::Loop(_) => true,
        Node::Op(Op::If, args) => args.get(1).is_some_and(is_list),
        Node::Op(Op::Add, args) => args.iter().any(is_list),
        Node::Select { path, .. } => path.contains(".rel."),
        _ => false,
    }
}

/// Each once, as a list.
fn joined(items: impl Iterator<Item = String>) -> String {
    let mut found: Vec<String> = Vec::new();
    for item in items {
        if !found.contains(&item) {
            found.push(item);
        }
    }
    found.join("、")
}

fn unit(node: Option<&Node>) -> &'static str {
    let Some(Node::Lit(Value::String(unit))) = node else { return "" };
    match unit.as_str() {
        "hour" => "小时",
        "day" => "日",
        "workday" => "个工作日",
        "month" => "个月",
        "year" => "年",
        _ => "",
    }
}

#[cfg(test)]
mod tests;
