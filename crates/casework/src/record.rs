//! Recording: load, decide, seal, append, and again when another writer was faster.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::Utc;
use serde_json::json;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::case::Case;
use wenze_domain::codes::EnteredFrom;
use wenze_domain::decide::{self, Context, Ids};
use wenze_domain::envelope::{StreamId, StreamKind};
use wenze_domain::refusal::Refusal;
use wenze_domain::registers;
use wenze_domain::request::Draft;
use wenze_domain::spec::Phase;
use wenze_ledger::{Answer, Recorded, Write};

use crate::load::stream;
use crate::sealing::Prepared;
use crate::{ACTS_PER_REQUEST_MAX, ATTEMPTS_MAX, Acting, Casework, Command, Error, Place, Receipt, Rules, Written};

mod apart;
mod guard;
mod run;
mod since;

use run::Run;

/// What an attempt would write.
pub(crate) struct Plan {
    /// The stream the command is about.
    pub(crate) main: StreamId,
    /// Every stream written, with the version it must stand at.
    pub(crate) expected: Vec<(StreamId, i32)>,
    /// The events, in order.
    pub(crate) prepared: Vec<Prepared>,
    /// The case as it stands after them.
    pub(crate) after: Option<Arc<Case>>,
}

/// What may hold up the acts of a command besides the case itself.
#[derive(Clone, Copy, Default)]
pub(crate) struct Holds<'a> {
    /// The rules that may hold up what is done in the system.
    pub(crate) rules: Option<&'a Rules>,
    /// As whom somebody acts who is signed in; nobody is where acts are only entered.
    pub(crate) acting: Option<Acting>,
    /// The version that whoever records saw, where acts since then may keep his from being stored.
    pub(crate) since: Option<i32>,
}

/// On what terms a command is recorded; no part of what makes it the same command.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Terms {
    pub(crate) acting: Option<Acting>,
    pub(crate) since: Option<i32>,
}

/// How an attempt ended.
enum Attempt {
    Done(Receipt),
    Again,
}

impl Casework {
    /// Records acts, all or none. The same command again returns its first answer, whatever the case looks like by then.
    pub async fn record(&self, command: &Command) -> Result<Receipt, Error> {
        self.record_by(command, Terms::default()).await
    }

    pub(crate) async fn record_by(&self, command: &Command, terms: Terms) -> Result<Receipt, Error> {
        let command_id = command.id(self.inner.ledger.log_id().0);
        let identity = command.identity().map_err(|e| Error::refused(0, Refusal::malformed("", e.to_string())))?;
        let request_hash = self.inner.vault.request_mac(&identity);
        for attempt in 0..ATTEMPTS_MAX {
            match self.attempt((command, terms), command_id, request_hash, attempt > 0).await {
                Ok(Attempt::Done(receipt)) => return Ok(receipt),
                Ok(Attempt::Again) => {}
                Err(error) => {
                    // A retried command must not be judged by a state that its own first run has changed.
                    match self.first_answer(command, command_id, request_hash).await {
                        Ok(Some(receipt)) => return Ok(receipt),
                        Ok(None) => {}
                        Err(_) if matches!(error, Error::Unavailable) => return Err(error),
                        Err(other) => return Err(other),
                    }
                    // The case in memory may be behind the log, when another node wrote or a caller hung up.
                    if attempt > 0 || !is_judged_by_memory(command, &error) {
                        return Err(error);
                    }
                }
            }
        }
        Err(Error::Contended)
    }

