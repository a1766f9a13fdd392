//! A rule as one Chinese sentence, made of its fields: what a law officer signs. Whatever changes in a rule changes here.

use std::fmt::Write;
use std::sync::Arc;

use super::spoken::{Context, Look, named, spoken};
use super::{Lang, Speaker};
use crate::expr::Expr;
use crate::finding::Finding;
use crate::period::{Counting, Period, Roll, Start, Unit};
use crate::rule::{
    Body, Extend, Governs, Param, ParamValue, Pattern, Precede, Require, Respond, Rule, Rulebook, SameDay, Side,
    StopMode, Transition, Using, Within,
};
use crate::vocabulary::{KindForm, Vocabulary};

/// Of a time in which the text says nothing.
const NOT_REGULATED: &str = "未作规定";

/// The sentence of a rule.
pub fn sentence(book: &Rulebook, rule: &Rule) -> String {
    written(book, rule, |writer| format!("{}。", writer.whole()))
}

/// What must hold at the act that a rule judges, in Chinese; none for a rule that asks for no condition.
pub fn demand(book: &Rulebook, rule: &Rule) -> Option<String> {
    let Body::Require(body) = &rule.body else { return None };
    Some(written(book, rule, |writer| writer.condition(body)))
}

fn written<T>(book: &Rulebook, rule: &Rule, write: impl FnOnce(&Writer<'_>) -> T) -> T {
    let vocabulary = book.vocabulary.as_deref().and_then(Vocabulary::named);
    let nothing = |_: &str| None;
    let no_object = |_: &str, _: &str| None;
    let no_demand = |_: &Finding| None;
    let title_of = |id: &str| book.rules.iter().find(|rule| rule.id.as_ref() == id).map(|rule| rule.title.clone());
    let speaker = Speaker {
        lang: Lang::ZhCn,
        zone: book.zone,
        vocabulary,
        act: &nothing,
        kind_of: &nothing,
        object: &no_object,
        rule: &title_of,
        demand: &no_demand,
    };
    write(&Writer { speaker, book, rule })
}

struct Writer<'a> {
    speaker: Speaker<'a>,
    book: &'a Rulebook,
    rule: &'a Rule,
}

