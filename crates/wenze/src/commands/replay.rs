//! `wenze replay`: the history of a case as it can be read, at any moment.

use std::process::ExitCode;

use anyhow::{Context, bail};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_casework::{AuditLine, CaseDiff, CaseFilter, Casework, EventChanges, moment};
use wenze_domain::effective::Cut;
use wenze_domain::words::{Lang, Words};

use crate::node::Node;
use crate::{Shared, report};

/// What `replay` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The case: its id, or its whole number.
    case: String,
    /// The case at this version of its record.
    #[arg(long, value_name = "VERSION", conflicts_with_all = ["as_of", "known"])]
    at: Option<i32>,
    /// What had happened by then: a date, or an instant with zone.
    #[arg(long, value_name = "T")]
    as_of: Option<String>,
    /// What the office knew by then.
    #[arg(long, value_name = "T")]
    known: Option<String>,
    /// What is different today.
    #[arg(long)]
    diff: bool,
    /// Language: zh-CN or en.
    #[arg(long, default_value = "zh-CN")]
    lang: String,
}

pub(crate) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let mut node = Node::open(shared).await?;
    node.start_views();
    let result = replay(shared, &node.casework, options).await;
    node.close().await?;
    result.map(|()| ExitCode::SUCCESS)
}

async fn replay(shared: &Shared, casework: &Casework, options: &Options) -> anyhow::Result<()> {
    let lang =
        Lang::parse(&options.lang).with_context(|| format!("'{}' is not a language; use zh-CN or en", options.lang))?;
    let words = Words::of(lang);
    let id = find(casework, &options.case).await?;
    let cut = Cut {
        version: options.at,
        as_of: instant(options.as_of.as_deref())?,
        known: instant(options.known.as_deref())?,
    };
    let then = casework.case_at(id, cut).await?;
    let lines = casework.replayed(id, cut, words).await?;
    let changes =
        if options.diff { differences(casework.diff(id, cut, Cut::default(), words).await?) } else { Vec::new() };
    if shared.json {
        return report::json(
            &json!({ "case": then.view.json(), "history": lines, "version_now": then.version_now, "differs_today": changes }),
        );
    }
    let stage = &then.view.stage;
    println!("{id} · {}", words.state(&stage.machine, &stage.state));
    lines.iter().for_each(print_line);
    for change in &changes {
        let text = |name: &str| change[name].as_str().unwrap_or_default().to_owned();
        println!("  {} : {} → {}", text("field"), change["then"], change["now"]);
        println!("      v{} {} · {}", change["version"], text("title"), text("by"));
    }
    Ok(())
}

/// The case with this id, or this whole number.
pub(super) async fn find(casework: &Casework, case: &str) -> anyhow::Result<Uuid> {
    if let Ok(id) = Uuid::try_parse(case) {
        return Ok(id);
    }
    let filter = CaseFilter { number: Some(case.to_owned()), ..CaseFilter::default() };
    let found = casework.cases(&filter, None, 2).await?.items;
    match found.as_slice() {
        [one] => Ok(one.id),
        [] => bail!("no case has the number '{case}'"),
        _ => bail!("several cases have a number with '{case}'; give the whole number or the id"),
    }
}

/// A moment as a caller writes it.
pub(super) fn instant(text: Option<&str>) -> anyhow::Result<Option<chrono::DateTime<chrono::Utc>>> {
    let read = |text: &str| {
        moment(text).with_context(|| {
            format!("'{text}' is neither a date YYYY-MM-DD nor an instant such as 2026-03-05T10:00:00+08:00")
        })
    };
    text.map(read).transpose()
}

fn print_line(line: &AuditLine) {
    let struck = if line.voided { "✗ " } else { "" };
    println!("{:>4}  {}  {struck}{}", line.version, line.occurred_words, line.title);
    println!("      {}", line.sentence);
    println!("      {} · {} · {}", line.role, line.entered_by, line.recorded_at.format("%Y-%m-%d %H:%M"));
    for change in &line.changes {
        println!("      {}: {} → {}", change.what, change.from, change.to);
    }
    for remark in &line.remarks {
        println!("      ※ {remark}");
    }
}

/// What differs, one place a line, each with the event that made it so.
fn differences(diff: CaseDiff) -> Vec<Value> {
    let events = diff.actors.into_iter().flat_map(|actor| actor.events);
    events
        .flat_map(|EventChanges { source, fields, added, removed }| {
            let fields = fields.into_iter().map(|one| (one.path, one.before, one.after));
            let added = added.into_iter().map(|one| (one.path, None, Some(whole(&one.object, one.value))));
            let removed = removed.into_iter().map(|one| (one.path, Some(whole(&one.object, one.value)), None));
            let places: Vec<_> = fields.chain(added).chain(removed).collect();
            places.into_iter().map(move |(field, then, now)| {
                json!({
                    "field": field, "then": then, "now": now, "version": source.version, "title": source.title,
                    "by": source.by,
                })
            })
        })
        .collect()
}

/// An object as the state holds it; one that has nothing else, by its id.
fn whole(object: &str, value: Value) -> Value {
    if value.is_null() { json!(object) } else { value }
}
