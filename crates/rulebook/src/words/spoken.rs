//! Expressions in Chinese, so that an officer reads what a condition says and not how it is written.

use std::sync::Arc;

use serde_json::Value;

use crate::expr::{Expr, Function, LEVELS, Loop, Node, Op, path_of};
use crate::rule::Using;
use crate::vocabulary::{KindForm, Vocabulary};

/// An expression in words. `kinds` are the kinds of the act it calls `event`.
/// `using` are the names it gives to what it looks back to.
pub(super) fn spoken(expr: &Expr, vocabulary: Option<&Vocabulary>, kinds: &[Arc<str>], using: &[Using]) -> String {
    Voice { vocabulary, kinds, using }.node(expr.node()).replace("的的", "的")
}

/// The label of a code of any list.
pub(super) fn code(code: &str) -> Option<String> {
    Vocabulary::wenze().code(code).map(str::to_owned)
}

/// What the sentence calls the records that a rule looks back to, in the order in which the rule names them.
pub(super) fn alias(at: usize) -> String {
    const NUMBERS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    format!("所查记录{}", NUMBERS.get(at).copied().unwrap_or("十"))
}

/// The label of a field, by its path or, within a list, by its own name.
fn label_in<'f>(form: &'f KindForm, inner: &str, field: &str) -> Option<&'f String> {
    let labels = &form.fields_zh;
    let whole = labels.get(inner).or_else(|| labels.get(&inner.replace('_', ".")));
    whole.or_else(|| labels.iter().find(|(path, _)| path.rsplit('.').next() == Some(field)).map(|(_, label)| label))
}

struct Voice<'a> {
    vocabulary: Option<&'a Vocabulary>,
    kinds: &'a [Arc<str>],
    using: &'a [Using],
}

