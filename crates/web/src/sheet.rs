//! The procedure sheet as people read it: on paper, in a page of its own that asks nothing of anybody, and in a terminal.

use std::collections::BTreeMap;

use askama::Template;
use wenze_casework::{Obligation, Sheet, Stamp, Verdict};
use wenze_domain::words::{Lang, Words};

use crate::texts::Texts;

/// Width of the rule between the parts of a sheet in a terminal.
const RULE: usize = 40;

/// The sheet as one page that needs no other file and prints on A4.
pub fn html(sheet: &Sheet, lang: Lang) -> Result<String, askama::Error> {
    Page::of(sheet, lang).render()
}

/// The sheet as lines of text.
pub fn text(sheet: &Sheet, lang: Lang) -> String {
    let page = Page::of(sheet, lang);
    let colon = match lang {
        Lang::ZhCn => "：",
        Lang::En => ": ",
    };
    let told = |(label, value): &(String, String)| format!("{label}{colon}{value}");
    let mut lines = vec![page.title.clone()];
    lines.extend(page.head.iter().map(told));
    lines.push(page.tally.join(page.say("join-names").as_str()));
    for part in &page.parts {
        lines.push(String::new());
        lines.push(format!("── {} {}", part.title, "─".repeat(RULE)));
        for one in &part.findings {
            lines.push(String::new());
            lines.extend(one.iter().cloned());
        }
        lines.extend(part.brief.iter().map(|one| format!("· {one}")));
    }
    lines.push(String::new());
    lines.push(format!("── {} {}", page.say("sheet-stamp"), "─".repeat(RULE)));
    lines.extend(page.stamp.iter().map(told));
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n") + "\n"
}

/// What a sheet shows, in words.
#[derive(Template)]
#[template(path = "sheet.html")]
struct Page {
    lang: &'static str,
    title: String,
    head: Vec<(String, String)>,
    tally: Vec<String>,
    parts: Vec<Part>,
    stamp: Vec<(String, String)>,
    texts: &'static Texts,
}

/// Findings of one kind.
struct Part {
    class: &'static str,
    title: String,
    /// Each in its lines.
    findings: Vec<Vec<String>>,
    /// Those that need no more than a line for all of a rule.
    brief: Vec<String>,
}

/// The parts in the order they are read, with the verdicts they hold. The last two are told a line for each rule.
const PARTS: [(&str, &str, &[Verdict], bool); 6] = [
    ("broken", /* text */ "sheet-broken", &[Verdict::Violated], false),
    ("unclear", /* text */ "sheet-unclear", &[Verdict::Undetermined], false),
    ("open", /* text */ "sheet-open", &[Verdict::Pending], false),
    ("waived", /* text */ "sheet-waived", &[Verdict::Waived], false),
    ("kept", /* text */ "sheet-kept", &[Verdict::Holding, Verdict::Satisfied, Verdict::Discharged], true),
    ("silent", /* text */ "sheet-silent", &[Verdict::NotRegulated], true),
];

impl Page {
    fn of(sheet: &Sheet, lang: Lang) -> Self {
        let (texts, words) = (Texts::of(lang), Words::of(lang));
        let say = |id: &str| texts.say(id);
        let none = || say("sheet-none");
        let listed = |names: &[String]| if names.is_empty() { none() } else { names.join(&say("join-names")) };
        let head = vec![
            (say("sheet-case"), sheet.case_no.clone().unwrap_or_else(none)),
            (say("sheet-people"), listed(&sheet.respondents)),
            (say("sheet-as-of"), words.instant(sheet.stamp.as_of)),
            (say("sheet-known"), words.instant(sheet.stamp.known)),
        ];
        let parts = PARTS.iter().map(|part| Part::of(sheet, texts, part)).filter(|part| !part.is_empty());
        Self {
            lang: lang.as_str(),
            title: say("sheet-title"),
            head,
            tally: tally(sheet, texts),
            parts: parts.collect(),
            stamp: stamp(&sheet.stamp, texts, words),
            texts,
        }
    }

    fn say(&self, id: &str) -> String {
        self.texts.say(id)
    }
}

impl Part {
    fn of(
        sheet: &Sheet,
        texts: &Texts,
        (class, title, verdicts, is_brief): &(&'static str, &str, &[Verdict], bool),
    ) -> Self {
        let own: Vec<&Obligation> =
            sheet.obligations.iter().filter(|one| verdicts.contains(&one.finding.verdict)).collect();
        let title = texts.tell("sheet-part", [("title", texts.say(title).into()), ("n", own.len().to_string().into())]);
        let (findings, brief) = if *is_brief {
            (Vec::new(), by_rule(&own, texts))
        } else {
            (own.iter().map(|one| one.lines.clone()).collect(), Vec::new())
        };
        Self { class, title, findings, brief }
    }

    fn is_empty(&self) -> bool {
        self.findings.is_empty() && self.brief.is_empty()
    }
}

/// One line for each rule, with how often it was kept.
fn by_rule(own: &[&Obligation], texts: &Texts) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for one in own {
        let title = one.finding.title.as_ref();
        *times.entry(title).or_insert_with(|| {
            order.push(title);
            0
        }) += 1;
    }
    let line = |title: &&str| {
        let n = times.get(title).copied().unwrap_or_default();
        texts.tell("sheet-times", [("title", (*title).into()), ("n", n.to_string().into())])
    };
    order.iter().map(line).collect()
}

/// How many of each, also of those that are not told.
fn tally(sheet: &Sheet, texts: &Texts) -> Vec<String> {
    let counted: usize = PARTS.iter().flat_map(|(.., verdicts, _)| *verdicts).filter_map(|v| sheet.counts.get(v)).sum();
    let silent: usize = sheet.counts.values().sum::<usize>() - counted;
    let count = |(_, title, verdicts, _): &(&str, &str, &[Verdict], bool)| {
        let n: usize = verdicts.iter().filter_map(|verdict| sheet.counts.get(verdict)).sum();
        texts.tell("sheet-count", [("title", texts.say(title).into()), ("n", n.to_string().into())])
    };
    let last =
        texts.tell("sheet-count", [("title", texts.say("sheet-apart").into()), ("n", silent.to_string().into())]);
    PARTS.iter().map(count).chain([last]).collect()
}

/// Everything by which a second office comes to the same.
fn stamp(stamp: &Stamp, texts: &Texts, words: &Words) -> Vec<(String, String)> {
    let exact = |at: chrono::DateTime<chrono::Utc>| format!("{} · {}", words.instant(at), at.to_rfc3339());
    let mut lines = vec![
        (texts.say("sheet-as-of"), exact(stamp.as_of)),
        (texts.say("sheet-known"), exact(stamp.known)),
        (texts.say("sheet-version"), stamp.case_version.to_string()),
    ];
    for book in &stamp.rulebooks {
        lines.push((format!("{} {}", book.title, book.version), book.sha256.clone()));
    }
    lines.push((format!("{} {}", texts.say("sheet-calendar"), stamp.calendar.revision), stamp.calendar.sha256.clone()));
    lines.push((texts.say("sheet-engine"), stamp.engine.to_owned()));
    lines
}
