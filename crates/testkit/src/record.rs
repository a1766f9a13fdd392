//! A log in memory: the path of an act from its request to a folded case, without database, vault or clock.
//!
//! Requests go through the same steps as in production: strict JSON, [`Draft::read`], `decide`, private parts taken out,
//! canonical bytes, decoding, folding. Ids, commitments and times of recording are made from counters, so that the same
//! acts always give the same bytes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};
use wenze_domain::acts::Kind;
use wenze_domain::canonical;
use wenze_domain::case::Case;
use wenze_domain::decide::{Context, Ids, NewEvent, decide, decide_across};
use wenze_domain::effective::{Cut, Effective};
use wenze_domain::envelope::{Actor, StreamId, StreamKind};
use wenze_domain::event::Event;
use wenze_domain::evolve::evolve;
use wenze_domain::history::History;
use wenze_domain::parts::{self, PlainPart};
use wenze_domain::refusal::Refusal;
use wenze_domain::regimes::Regimes;
use wenze_domain::registers;
use wenze_domain::request::Draft;

use crate::generator::{GeneratedCase, RegisterAct, World, resolve_event_refs};

/// One stored event with what the vault would hold of it.
#[derive(Debug, Clone)]
pub struct StoredEvent {
    /// Its version in the stream.
    pub version: i32,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Its id.
    pub event_id: Uuid,
    /// Its canonical bytes.
    pub content: Arc<[u8]>,
    /// Its private parts, plain.
    pub parts: Vec<PlainPart>,
}

/// One stream of the log in memory.
#[derive(Debug, Clone, Default)]
pub struct Stream {
    /// Its events, decoded.
    pub history: History,
    /// Its events as stored.
    pub stored: Vec<StoredEvent>,
    case: Case,
}

/// The log in memory.
#[derive(Debug, Clone)]
pub struct Recorder {
    clock: DateTime<Utc>,
    every_stream_known: bool,
    made: u64,
    streams: BTreeMap<StreamId, Stream>,
}

impl Recorder {
    /// An empty log whose clock stands at this moment.
    pub fn new(clock: DateTime<Utc>) -> Self {
        Self { clock, every_stream_known: false, made: 0, streams: BTreeMap::new() }
    }

    /// Takes every person, organ and other case that an act names for known, so that one case can be recorded alone.
    #[must_use]
    pub fn with_every_stream_known(mut self) -> Self {
        self.every_stream_known = true;
        self
    }

    /// Sets the clock; times of recording never go back all the same.
    pub fn set_clock(&mut self, clock: DateTime<Utc>) {
        self.clock = clock;
    }

    /// One stream, if it has events.
    pub fn stream(&self, stream: StreamId) -> Option<&Stream> {
        self.streams.get(&stream)
    }

    /// Every stream with events, in the order of their ids.
    pub fn streams(&self) -> impl Iterator<Item = (StreamId, &Stream)> {
        self.streams.iter().map(|(id, stream)| (*id, stream))
    }

    /// The history of a case; an unknown case has an empty one.
    pub fn history(&self, case: Uuid) -> History {
        self.streams.get(&case_stream(case)).map(|stream| stream.history.clone()).unwrap_or_default()
    }

    /// A case as it stands now.
    pub fn case(&self, case: Uuid) -> Case {
        self.streams.get(&case_stream(case)).map_or_else(|| Case::new(case), |stream| stream.case.clone())
    }

    /// Reads a request as the API would: from bytes, strictly.
    pub fn read(&mut self, request: &Value) -> Result<Draft, Refusal> {
        let parsed = canonical::parse(request.to_string().as_bytes())
            .map_err(|error| Refusal::malformed("", error.to_string()))?;
        let mut fresh = || self.fresh_id();
        Draft::read(parsed, &mut fresh)
    }

    /// Decides a request on a case without recording it.
    pub fn decide(&mut self, case: Uuid, request: &Value) -> Result<Vec<NewEvent>, Refusal> {
        let draft = self.read(request)?;
        self.decide_draft(case, &draft)
    }

