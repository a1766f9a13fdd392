//! Lists that are gone through: of a record, or of records that a rule looks back to.

use std::sync::Arc;

use super::compared::is_of_people;
use super::{Item, Look, Voice, is_compound};
use crate::expr::{Function, Loop, Node, Op, path_of};

/// What is gone through, in words.
struct Range<'a> {
    /// “此前”, for records.
    when: &'static str,
    /// “同一责任主体的”, for records.
    same: &'a str,
    /// What they are.
    what: String,
    /// What one of them is called where another is spoken of.
    one: String,
    path: String,
    kinds: &'a [Arc<str>],
    is_records: bool,
    /// Only those of which this holds.
    only: Option<String>,
}

impl<'a> Voice<'a> {
    /// A claim about all items or about one of them, by the macro that it came from, which its step tells.
    pub(super) fn gone_through(&self, one: &Loop) -> String {
        if let Some(said) = self.plainly(one, true) {
            return said;
        }
        let range = self.range(&one.range);
        let item = range.item(one, self.item);
        let inside = Voice { of: self.of, item: Some(&item) };
        match &one.step {
            Node::Op(Op::And, parts) => {
                let body = parts.get(1).map(|body| inside.claim(body)).unwrap_or_default();
                let body = if body.contains('，') { format!("（{body}）") } else { body };
                if range.is_records && range.only.is_none() {
                    return format!("{}{}每一项{}均须{body}", range.when, range.same, range.what);
                }
                let each = if is_of_people(&range.what) && range.only.is_none() { "每人" } else { "每一项" };
                format!("{}，{each}均须{body}", range.whole())
            }
            Node::Op(Op::Or, parts) => self.some(one, parts.get(1), true),
            _ => self.picked(one),
        }
    }

    /// That no item is so; none for what goes through a list in another way.
    pub(super) fn missing(&self, one: &Loop) -> Option<String> {
        let Node::Op(Op::Or, parts) = &one.step else { return None };
        Some(self.plainly(one, false).unwrap_or_else(|| self.some(one, parts.get(1), false)))
    }

    /// That one of the items is so, or none.
    fn some(&self, one: &Loop, body: Option<&Node>, is_there: bool) -> String {
        let range = self.range(&one.range);
        let item = range.item(one, self.item);
        let inside = Voice { of: self.of, item: Some(&item) };
        let said = body.map(|body| inside.claim(body)).unwrap_or_default();
        let there = range.whole();
        if body.is_some_and(is_compound) || said.contains('，') {
            let some = if is_there { "中至少有一项符合" } else { "中没有一项符合" };
            format!("{there}{some}：{said}")
        } else {
            format!("{there}{}{said}的", if is_there { "中有" } else { "中没有" })
        }
    }

    /// A list made of another: some of its items, or something of each.
    pub(super) fn picked(&self, one: &Loop) -> String {
        let range = self.range(&one.range);
        let item = range.item(one, self.item);
        let inside = Voice { of: self.of, item: Some(&item) };
        let whole = range.whole();
        match &one.step {
            Node::Op(Op::If, parts) => {
                format!("{whole}中{}的", parts.first().map(|only| inside.claim(only)).unwrap_or_default())
            }
            Node::Op(Op::Add, parts) => {
                let of = parts.get(1).map(|of| inside.term(of)).unwrap_or_default();
                format!("{whole}的{}", of.trim_start_matches('其'))
            }
            other => format!("{whole}各项{}", inside.term(other)),
        }
    }

