//! The entries of a roster into the log: organs one after the other, then persons, each with its posts.

use serde_json::{Value, json};
use tokio::task::JoinSet;
use uuid::Uuid;
use wenze_casework::{Casework, Error, ImportCommand, Imported, PAGE_ROWS_MAX, Place};
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_domain::fields::NOT_RECORDED;

use super::columns::Column;
use super::entries::{Entries, KnownOrgans, OrganEntry, PersonEntry, PostEntry, SET};
use super::lines::Fault;
use super::{RosterPlan, RosterReport};
use crate::CONCURRENCY;
use crate::ids::Ids;
use crate::import::{ImportError, Rejects, offer};

/// One act on a register, with the command that records it.
#[derive(Debug, Clone)]
struct Step {
    line: u64,
    what: What,
    command_id: Uuid,
    act: Value,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Organ,
    Person,
    Post,
}

/// What became of a step.
type Done = (Step, Result<Imported, Error>);

/// The organs that the register holds, by name.
pub(super) async fn known_organs(casework: &Casework) -> Result<KnownOrgans, ImportError> {
    let (mut known, mut cursor) = (KnownOrgans::new(), None);
    // A log that holds nothing has no view of it yet.
    if casework.ledger().head().await.map_err(Error::from)? == 0 {
        return Ok(known);
    }
    loop {
        let page = casework.organs(None, cursor.as_deref(), PAGE_ROWS_MAX).await?;
        for organ in page.items.into_iter().map(|view| view.organ) {
            known.entry(organ.name.unwrap_or_default()).or_default().push(organ.id);
        }
        cursor = page.next;
        if cursor.is_none() {
            return Ok(known);
        }
    }
}

/// Records everything.
pub(super) async fn all(
    casework: &Casework,
    plan: &RosterPlan,
    entries: &Entries,
    report: &mut RosterReport,
    rejects: &mut Rejects,
) -> Result<(), ImportError> {
    let ids = Ids::of_set(SET);
    let mut tally = Tally { plan, report, rejects };
    for step in entries.organs.iter().map(|entry| organ(&ids, entry)) {
        let done = if plan.dry_run { would_be(step) } else { record(casework.clone(), step).await };
        tally.add(done)?;
    }
    let mut in_flight: JoinSet<Vec<Done>> = JoinSet::new();
    for person in &entries.persons {
        let steps = person_and_posts(&ids, person);
        if plan.dry_run {
            steps.into_iter().map(would_be).try_for_each(|done| tally.add(done))?;
            continue;
        }
        if in_flight.len() >= CONCURRENCY {
            tally.next(&mut in_flight).await?;
        }
        in_flight.spawn(one_after_the_other(casework.clone(), steps));
    }
    while !in_flight.is_empty() {
        tally.next(&mut in_flight).await?;
    }
    Ok(())
}

fn would_be(step: Step) -> Done {
    (step, Ok(Imported::Stored { id: Uuid::nil(), events: 1 }))
}

/// A post is recorded only of a person who is.
async fn one_after_the_other(casework: Casework, steps: Vec<Step>) -> Vec<Done> {
    let mut done = Vec::new();
    for step in steps {
        let one = record(casework.clone(), step).await;
        let goes_on = one.1.is_ok();
        done.push(one);
        if !goes_on {
            break;
        }
    }
    done
}

async fn record(casework: Casework, step: Step) -> Done {
    let ids = Ids::of_set(SET);
    let actor = Actor { person_id: ids.importer(), role: Role::OrgDept, office_id: ids.office() };
    let (command_id, acts) = (step.command_id, vec![step.act.clone()]);
    let command = ImportCommand { command_id, place: Place::Register, acts, actor, take: Vec::new() };
    let answer = offer(&casework, command).await;
    (step, answer)
}

struct Tally<'a> {
    plan: &'a RosterPlan,
    report: &'a mut RosterReport,
    rejects: &'a mut Rejects,
}

