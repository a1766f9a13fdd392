//! Comparisons as people say them: dates by early and late, levels by high and low, sanctions by their weight.

use serde_json::Value;

use super::{Voice, joined, labels::inner};
use crate::expr::{Function, Node, Op, path_of};

impl Voice<'_> {
    /// A comparison; none for what is no comparison.
    pub(super) fn compared(&self, op: Op, args: &[Node]) -> Option<String> {
        let [a, b] = args else { return None };
        if op == Op::In {
            return Some(self.belongs(args, true));
        }
        let special = match (a, b) {
            (Node::Call(Function::Days, dates), Node::Lit(Value::Number(n))) => self.apart(op, dates, n.as_i64()?),
            (Node::Call(Function::Rank, x), other) => self.ranked(op, x, other),
            (Node::Op(Op::Sub, ranks), Node::Lit(Value::Number(n))) => self.ranks_apart(op, ranks, n.as_i64()?),
            (Node::Call(Function::Size, of), Node::Lit(Value::Number(n))) => self.counted(op, of.first()?, n.as_i64()?),
            (Node::Call(Function::Size, of), number @ Node::Op(Op::Index, _)) => {
                self.term(number).parse().ok().and_then(|n| self.counted(op, of.first()?, n))
            }
            (Node::Select { of, field, path, .. }, Node::Lit(Value::String(text))) if text.is_empty() => match op {
                Op::Eq | Op::Ne => Some(self.yes(of, field, path, true, op == Op::Ne)),
                _ => None,
            },
            (Node::Loop(_), _) => None,
            _ => self.weighed(op, a, b),
        };
        if special.is_some() {
            return special;
        }
        let (x, y) = (self.beside(a, b), self.beside(b, a));
        let is_date = self.is_date(a) || self.is_date(b);
        let word = match op {
            Op::Eq => "为",
            Op::Ne => "不为",
            Op::Lt if is_date => "早于",
            Op::Le if is_date => "不晚于",
            Op::Gt if is_date => "晚于",
            Op::Ge if is_date => "不早于",
            Op::Lt => "小于",
            Op::Le => "不超过",
            Op::Gt => "大于",
            Op::Ge => "不少于",
            _ => return None,
        };
        let word = if is_date && op == Op::Eq { "与" } else { word };
        Some(if word == "与" { format!("{x}与{y}相同") } else { format!("{x}{word}{y}") })
    }

    /// Days between two dates.
    fn apart(&self, op: Op, dates: &[Node], n: i64) -> Option<String> {
        let (from, to) = (self.term(dates.first()?), self.term(dates.get(1)?));
        Some(match (op, n) {
            (Op::Ge, 0) => format!("{from}不晚于{to}"),
            (Op::Gt, 0) => format!("{from}早于{to}"),
            (Op::Le, 0) => format!("{from}不早于{to}"),
            (Op::Lt, 0) => format!("{from}晚于{to}"),
            (Op::Eq, 0) => format!("{from}与{to}同日"),
            (Op::Ge, n) => format!("{from}至{to}不少于{n}日"),
            (Op::Gt, n) => format!("{from}至{to}多于{n}日"),
            (Op::Le, n) => format!("{from}至{to}不超过{n}日"),
            (Op::Lt, n) => format!("{from}至{to}少于{n}日"),
            _ => return None,
        })
    }

    fn ranked(&self, op: Op, of: &[Node], other: &Node) -> Option<String> {
        let word = match op {
            Op::Ge => "不低于",
            Op::Gt => "高于",
            Op::Le => "不高于",
            Op::Lt => "低于",
            Op::Eq => "等于",
            _ => return None,
        };
        let other = match other {
            Node::Lit(Value::Number(n)) => self.level(n.as_i64()?)?,
            other => self.term(other),
        };
        Some(format!("{}{word}{other}", self.term(of.first()?)))
    }

    /// By how many levels one stands above another.
    fn ranks_apart(&self, op: Op, ranks: &[Node], n: i64) -> Option<String> {
        let [Node::Call(Function::Rank, a), Node::Call(Function::Rank, b)] = ranks else { return None };
        let (a, b) = (self.term(a.first()?), self.term(b.first()?));
        Some(match op {
            Op::Le => format!("{a}至多比{b}高{n}级"),
            Op::Lt => format!("{a}比{b}高不到{n}级"),
            Op::Ge => format!("{a}至少比{b}高{n}级"),
            Op::Gt => format!("{a}比{b}高出{n}级以上"),
            _ => return None,
        })
    }

    /// How many there are.
    fn counted(&self, op: Op, of: &Node, n: i64) -> Option<String> {
        let is_there = match (op, n) {
            (Op::Eq | Op::Le, 0) | (Op::Lt, 1) => Some(false),
            (Op::Gt | Op::Ne, 0) | (Op::Ge, 1) => Some(true),
            _ => None,
        };
        if let (Some(is_there), Node::Select { of: owner, field, path, .. }) = (is_there, of) {
            return Some(self.yes(owner, field, path, true, is_there));
        }
        let look = match of {
            Node::Var(name) => self.of.looks.iter().find(|look| look.name == *name),
            _ => None,
        };
        let (when, what) = match look {
            Some(look) => (look.when, format!("{}{}", look.same, look.what)),
            None => ("", self.term(of)),
        };
        let there = if look.is_some() { "已有" } else { "有" };
        let counter = if is_of_people(&what) || what.ends_with("（不重复计）") { "名" } else { "项" };
        if let Some(is_there) = is_there {
            return Some(if is_there { format!("{when}{there}{what}") } else { format!("{when}没有{what}") });
        }
        Some(match (op, n) {
            (Op::Ge, n) => format!("{when}{what}不少于{n}{counter}"),
            (Op::Gt, n) => format!("{when}{what}多于{n}{counter}"),
            (Op::Le, n) => format!("{when}{what}不超过{n}{counter}"),
            (Op::Lt, n) => format!("{when}{what}少于{n}{counter}"),
            (Op::Eq, n) => format!("{when}{what}为{n}{counter}"),
            (Op::Ne, n) => format!("{when}{what}不为{n}{counter}"),
            _ => return None,
        })
    }

    /// Values that a table gives to codes: of one table they are weights, beside anything else they are numbers.
    fn weighed(&self, op: Op, a: &Node, b: &Node) -> Option<String> {
        match (table(a), table(b)) {
            (Some((first, x)), Some((second, y))) if first == second => {
                let word = match op {
                    Op::Lt => "轻于",
                    Op::Le => "不重于",
                    Op::Gt => "重于",
                    Op::Ge => "不轻于",
                    Op::Eq => "与之相当于",
                    _ => return None,
                };
                Some(format!("{}{word}{}（由轻到重：{}）", self.term(x), self.term(y), self.by_weight(first)))
            }
            (None, Some((values, of))) if op == Op::Eq => {
                Some(format!("{}与{}相应（{}）", self.term(a), self.term(of), self.value(values)))
            }
            _ => None,
        }
    }

    fn by_weight(&self, table: &Value) -> String {
        let mut entries: Vec<(&String, i64)> =
            table.as_object().into_iter().flatten().filter_map(|(name, n)| Some((name, n.as_i64()?))).collect();
        entries.sort_by_key(|(_, weight)| *weight);
        let label = |name: &str| self.of.vocabulary.and_then(|v| v.code(name)).unwrap_or(name).to_owned();
        joined(entries.iter().map(|(name, _)| label(name)))
    }

    /// Whether something is one of several.
    pub(super) fn belongs(&self, args: &[Node], holds: bool) -> String {
        let [a, b] = args else { return String::new() };
        let not = if holds { "" } else { "不" };
        match b {
            Node::List(items) if items.len() == 1 => {
                let only = items.first().map(|item| self.beside(item, a)).unwrap_or_default();
                format!("{}{not}为{only}", self.beside(a, b))
            }
            Node::List(_) | Node::Lit(_) => format!("{}{not}属于{}", self.beside(a, b), self.beside(b, a)),
            _ if self.is_spoken_of(a) => format!("{}属于{}", if holds { "" } else { "不" }, self.beside(b, a)),
            _ => format!("{}{not}包括{}", self.beside(b, a), self.beside(a, b)),
        }
    }

    /// Functions that are yes or no.
    pub(super) fn called(&self, function: Function, args: &[Node], holds: bool) -> Option<String> {
        let [a, b] = args else { return None };
        let not = if holds { "" } else { "不" };
        Some(match function {
            Function::Overlap => {
                format!("{}与{}{}重合", self.term(a), self.term(b), if holds { "有" } else { "没有" })
            }
            Function::EndsWith if matches!(b, Node::Lit(Value::String(end)) if end.starts_with('/')) => {
                format!("{}{not}为{}", self.term(a), self.term(b))
            }
            Function::EndsWith => format!("{}{not}以{}结尾", self.term(a), self.term(b)),
            Function::StartsWith if self.is_date(a) => {
                format!("{}{not}在{}内", self.term(a), self.term(b))
            }
            Function::StartsWith => match self.codes_beginning(a, b) {
                Some(codes) => format!("{}{not}属于{codes}", self.term(a)),
                None => format!("{}{not}以{}开头", self.term(a), self.term(b)),
            },
            Function::Contains => format!("{}{not}含有{}", self.term(a), self.term(b)),
            _ => return None,
        })
    }

    /// The codes of a field that begin alike, such as all ways in which a decision is revoked.
    fn codes_beginning(&self, field: &Node, beginning: &Node) -> Option<String> {
        let Node::Lit(Value::String(beginning)) = beginning else { return None };
        let place = self.place(path_of(field)?);
        let vocabulary = self.of.vocabulary?;
        let codes = vocabulary.codes_at(place.kinds, &place.path);
        let own: Vec<String> = codes
            .into_iter()
            .filter(|code| code.starts_with(beginning.as_str()))
            .filter_map(|code| Some(format!("“{}”", vocabulary.code_at(place.kinds, &place.path, code)?)))
            .collect();
        (!own.is_empty()).then(|| own.join("、"))
    }

    /// Whether a node is a date.
    fn is_date(&self, node: &Node) -> bool {
        match node {
            Node::Call(Function::Plus, _) => true,
            Node::Lit(Value::String(text)) => text.parse::<chrono::NaiveDate>().is_ok(),
            Node::Select { field, path, .. } => {
                let is_own = matches!(inner(&self.place(path).path), "at" | "recorded");
                is_own || field == "on" || field.ends_with("_on") || matches!(field.as_str(), "until" | "due")
            }
            _ => false,
        }
    }
}

/// Whether what is counted are people.
pub(super) fn is_of_people(what: &str) -> bool {
    what.ends_with(['人', '员', '长', '任'])
}

/// A look into a table of fixed values, and by what.
fn table(node: &Node) -> Option<(&Value, &Node)> {
    match node {
        Node::Op(Op::Index, args) => match args.as_slice() {
            [Node::Lit(values @ Value::Object(_)), of] => Some((values, of)),
            _ => None,
        },
        _ => None,
    }
}