    /// A list of ids or codes of which only is said what is among them.
    fn plainly(&self, one: &Loop, holds: bool) -> Option<String> {
        let has = if holds { "包括" } else { "不包括" };
        let (is_all, body) = match &one.step {
            Node::Op(Op::And, parts) => (true, parts.get(1)?),
            Node::Op(Op::Or, parts) => (false, parts.get(1)?),
            _ => return None,
        };
        let is_item = |node: &Node| matches!(node, Node::Var(name) if *name == one.item);
        let range = || self.term(&one.range);
        match body {
            Node::Op(Op::In, args) => match args.as_slice() {
                [item, list @ Node::List(_)] if is_item(item) => {
                    let list = self.beside(list, &one.range);
                    Some(if is_all {
                        format!("{}均属于{list}", range())
                    } else {
                        format!("{}{}{list}之一", range(), if holds { "中有" } else { "中没有" })
                    })
                }
                [item, other] if is_item(item) && is_all => Some(format!("{}包括全部{}", self.term(other), range())),
                _ => None,
            },
            Node::Op(Op::Eq, args) if !is_all => match args.as_slice() {
                [item, other] if is_item(item) => Some(format!("{}{has}{}", range(), self.beside(other, &one.range))),
                _ => None,
            },
            Node::Call(Function::EndsWith, args) if !is_all => match args.as_slice() {
                [item, end] if is_item(item) => Some(format!("{}{has}{}", range(), self.term(end))),
                _ => None,
            },
            Node::Loop(within) if !is_all => self.tracks_of(one, within, has),
            _ => None,
        }
    }

    /// That a list of tracks has one of these people.
    fn tracks_of(&self, one: &Loop, within: &Loop, has: &str) -> Option<String> {
        let Node::Op(Op::Or, parts) = &within.step else { return None };
        let Node::Op(Op::Eq, args) = parts.get(1)? else { return None };
        let [Node::Var(track), Node::Op(Op::Add, id)] = args.as_slice() else { return None };
        let [Node::Var(person), Node::Lit(serde_json::Value::String(end))] = id.as_slice() else { return None };
        let is_it = *track == one.item && *person == within.item;
        is_it.then(|| format!("{}{has}{}的{}程序", self.term(&one.range), self.term(&within.range), self.track(end)))
    }

    fn range(&self, node: &Node) -> Range<'a> {
        if let Node::Loop(one) = node
            && let Node::Op(Op::If, parts) = &one.step
        {
            let mut range = self.range(&one.range);
            let item = range.item(one, self.item);
            let inside = Voice { of: self.of, item: Some(&item) };
            range.only = parts.first().map(|only| inside.claim(only));
            return range;
        }
        let look = match node {
            Node::Var(name) => self.of.looks.iter().find(|look| look.name == *name),
            _ => None,
        };
        match look {
            Some(look) => records(look),
            None => self.list(node),
        }
    }

    fn list(&self, node: &Node) -> Range<'a> {
        let what = self.term(node);
        let place = path_of(node).map(|path| self.place(path));
        let (path, kinds) = place.map_or_else(|| (String::new(), self.of.event), |place| (place.path, place.kinds));
        let bare = what.trim_start_matches("本项").trim_start_matches('其').trim_start_matches("逐项");
        let one = match path.is_empty() {
            true if is_of_people(&what) => "该人".to_owned(),
            true => "该项".to_owned(),
            false => format!("该{bare}"),
        };
        Range { when: "", same: "", what, one, path, kinds, is_records: false, only: None }
    }
}

fn records<'a>(look: &'a Look<'a>) -> Range<'a> {
    let one = format!("该{}", look.what.split('（').next().unwrap_or(&look.what));
    Range {
        when: look.when,
        same: &look.same,
        what: look.what.clone(),
        one,
        path: "event".to_owned(),
        kinds: look.kinds,
        is_records: true,
        only: None,
    }
}

impl<'a> Range<'a> {
    fn whole(&self) -> String {
        let narrowed = self.only.as_ref().map(|only| format!("中{only}的")).unwrap_or_default();
        format!("{}{}{}{narrowed}", self.when, self.same, self.what)
    }

    fn item<'i>(&self, one: &'i Loop, outer: Option<&'i Item<'i>>) -> Item<'i>
    where
        'a: 'i,
    {
        Item { name: &one.item, said: self.one.clone(), path: self.path.clone(), kinds: self.kinds, outer }
    }
}