    async fn attempt(
        &self,
        (command, Terms { acting, since }): (&Command, Terms),
        command_id: Uuid,
        request_hash: [u8; 32],
        fresh: bool,
    ) -> Result<Attempt, Error> {
        let rules = self.guards(command);
        let holds = Holds { rules: rules.as_ref(), acting, since };
        let plan = self.plan(command, command_id, fresh, holds).await?;
        let sealed = self.seal(&plan.prepared).await?;
        let writes = writes(&plan, sealed.events);
        let ledger_command = wenze_ledger::Command { command_id, request_hash, writes, keys: sealed.keys };
        let answer = self.inner.ledger.append(ledger_command).await?;
        match answer {
            Answer::Appended { last, ref versions, .. } => {
                if let Some(after) = plan.after.clone() {
                    self.inner.cache.put(after);
                }
                let version = versions.first().copied().unwrap_or_default();
                Ok(Attempt::Done(self.receipt(&plan, version, last)))
            }
            Answer::Repeated { first, last } => Ok(Attempt::Done(self.repeated(first, last).await?)),
            Answer::IdReused => Err(Error::KeyReused),
            Answer::Conflict { actual, .. } => {
                self.inner.cache.forget(plan.main.id);
                match command.if_match {
                    Some(expected) => Err(Error::refused(0, Refusal::Stale { expected, actual })),
                    None => Ok(Attempt::Again),
                }
            }
            Answer::ClaimTaken { key, holder, .. } => Err(Error::Taken { key, holder }),
            Answer::KeyDestroyed { key_id } => {
                self.inner.sealer.forget(key_id);
                Ok(Attempt::Again)
            }
            Answer::EventIdTaken { event_id } => Err(Error::Unwritable(format!("event id {event_id} is taken"))),
        }
    }

    /// The first answer to a command, where the same was recorded before.
    pub async fn answered(&self, command: &Command) -> Result<Option<Receipt>, Error> {
        let command_id = command.id(self.inner.ledger.log_id().0);
        let identity = command.identity().map_err(|e| Error::refused(0, Refusal::malformed("", e.to_string())))?;
        self.first_answer(command, command_id, self.inner.vault.request_mac(&identity)).await
    }

    async fn first_answer(
        &self,
        command: &Command,
        command_id: Uuid,
        request_hash: [u8; 32],
    ) -> Result<Option<Receipt>, Error> {
        if command.idempotency_key.is_none() {
            return Ok(None);
        }
        let Some(first) = self.inner.ledger.command_answer(command_id).await? else { return Ok(None) };
        let receipt = match self.repeated(first.first, first.last).await {
            // To whoever may not know of the case, nothing was ever recorded in it.
            Err(Error::NotFound { .. }) => return Ok(None),
            read => read?,
        };
        if first.request_hash == request_hash { Ok(Some(receipt)) } else { Err(Error::KeyReused) }
    }

    /// The answer that was given before, read back from the log.
    pub(crate) async fn repeated(&self, first: i64, last: i64) -> Result<Receipt, Error> {
        let events = self.inner.ledger.positions(first..=last).await?;
        let main = events.first().map(|e| e.stream.id).unwrap_or_default();
        events.iter().try_for_each(|event| self.seen(about(event)))?;
        let own: Vec<&Recorded> = events.iter().filter(|e| e.stream.id == main).collect();
        let version = own.last().map_or(0, |e| e.stream_version);
        let written = own.iter().map(|e| Written {
            event_id: e.event_id,
            kind: e.kind.clone(),
            version: e.stream_version,
            refs: serde_json::from_slice::<serde_json::Value>(&e.content)
                .ok()
                .and_then(|c| c.get("refs").cloned())
                .unwrap_or(json!({})),
        });
        Ok(Receipt {
            id: main,
            version,
            events: written.collect(),
            position: self.position_token(last),
            repeated: true,
        })
    }

    fn receipt(&self, plan: &Plan, version: i32, last: i64) -> Receipt {
        let own: Vec<&Prepared> = plan.prepared.iter().filter(|p| p.event.stream == plan.main).collect();
        let start = version - i32::try_from(own.len()).unwrap_or(0);
        let written = own.iter().zip(start + 1..).map(|(p, version)| Written {
            event_id: p.event_id,
            kind: p.event.draft.kind.clone(),
            version,
            refs: serde_json::to_value(&p.event.draft.refs).unwrap_or_default(),
        });
        Receipt {
            id: plan.main.id,
            version,
            events: written.collect(),
            position: self.position_token(last),
            repeated: false,
        }
    }

