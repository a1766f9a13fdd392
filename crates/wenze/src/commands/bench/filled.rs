//! A log filled with generated cases, through decide, seal and append as an import does it.
//!
//! A few thousand cases are made; the rest are those again under other ids and numbers, for making one takes longer than
//! recording it. Cases are cut off at various lengths, as they are in an office, to about seventeen acts on average.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use chrono::NaiveDate;
use futures_util::StreamExt;
use indicatif::ProgressBar;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_casework::{Casework, Command, IMPORT_ROUTE, ImportCommand, Imported, Place};
use wenze_domain::envelope::Origin;
use wenze_projections::judging::Judges;
use wenze_projector::{Projector, Running, Waited};
use wenze_testkit::generator::{GeneratedCase, Generator, RegisterAct, resolve_event_refs};
use wenze_vault::MasterKey;

use super::scratch::Scratch;
use crate::{node, report};

/// Cases that are really made.
const MADE: usize = 2_000;
/// Cases recorded at once.
const AT_ONCE: usize = 64;
/// Acts in one command, at most.
const ACTS_AT_ONCE: usize = 60;
/// Lengths that cases are cut off at, by their number.
const LENGTHS: [usize; 8] = [3, 110, 8, 5, 14, 26, 2, 10];
pub(super) const SEED: u64 = 11;
/// The set that the acts are imported from.
const SET: &str = "bench";
/// How long a view is waited for before it is looked at again.
const PATIENCE: Duration = Duration::from_secs(10);
/// What every process of one measurement opens the vault with.
const MASTER_KEY_PAIR: &str = "5a";

/// Where the log is.
pub(super) struct Filled {
    pub(super) scratch: Scratch,
    pub(super) casework: Casework,
    pub(super) projector: Projector,
    pub(super) cases: usize,
    pub(super) events: i64,
}

impl Filled {
    /// A log of at least so many events. With a folder to keep it in, a log that is there already is used as it is.
    pub(super) async fn open(data: &Path, keep: Option<&PathBuf>, events: i64) -> anyhow::Result<Self> {
        let scratch = match keep {
            Some(folder) => Scratch::kept(folder).await?,
            None => Scratch::open(data).await?,
        };
        let (casework, projector) = opened(&scratch.app_url).await?;
        let mut filled = Self { scratch, casework, projector, cases: 0, events: 0 };
        filled.events = filled.casework.ledger().head().await?;
        if filled.events < events {
            filled.fill(events).await?;
        }
        filled.cases = filled.count().await?;
        Ok(filled)
    }

    async fn count(&self) -> anyhow::Result<usize> {
        let count: i64 = sqlx::query_scalar(include_str!("../../../sql/bench/cases.sql"))
            .fetch_one(self.casework.ledger().pool())
            .await?;
        Ok(usize::try_from(count)?)
    }

    async fn fill(&mut self, events: i64) -> anyhow::Result<()> {
        let today = NaiveDate::from_ymd_opt(2026, 6, 1).context("a date")?;
        let generator = Generator::new(SEED, today);
        let common = registers(&self.casework, &generator).await?;
        // A short log needs few.
        let few = usize::try_from(events).unwrap_or(MADE).clamp(1, MADE);
        let bar = report::bar("making", few as u64);
        let made: Vec<GeneratedCase> = (0..few)
            .map(|number| {
                bar.inc(1);
                generator.case(number)
            })
            .collect();
        bar.finish_and_clear();
        let bar = report::bar("recording", u64::try_from(events).unwrap_or(0));
        let mut numbers = 0_usize..;
        while self.casework.ledger().head().await? < events {
            let some = numbers.by_ref().take(AT_ONCE * 16).map(|number| case(&self.casework, &made, &common, number));
            let mut recording = futures_util::stream::iter(some).buffer_unordered(AT_ONCE);
            while let Some(recorded) = recording.next().await {
                bar.inc(recorded? as u64);
            }
        }
        bar.finish_and_clear();
        self.events = self.casework.ledger().head().await?;
        Ok(())
    }

    /// Builds the views that are not there, and goes on following the log: what somebody reads may be recorded too.
    pub(super) async fn following(&self) -> anyhow::Result<Running> {
        let running = self.projector.start();
        let head = self.casework.ledger().head().await?;
        for status in self.projector.status().await? {
            let bar: ProgressBar = report::spinner("building views");
            loop {
                match self.projector.wait_for(status.name, head, PATIENCE).await? {
                    Waited::Reached => break,
                    Waited::Behind(_) => {}
                    Waited::Stopped(position) => bail!("{} is stopped at {position}", status.name),
                }
            }
            bar.finish_and_clear();
        }
        Ok(running)
    }

    /// Builds the views that are not there and leaves them up to date.
    pub(super) async fn build_views(&self) -> anyhow::Result<()> {
        self.following().await?.shutdown().await;
        Ok(())
    }

    pub(super) async fn close(self) -> anyhow::Result<()> {
        self.casework.ledger().close().await;
        self.casework.ledger().pool().close().await;
        self.scratch.close().await
    }
}

/// The use cases on a database of a measurement.
pub(super) async fn opened(url: &str) -> anyhow::Result<(Casework, Projector)> {
    let pool = node::pool(url).await?;
    let key = MasterKey::from_hex(&MASTER_KEY_PAIR.repeat(32))?;
    node::open(pool, key, "bench", &Judges::shipped(), None).await
}

