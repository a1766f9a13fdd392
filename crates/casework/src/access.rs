//! What is read of a case and not for everybody: replays of its history, and sealed parts that are opened, once, on a ground.
//!
//! The act that says so is recorded before anything is shown. A part is opened by whoever asked for it, and where the secrecy
//! of the matter asks for a second person, only once another has approved.

use chrono::{DateTime, SubsecRound, Utc};
use futures_util::StreamExt;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{ApprovalResult, Confidentiality, Role};
use wenze_domain::effective::Cut;
use wenze_domain::envelope::{Actor, StreamKind};
use wenze_domain::event::Event;
use wenze_domain::fields::{Class, EVENT_KEY, NOT_RECORDED, PART_KEY};
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::{Accesses, Opening, OpeningState, Replayed, access_stream};
use wenze_domain::time::office_day;

use crate::opening::shown;
use crate::streams::Streams;
use crate::{ATTEMPTS_MAX, Casework, Command, Error, Place, Problem, Shown};

/// The route of these acts; part of a command's identity.
const ROUTE: &str = "access";
/// Cases of which it is recorded at once that they go out.
const EXPORTS_NOTED_AT_ONCE: usize = 32;
/// Longest ground or purpose, in characters.
pub const ACCESS_TEXT_CHARS_MAX: usize = 2_000;

/// A sealed part that somebody asks to have opened.
#[derive(Debug, Clone)]
pub struct OpeningAsked {
    /// The event that holds it.
    pub of_event: Uuid,
    /// Its number there.
    pub part_no: u32,
    /// Why; kept private.
    pub ground: String,
    /// Who asks.
    pub actor: Actor,
    /// The caller's key for repeating the request safely.
    pub idempotency_key: Option<String>,
}

/// A replay of the history that somebody makes.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What had happened by then; now where it is not said.
    pub as_of: Option<DateTime<Utc>>,
    /// What the office knew by then; now where it is not said.
    pub known: Option<DateTime<Utc>>,
    /// What for; kept private.
    pub purpose: Option<String>,
    /// Who reads.
    pub actor: Actor,
}

/// A sealed part, opened. It is shown to whoever asked and kept nowhere.
pub struct SealedText {
    /// The act that says that it was opened.
    pub by_event: Uuid,
    /// The text.
    pub text: String,
}

impl Casework {
    /// Asks for a sealed part to be opened. What asks for no second person may be opened at once.
    pub async fn ask_to_open(&self, case: Uuid, asked: &OpeningAsked) -> Result<Uuid, Error> {
        if asked.actor.role != Role::Intake {
            return Err(barred("a sealed part is opened by intake"));
        }
        let ground = asked.ground.trim();
        if ground.is_empty() || ground.chars().count() > ACCESS_TEXT_CHARS_MAX {
            let message = format!("say why, in 1 to {ACCESS_TEXT_CHARS_MAX} characters");
            return Err(Error::refused(0, Refusal::malformed("/ground", message)));
        }
        let history = self.case_history(case).await?;
        let event = history.events.iter().find(|event| event.id() == asked.of_event);
        let held = event.filter(|event| holds_sealed(&event.json(), asked.part_no));
        let event = held.ok_or(Error::NotFound { kind: "part", id: asked.of_event })?;
        let payload = json!({
            "of_event": asked.of_event,
            "part_no": asked.part_no,
            "ground": ground,
            "second_person": asks_for_another(event),
        });
        let refs = json!({ "case": [case] });
        let act = act(Kind::SealedOpeningRequested, &refs, payload, asked.actor);
        let command = command(case, act, asked.actor, asked.idempotency_key.clone(), None);
        let receipt = self.record(&command).await?;
        let id =
            receipt.events.first().and_then(|event| event.refs["opening"][0].as_str()).and_then(|id| id.parse().ok());
        id.ok_or_else(|| Error::Unwritable("an opening without an id".to_owned()))
    }

    /// Decides on a request: somebody else than whoever asked, who leads or supervises.
    pub async fn decide_opening(
        &self,
        case: Uuid,
        id: Uuid,
        result: ApprovalResult,
        actor: Actor,
    ) -> Result<(), Error> {
        if !matches!(actor.role, Role::OrganHead | Role::Supervisor) {
            return Err(barred("the opening of a sealed part is approved by a leader or a supervisor"));
        }
        let check = |opening: &Opening| match opening.state(Utc::now()) {
            OpeningState::Waiting if opening.asked.by == actor.person_id => {
                Err(barred("nobody approves what he asked for himself"))
            }
            OpeningState::Waiting => Ok(json!({ "result": result })),
            state => Err(Error::Opening(state)),
        };
        self.step(case, id, Kind::SealedOpeningDecided, actor, &check).await.map(|_| ())
    }