impl Writer<'_> {
    fn whole(&self) -> String {
        let rule = self.rule;
        let mut text = format!("{}。", full_width(&rule.title));
        if let Some(applies) = &rule.applies {
            let _ = write!(
                text,
                "适用于{}的情形；",
                self.says(applies, self.about(self.starting())).trim_end_matches('的')
            );
        }
        if !rule.per.is_empty() {
            let roles: Vec<&str> = rule.per.iter().map(|role| role_name(role)).collect();
            let _ = write!(text, "按每一{}分别判断；", roles.join("、"));
        }
        let demand = match &rule.body {
            Body::Respond(body) => self.respond(body),
            Body::Precede(body) => self.precede(body),
            Body::Require(body) => self.require(body),
            Body::Separate { a, b } => format!("{}与{}不得为同一人", self.side(a), self.side(b)),
            Body::Limit { on, max } => format!("{}至多{max}次", self.pattern(on)),
        };
        text.push_str(&demand);
        let _ = write!(text, "；依据：{}", self.speaker.articles(&rule.law));
        text.push_str(&self.window());
        if rule.is_remembered() {
            text.push_str("，依据待核");
        }
        text
    }

    fn starting(&self) -> &[Arc<str>] {
        match &self.rule.body {
            Body::Separate { b, .. } => &b.kinds,
            _ => self.rule.on().map_or(&[], |on| &on.kinds),
        }
    }

    fn says(&self, expr: &Expr, context: Context<'_>) -> String {
        let number = |id: &str| self.number(id);
        spoken(expr, Context { number: &number, ..context })
    }

    /// What an expression names, such as the day on which a time begins.
    fn names(&self, expr: &Expr, event: &[Arc<str>]) -> String {
        let number = |id: &str| self.number(id);
        named(expr, Context { number: &number, ..self.about(event) })
    }

    /// An expression about one act.
    fn about<'c>(&'c self, event: &'c [Arc<str>]) -> Context<'c> {
        let vocabulary = self.speaker.vocabulary;
        Context { vocabulary, event, event_name: "", prior: &[], prior_name: "其", looks: &[], number: &|_| None }
    }

    /// A dated number: the one of the rule's time, else those of all times.
    fn number(&self, id: &str) -> Option<String> {
        let param = self.book.params.get(id)?;
        Some(self.values(param))
    }

    /// The values that a rule can come to in its own time.
    fn values(&self, param: &Param) -> String {
        let own: Vec<&ParamValue> =
            param.values.iter().filter(|value| value.window.overlaps(&self.rule.window)).collect();
        match own.as_slice() {
            [one] if one.selectors.is_empty() => self.amount(one),
            [] => "规定数值".to_owned(),
            several => {
                let told: Vec<String> = several.iter().map(|value| self.value(value)).collect();
                format!("规定数值（{}）", told.join("，"))
            }
        }
    }

    fn pattern(&self, pattern: &Pattern) -> String {
        self.pattern_in(pattern, self.about(&pattern.kinds))
    }

    fn pattern_in(&self, pattern: &Pattern, context: Context<'_>) -> String {
        let name = match &pattern.breach_of {
            Some(rule) => format!("“{}”被违反", full_width(&(self.speaker.rule)(rule).unwrap_or_default())),
            None => format!("“{}”", self.speaker.kinds(&pattern.kinds)),
        };
        match &pattern.condition {
            Some(condition) => format!("{name}（{}）", self.says(condition, context)),
            None => name,
        }
    }

    /// An act that answers another: its condition may speak of both.
    fn answer(&self, pattern: &Pattern, on: &Pattern) -> String {
        let of_start = if on.breach_of.is_some() {
            "起因事项的".to_owned()
        } else {
            format!("“{}”的", self.speaker.kinds(&on.kinds))
        };
        let context = self.about(&pattern.kinds);
        self.pattern_in(pattern, Context { prior: &on.kinds, prior_name: &of_start, ..context })
    }

    fn respond(&self, body: &Respond) -> String {
        let (on, action) = (self.pattern(&body.on), self.answer(&body.action, &body.on));
        let mut text = match &body.within {
            Within::Promptly => format!("{on}后，应当及时办理{action}"),
            Within::Until(until) => {
                let until = self.names(until, &body.on.kinds);
                format!("{on}后，应当在{until}之前办理{action}{}", roll(&body.counting))
            }
            Within::Fixed(period) => self.timed(body, &on, &action, &self.speaker.period(*period)),
            Within::Param(param) => self.timed(body, &on, &action, &self.values(param).replace("规定数值", "规定期限")),
        };
        for extend in &body.extend {
            let _ = write!(text, "；{}", self.extend(extend, &body.on));
        }
        for stop in &body.suspend {
            let (from, to) = (self.answer(&stop.from, &body.on), self.answer(&stop.to, &body.on));
            let what = match stop.mode {
                StopMode::Stop => "期间不计入",
                StopMode::Restart => "后重新计算",
            };
            let max = stop.max.map(|max| format!("，至多{}", self.speaker.period(max))).unwrap_or_default();
            let _ = write!(text, "；{from}至{to}{what}{max}");
        }
        for discharge in &body.discharge {
            let _ = write!(text, "；其后又有{}的，不再要求", self.answer(discharge, &body.on));
        }
        text
    }

    fn timed(&self, body: &Respond, on: &str, action: &str, period: &str) -> String {
        let begin = match &body.start {
            Some(start) => format!("{on}后，自{}", self.names(start, &body.on.kinds)),
            None => format!("自{on}之日"),
        };
        let from = match body.counting.start {
            Start::NextDay => "的次日起",
            Start::SameDay => "当日起",
            Start::SameMoment => "的时刻起",
        };
        // Working days end on one, and hours are never moved.
        let units: Vec<Unit> = match &body.within {
            Within::Fixed(period) => vec![period.unit],
            Within::Param(param) => {
                param.values.iter().filter_map(|value| value.period).map(|period| period.unit).collect()
            }
            Within::Until(_) | Within::Promptly => Vec::new(),
        };
        let moves = units.iter().any(|unit| !matches!(unit, Unit::Workday | Unit::Hour));
        let roll = if moves { roll(&body.counting) } else { "" };
        if period == NOT_REGULATED {
            return format!("{on}后应当办理{action}，期限{period}");
        }
        format!("{begin}{from}{period}内，应当办理{action}{roll}")
    }

    fn amount(&self, value: &ParamValue) -> String {
        match (value.period, value.number) {
            (Some(period), _) => self.speaker.period(period),
            (None, Some(n)) => n.to_string(),
            (None, None) => NOT_REGULATED.to_owned(),
        }
    }

    fn value(&self, value: &ParamValue) -> String {
        let amount = self.amount(value);
        let when = match (value.window.from, value.window.to) {
            (Some(from), Some(to)) => format!("{}至{}前", self.speaker.date(from), self.speaker.date(to)),
            (Some(from), None) => format!("{}起", self.speaker.date(from)),
            _ => String::new(),
        };
        let code = |value: &serde_json::Value| {
            super::spoken::code(value.as_str().unwrap_or_default()).unwrap_or_else(|| value.to_string())
        };
        let picks: Vec<String> = value.selectors.values().map(code).collect();
        let is = if value.period.is_none() && value.number.is_none() { "" } else { "为" };
        if picks.is_empty() {
            format!("{when}{is}{amount}")
        } else {
            format!("{when}“{}”{is}{amount}", picks.join("、"))
        }
    }

    fn extend(&self, extend: &Extend, on: &Pattern) -> String {
        let mut text = format!("经{}", self.answer(&extend.on, on));
        if let Some(condition) = &extend.condition {
            let _ = write!(text, "（{}）", self.says(condition, self.about(&extend.on.kinds)));
        }
        text.push_str("可以延长");
        if let Some(to) = &extend.to {
            let to = self.names(to, &extend.on.kinds);
            let to = to.trim_start_matches("延长至");
            let _ = write!(text, "至{}", if to.is_empty() { "其所定的日期" } else { to });
        }
        if let Some(most) = extend.add_max {
            let _ = write!(text, "，至多{}", self.speaker.period(most));
        }
        if let Some(total) = extend.cap_total {
            let _ = write!(text, "，总计至多{}", self.speaker.period(total));
        }
        if let Some(times) = extend.times {
            let _ = write!(text, "，至多{times}次");
        }
        if extend.before_due {
            text.push_str("，应当在期满前作出");
        }
        text
    }

    fn precede(&self, body: &Precede) -> String {
        let on = self.pattern(&body.on);
        let context = Context { event_name: "本项", prior: &body.needs.kinds, ..self.about(&body.on.kinds) };
        let needs = self.pattern_in(&body.needs, context);
        let count = if body.count > 1 { format!("至少{}次", body.count) } else { String::new() };
        let age = body.max_age.as_ref().map(|(period, _)| self.age(*period)).unwrap_or_default();
        let same_day = match body.same_day {
            SameDay::Undetermined => "",
            SameDay::Ok => "（同日视为在先）",
            SameDay::Violation => "（同日视为在后）",
        };
        format!("{on}之前必须已有{needs}{count}{age}{same_day}")
    }

    fn age(&self, period: Period) -> String {
        format!("，且不早于此前{}", self.speaker.period(period))
    }

    fn require(&self, body: &Require) -> String {
        format!("{}时，应当符合：{}", self.pattern(&body.on), self.condition(body))
    }

    fn condition(&self, body: &Require) -> String {
        let looks: Vec<Look<'_>> = body.using.iter().map(|using| self.look(using, body)).collect();
        self.says(&body.check, Context { looks: &looks, ..self.about(&body.on.kinds) })
    }

    fn look<'u>(&self, using: &'u Using, body: &'u Require) -> Look<'u> {
        let same: Vec<String> = using.same.iter().map(|role| format!("同一{}", same_name(role))).collect();
        let same = if same.is_empty() { String::new() } else { format!("{}的", same.join("、")) };
        let context = Context { event_name: "本项", prior: &using.kinds, ..self.about(&body.on.kinds) };
        let condition = using.condition.as_ref().map(|c| format!("（{}）", self.says(c, context))).unwrap_or_default();
        let what = format!("“{}”{condition}", self.speaker.kinds(&using.kinds));
        Look {
            name: &using.name,
            kinds: &using.kinds,
            when: if using.after { "此前或者此后" } else { "此前" },
            same,
            what,
        }
    }

    fn side(&self, side: &Side) -> String {
        let forms: Vec<&KindForm> =
            side.kinds.iter().filter_map(|kind| self.speaker.vocabulary?.kinds.get(kind.as_ref())).collect();
        let mut roles: Vec<String> = Vec::new();
        for role in &side.roles {
            let path = role.replace('_', ".");
            let label = forms.iter().find_map(|form| form.fields_zh.get(role).or_else(|| form.fields_zh.get(&path)));
            let label = label.cloned().unwrap_or_else(|| role_name(role).to_owned());
            if !roles.contains(&label) {
                roles.push(label);
            }
        }
        format!("“{}”中的{}", self.speaker.kinds(&side.kinds), roles.join("、"))
    }

    fn window(&self) -> String {
        let rule = self.rule;
        let mut text = match (rule.window.from, rule.window.to) {
            (Some(from), Some(to)) => format!("，{}至{}前施行", self.speaker.date(from), self.speaker.date(to)),
            (Some(from), None) => format!("，{}起施行", self.speaker.date(from)),
            _ => String::new(),
        };
        text.push_str(match rule.governs {
            Governs::Trigger => "",
            Governs::Act => "，按办理之日的规定",
            Governs::CaseOpen => "，按立案之初的规定",
        });
        text.push_str(match rule.transition {
            Transition::Keep => "",
            Transition::Rebase => "，新规定施行时未办结的按新规定计算",
            Transition::Longer => "，新规定施行时未办结的取较长期限",
            Transition::Shorter => "，新规定施行时未办结的取较短期限",
            Transition::Favourable => "，新规定施行时未办结的从有利",
        });
        for excepted in &rule.overrides {
            let _ = write!(text, "，作为“{}”的例外", full_width(&(self.speaker.rule)(excepted).unwrap_or_default()));
        }
        text
    }
}

fn roll(counting: &Counting) -> &'static str {
    match counting.roll {
        Roll::Forward => "（末日逢休息日顺延）",
        Roll::None => "（末日逢休息日不顺延）",
        Roll::Backward => "（末日逢休息日提前）",
    }
}

/// Titles are written by hand, some with the stops of another script.
fn full_width(title: &str) -> String {
    title.replace(',', "，").replace(':', "：").replace(';', "；")
}

/// A role after “同一”.
fn same_name(role: &str) -> &str {
    if role == "track" { "责任主体同一程序" } else { role_name(role) }
}

fn role_name(role: &str) -> &str {
    match role {
        "respondent" => "责任主体",
        "track" => "责任主体的每一程序",
        "determination" => "决定",
        "measure" => "处分或者问责措施",
        "document" => "决定文书",
        "appeal" => "申诉",
        "item" => "整改事项",
        "clue" => "问题线索",
        "report" => "信访举报",
        "letter" => "函件",
        "meeting" => "会议",
        "evidence" => "证据",
        "fact" => "事实",
        "official" | "person" => "人员",
        "organ" => "机构",
        "recusal" => "回避事项",
        "request" => "呈批事项",
        "event" => "记录",
        "case" => "案件",
        _ => "对象",
    }
}