    /// Decides the acts of a command.
    pub(crate) async fn plan(
        &self,
        command: &Command,
        command_id: Uuid,
        fresh: bool,
        holds: Holds<'_>,
    ) -> Result<Plan, Error> {
        let drafts = read_drafts(command, holds.acting)?;
        let known = self.known_streams(&drafts.iter().collect::<Vec<_>>()).await?;
        match command.place {
            Place::Register
            | Place::Rulebooks
            | Place::Grants
            | Place::Delegations
            | Place::Marks(_)
            | Place::Access(_)
            | Place::Erasure(_)
            | Place::Entry(_) => self.plan_register(command, command_id, drafts, &known).await,
            Place::NewCase(id) => {
                let id = id.unwrap_or_else(Uuid::now_v7);
                let case = Arc::new(Case::new(id));
                self.plan_case((command, command_id), drafts, &known, case, holds).await
            }
            Place::Case(id) => {
                let case = self.current(id, fresh).await?;
                if command.route != crate::IMPORT_ROUTE {
                    self.may_record_in(&case, command.actor.person_id).await?;
                }
                if let Some(since) = holds.since {
                    self.not_moved_on(&case, since, &drafts).await?;
                }
                self.plan_case((command, command_id), drafts, &known, case, holds).await
            }
        }
    }

    async fn plan_case(
        &self,
        (command, command_id): (&Command, Uuid),
        drafts: Vec<Draft>,
        known: &HashSet<(StreamKind, Uuid)>,
        case: Arc<Case>,
        holds: Holds<'_>,
    ) -> Result<Plan, Error> {
        if let Some(expected) = command.if_match.filter(|v| *v != case.version) {
            return Err(Error::refused(0, Refusal::Stale { expected, actual: case.version }));
        }
        let stands_in_several = |draft: &Draft| draft.kind() == Kind::CasesLinked && !draft.is_restored();
        if let Some(index) = drafts.iter().position(stands_in_several) {
            let [draft] = drafts.as_slice() else {
                let message = "this act stands in every case it links: record it in a request of its own";
                return Err(Error::refused(index, Refusal::malformed("/kind", message)));
            };
            return self.plan_across(command, command_id, draft, known, case).await;
        }
        let (id, before) = (case.id, case.version);
        let mut run = Run {
            casework: self,
            command,
            command_id,
            known,
            case: (*case).clone(),
            history: None,
            holds,
            prepared: Vec::new(),
        };
        for (index, draft) in drafts.into_iter().enumerate() {
            run.act(draft).await.map_err(|e| with_index(e, index))?;
        }
        let main = StreamId { kind: StreamKind::Case, id };
        Ok(Plan { main, expected: vec![(main, before)], prepared: run.prepared, after: Some(Arc::new(run.case)) })
    }

    /// One act in several cases: an event in each stream, all or none.
    async fn plan_across(
        &self,
        command: &Command,
        command_id: Uuid,
        draft: &Draft,
        known: &HashSet<(StreamKind, Uuid)>,
        case: Arc<Case>,
    ) -> Result<Plan, Error> {
        let main = StreamId { kind: StreamKind::Case, id: case.id };
        let mut cases = vec![(*case).clone()];
        for id in draft.refs.ids("case").filter(|id| *id != main.id) {
            let other = self.linked(id, command.actor.person_id).await.map_err(|e| match e {
                Error::NotFound { id, .. } => {
                    Error::refused(0, Refusal::ObjectMissing { role: "case".to_owned(), id: id.to_string() })
                }
                other => other,
            })?;
            cases.push((*other).clone());
        }
        let exists = |kind, id| known.contains(&(kind, id));
        let context = Context { now: Utc::now(), regimes: self.inner.regimes, known: &exists, target: None };
        let events =
            decide::decide_across(&cases, draft, &context).map_err(|r| Error::refused(0, self.without_hidden(r)))?;
        let correlation_id = command_id;
        let prepared = events.into_iter().map(|e| {
            let ids = Ids { event_id: Uuid::now_v7(), command_id, correlation_id, causation_id: None };
            Prepared::new(e, ids, command.actor)
        });
        let prepared = prepared.collect();
        let expected = cases.iter().map(|c| (StreamId { kind: StreamKind::Case, id: c.id }, c.version)).collect();
        for case in &cases {
            self.inner.cache.forget(case.id);
        }
        Ok(Plan { main, expected, prepared, after: None })
    }