    /// Decides and records one act on a case; the id is that of its event in this case's stream.
    pub fn record(&mut self, case: Uuid, request: &Value, actor: Actor) -> Result<Uuid, Refusal> {
        let events = self.decide(case, request)?;
        Ok(self.append(case_stream(case), events, actor))
    }

    /// Decides and records one act on a register.
    pub fn register(&mut self, act: &RegisterAct) -> Result<Uuid, Refusal> {
        let draft = self.read(&act.request)?;
        let stream = StreamId { kind: act.stream.0, id: act.stream.1 };
        let standing = |stream: StreamId| {
            let history = self.streams.get(&stream).map(|s| &s.history);
            let unreadable = history.map(|h| h.unreadable.iter().map(|(version, _)| *version).collect());
            registers::Standing {
                stream,
                version: history.map_or(0, |h| h.version),
                unreadable: unreadable.unwrap_or_default(),
            }
        };
        let mut streams = registers::streams_of(&draft);
        // A correction or voiding names no object of a register, and an act may be sent to a stream it does not belong to.
        if streams.first() != Some(&stream) {
            streams = vec![stream];
        }
        let standings: Vec<registers::Standing> = streams.into_iter().map(standing).collect();
        let target = self.target(stream, &draft);
        let known = |kind, id| self.knows(kind, id);
        let context = Context { now: self.clock, regimes: Regimes::shipped(), known: &known, target: target.as_ref() };
        let history = self.streams.get(&stream).map(|own| own.history.clone()).unwrap_or_default();
        registers::check_objects(stream, &history, &draft)?;
        let events = match standings.as_slice() {
            [one] => registers::decide(one.stream, one.version, &one.unreadable, &draft, &context)?,
            several => registers::decide_across(several, &draft, &context)?,
        };
        Ok(self.append(stream, events, act.actor))
    }

    /// Records every act of a generated case in order. A refused act is left out; acts that refer to its event then
    /// name the nil id and are refused too.
    pub fn record_case(&mut self, case: &GeneratedCase) -> Vec<Result<Uuid, Refusal>> {
        let mut outcomes = Vec::with_capacity(case.acts.len());
        let mut ids = Vec::with_capacity(case.acts.len());
        for act in &case.acts {
            let mut request = act.request.clone();
            resolve_event_refs(&mut request, &ids);
            let outcome = self.record(case.id, &request, act.actor);
            ids.push(outcome.as_ref().copied().unwrap_or_default());
            outcomes.push(outcome);
        }
        outcomes
    }

    /// Records a whole world; the refusals name the stream and the request's place in it.
    pub fn record_world(&mut self, world: &World) -> Vec<(Uuid, usize, Refusal)> {
        let mut refused = Vec::new();
        let registers = [&world.organs, &world.persons, &world.rulebooks, &world.grants, &world.delegations];
        for (place, act) in registers.into_iter().flatten().enumerate() {
            refused.extend(self.register(act).err().map(|refusal| (act.stream.1, place, refusal)));
        }
        for case in &world.cases {
            let outcomes = self.record_case(case).into_iter().enumerate();
            refused.extend(outcomes.filter_map(|(place, outcome)| Some((case.id, place, outcome.err()?))));
        }
        for (place, act) in world.marks.iter().chain(&world.accesses).chain(&world.erasures).enumerate() {
            refused.extend(self.register(act).err().map(|refusal| (act.stream.1, place, refusal)));
        }
        refused
    }

    fn decide_draft(&self, case: Uuid, draft: &Draft) -> Result<Vec<NewEvent>, Refusal> {
        let target = self.target(case_stream(case), draft);
        let known = |kind, id| self.knows(kind, id);
        let context = Context { now: self.clock, regimes: Regimes::shipped(), known: &known, target: target.as_ref() };
        if draft.kind() == Kind::CasesLinked && !draft.is_restored() {
            let others = draft.refs.ids("case").filter(|id| *id != case);
            let cases: Vec<Case> = [case].into_iter().chain(others).map(|id| self.case(id)).collect();
            return decide_across(&cases, draft, &context);
        }
        match self.streams.get(&case_stream(case)) {
            Some(stream) => decide(&stream.case, draft, &context),
            None => decide(&Case::new(case), draft, &context),
        }
    }