impl Tally<'_> {
    async fn next(&mut self, in_flight: &mut JoinSet<Vec<Done>>) -> Result<(), ImportError> {
        let Some(done) = in_flight.join_next().await else { return Ok(()) };
        done.map_err(|_| ImportError::TaskEnded)?.into_iter().try_for_each(|one| self.add(one))
    }

    fn add(&mut self, (step, answer): Done) -> Result<(), ImportError> {
        let fault = match answer {
            Ok(Imported::Stored { .. }) => {
                *match step.what {
                    What::Organ => &mut self.report.organs,
                    What::Person => &mut self.report.persons,
                    What::Post => &mut self.report.posts,
                } += 1;
                return Ok(());
            }
            Ok(Imported::Unchanged) => {
                self.report.unchanged += 1;
                return Ok(());
            }
            Ok(Imported::Differs) => {
                let message = "this was recorded from an earlier roster and said something else then; nothing was \
                               changed. Correct the register, or record the change as an act";
                Fault::new(step.line, "differs", message)
            }
            Err(Error::Refused(problem)) => Fault::new(step.line, problem.refusal.code(), problem.refusal.to_string()),
            Err(error) => return Err(error.into()),
        };
        self.report.rejected += 1;
        self.rejects.push(fault.reject(&self.plan.file))
    }
}

fn organ(ids: &Ids, entry: &OrganEntry) -> Step {
    let payload = json!({
        "name": entry.name,
        "level": fact(&entry.facts, Column::OrganLevel),
        "kind": fact(&entry.facts, Column::OrganKind),
    });
    let mut refs = json!({ "organ": [entry.id] });
    if let Some(parent) = entry.parent {
        refs["parent"] = json!([parent]);
    }
    let row = format!("organ {}", entry.name);
    step(ids, entry.line, What::Organ, &row, &act("OrganRecorded", &json!(null), &refs, &payload, &row))
}

fn person_and_posts(ids: &Ids, entry: &PersonEntry) -> Vec<Step> {
    let payload = json!({
        "name": fact(&entry.facts, Column::Name),
        "identity": fact(&entry.facts, Column::Identity),
        "status": fact(&entry.facts, Column::Status),
    });
    let row = format!("person {}", entry.number);
    let refs = json!({ "official": [entry.id] });
    let own = step(ids, entry.line, What::Person, &row, &act("OfficialRecorded", &json!(null), &refs, &payload, &row));
    let mut steps = vec![own];
    for (place, post) in entry.posts.iter().enumerate() {
        let is_like = |other: &&PostEntry| other.organ == post.organ && since(other) == since(post);
        let number = entry.posts[..place].iter().filter(is_like).count();
        steps.push(self::post(ids, entry, post, number));
    }
    steps
}

/// Since when a post is held.
fn since(post: &PostEntry) -> Value {
    fact(&post.facts, Column::From)
}

/// The `number`th post, from 0, that the person holds in that organ since that day.
fn post(ids: &Ids, person: &PersonEntry, entry: &PostEntry, number: usize) -> Step {
    let from = since(entry);
    let date = if from == NOT_RECORDED { json!(null) } else { from.clone() };
    let mut payload = json!({
        "post": fact(&entry.facts, Column::Post),
        "level": fact(&entry.facts, Column::PostLevel),
        "post_kind": fact(&entry.facts, Column::PostKind),
        "elected": fact(&entry.facts, Column::Elected),
    });
    let until = fact(&entry.facts, Column::Until);
    if until != NOT_RECORDED {
        payload["to"] = until;
    }
    let mut refs = json!({ "official": [person.id], "organ": [entry.organ] });
    if let Some(managing) = entry.managing_organ {
        refs["managing_organ"] = json!([managing]);
    }
    // A name of a post is private, so no id is made from it.
    let row = format!("post {} {} {from} {number}", person.number, entry.organ);
    let origin = format!("person {}", person.number);
    step(ids, entry.line, What::Post, &row, &act("PostHeld", &date, &refs, &payload, &origin))
}

fn fact(facts: &std::collections::BTreeMap<Column, Value>, column: Column) -> Value {
    facts.get(&column).cloned().unwrap_or_else(|| NOT_RECORDED.into())
}

fn act(kind: &str, date: &Value, refs: &Value, payload: &Value, row: &str) -> Value {
    json!({
        "kind": kind,
        "occurred": { "date": date },
        "refs": refs,
        "payload": payload,
        "entered_from": "import",
        "origin": { "set": SET, "row": row },
    })
}

fn step(ids: &Ids, line: u64, what: What, row: &str, act: &Value) -> Step {
    Step { line, what, command_id: ids.command(row, 1, 0), act: act.clone() }
}