/// Records persons and organs; which streams they are.
pub(super) async fn registers(casework: &Casework, generator: &Generator) -> anyhow::Result<HashSet<Uuid>> {
    let world = generator.world(0);
    let acts: Vec<&RegisterAct> = world.organs.iter().chain(&world.persons).collect();
    for (place, act) in acts.iter().enumerate() {
        register(casework, place, act).await?;
    }
    Ok(acts.into_iter().map(|act| act.stream.1).collect())
}

/// The first acts of so many cases, each a command of its own: the first of every case, then the second of every case.
pub(super) fn turns(generator: &Generator, cases: usize, acts: usize) -> Vec<Vec<ImportCommand>> {
    let made: Vec<GeneratedCase> = (0..cases).map(|number| generator.case(number)).collect();
    let turn = |place: usize| {
        let of_case = |(number, case): (usize, &GeneratedCase)| {
            let act = case.acts.get(place).filter(|act| act.request["kind"] != "CasesLinked")?;
            let stand_ins: Vec<Uuid> =
                (0..place).map(|place| Origin::stand_in(SET, &format!("{number}#{place}"))).collect();
            let mut request = act.request.clone();
            resolve_event_refs(&mut request, &stand_ins);
            imported(&mut request, &number.to_string(), place);
            Some(ImportCommand {
                command_id: Uuid::new_v5(&case.id, place.to_string().as_bytes()),
                place: if place == 0 { Place::NewCase(Some(case.id)) } else { Place::Case(case.id) },
                acts: vec![request],
                actor: act.actor,
                take: Vec::new(),
            })
        };
        made.iter().enumerate().filter_map(of_case).collect()
    };
    (0..acts).map(turn).collect()
}

/// Records commands none of which needs another.
pub(super) async fn record(casework: &Casework, commands: &[ImportCommand]) -> anyhow::Result<()> {
    let mut recording =
        futures_util::stream::iter(commands).map(|one| casework.import(one.clone())).buffer_unordered(AT_ONCE);
    while let Some(recorded) = recording.next().await {
        match recorded {
            // An act that is refused leaves those after it without what they name.
            Ok(_) | Err(wenze_casework::Error::Refused(_) | wenze_casework::Error::NotFound { .. }) => {}
            Err(error) => return Err(anyhow!("{error}")),
        }
    }
    Ok(())
}

async fn register(casework: &Casework, place: usize, act: &RegisterAct) -> anyhow::Result<()> {
    let mut request = act.request.clone();
    imported(&mut request, "register", place);
    let key = Some(format!("bench/{}/{place}", act.stream.1));
    let command = Command {
        route: IMPORT_ROUTE,
        place: Place::Register,
        acts: vec![request],
        actor: act.actor,
        idempotency_key: key,
        if_match: None,
    };
    casework.record(&command).await.map_err(|error| anyhow!("{error}"))?;
    Ok(())
}

/// Records the case of a number: how many events it brought.
async fn case(
    casework: &Casework,
    made: &[GeneratedCase],
    common: &HashSet<Uuid>,
    number: usize,
) -> anyhow::Result<usize> {
    let (case, copy) = (&made[number % made.len()], number / made.len());
    let row = |place: usize| format!("{number}#{place}");
    let stand_ins: Vec<Uuid> = (0..case.acts.len()).map(|place| Origin::stand_in(SET, &row(place))).collect();
    // Cases of this log stand alone: one that names another would wait for it.
    let kept = case.acts.iter().take(LENGTHS[number % LENGTHS.len()]).enumerate();
    let kept: Vec<_> = kept.filter(|(_, act)| act.request["kind"] != "CasesLinked").collect();
    let id = renamed_id(case.id, copy, common);
    let mut events = 0;
    for (part, some) in kept.chunks(ACTS_AT_ONCE).enumerate() {
        let acts = some.iter().map(|(place, act)| {
            let mut request = act.request.clone();
            resolve_event_refs(&mut request, &stand_ins);
            rename(&mut request, copy, common, &stand_ins);
            imported(&mut request, &number.to_string(), *place);
            request
        });
        let import = ImportCommand {
            command_id: Uuid::new_v5(&id, part.to_string().as_bytes()),
            place: if part == 0 { Place::NewCase(Some(id)) } else { Place::Case(id) },
            acts: acts.collect(),
            actor: some[0].1.actor,
            take: Vec::new(),
        };
        // What a cut-off or renamed history cannot say is left out; the log is as long as it is.
        match casework.import(import).await {
            Ok(Imported::Stored { events: stored, .. }) => events += stored,
            Ok(_) | Err(wenze_casework::Error::Refused(_)) => break,
            Err(error) => return Err(anyhow!("{error}")),
        }
    }
    Ok(events)
}

fn imported(request: &mut Value, row: &str, place: usize) {
    request["entered_from"] = json!("import");
    request["origin"] = json!({ "set": SET, "row": format!("{row}#{place}") });
}

/// The same case again under other ids and numbers; persons and organs are the same.
fn rename(value: &mut Value, copy: usize, common: &HashSet<Uuid>, kept: &[Uuid]) {
    match value {
        Value::String(text) => {
            if let Ok(id) = text.parse::<Uuid>() {
                if !kept.contains(&id) {
                    *text = renamed_id(id, copy, common).to_string();
                }
            } else if copy > 0 && text.ends_with('号') {
                text.insert_str(text.len() - '号'.len_utf8(), &format!("之{copy}"));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, copy, common, kept)),
        Value::Object(object) => object.values_mut().for_each(|inner| rename(inner, copy, common, kept)),
        _ => {}
    }
}

fn renamed_id(id: Uuid, copy: usize, common: &HashSet<Uuid>) -> Uuid {
    if copy == 0 || common.contains(&id) { id } else { Uuid::new_v5(&id, &copy.to_be_bytes()) }
}
