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

/// The parts in the order they are read. The last two are told a line for each rule.
const PARTS: [(&str, &str, bool); 7] = [
    (BROKEN, /* text */ "sheet-broken", false),
    ("unclear", /* text */ "sheet-unclear", false),
    ("open", /* text */ "sheet-open", false),
    (HINT, /* text */ "sheet-hint", false),
    ("waived", /* text */ "sheet-waived", false),
    ("kept", /* text */ "sheet-kept", true),
    ("silent", /* text */ "sheet-silent", true),
];
const BROKEN: &str = "broken";
/// What was not done where nobody had to, such as an appeal that nobody filed.
const HINT: &str = "hint";

/// The part that findings of a verdict stand in; none for those that are counted and not told.
fn part_of(verdict: Verdict) -> Option<&'static str> {
    Some(match verdict {
        Verdict::Violated => BROKEN,
        Verdict::Undetermined => "unclear",
        Verdict::Pending => "open",
        Verdict::Waived => "waived",
        Verdict::Holding | Verdict::Satisfied | Verdict::Discharged => "kept",
        Verdict::NotRegulated => "silent",
        Verdict::NotApplicable => return None,
    })
}

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
    fn of(sheet: &Sheet, texts: &Texts, (class, title, is_brief): &(&'static str, &str, bool)) -> Self {
        let place = |one: &Obligation| if one.finding.is_hint() { Some(HINT) } else { part_of(one.finding.verdict) };
        let own: Vec<&Obligation> = sheet.obligations.iter().filter(|one| place(one) == Some(*class)).collect();
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
        let title = one.finding.title(one.lang);
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
    let of = |part: Option<&str>| -> usize {
        sheet.counts.iter().filter(|(verdict, _)| part_of(**verdict) == part).map(|(_, n)| n).sum()
    };
    let count = |title: &str, n: usize| {
        texts.tell("sheet-count", [("title", texts.say(title).into()), ("n", n.to_string().into())])
    };
    let told = PARTS.iter().map(|(class, title, _)| {
        let n = match *class {
            BROKEN => of(Some(BROKEN)).saturating_sub(sheet.hints),
            HINT => sheet.hints,
            other => of(Some(other)),
        };
        count(title, n)
    });
    told.chain([count(/* text */ "sheet-apart", of(None))]).collect()
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
        let title = match words.lang() {
            Lang::ZhCn => &book.title,
            Lang::En => book.title_en.as_ref().unwrap_or(&book.title),
        };
        lines.push((format!("{title} {}", book.version), book.sha256.clone()));
    }
    lines.push((
        format!("{} {}", texts.say("sheet-calendar"), stamp.calendar.revision),
        stamp.calendar.notices_sha256.clone(),
    ));
    lines.push((texts.say("sheet-engine"), stamp.engine.to_owned()));
    lines
}