    fn target(&self, stream: StreamId, draft: &Draft) -> Option<Event> {
        let id = draft.refs.id("event")?;
        self.streams.get(&stream)?.history.event_in_force(id)
    }

    fn knows(&self, kind: StreamKind, id: Uuid) -> bool {
        self.every_stream_known || self.streams.contains_key(&StreamId { kind, id })
    }

    /// Appends and returns the id of the event in `own`.
    fn append(&mut self, own: StreamId, events: Vec<NewEvent>, actor: Actor) -> Uuid {
        let command_id = self.fresh_id();
        let mut own_id = Uuid::nil();
        for event in events {
            let event_id = event.draft.event_id.unwrap_or_else(|| self.event_id());
            let ids = Ids { event_id, command_id, correlation_id: command_id, causation_id: None };
            if event.stream == own {
                own_id = event_id;
            }
            self.store(event.stream, event_id, event.json(ids, actor));
        }
        own_id
    }

    fn store(&mut self, id: StreamId, event_id: Uuid, mut json: Value) {
        let subject = format!("{}:{}", id.kind.as_str(), id.id);
        let parts = parts::take_plain(&mut json, &subject);
        parts::set_commits(&mut json, &parts.iter().map(|part| commit(event_id, part)).collect::<Vec<_>>());
        // An act without a canonical form cannot have been read; should it happen, the empty bytes do not decode and the
        // stream shows them as unreadable.
        let content: Arc<[u8]> = canonical::bytes(&json).unwrap_or_default().into();
        self.made += 1;
        let recorded_at = self.clock + Duration::microseconds(i64::try_from(self.made).unwrap_or(i64::MAX));
        let stream = self.streams.entry(id).or_insert_with(|| Stream { case: Case::new(id.id), ..Stream::default() });
        let recorded_at = stream.stored.last().map_or(recorded_at, |last| recorded_at.max(last.recorded_at));
        stream.push(StoredEvent { version: stream.history.version + 1, recorded_at, event_id, content, parts });
    }

    fn fresh_id(&mut self) -> Uuid {
        self.made += 1;
        Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("testkit/{}", self.made).as_bytes())
    }

    fn event_id(&mut self) -> Uuid {
        self.made += 1;
        let mut low = [0; 10];
        low[2..].copy_from_slice(&self.made.to_be_bytes());
        let millis = u64::try_from(self.clock.timestamp_millis()).unwrap_or_default();
        Builder::from_unix_timestamp_millis(millis, &low).into_uuid()
    }
}

impl Stream {
    /// Adds an event and folds it. What changes earlier events makes the case be folded anew.
    fn push(&mut self, stored: StoredEvent) {
        let readable = self.history.events.len();
        self.history.push(stored.version, stored.recorded_at, stored.content.clone());
        self.stored.push(stored);
        let added = self.history.events.get(readable);
        match added {
            Some(event) if !matches!(event.kind(), Kind::RecordCorrected | Kind::RecordVoided) => {
                evolve(&mut self.case, &as_recorded(event));
            }
            _ => self.case = self.history.case(self.case.id, Cut::default()),
        }
    }
}

/// An event that no correction has touched.
pub fn as_recorded(event: &Event) -> Effective<'_> {
    let undated = event.envelope.occurred.date.is_none();
    Effective { event: Cow::Borrowed(event), corrected_by: Vec::new(), uncertain: false, undated }
}

/// The stream of a case.
pub fn case_stream(case: Uuid) -> StreamId {
    StreamId { kind: StreamKind::Case, id: case }
}

/// Looks like the vault's commitment, and is one to the text without a salt.
pub(crate) fn commit(event_id: Uuid, part: &PlainPart) -> String {
    let mut hash = Sha256::new();
    hash.update(event_id.as_bytes());
    hash.update(part.part_no.to_be_bytes());
    hash.update(part.text.as_bytes());
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        hex.extend([byte >> 4, byte & 15].iter().filter_map(|half| char::from_digit(u32::from(*half), 16)));
        hex
    })
}
