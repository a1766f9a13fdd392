//! What fields, codes and numbers are called.

use std::sync::Arc;

use serde_json::Value;

use super::{Item, Voice, joined};
use crate::expr::{LEVELS, Node, Op, path_of};
use crate::vocabulary::Vocabulary;

/// Fields that are yes or no and are called by a noun; the others are called by what was done.
const NOUNS: [&str; 4] = ["领导职务", "受理机关", "内部规则", "集体责任"];

/// A code without a Chinese name.
const UNNAMED: &str = "规定的代号";

/// Where a field lies.
pub(super) struct Place<'a> {
    /// Its path, with the item it is a field of spelt out.
    pub(super) path: String,
    pub(super) kinds: &'a [Arc<str>],
    /// What goes before its name.
    whose: String,
    /// How many steps of the path belong to the item.
    of_item: usize,
}

impl<'a> Voice<'a> {
    /// Where a path leads that an expression spells.
    pub(super) fn place(&self, path: &str) -> Place<'a> {
        let (root, rest) = path.split_once('.').unwrap_or((path, ""));
        if let Some(item) = self.item_named(root) {
            let is_here = self.item.is_some_and(|here| std::ptr::eq(here, item));
            let whose = if is_here { "其".to_owned() } else { format!("{}的", item.said) };
            let path = if rest.is_empty() { item.path.clone() } else { format!("{}.{rest}", item.path) };
            return Place {
                path,
                kinds: item.kinds,
                whose,
                of_item: inner(&item.path).split('.').filter(|step| !step.is_empty()).count(),
            };
        }
        let (kinds, whose): (&[Arc<str>], &str) = match root {
            "event" if self.is_among_records() => (self.of.event, "本项"),
            "event" => (self.of.event, self.of.event_name),
            "prior" => (self.of.prior, self.of.prior_name),
            _ => (self.of.event, ""),
        };
        Place { path: path.to_owned(), kinds, whose: whose.to_owned(), of_item: 0 }
    }

    fn item_named(&self, name: &str) -> Option<&'a Item<'a>> {
        let mut at = self.item;
        while let Some(item) = at {
            if item.name == name {
                return Some(item);
            }
            at = item.outer;
        }
        None
    }

    /// Whether records looked back to are being gone through.
    fn is_among_records(&self) -> bool {
        let mut at = self.item;
        while let Some(item) = at {
            if item.path == "event" {
                return true;
            }
            at = item.outer;
        }
        false
    }

    /// What an expression calls by a name.
    pub(super) fn named(&self, name: &str) -> String {
        match name {
            "event" => return "本项记录".to_owned(),
            "prior" => return "该项记录".to_owned(),
            "case" => return "本案".to_owned(),
            "inst" => return "当事对象".to_owned(),
            _ => {}
        }
        if let Some(item) = self.item_named(name) {
            return item.said.clone();
        }
        let look = self.of.looks.iter().find(|look| look.name == name);
        look.map_or_else(|| "其".to_owned(), |look| format!("{}{}{}", look.when, look.same, look.what))
    }

    /// The last of the records that are looked back to.
    pub(super) fn latest(&self, name: &str) -> Option<String> {
        let look = self.of.looks.iter().find(|look| look.name == name)?;
        Some(format!("{}最近一次{}{}", look.when, look.same, look.what))
    }

    /// Where a field of that record lies.
    fn of_latest(&self, node: &Node, path: &str) -> Option<Place<'a>> {
        let mut at = node;
        while let Node::Select { of, .. } = at {
            at = of;
        }
        let Node::Op(Op::Index, args) = at else { return None };
        let Some(Node::Var(name)) = args.first() else { return None };
        let look = self.of.looks.iter().find(|look| look.name == *name)?;
        let whose = format!("{}的", self.latest(name)?);
        Some(Place { path: format!("event.{path}"), kinds: look.kinds, whose, of_item: 0 })
    }

    /// Whether a node is the item that is being spoken of.
    pub(super) fn is_spoken_of(&self, node: &Node) -> bool {
        matches!((node, self.item), (Node::Var(name), Some(item)) if item.name == *name)
    }

    /// A field with whose it is.
    pub(super) fn label(&self, of: &Node, field: &str, path: &str) -> String {
        let latest = self.of_latest(of, path);
        if path_of(of).is_none() && latest.is_none() {
            return format!("{}的{}", self.term(of), fact(field));
        }
        let place = latest.unwrap_or_else(|| self.place(path));
        let label = self.name_of(&place, field);
        format!("{}{}", place.whose, label.strip_prefix("是否").unwrap_or(&label))
    }

    /// A claim that a field is there, or that it is yes.
    pub(super) fn yes(&self, of: &Node, field: &str, path: &str, test: bool, holds: bool) -> String {
        if path_of(of).is_none() {
            let told = self.label(of, field, path);
            return if holds { told } else { format!("并非{told}") };
        }
        let place = self.place(path);
        let label = self.name_of(&place, field);
        let (whose, said) = (&place.whose, label.strip_prefix("是否"));
        let plain = said.unwrap_or(&label);
        let of_whose = if whose.as_str() == "其" { "" } else { whose.as_str() };
        if test {
            let role = place.path.split_once(".rel.").map(|(_, role)| role);
            let there = match role {
                Some(role) if self.role(place.kinds, role).is_some() => ("有", "没有"),
                Some(_) => ("涉及", "不涉及"),
                None => ("已记载", "未记载"),
            };
            let there = if holds { there.0 } else { there.1 };
            // What follows the name of a record in brackets is about that record.
            let whose = if self.item.is_none() { of_whose } else { whose.as_str() }.trim_end_matches('的');
            return format!("{whose}{there}{plain}");
        }
        if let Some(content) = inner(&place.path).strip_prefix("contents_check.") {
            let content = self.known(place.kinds, &format!("contents_check.{content}"), field);
            return format!("{}{}", if holds { "已载明" } else { "未载明" }, content.unwrap_or(label.clone()));
        }
        match said {
            Some(noun) if NOUNS.iter().any(|one| noun.starts_with(one)) => {
                format!("{whose}{}{noun}", if holds { "属于" } else { "不属于" })
            }
            Some(done) if holds => format!("{of_whose}{done}"),
            Some(done) => format!("{of_whose}没有{}", done.strip_prefix('有').unwrap_or(done)),
            None => format!("{whose}{label}为“{}”", if holds { "是" } else { "否" }),
        }
    }

    /// The name of a field alone.
    fn name_of(&self, place: &Place<'_>, field: &str) -> String {
        let root = place.path.split('.').next().unwrap_or_default();
        let inner = inner(&place.path);
        let own = match (root, inner) {
            ("event" | "prior", "at" | "on") => "办理日期",
            ("event" | "prior", "recorded") => "登记时间",
            ("event" | "prior", "regime.name") => "所依据的制度",
            ("event" | "prior", "regime.version") => "制度版本",
            ("event" | "prior", "type") => "记录种类",
            ("event" | "prior", "entered_from") => "录入方式",
            ("event" | "prior", "id") => "记录",
            ("event", "behalf.level") => "本机关的层级",
            ("event", "behalf.organ") => "本机关",
            ("inst" | "case", _) => return fact(field),
            _ => "",
        };
        if !own.is_empty() {
            return own.to_owned();
        }
        if place.path.contains(".rel.") {
            let label = self.role(place.kinds, inner);
            return label.unwrap_or_else(|| fact(field));
        }
        self.whose(place, inner, field).unwrap_or_else(|| fact(field))
    }

    /// A role that is a field of the act, by the label of that field.
    fn role(&self, kinds: &[Arc<str>], role: &str) -> Option<String> {
        let forms =
            self.of.vocabulary.into_iter().flat_map(|v| kinds.iter().filter_map(|kind| v.kinds.get(kind.as_ref())));
        for form in forms {
            let path = form.fields_zh.keys().find(|path| path.replace('.', "_") == role);
            if let Some(path) = path {
                let own = form.fields_zh.get(path)?;
                let outer = path.rsplit_once('.').and_then(|(outer, _)| form.fields_zh.get(outer));
                return Some(
                    outer
                        .filter(|outer| !own.contains(outer.as_str()))
                        .map_or(own.clone(), |outer| format!("{outer}的{own}")),
                );
            }
        }
        None
    }

    /// A field within another says whose it is: the date of the approval, and not just a date.
    fn whose(&self, place: &Place<'_>, inner: &str, field: &str) -> Option<String> {
        let label = self.known(place.kinds, inner, field)?;
        let steps = inner.split('.').count();
        let Some((outer, _)) = inner.rsplit_once('.').filter(|_| steps > place.of_item + 1) else { return Some(label) };
        let owner = self.known(place.kinds, outer, outer.rsplit('.').next().unwrap_or(outer));
        let owner = owner.filter(|owner| !label.contains(owner.as_str()));
        Some(owner.map_or(label.clone(), |owner| format!("{owner}的{label}")))
    }

    /// The label of a field: by its path in the act's own form, then by its own name there, then in any other.
    fn known(&self, kinds: &[Arc<str>], inner: &str, field: &str) -> Option<String> {
        let vocabulary = self.of.vocabulary?;
        let own = || kinds.iter().filter_map(|kind| vocabulary.kinds.get(kind.as_ref()));
        let whole = || own().find_map(|form| form.fields_zh.get(inner));
        let last = || {
            own().find_map(|form| {
                form.fields_zh.iter().find(|(path, _)| path.rsplit('.').next() == Some(field)).map(|(_, label)| label)
            })
        };
        let any = || vocabulary.kinds.values().find_map(|form| form.fields_zh.get(inner));
        let anywhere = || {
            let mut all = vocabulary.kinds.values().flat_map(|form| &form.fields_zh);
            all.find(|(path, _)| path.rsplit('.').next() == Some(field)).map(|(_, label)| label)
        };
        whole().or_else(last).or_else(any).or_else(anywhere).cloned()
    }

    pub(super) fn value(&self, value: &Value) -> String {
        match value {
            Value::Bool(true) => "是".to_owned(),
            Value::Bool(false) => "否".to_owned(),
            Value::Null => "空".to_owned(),
            Value::String(text) => self.text(text),
            Value::Array(items) => joined(items.iter().map(|item| self.value(item))),
            Value::Object(map) => {
                let mut entries: Vec<(&String, &Value)> = map.iter().collect();
                entries.sort_by_key(|(_, weight)| weight.as_i64());
                let label = |name: &str| self.of.vocabulary.and_then(|v| v.code(name)).unwrap_or(name).to_owned();
                let told = entries.iter().map(|(name, weight)| format!("{}{}", label(name), self.value(weight)));
                told.collect::<Vec<_>>().join("、")
            }
            Value::Number(n) => n.to_string(),
        }
    }

    fn text(&self, text: &str) -> String {
        if let Ok(day) = text.parse::<chrono::NaiveDate>() {
            return day.format("%Y年%-m月%-d日").to_string();
        }
        match self.of.vocabulary.and_then(|v| v.code(text)) {
            Some(label) => format!("“{label}”"),
            None if text.starts_with('/') => self.track(text),
            // A code of a register that has no Chinese name, such as that of an instrument.
            None if text.bytes().any(|b| b.is_ascii_alphabetic()) => UNNAMED.to_owned(),
            None => format!("“{text}”"),
        }
    }

    /// The end of the id of a track tells the track.
    pub(super) fn track(&self, text: &str) -> String {
        let code = text.trim_start_matches('/');
        let label = self.of.vocabulary.and_then(|v| v.code_at(&[], "inst.track", code));
        format!("“{}”", label.unwrap_or(code))
    }

    pub(super) fn level(&self, rank: i64) -> Option<String> {
        let name = LEVELS.get(usize::try_from(rank - 1).ok()?)?;
        let label = self.of.vocabulary.and_then(|v: &Vocabulary| v.code_at(&[], "inst.post_level", name));
        Some(format!("“{}”", label.unwrap_or(name)))
    }

    /// A value that is compared with a field is called as that field calls it.
    pub(super) fn beside(&self, node: &Node, other: &Node) -> String {
        match (node, path_of(other)) {
            (Node::Lit(Value::String(text)), Some(path)) => {
                let place = self.place(path);
                let label = self.of.vocabulary.and_then(|v| v.code_at(place.kinds, &place.path, text));
                label.map_or_else(|| self.term(node), |label| format!("“{label}”"))
            }
            (Node::List(items), Some(_)) => {
                let all: Vec<String> = items.iter().map(|item| self.beside(item, other)).collect();
                // Beside the Chinese name of the same thing its code says nothing.
                let named = all.iter().filter(|one| *one != UNNAMED).count();
                joined(all.into_iter().filter(|one| named == 0 || one != UNNAMED))
            }
            (Node::Lit(Value::Array(items)), Some(_)) => {
                joined(items.iter().map(|item| self.beside(&Node::Lit(item.clone()), other)))
            }
            (Node::Op(Op::If, args), Some(_)) => {
                format!("（{}）", self.chosen(args, |voice, node| voice.beside(node, other)))
            }
            _ => self.term(node),
        }
    }
}

/// A path without what it begins at.
pub(super) fn inner(path: &str) -> &str {
    let inner = path.split_once('.').map_or("", |(_, rest)| rest);
    inner.trim_start_matches("data.").trim_start_matches("rel.")
}

/// The name of a fact or of a role.
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
        "regime" | "name" => "所依据的制度",
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
        "letter" => "函件",
        "recusal" => "回避事项",
        "request" => "呈批事项",
        "event" => "所涉记录",
        "argument" => "申辩理由",
        "prior_appeal" => "前一次申诉",
        "way" => "处置方式",
        "reporter_kind" => "举报人类型",
        "source_kind" => "来源",
        _ => "该项",
    }
    .to_owned()
}
