//! Findings in words: at most five lines that can be read aloud, without a code, an id or a foreign word.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use chrono_tz::Tz;
use std::fmt::Write;
use std::sync::Arc;

use crate::finding::{Finding, Flag, Phase, Step, Verdict};
use crate::period::{Period, Unit};
use crate::rule::Law;
use crate::vocabulary::Vocabulary;

mod article;
mod sentence;
mod spoken;
mod steps;

pub(crate) use article::english as english_article;
pub use sentence::{demand, sentence};

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Simplified Chinese, the source.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Lang {
    /// One of two texts.
    pub(crate) fn pick<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::ZhCn => zh,
            Self::En => en,
        }
    }
}

/// What the words call things.
pub struct Speaker<'a> {
    /// The language.
    pub lang: Lang,
    /// The zone of dates and times.
    pub zone: Tz,
    /// The catalogue of acts.
    pub vocabulary: Option<&'a Vocabulary>,
    /// What an act is called, such as “立案（2026年3月2日）”.
    pub act: &'a dyn Fn(&str) -> Option<String>,
    /// The kind of an act, for the labels of its fields.
    pub kind_of: &'a dyn Fn(&str) -> Option<String>,
    /// What an object is called, by its role and id, such as the name of a respondent.
    pub object: &'a dyn Fn(&str, &str) -> Option<String>,
    /// What a rule says, by its id.
    pub rule: &'a dyn Fn(&str) -> Option<String>,
    /// What must hold where a condition did not, in the version of the rule that was applied; see [`demand`].
    pub demand: &'a dyn Fn(&Finding) -> Option<String>,
}

/// The longest condition that a finding repeats, in characters. Of a longer one it says what the rule's title says of it.
const DEMAND_CHARS_MAX: usize = 160;

