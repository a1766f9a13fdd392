//! `wenze rulebook simulate`: every stored case under two sets of rulebooks, and which verdicts change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::Utc;
use serde::Serialize;
use wenze_casework::{Casework, Flip, ProcedureAsked, Rules, Verdict};
use wenze_domain::words::{Lang, Words};
use wenze_rulebook::shipped;

use super::folder::rulebooks;
use crate::commands::replay::instant;
use crate::node::Node;
use crate::{Shared, report};

/// Most verdicts that are listed one by one; the summary counts all.
const FLIPS_MAX: usize = 10_000;
/// What stands for the rulebooks that judge here.
const IN_USE: &str = "in-use";

/// What `simulate` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The old rulebooks: a folder, the id of one that comes with the program, or `in-use` for those that judge here.
    old: PathBuf,
    /// The new ones, written likewise.
    new: PathBuf,
    /// Judge what had happened by then: a date, or an instant with zone.
    #[arg(long, value_name = "T")]
    as_of: Option<String>,
    /// Judge what the office knew by then.
    #[arg(long, value_name = "T")]
    known: Option<String>,
    /// Language: zh-CN or en.
    #[arg(long, default_value = "zh-CN")]
    lang: String,
}

/// What came of it.
#[derive(Debug, Default, Serialize)]
struct Outcome {
    old: Vec<Release>,
    new: Vec<Release>,
    cases: u64,
    obligations: u64,
    summary: Vec<Count>,
    flips: Vec<Flip>,
    flips_left_out: u64,
}

/// A rulebook judged by.
#[derive(Debug, Serialize)]
struct Release {
    release: String,
    sha256: String,
}

/// A rule, its verdict before and after.
type Change = (String, Option<Verdict>, Option<Verdict>);

/// How often a rule's verdict changes in one way.
#[derive(Debug, Serialize)]
struct Count {
    rule: String,
    title: String,
    was: Option<Verdict>,
    is: Option<Verdict>,
    times: u64,
}

pub(super) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<bool> {
    let lang =
        Lang::parse(&options.lang).with_context(|| format!("'{}' is not a language; use zh-CN or en", options.lang))?;
    let node = Node::open(&shared.data).await?;
    let outcome = simulate(&node.casework, options).await;
    node.close().await?;
    let outcome = outcome?;
    if shared.json {
        report::json(&outcome)?;
    } else {
        tell(&outcome, Words::of(lang));
    }
    Ok(true)
}

async fn simulate(casework: &Casework, options: &Options) -> anyhow::Result<Outcome> {
    let (old, new) = (rules(casework, &options.old)?, rules(casework, &options.new)?);
    let asked = ProcedureAsked {
        as_of: instant(options.as_of.as_deref())?,
        known: instant(options.known.as_deref())?,
        ..ProcedureAsked::default()
    };
    let at = asked.known.unwrap_or_else(Utc::now);
    let mut outcome = Outcome { old: releases(&old, at), new: releases(&new, at), ..Outcome::default() };
    let mut counts: BTreeMap<Change, (String, u64)> = BTreeMap::new();
    let mut judging = casework.rejudge(old, new, &asked).await?;
    let bar = report::bar("judging", judging.events().unsigned_abs());
    while let Some(page) = judging.next().await? {
        bar.inc(page.events);
        outcome.cases += page.cases;
        outcome.obligations += page.obligations;
        for flip in page.flips {
            let count = counts.entry((flip.rule.to_string(), flip.was, flip.is)).or_default();
            *count = (flip.title.to_string(), count.1 + 1);
            if outcome.flips.len() < FLIPS_MAX {
                outcome.flips.push(flip);
            } else {
                outcome.flips_left_out += 1;
            }
        }
    }
    bar.finish_and_clear();
    let count = |((rule, was, is), (title, times))| Count { rule, title, was, is, times };
    outcome.summary = counts.into_iter().map(count).collect();
    outcome.summary.sort_by_key(|count| std::cmp::Reverse(count.times));
    Ok(outcome)
}

fn rules(casework: &Casework, named: &Path) -> anyhow::Result<Rules> {
    if named == Path::new(IN_USE) {
        return Ok(casework.rules());
    }
    let shipped = named.to_str().and_then(shipped::named).filter(|_| !named.is_dir());
    Ok(Rules::new(shipped.map_or_else(|| rulebooks(named), |one| Ok(vec![one.book.clone()]))?))
}

fn releases(rules: &Rules, at: chrono::DateTime<Utc>) -> Vec<Release> {
    let release = |book: &std::sync::Arc<wenze_rulebook::rule::Rulebook>| Release {
        release: book.release(),
        sha256: book.digest_hex(),
    };
    rules.books(at).iter().map(release).collect()
}

fn tell(outcome: &Outcome, words: &Words) {
    let verdict = |verdict: Option<Verdict>| {
        let code = serde_json::to_value(verdict).unwrap_or_default();
        code.as_str().map_or_else(|| "—".to_owned(), |code| words.code("Verdict", code))
    };
    for flip in &outcome.flips {
        let case = flip.case_no.clone().unwrap_or_else(|| flip.case.to_string());
        let due = flip.is_due.map(|due| format!(" ({due})")).unwrap_or_default();
        println!("{case}  {}: {} → {}{due}", flip.title, verdict(flip.was), verdict(flip.is));
    }
    if outcome.flips_left_out > 0 {
        println!("… {} more; the summary counts them", outcome.flips_left_out);
    }
    println!("{} cases, {} obligations", outcome.cases, outcome.obligations);
    for one in &outcome.summary {
        println!("{:>8} × {}: {} → {}", one.times, one.title, verdict(one.was), verdict(one.is));
    }
}