    /// Opens a part, once, for whoever asked for it.
    pub async fn open_sealed(&self, case: Uuid, id: Uuid, actor: Actor) -> Result<SealedText, Error> {
        let opening = self.opening(case, id).await?.0;
        let may = |opening: &Opening| match opening.state(Utc::now()) {
            _ if opening.asked.by != actor.person_id => Err(barred("a part is opened by whoever asked for it")),
            OpeningState::Open(_) => Ok(()),
            state => Err(Error::Opening(state)),
        };
        may(&opening)?;
        let text = self.sealed_text(&opening).await?;
        let check = |opening: &Opening| {
            may(opening)?;
            let mut payload = json!({ "of_event": opening.of_event, "part_no": opening.part_no });
            if let Some((_, decided)) = &opening.decided {
                payload["approved_by"] = json!({ "person_id": decided.by });
            }
            Ok(payload)
        };
        let by_event = self.step(case, id, Kind::SealedPartOpened, actor, &check).await?;
        Ok(SealedText { by_event, text })
    }

    /// Records that somebody replays the history at a moment; once a day for each moment and person.
    pub async fn record_replay(&self, case: Uuid, reading: &Reading) -> Result<(), Error> {
        let purpose = reading.purpose.as_deref().map(str::trim).filter(|purpose| !purpose.is_empty());
        if purpose.is_some_and(|purpose| purpose.chars().count() > ACCESS_TEXT_CHARS_MAX) {
            let message = format!("say what for in at most {ACCESS_TEXT_CHARS_MAX} characters");
            return Err(Error::refused(0, Refusal::malformed("/purpose", message)));
        }
        // The log keeps microseconds.
        let now = Utc::now().trunc_subsecs(6);
        let cut = |asked: Option<DateTime<Utc>>| asked.map(|at| at.trunc_subsecs(6));
        let (asked_of, asked_known) = (cut(reading.as_of), cut(reading.known));
        let (as_of, known) = (asked_of.unwrap_or(now), asked_known.unwrap_or(now));
        let is_it = |one: &Replayed| {
            let own = one.done.by == reading.actor.person_id && one.done.role == reading.actor.role;
            let same = |asked: Option<DateTime<Utc>>, then: DateTime<Utc>| match asked {
                Some(asked) => asked == then,
                None => office_day(then) == office_day(now),
            };
            let is_same = same(asked_of, one.as_of) && same(asked_known, one.known);
            own && is_same && office_day(one.done.at) == office_day(now)
        };
        if purpose.is_none() && self.accesses_of(case).await?.replays.iter().any(is_it) {
            return Ok(());
        }
        let payload = json!({
            "as_of": as_of,
            "known": known,
            "purpose": purpose.unwrap_or(NOT_RECORDED),
        });
        let act = act(Kind::HistoryReplayed, &json!({ "case": [case] }), payload, reading.actor);
        match self.record(&command(case, act, reading.actor, None, None)).await {
            Err(Error::Refused(Problem { refusal: Refusal::ObjectMissing { .. }, .. })) => {
                Err(Error::NotFound { kind: "case", id: case })
            }
            done => done.map(|_| ()),
        }
    }

    /// Records that a case is written to a file that leaves the system, before it is.
    pub async fn record_export(&self, case: Uuid, with_texts: bool, actor: Actor) -> Result<(), Error> {
        self.case_history(case).await?;
        self.note_export(case, with_texts, actor).await
    }

    /// The same of every case there is, before all are written; `progress` hears of how many it was recorded.
    pub async fn record_exports(
        &self,
        with_texts: bool,
        actor: Actor,
        mut progress: impl FnMut(u64),
    ) -> Result<(), Error> {
        let (mut streams, mut noted) = (Streams::begin(&self.inner.ledger).await?, 0);
        while let Some(page) = streams.next(&self.inner.ledger).await? {
            let cases: Vec<Uuid> = page
                .iter()
                .filter_map(|own| own.first())
                .filter(|event| event.stream.kind == StreamKind::Case.as_str())
                .map(|event| event.stream.id)
                .collect();
            let noting = cases.into_iter().map(|case| self.note_export(case, with_texts, actor));
            let mut running = futures_util::stream::iter(noting).buffer_unordered(EXPORTS_NOTED_AT_ONCE);
            while let Some(done) = running.next().await {
                done?;
                noted += 1;
                progress(noted);
            }
        }
        Ok(())
    }