    /// A case that is linked with another, in which the recorder must be allowed to record too.
    async fn linked(&self, id: Uuid, recorder: Uuid) -> Result<Arc<Case>, Error> {
        let case = self.current(id, true).await?;
        self.may_record_in(&case, recorder).await?;
        Ok(case)
    }

    async fn plan_register(
        &self,
        command: &Command,
        command_id: Uuid,
        drafts: Vec<Draft>,
        known: &HashSet<(StreamKind, Uuid)>,
    ) -> Result<Plan, Error> {
        let [draft] = drafts.as_slice() else {
            return Err(Error::refused(0, Refusal::malformed("/acts", "record one act of a register at a time")));
        };
        let unknown = || Error::refused(0, Refusal::malformed("/kind", "this act belongs to a case"));
        let streams = match command.place {
            Place::Entry(entry) if draft.is_restored() => vec![entry],
            _ => registers::streams_of(draft),
        };
        let main = *streams.first().ok_or_else(unknown)?;
        if command.place == Place::Grants && command.route != crate::IMPORT_ROUTE {
            self.leaves_nothing_undone(draft).await?;
        }
        let mut standings = Vec::with_capacity(streams.len());
        for stream in streams {
            let history = self.history(stream.kind, stream.id).await?;
            registers::check_objects(stream, &history, draft).map_err(|r| Error::refused(0, r))?;
            if command.place == Place::Delegations {
                self.check_delegating(draft, command.actor, &history).await?;
            }
            let unreadable = history.unreadable.iter().map(|(v, _)| *v).collect();
            standings.push(registers::Standing { stream, version: history.version, unreadable });
        }
        let version = standings.first().map_or(0, |standing| standing.version);
        if let Some(expected) = command.if_match.filter(|v| *v != version) {
            return Err(Error::refused(0, Refusal::Stale { expected, actual: version }));
        }
        let exists = |kind, id| known.contains(&(kind, id));
        let context = Context { now: Utc::now(), regimes: self.inner.regimes, known: &exists, target: None };
        let events = match standings.as_slice() {
            [one] => registers::decide(one.stream, one.version, &one.unreadable, draft, &context),
            several => registers::decide_across(several, draft, &context),
        };
        let events = events.map_err(|r| Error::refused(0, r))?;
        let prepared = events.into_iter().map(|e| {
            let event_id = e.draft.event_id.unwrap_or_else(Uuid::now_v7);
            let ids = Ids { event_id, command_id, correlation_id: command_id, causation_id: None };
            Prepared::new(e, ids, command.actor)
        });
        let expected = standings.iter().map(|standing| (standing.stream, standing.version)).collect();
        Ok(Plan { main, expected, prepared: prepared.collect(), after: None })
    }
}

/// The case that an event is about, or else its stream: marks, what was read and what is erased stand in streams of their own.
fn about(event: &Recorded) -> Uuid {
    let case = || {
        let content: serde_json::Value = serde_json::from_slice(&event.content).ok()?;
        content.pointer("/refs/case/0")?.as_str()?.parse().ok()
    };
    let beside = [StreamKind::Marks, StreamKind::Access, StreamKind::Erasure];
    if beside.iter().any(|kind| event.stream.kind == kind.as_str()) {
        case().unwrap_or(event.stream.id)
    } else {
        event.stream.id
    }
}

/// Whether an act on a case was refused by its state, which the first attempt takes from memory.
pub(crate) fn is_judged_by_memory(command: &Command, error: &Error) -> bool {
    matches!(command.place, Place::Case(_)) && matches!(error, Error::Refused(_))
}

