//! `wenze rulebook simulate`: every stored case under two sets of rulebooks, and which verdicts change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use chrono::{DateTime, Utc};
use serde::Serialize;
use wenze_casework::{Casework, Flip, ProcedureAsked, Rules, Verdict};
use wenze_domain::words::{Lang, Words};
use wenze_rulebook::rule::Rulebook;
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
    let node = Node::open(shared).await?;
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
    let asked = ProcedureAsked {
        as_of: instant(options.as_of.as_deref())?,
        known: instant(options.known.as_deref())?,
        ..ProcedureAsked::default()
    };
    let at = asked.known.unwrap_or_else(Utc::now);
    let (old, new) = sides(casework, options, at)?;
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

/// The rulebooks of both sides. Beside `in-use` the other side stands upon it: what judges here with those rulebooks in
/// their places, so that what they do not touch stays as it is.
fn sides(casework: &Casework, options: &Options, at: DateTime<Utc>) -> anyhow::Result<(Rules, Rules)> {
    let in_use = casework.rules();
    let standing = in_use.books(at);
    let side = |named: &Path, other: &Path| -> anyhow::Result<Rules> {
        if named == Path::new(IN_USE) {
            return Ok(in_use.clone());
        }
        let books = named_books(named)?;
        Ok(Rules::new(if other == Path::new(IN_USE) { upon(&standing, &books) } else { books }))
    };
    Ok((side(&options.old, &options.new)?, side(&options.new, &options.old)?))
}

fn named_books(named: &Path) -> anyhow::Result<Vec<Arc<Rulebook>>> {
    let shipped = named.to_str().and_then(shipped::named).filter(|_| !named.is_dir());
    shipped.map_or_else(|| rulebooks(named), |one| Ok(vec![one.book.clone()]))
}

/// Rulebooks with others in the places of those of the same name; what is new comes last.
fn upon(standing: &[Arc<Rulebook>], others: &[Arc<Rulebook>]) -> Vec<Arc<Rulebook>> {
    let stays = |book: &&Arc<Rulebook>| !others.iter().any(|other| other.id == book.id);
    standing.iter().filter(stays).cloned().chain(others.iter().cloned()).collect()
}

fn releases(rules: &Rules, at: DateTime<Utc>) -> Vec<Release> {
    let release = |book: &Arc<Rulebook>| Release { release: book.release(), sha256: book.digest_hex() };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rulebook_stands_in_the_place_of_its_namesake_and_the_others_stay() {
        let book = |id: &str, version: &str| {
            let mut book = shipped::all()[0].book.as_ref().clone();
            (book.id, book.version) = (id.into(), version.into());
            Arc::new(book)
        };
        let standing = [book("a", "1"), book("b", "1")];
        let releases = |books: Vec<Arc<Rulebook>>| books.iter().map(|book| book.release()).collect::<Vec<_>>();
        assert_eq!(releases(upon(&standing, &[book("a", "2")])), ["b@1", "a@2"]);
        assert_eq!(releases(upon(&standing, &[book("c", "1")])), ["a@1", "b@1", "c@1"]);
    }
}
