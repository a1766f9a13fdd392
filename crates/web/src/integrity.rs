//! `/integrity`: whether the log is whole, whether what is read has come as far as it, and which cases stand still.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use wenze_casework::{Casework, ModelState, ModelStatus, Verifying, roles_that_may};

use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::live::{Bars, Counts};
use crate::parts::{StateTag, When};
use crate::reader::Reader;
use crate::seen::{Seen, may};
use crate::shape::Shape;
use crate::texts::Texts;
use crate::waits::Bar;

mod still;

use still::Still;

/// The operation of whoever runs the server: positions tell how much is recorded.
pub(crate) const RUNS_THE_SERVER: &str = "metrics";
/// The operation of whoever may look through cases.
const LOOKS_THROUGH_CASES: &str = "list_cases";
/// A read model this much behind, in seconds, is told to be.
const LAG_TOLD_S: f64 = 5.0;

/// The parts that the reader may see.
pub(crate) async fn show(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let log = if may(&reader, RUNS_THE_SERVER) { Some(Log::read(&casework, &reader).await?) } else { None };
    let still = if may(&reader, LOOKS_THROUGH_CASES) { Some(Still::read(&casework, &reader).await?) } else { None };
    if log.is_none() && still.is_none() {
        return Err(Failure::NotPermitted(roles_that_may(RUNS_THE_SERVER)));
    }
    page(&IntegrityPage { frame: Frame::new(&reader, &reader.texts.say("integrity-title")), log, still })
}

/// Begins to verify the log. It goes on beside everything else; the page tells how far it came.
pub(crate) async fn verify(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    if reader.visitor.is_none() || !may(&reader, RUNS_THE_SERVER) {
        return Err(Failure::NotPermitted(roles_that_may(RUNS_THE_SERVER)));
    }
    casework.begin_verifying();
    Ok(Redirect::to("/integrity#verified").into_response())
}

/// How far a verification and the read models came, by the places where the page tells it: words, and bars.
pub(crate) async fn counts(casework: &Casework, reader: &Reader) -> Result<(Counts, Bars), Failure> {
    let models = casework.models().await?;
    let head = models.iter().map(|model| model.head).max().unwrap_or_default();
    let running = casework.verifying().running;
    let reached = match running {
        Some((_, position)) => reached(reader, position, head),
        None => reader.texts.say("integrity-over"),
    };
    let mut counts: Counts = models.iter().map(|model| (format!("lag-{}", model.name), lag(reader, model))).collect();
    counts.extend([("head".to_owned(), head.to_string()), ("verified".to_owned(), reached)]);
    let mut bars = Bars::from([("verified".to_owned(), running.map(|(_, position)| of(position, head)))]);
    for bar in models.iter().map(|model| building(reader, model)) {
        counts.insert(bar.name.clone(), bar.says);
        bars.insert(bar.name, bar.of);
    }
    Ok((counts, bars))
}

/// How far a build of new tables of a read model has come, whichever node builds them.
fn building(reader: &Reader, status: &ModelStatus) -> Bar {
    let label = model_word(reader.texts, status.name);
    let says = status.built.map_or_else(String::new, |built| {
        let says = [("done", built.done.to_string().into()), ("total", built.total.to_string().into())];
        reader.texts.tell("model-built", says)
    });
    Bar {
        name: format!("built-{}", status.name),
        label,
        of: status.built.map(|built| of(built.done, built.total)),
        says,
    }
}

fn of(done: i64, total: i64) -> (u64, u64) {
    let total = u64::try_from(total).unwrap_or_default();
    (u64::try_from(done).unwrap_or_default().min(total), total)
}

fn reached(reader: &Reader, position: i64, head: i64) -> String {
    let says = [("position", position.to_string().into()), ("head", head.to_string().into())];
    reader.texts.tell("integrity-reached", says)
}

fn lag(reader: &Reader, status: &ModelStatus) -> String {
    let lag = [("events", status.lag.to_string().into()), ("seconds", format!("{:.0}", status.lag_seconds).into())];
    reader.texts.tell("model-lag", lag)
}

#[derive(Template)]
#[template(path = "integrity.html")]
struct IntegrityPage {
    frame: Frame,
    log: Option<Log>,
    still: Option<Still>,
}