fn read_drafts(command: &Command, acting: Option<Acting>) -> Result<Vec<Draft>, Error> {
    if command.acts.is_empty() || command.acts.len() > ACTS_PER_REQUEST_MAX {
        let message = format!("send 1 to {ACTS_PER_REQUEST_MAX} acts");
        return Err(Error::refused(0, Refusal::malformed("/acts", message)));
    }
    let mut fresh = Uuid::now_v7;
    let read = |(index, act): (usize, &serde_json::Value)| {
        let draft = Draft::read(act.clone(), &mut fresh).map_err(|r| Error::refused(index, r))?;
        if draft.entered_from == EnteredFrom::Import && command.route != crate::IMPORT_ROUTE {
            let message = "only the importer records with entered_from 'import'; use 'system' or 'paper'";
            return Err(Error::refused(index, Refusal::malformed("/entered_from", message)));
        }
        let names_delegation = draft.on_behalf_of.as_ref().is_some_and(|behalf| behalf.delegation.is_some());
        let is_delegated = matches!(acting, Some(Acting::InsteadOf(_)));
        if names_delegation && !is_delegated && command.route != crate::IMPORT_ROUTE {
            let message = "the delegation is found by the system: say whom you act for in the header Wenze-As";
            return Err(Error::refused(index, Refusal::malformed("/on_behalf_of/delegation", message)));
        }
        let phase = draft.kind().spec().phase;
        if belongs(phase, command.place) {
            return Ok(draft);
        }
        let message = match phase {
            Phase::Registers => "record this act under /persons or /organs",
            Phase::Marks => "mark an obligation under /cases/{id}/marks",
            Phase::Rulebooks => "adopt rulebooks and publish calendars with the program, which reads their texts",
            Phase::Grants => "grant and revoke roles with the program; ask for special access under /special-access",
            Phase::Delegations => "record this act under /delegations",
            Phase::Access => "what is read of a case is recorded under /cases/{id}/openings and /cases/{id}/replays",
            Phase::Erasure => {
                "erasures are proposed and decided under /erasures, holds are placed and lifted under /holds"
            }
            _ => "record this act on a case",
        };
        Err(Error::refused(index, Refusal::malformed("/kind", message)))
    };
    command.acts.iter().enumerate().map(read).collect()
}

/// Whether acts of a phase go to a place.
fn belongs(phase: Phase, place: Place) -> bool {
    match place {
        Place::Register => phase == Phase::Registers,
        Place::Rulebooks => phase == Phase::Rulebooks,
        Place::Grants => phase == Phase::Grants,
        Place::Delegations => phase == Phase::Delegations,
        Place::Marks(_) => phase == Phase::Marks,
        Place::Access(_) => phase == Phase::Access,
        Place::Erasure(_) => phase == Phase::Erasure,
        Place::Entry(_) => phase.is_outside_cases(),
        Place::NewCase(_) | Place::Case(_) => !phase.is_outside_cases(),
    }
}

fn with_index(error: Error, index: usize) -> Error {
    match error {
        Error::Refused(mut problem) => {
            problem.index = index;
            Error::Refused(problem)
        }
        other => other,
    }
}

pub(crate) fn writes(plan: &Plan, events: Vec<wenze_ledger::NewEvent>) -> Vec<Write> {
    let mut writes: Vec<Write> = plan
        .expected
        .iter()
        .map(|(id, version)| Write {
            stream: stream(id.kind, id.id),
            expected: Some(*version),
            events: Vec::new(),
            take: Vec::new(),
            release: Vec::new(),
        })
        .collect();
    for (one, event) in plan.prepared.iter().zip(events) {
        if let Some(write) = writes.iter_mut().find(|w| w.stream.id == one.event.stream.id) {
            write.events.push(event);
            write.take.extend(one.event.take.iter().cloned());
            write.release.extend(one.event.release.iter().cloned());
        }
    }
    writes
}