    async fn note_export(&self, case: Uuid, with_texts: bool, actor: Actor) -> Result<(), Error> {
        let payload = json!({ "with_texts": with_texts });
        let act = act(Kind::CaseExported, &json!({ "case": [case] }), payload, actor);
        self.record(&command(case, act, actor, None, None)).await.map(|_| ())
    }

    /// What was read of a case.
    pub(crate) async fn accesses_of(&self, case: Uuid) -> Result<Accesses, Error> {
        let own = access_stream(case);
        let history = self.history(own.kind, own.id).await?;
        let mut accesses = Accesses::default();
        history.effective(Cut::default()).iter().for_each(|item| accesses.evolve(item));
        accesses.version = history.version;
        Ok(accesses)
    }

    /// An opening with the version of its stream.
    pub(crate) async fn opening(&self, case: Uuid, id: Uuid) -> Result<(Opening, i32), Error> {
        let mut accesses = self.accesses_of(case).await?;
        let found = accesses.openings.remove(&id).ok_or(Error::NotFound { kind: "opening", id })?;
        Ok((found, accesses.version))
    }

    /// Records the next act of an opening upon the stream as it stands, and again when somebody else was faster: of two who
    /// open at once, one does.
    async fn step(
        &self,
        case: Uuid,
        id: Uuid,
        kind: Kind,
        actor: Actor,
        check: &(dyn Fn(&Opening) -> Result<Value, Error> + Sync),
    ) -> Result<Uuid, Error> {
        for _ in 0..ATTEMPTS_MAX {
            let (opening, version) = self.opening(case, id).await?;
            let act = act(kind, &json!({ "case": [case], "opening": [id] }), check(&opening)?, actor);
            match self.record(&command(case, act, actor, None, Some(version))).await {
                Err(Error::Refused(problem)) if matches!(problem.refusal, Refusal::Stale { .. }) => {}
                done => return Ok(done?.events.first().map(|event| event.event_id).unwrap_or_default()),
            }
        }
        Err(Error::Contended)
    }

    async fn sealed_text(&self, opening: &Opening) -> Result<String, Error> {
        let missing = || Error::NotFound { kind: "part", id: opening.of_event };
        let part_no = i16::try_from(opening.part_no).map_err(|_| missing())?;
        let wanted = wenze_vault::PartRef { event_id: opening.of_event, part_no, commit: None };
        let opened = self.inner.vault.open_many(&[wanted]).await?;
        match opened.get(&(opening.of_event, part_no)).map(shown) {
            Some(Shown::Text(text)) => Ok(text),
            _ => Err(missing()),
        }
    }
}

pub(crate) fn barred(reason: &str) -> Error {
    Error::refused(0, Refusal::NotAuthorised { reason: reason.to_owned() })
}

pub(crate) fn act(kind: Kind, refs: &Value, mut payload: Value, actor: Actor) -> Value {
    payload["by"] = json!({ "person_id": actor.person_id });
    payload["by_role"] = json!(actor.role);
    let occurred = json!({ "date": office_day(Utc::now()) });
    json!({ "kind": kind.as_str(), "occurred": occurred, "refs": refs, "payload": payload })
}

pub(crate) fn command(
    case: Uuid,
    act: Value,
    actor: Actor,
    idempotency_key: Option<String>,
    if_match: Option<i32>,
) -> Command {
    Command { route: ROUTE, place: Place::Access(case), acts: vec![act], actor, idempotency_key, if_match }
}

/// What is said to be for everybody in the office asks for no second person; what nobody said anything of does.
fn asks_for_another(event: &Event) -> bool {
    !matches!(event.envelope.confidentiality, Some(Confidentiality::Open | Confidentiality::Internal))
}

/// Whether a sealed part of this number stands in an event itself; what a correction keeps of another event lies there.
fn holds_sealed(value: &Value, part_no: u32) -> bool {
    match value {
        Value::Object(object) => {
            let is_it = object.get(PART_KEY).and_then(Value::as_u64) == Some(u64::from(part_no))
                && object.get("class") == Some(&json!(Class::Sealed))
                && !object.contains_key(EVENT_KEY);
            is_it || object.values().any(|inner| holds_sealed(inner, part_no))
        }
        Value::Array(items) => items.iter().any(|inner| holds_sealed(inner, part_no)),
        _ => false,
    }
}