impl Speaker<'_> {
    /// A finding in at most five lines: what, about whom and when, on which basis, how it came about, how to mend it.
    pub fn lines(&self, finding: &Finding) -> Vec<String> {
        let mut lines = vec![format!("{}{}", self.heading(finding), finding.title(self.lang))];
        lines.extend(self.about(finding));
        lines.push(self.basis(finding));
        lines.extend(self.reasons(finding));
        lines.extend(self.remedy(finding));
        lines
    }

    /// The verdict in words.
    pub fn verdict(&self, finding: &Finding) -> String {
        let pick = |zh: &str, en: &str| self.lang.pick(zh, en).to_owned();
        match (finding.verdict, finding.phase) {
            (Verdict::Violated, Some(Phase::Cured)) => {
                let days = finding.late_days.unwrap_or_default();
                match self.lang {
                    Lang::ZhCn => format!("逾期{days}天办结"),
                    Lang::En => format!("done {days} days late"),
                }
            }
            (Verdict::Violated, Some(Phase::Open)) if finding.is_hint() => {
                pick("提示：期限已过", "note: the time is over")
            }
            (Verdict::Violated, None) if finding.is_hint() => pick("提示", "note"),
            (Verdict::Violated, Some(Phase::Repaired)) => pick("违反，已补救", "broken, and mended"),
            (Verdict::Violated, Some(Phase::Open)) => pick("逾期未办", "overdue"),
            (Verdict::Violated, _) => pick("违反", "broken"),
            (Verdict::Undetermined, _) => pick("无法判定", "cannot be told"),
            (Verdict::Pending, Some(Phase::ClockStopped)) => pick("期限中止", "the clock stands still"),
            (Verdict::Pending, Some(Phase::DueUnknown)) => pick("待办，未定期限", "to be done, without a set date"),
            (Verdict::Pending, _) => pick("待办", "to be done"),
            (Verdict::Holding, _) => pick("遵守中", "kept so far"),
            (Verdict::Satisfied, _) => pick("符合", "kept"),
            (Verdict::Discharged, _) => pick("已终结", "ended"),
            (Verdict::Waived, _) => pick("已说明理由，予以认可", "explained and accepted"),
            (Verdict::NotRegulated, _) => pick("当时未作规定", "not regulated then"),
            (Verdict::NotApplicable, _) => pick("不适用", "does not apply"),
        }
    }

    fn heading(&self, finding: &Finding) -> String {
        match self.lang {
            Lang::ZhCn => format!("【{}】", self.verdict(finding)),
            Lang::En => format!("[{}] ", self.verdict(finding)),
        }
    }

    fn about(&self, finding: &Finding) -> Option<String> {
        // A track names its respondent, so the respondent is not told twice.
        let has_track = finding.instance.contains_key("track");
        let objects: Vec<String> = finding
            .instance
            .iter()
            .filter(|(role, _)| !(has_track && role.as_ref() == "respondent"))
            .filter_map(|(role, id)| (self.object)(role, id))
            .collect();
        let trigger = finding.trigger.as_deref().and_then(|id| (self.act)(id));
        let parts: Vec<String> = [Some(objects.join(self.lang.pick("、", ", "))).filter(|t| !t.is_empty()), trigger]
            .into_iter()
            .flatten()
            .collect();
        if parts.is_empty() {
            return None;
        }
        Some(match self.lang {
            Lang::ZhCn => format!("对象：{}", parts.join("；")),
            Lang::En => format!("About: {}", parts.join("; ")),
        })
    }

    fn basis(&self, finding: &Finding) -> String {
        let mut text = match self.lang {
            Lang::ZhCn => format!("依据：{}", self.articles(&finding.law)),
            Lang::En => format!("Basis: {}", self.articles(&finding.law)),
        };
        if let Some(from) = finding.in_force_from {
            match self.lang {
                Lang::ZhCn => {
                    let _ = write!(text, "（{}起施行）", self.date(from));
                }
                Lang::En => {
                    let _ = write!(text, " (in force from {})", self.date(from));
                }
            }
        }
        if finding.is_remembered() {
            text.push_str(self.lang.pick("，依据待核", "; the source is to be checked"));
        }
        text
    }

    /// The articles, in the words of the law.
    pub fn articles(&self, law: &[Law]) -> String {
        let one = |law: &Law| match self.lang {
            Lang::ZhCn => format!("《{}》{}", law.name.trim_matches(['《', '》']), law.at),
            Lang::En => format!("{}, {}", law.name(self.lang), law.at(self.lang)),
        };
        law.iter().map(one).collect::<Vec<_>>().join(self.lang.pick("、", "; "))
    }

    fn reasons(&self, finding: &Finding) -> Option<String> {
        let mut parts: Vec<String> = finding.steps.iter().filter_map(|step| self.step(finding, step)).collect();
        if let Some(due) = finding.due {
            parts.push(match self.lang {
                Lang::ZhCn => format!("应于{}前办结", self.due(finding, due)),
                Lang::En => format!("due by {}", self.due(finding, due)),
            });
        }
        parts.extend(finding.flags.iter().filter_map(|flag| self.flag(*flag)));
        (!parts.is_empty()).then(|| match self.lang {
            Lang::ZhCn => format!("经过：{}。", parts.join("；")),
            Lang::En => format!("How: {}.", parts.join("; ")),
        })
    }

    fn due(&self, finding: &Finding, due: NaiveDate) -> String {
        let is_hours = finding.steps.iter().any(|step| matches!(step, crate::finding::Step::HoursAdded { .. }));
        match finding.due_at.filter(|_| is_hours) {
            Some(at) => self.moment(at),
            None => self.date(due),
        }
    }

    /// What must hold where a condition did not. Conditions are spoken in Chinese only; where one is not spoken, the title
    /// above has said what must hold.
    pub(crate) fn must_hold(&self, finding: &Finding) -> String {
        let spoken = (self.demand)(finding).filter(|said| said.chars().count() <= DEMAND_CHARS_MAX);
        match (self.lang, spoken) {
            (Lang::ZhCn, Some(said)) => format!("应当符合：{said}；所记内容与此不符"),
            (Lang::ZhCn, None) => "所记内容与上述要求不符".to_owned(),
            (Lang::En, _) => "what is recorded does not meet this".to_owned(),
        }
    }

    /// How a condition is mended that did not hold: either the record is wrong, or what was done.
    fn amends(&self, finding: &Finding) -> Option<String> {
        let is_condition = finding.steps.iter().any(|step| matches!(step, Step::DoesNotHold));
        if !is_condition || finding.verdict != Verdict::Violated {
            return None;
        }
        let kind: Vec<Arc<str>> =
            finding.trigger.as_deref().and_then(|id| (self.kind_of)(id)).map(Arc::from).into_iter().collect();
        let (who, act) = (self.actors(&kind), self.kinds(&kind));
        Some(match self.lang {
            Lang::ZhCn => {
                format!("补救：记载有误的，由{who}据实更正“{act}”；确有不符的，依照规定补正或者重新办理，并说明理由。")
            }
            Lang::En => format!(
                "To mend: {who}: correct “{act}” if it is recorded wrongly; else put it right or do it anew, and give the reason."
            ),
        })
    }

    fn remedy(&self, finding: &Finding) -> Option<String> {
        if finding.is_hint() {
            let note = ("说明：此项仅作提示，不作违规处理。", "This is only pointed out and is no breach.");
            return Some(self.lang.pick(note.0, note.1).to_owned());
        }
        let Some(residual) = finding.residual.as_ref() else { return self.amends(finding) };
        let acts = self.kinds(&residual.what);
        let who = self.actors(&residual.what);
        Some(match (self.lang, residual.by.filter(|_| finding.verdict == Verdict::Pending)) {
            (Lang::ZhCn, Some(by)) => format!("下一步：{who}在{}前办理“{acts}”。", self.date(by)),
            (Lang::ZhCn, None) => format!("补救：由{who}办理“{acts}”并据实记录。"),
            (Lang::En, Some(by)) => format!("Next: {who}: “{acts}” by {}.", self.date(by)),
            (Lang::En, None) => format!("To mend: {who}: record “{acts}” as it happened."),
        })
    }

    /// The names of kinds of act, any of which would do.
    pub(crate) fn kinds(&self, kinds: &[Arc<str>]) -> String {
        let name = |kind: &Arc<str>| {
            let form = self.vocabulary.and_then(|v| v.kinds.get(kind.as_ref()));
            form.map_or_else(|| kind.to_string(), |form| self.lang.pick(&form.zh, &form.en).to_owned())
        };
        kinds.iter().map(name).collect::<Vec<_>>().join(self.lang.pick("”或“", "” or “"))
    }

    /// Whose acts these kinds are.
    fn actors(&self, kinds: &[Arc<str>]) -> String {
        let mut found: Vec<&str> = Vec::new();
        for form in kinds.iter().filter_map(|kind| self.vocabulary?.kinds.get(kind.as_ref())) {
            let by = self.lang.pick(&form.by_zh, &form.by_en);
            if !by.is_empty() && !found.contains(&by) {
                found.push(by);
            }
        }
        if found.is_empty() {
            self.lang.pick("承办单位", "the office in charge").to_owned()
        } else {
            found.join(self.lang.pick("或", " or "))
        }
    }

    fn flag(&self, flag: Flag) -> Option<String> {
        let (zh, en) = match flag {
            Flag::LateRecord => ("按期办理，事后补录", "done in time, recorded afterwards"),
            Flag::Corrected => ("记录经过更正", "the record was corrected"),
            Flag::FlippedByCorrection => {
                ("更正或补录改变了判定，须由他人复核", "a correction changed the verdict: another person checks it")
            }
            Flag::SameDay => ("同日办理，先后未记载，按先后有序处理", "of one day; the lawful order is assumed"),
            Flag::ExtensionCapped => ("延长超过上限，按上限计", "the extension is cut to what is allowed"),
            // Their steps say it.
            Flag::ProvisionalDue
            | Flag::ExtensionRefusedTimes
            | Flag::ExtensionRefusedLate
            | Flag::ExtensionRefusedUnapproved
            | Flag::Excepted => return None,
        };
        Some(self.lang.pick(zh, en).to_owned())
    }

    /// A date.
    pub(crate) fn date(&self, date: NaiveDate) -> String {
        match self.lang {
            Lang::ZhCn => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
            Lang::En => date.format("%-d %B %Y").to_string(),
        }
    }

    /// A moment.
    pub(crate) fn moment(&self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone);
        let date = self.date(local.date_naive());
        match self.lang {
            Lang::ZhCn => format!("{date}{}时{:02}分", local.hour(), local.minute()),
            Lang::En => format!("{date}, {:02}:{:02}", local.hour(), local.minute()),
        }
    }

    /// A period.
    pub(crate) fn period(&self, period: Period) -> String {
        let Period { n, unit } = period;
        match self.lang {
            Lang::ZhCn => {
                let unit = match unit {
                    Unit::Hour => "小时",
                    Unit::Day => "日",
                    Unit::Workday => "个工作日",
                    Unit::Month => "个月",
                    Unit::Year => "年",
                };
                format!("{n}{unit}")
            }
            Lang::En => {
                let unit = match unit {
                    Unit::Hour => "hour",
                    Unit::Day => "day",
                    Unit::Workday => "working day",
                    Unit::Month => "month",
                    Unit::Year => "year",
                };
                format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
            }
        }
    }

    /// The label of a field of an act, without anything but words.
    pub(crate) fn field(&self, kind: Option<&str>, field: &str) -> String {
        let form = kind.and_then(|kind| self.vocabulary?.kinds.get(kind));
        let labels = form.map(|form| match self.lang {
            Lang::ZhCn => &form.fields_zh,
            Lang::En => &form.fields_en,
        });
        let path = field.replace('_', ".");
        let label = labels
            .and_then(|all| all.get(field).or_else(|| all.get(&path)).or_else(|| all.get(field.split('.').next()?)));
        label.cloned().unwrap_or_else(|| self.fact(field))
    }

    /// The label of a fact of an instance.
    fn fact(&self, fact: &str) -> String {
        let (zh, en) = match fact.rsplit('.').next().unwrap_or_default() {
            "time" => ("办理时刻", "the time of day"),
            "at" => ("办理日期", "the date"),
            "kind" => ("责任主体类型", "the kind of respondent"),
            "identity" => ("身份类别", "the kind of post under the law"),
            "status" => ("在职状况", "whether in office"),
            "post_level" | "level" | "organ_level" => ("层级", "the level"),
            "post_kind" => ("职务类别", "the kind of post"),
            "elected" => ("是否经选举任职", "whether elected"),
            "employer_kind" => ("单位类型", "the kind of employer"),
            "track" => ("办理程序", "the procedure"),
            "outcome" | "clue_outcome" => ("处理结果", "the outcome"),
            "code" => ("处分或者问责方式", "the sanction or form"),
            "regime" => ("适用的制度", "the regime"),
            "months" => ("期间", "the period"),
            "route" => ("救济途径", "the route of remedy"),
            "respondent" => ("责任主体", "the respondent"),
            "reporter_kind" => ("举报人类型", "the kind of reporter"),
            "source_kind" => ("来源", "the source"),
            "way" => ("处置方式", "the way of disposal"),
            _ => ("有关事项", "a fact"),
        };
        self.lang.pick(zh, en).to_owned()
    }
}

#[cfg(test)]
mod tests;