impl Voice<'_> {
    fn node(&self, node: &Node) -> String {
        match node {
            Node::Lit(value) => self.value(value),
            Node::Var(name) => self.name(name),
            Node::Select { of, field, test, path } => self.select(of, field, *test, path),
            Node::Op(op, args) => self.operation(*op, args),
            Node::Call(function, args) => {
                let args: Vec<String> = args.iter().map(|arg| self.node(arg)).collect();
                function.spoken(&args)
            }
            Node::List(items) => items.iter().map(|item| self.node(item)).collect::<Vec<_>>().join("、"),
            Node::Loop(one) => self.repeat(one),
        }
    }

    /// A value that is compared with a field is called as that field calls it.
    fn beside(&self, node: &Node, other: &Node) -> String {
        match (node, path_of(other)) {
            (Node::Lit(Value::String(text)), Some(path)) => {
                let label = self.vocabulary.and_then(|v| v.code_at(self.kinds, path, text));
                label.map_or_else(|| self.node(node), |label| format!("“{label}”"))
            }
            (Node::List(items), Some(_)) => {
                items.iter().map(|item| self.beside(item, other)).collect::<Vec<_>>().join("、")
            }
            _ => self.node(node),
        }
    }

    fn value(&self, value: &Value) -> String {
        match value {
            Value::Bool(true) => "是".to_owned(),
            Value::Bool(false) => "否".to_owned(),
            Value::Null => "空".to_owned(),
            // `/gov` is the end of the id of a track.
            Value::String(text) => match self.vocabulary.and_then(|v| v.code(text.trim_start_matches('/'))) {
                Some(label) => format!("“{label}”"),
                // A code of a register that has no Chinese name, such as that of an instrument.
                None if text.bytes().any(|b| b.is_ascii_alphabetic()) => "规定的代号".to_owned(),
                None => format!("“{text}”"),
            },
            Value::Array(items) => items.iter().map(|item| self.value(item)).collect::<Vec<_>>().join("、"),
            Value::Object(map) => {
                let entries = map.iter().map(|(name, value)| {
                    let label = self.vocabulary.and_then(|v| v.code(name)).unwrap_or(name);
                    format!("{label}计{}", self.value(value))
                });
                format!("（{}）", entries.collect::<Vec<_>>().join("、"))
            }
            Value::Number(n) => n.to_string(),
        }
    }

    fn name(&self, name: &str) -> String {
        match name {
            "event" => "本项记录".to_owned(),
            "prior" => "所查记录".to_owned(),
            "case" => "本案".to_owned(),
            "inst" => "当事对象".to_owned(),
            // Whatever else has a name is an item of the list that is being gone through.
            other => self.using.iter().position(|one| one.name == other).map_or_else(|| "其".to_owned(), alias),
        }
    }

    fn select(&self, of: &Node, field: &str, test: bool, path: &str) -> String {
        let label = self.label(of, field, path);
        match (test, label.strip_prefix("是否")) {
            (true, _) => format!("已记载{label}"),
            // A field that is yes or no says what it says.
            (false, Some(said)) => said.to_owned(),
            (false, None) => label,
        }
    }

    /// Days between two dates and levels are compared as people say it.
    fn compared(&self, op: Op, args: &[Node]) -> Option<String> {
        let [a, b] = args else { return None };
        match (a, b) {
            (Node::Call(Function::Days, dates), Node::Lit(Value::Number(n))) => {
                let (from, to) = (self.node(dates.first()?), self.node(dates.get(1)?));
                let n = n.as_i64()?;
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
            (Node::Call(Function::Rank, x), other) => {
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
                    Node::Call(Function::Rank, y) => self.node(y.first()?),
                    _ => self.node(other),
                };
                Some(format!("{}{word}{other}", self.node(x.first()?)))
            }
            _ => None,
        }
    }

    fn level(&self, rank: i64) -> Option<String> {
        let name = LEVELS.get(usize::try_from(rank - 1).ok()?)?;
        let label = self.vocabulary.and_then(|v| v.code_at(self.kinds, "inst.post_level", name));
        Some(format!("“{}”", label.unwrap_or(name)))
    }

    /// A field by its label; of an act looked back to, with whose field it is.
    fn label(&self, of: &Node, field: &str, path: &str) -> String {
        let root = path.split('.').next().unwrap_or_default();
        let inner = path.split_once('.').map_or(path, |(_, rest)| rest);
        let inner = inner.trim_start_matches("data.").trim_start_matches("rel.");
        let own = match (root, inner) {
            ("event" | "prior", "at") => Some("日期".to_owned()),
            ("event" | "prior", "recorded") => Some("登记时间".to_owned()),
            ("event" | "prior", "regime.name") => Some("适用的制度".to_owned()),
            ("event" | "prior", "regime.version") => Some("制度版本".to_owned()),
            ("event" | "prior", "type") => Some("记录种类".to_owned()),
            ("event" | "prior", "entered_from") => Some("录入方式".to_owned()),
            _ => None,
        };
        let label = own.or_else(|| self.whose(inner, field)).unwrap_or_else(|| Self::fact(field));
        match root {
            "event" | "inst" | "case" => label,
            "prior" => format!("所查记录的{label}"),
            _ => match path_of(of) {
                Some(outer) if self.using.iter().any(|one| one.name == outer) => {
                    format!("{}的{label}", self.name(outer))
                }
                Some(_) => format!("其{label}"),
                None => label,
            },
        }
    }

    /// A field within another says whose it is: the date of the approval, and not just a date.
    fn whose(&self, inner: &str, field: &str) -> Option<String> {
        let label = self.known(inner, field)?;
        let Some((outer, _)) = inner.rsplit_once('.') else { return Some(label) };
        let owner = self.known(outer, outer.rsplit('.').next().unwrap_or(outer));
        Some(
            owner
                .filter(|owner| !label.contains(owner.as_str()))
                .map_or(label.clone(), |owner| format!("{owner}的{label}")),
        )
    }

    fn known(&self, inner: &str, field: &str) -> Option<String> {
        let vocabulary = self.vocabulary?;
        let own = self.kinds.iter().filter_map(|kind| vocabulary.kinds.get(kind.as_ref()));
        let all = vocabulary.kinds.values();
        own.chain(all).find_map(|form| label_in(form, inner, field)).cloned()
    }

    fn fact(field: &str) -> String {
        match field {
            "organ" | "organ_id" => "机构",
            "person" | "person_id" | "official" => "人员",
            "level" | "organ_level" => "层级",
            "filed" => "已立案",
            "closed" => "已结案",
            "track" => "办理程序",
            "identity" => "身份类别",
            "kind" => "类型",
            "status" => "在职状况",
            "post_level" => "职务层级",
            "post_kind" => "职务类别",
            "elected" => "经选举任职",
            "employer_kind" => "单位类型",
            "outcome" | "clue_outcome" => "处理结果",
            "code" => "处分或者问责方式",
            "regime" | "name" => "适用的制度",
            "version" => "制度版本",
            "months" => "期间月数",
            "route" => "救济途径",
            "prior" => "有前一次申诉",
            "item_kind" => "整改类型",
            "respondent" => "责任主体",
            "determination" => "决定",
            "measure" => "处分或者问责措施",
            "appeal" => "申诉",
            "report" => "信访举报",
            "clue" => "问题线索",
            "item" => "整改事项",
            "meeting" => "会议",
            "fact" => "事实",
            "evidence" => "证据",
            "round" => "轮次",
            "document" => "文书",
            _ => "该项",
        }
        .to_owned()
    }

    /// A dated number: by what picks it, where its name is put together from a field.
    fn param(&self, name: &Node) -> String {
        match name {
            Node::Op(Op::Add, parts) => {
                let fields: Vec<String> =
                    parts.iter().filter(|p| !matches!(p, Node::Lit(_))).map(|p| self.node(p)).collect();
                format!("{}的规定数值", fields.join("、"))
            }
            _ => "规定数值".to_owned(),
        }
    }

    fn operation(&self, op: Op, args: &[Node]) -> String {
        if let (Op::Index, [Node::Var(root), name]) = (op, args)
            && root == "param"
        {
            return self.param(name);
        }
        if let Some(said) = self.compared(op, args) {
            return said;
        }
        let compared = matches!(op, Op::Eq | Op::Ne | Op::In);
        let said: Vec<String> = match args {
            [a, b] if compared => vec![self.beside(a, b), self.beside(b, a)],
            _ => args.iter().map(|arg| self.node(arg)).collect(),
        };
        let bracketed = |at: usize| match args.get(at) {
            Some(Node::Op(Op::And | Op::Or | Op::If, _)) => {
                format!("（{}）", said.get(at).cloned().unwrap_or_default())
            }
            _ => said.get(at).cloned().unwrap_or_default(),
        };
        let (a, b) = (bracketed(0), bracketed(1));
        match op {
            Op::And => format!("{a}，且{b}"),
            Op::Or => format!("{a}，或者{b}"),
            Op::Not => format!("并非{a}"),
            Op::Eq => format!("{a}为{b}"),
            Op::Ne => format!("{a}不为{b}"),
            Op::Lt => format!("{a}小于（早于）{b}"),
            Op::Le => format!("{a}不超过（不晚于）{b}"),
            Op::Gt => format!("{a}大于（晚于）{b}"),
            Op::Ge => format!("{a}不少于（不早于）{b}"),
            Op::In => format!("{a}属于{b}"),
            Op::Index => format!("{a}中{b}的一项"),
            Op::If => format!("{a}的，{b}，否则{}", bracketed(2)),
            Op::Add => format!("{a}加{b}"),
            Op::Sub => format!("{a}减{b}"),
            Op::Mul => format!("{a}乘以{b}"),
            Op::Div => format!("{a}除以{b}"),
            Op::Rem => format!("{a}除以{b}的余数"),
            Op::Neg => format!("负{a}"),
            Op::NotStrictlyFalse => a,
        }
    }

    /// A loop by the macro it came from, which its step tells.
    fn repeat(&self, one: &Loop) -> String {
        let range = self.node(&one.range);
        let said = |node: &Node| self.node(node);
        match &one.step {
            Node::Op(Op::And, parts) => format!("{range}每一项均{}", parts.get(1).map(said).unwrap_or_default()),
            Node::Op(Op::Or, parts) => format!("{range}中有{}的", parts.get(1).map(said).unwrap_or_default()),
            Node::Op(Op::If, parts) => format!("{range}中{}的", parts.first().map(said).unwrap_or_default()),
            Node::Op(Op::Add, parts) => format!("{range}各项的{}", parts.get(1).map(said).unwrap_or_default()),
            other => format!("{range}各项{}", self.node(other)),
        }
    }
}
