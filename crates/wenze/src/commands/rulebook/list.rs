//! What rulebooks hold: rules with their articles, sentences, and the acts they may name.

use std::collections::BTreeMap;

use serde::Serialize;
use wenze_rulebook::rule::{InUse, Law, LegalText, Level, RuleKind, Severity};
use wenze_rulebook::vocabulary::Vocabulary;
use wenze_rulebook::words::sentence;

use super::{Read, Which};
use crate::{Shared, report};

#[derive(Serialize)]
struct BookEntry<'a> {
    id: &'a str,
    version: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title_en: Option<&'a str>,
    sha256: String,
    in_use_by_default: bool,
    texts: &'a BTreeMap<String, LegalText>,
    rules: Vec<RuleEntry<'a>>,
}

#[derive(Serialize)]
struct RuleEntry<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title_en: Option<&'a str>,
    kind: RuleKind,
    level: Level,
    severity: Severity,
    from: Option<chrono::NaiveDate>,
    to: Option<chrono::NaiveDate>,
    law: &'a [Law],
    mark: &'static str,
}

fn entry(read: &Read) -> Option<BookEntry<'_>> {
    let book = read.sound()?;
    let rules = book.rules.iter().map(|rule| RuleEntry {
        id: &rule.id,
        title: &rule.title,
        title_en: rule.title_en.as_deref(),
        kind: rule.kind(),
        level: rule.level,
        severity: rule.severity,
        from: rule.window.from,
        to: rule.window.to,
        law: &rule.law,
        mark: if rule.is_remembered() { "remembered" } else { "verified" },
    });
    Some(BookEntry {
        id: &book.id,
        version: &book.version,
        title: &book.title,
        title_en: book.title_en.as_deref(),
        sha256: book.digest_hex(),
        in_use_by_default: book.in_use == InUse::ByDefault,
        texts: &book.texts,
        rules: rules.collect(),
    })
}

pub(super) fn books(shared: &Shared, which: &Which) -> anyhow::Result<bool> {
    let (all, _) = which.read()?;
    let entries: Vec<BookEntry<'_>> = all.iter().filter_map(entry).collect();
    if shared.json {
        report::json(&entries)?;
        return Ok(entries.len() == all.len());
    }
    for book in &entries {
        let house = if book.in_use_by_default { "" } else { " · 须经启用" };
        println!("{}@{}  {}（{}条）{house}", book.id, book.version, book.title, book.rules.len());
        for rule in &book.rules {
            let law: Vec<String> = rule.law.iter().map(|law| format!("《{}》{}", law.name, law.at)).collect();
            let mark = if rule.mark == "remembered" { "（依据待核）" } else { "" };
            println!("  {:24} {}  {}{mark}", rule.id, rule.title, law.join("、"));
        }
    }
    let unsound = all.iter().filter(|read| read.sound().is_none());
    unsound.for_each(|read| eprintln!("{}: not sound; run `wenze rulebook lint` on it", read.name));
    Ok(entries.len() == all.len())
}

pub(super) fn sentences(shared: &Shared, which: &Which) -> anyhow::Result<bool> {
    #[derive(Serialize)]
    struct Line<'a> {
        rulebook: &'a str,
        rule: &'a str,
        sentence: String,
    }
    let (all, _) = which.read()?;
    let sound = all.iter().filter_map(Read::sound);
    let lines: Vec<Line<'_>> = sound
        .flat_map(|book| {
            book.rules.iter().map(|rule| Line { rulebook: &book.id, rule: &rule.id, sentence: sentence(book, rule) })
        })
        .collect();
    if shared.json {
        report::json(&lines)?;
    } else {
        for line in &lines {
            println!("{}\n{}\n", line.rule, line.sentence);
        }
    }
    Ok(all.iter().all(|read| read.sound().is_some()))
}

pub(super) fn acts(shared: &Shared, kind: Option<&str>) -> anyhow::Result<bool> {
    #[derive(Serialize)]
    struct Entry<'a> {
        kind: &'a str,
        zh: &'a str,
        roles: Vec<String>,
        fields: Vec<(&'a str, &'a str)>,
    }
    let vocabulary = Vocabulary::wenze();
    let entries: Vec<Entry<'_>> = vocabulary
        .kinds
        .iter()
        .filter(|(name, _)| kind.is_none_or(|kind| kind == name.as_str()))
        .map(|(name, form)| Entry {
            kind: name,
            zh: &form.zh,
            roles: form
                .roles
                .iter()
                .map(|(role, of)| format!("{role}{}", if of.optional { "?" } else { "" }))
                .collect(),
            fields: form.fields_zh.iter().map(|(field, label)| (field.as_str(), label.as_str())).collect(),
        })
        .collect();
    if shared.json {
        report::json(&entries)?;
        return Ok(!entries.is_empty());
    }
    for entry in &entries {
        println!("{}  {}\n  roles: {}", entry.kind, entry.zh, entry.roles.join(" "));
        let fields: Vec<String> = entry.fields.iter().map(|(field, label)| format!("{field}（{label}）")).collect();
        println!("  fields: {}", fields.join(" "));
    }
    Ok(!entries.is_empty())
}