/// The log and what is made of it.
struct Log {
    head: String,
    /// A verification is under way.
    running: Option<(When, Bar)>,
    last: Option<Last>,
    models: Vec<Model>,
    /// Whether the reader may begin to verify.
    may_verify: bool,
    /// Texts that acts name and that are not stored.
    missing: Vec<String>,
}

/// A verification that ended.
struct Last {
    at: When,
    state: StateTag,
    says: String,
    faults: Vec<String>,
}

/// A read model.
struct Model {
    code: &'static str,
    name: String,
    version: i32,
    state: StateTag,
    lag: String,
    /// How far new tables of it have come, where some are being made.
    built: Bar,
    /// What its state means, and what to do.
    means: String,
    /// Events that somebody left out of it.
    skipped: usize,
}

impl Log {
    async fn read(casework: &Casework, reader: &Reader) -> Result<Self, Failure> {
        let models = casework.models().await?;
        let head = models.iter().map(|model| model.head).max().unwrap_or_default();
        let Verifying { running, last } = casework.verifying();
        let reached = |(since, position): (DateTime<Utc>, i64)| {
            let (name, label) = ("verified".to_owned(), reader.texts.say("integrity-running"));
            let bar = Bar { name, label, of: Some(of(position, head)), says: reached(reader, position, head) };
            (When::instant(reader.words, since), bar)
        };
        Ok(Self {
            head: head.to_string(),
            running: running.map(reached),
            last: last.as_ref().map(|one| Last::new(reader, one)),
            models: models.iter().map(|model| Model::new(reader, model)).collect(),
            may_verify: reader.visitor.is_some(),
            missing: casework.missing_texts().await?,
        })
    }
}

impl Last {
    fn new(reader: &Reader, one: &wenze_casework::Verified) -> Self {
        let (shape, word) = if one.is_broken_off {
            (Shape::Paused, /* text */ "integrity-broken-off")
        } else if one.faults_total == 0 {
            (Shape::Done, /* text */ "integrity-sound")
        } else {
            (Shape::Ended, /* text */ "integrity-faults")
        };
        let says = [("events", one.events.to_string().into()), ("faults", one.faults_total.to_string().into())];
        Self {
            at: When::instant(reader.words, one.at),
            state: StateTag::made(shape, reader.texts.say(word)),
            says: reader.texts.tell("integrity-read", says),
            faults: one.faults.clone(),
        }
    }
}

impl Model {
    fn new(reader: &Reader, status: &ModelStatus) -> Self {
        let texts = reader.texts;
        let (shape, word, means) = match &status.state {
            ModelState::Running if status.lag_seconds > LAG_TOLD_S => {
                (Shape::Half, /* text */ "model-behind", /* text */ "model-behind-means")
            }
            ModelState::Running => {
                (Shape::Done, /* text */ "model-running", /* text */ "model-running-means")
            }
            ModelState::Building => {
                (Shape::Quarter, /* text */ "model-building", /* text */ "model-building-means")
            }
            ModelState::Absent => (Shape::Dashed, /* text */ "model-absent", /* text */ "model-absent-means"),
            ModelState::Stopped { .. } => {
                (Shape::Paused, /* text */ "model-stopped", /* text */ "model-stopped-means")
            }
        };
        Self {
            code: status.name,
            name: model_word(texts, status.name),
            version: status.version,
            state: StateTag::made(shape, texts.say(word)),
            lag: lag(reader, status),
            built: building(reader, status),
            means: texts.say(means),
            skipped: status.skipped.len(),
        }
    }
}

/// What a read model is for, in words.
fn model_word(texts: &Texts, name: &str) -> String {
    match name {
        "case_file" => texts.say("model-case-file"),
        "audit_trail" => texts.say("model-audit-trail"),
        "register" => texts.say("model-register"),
        "procedure_check" => texts.say("model-procedure-check"),
        "boards" => texts.say("model-boards"),
        "statistics" => texts.say("model-statistics"),
        "search" => texts.say("model-search"),
        _ => texts.say("model-other"),
    }
}

/// The instant since which nothing was recorded in a case that stands still for so many days.
fn since(reader: &Reader, days: u16) -> DateTime<Utc> {
    reader.now - TimeDelta::days(i64::from(days))
}
