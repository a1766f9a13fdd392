//! Erasing texts on a legal basis: proposed, approved by two other persons, recorded, and then carried out by the vault.
//!
//! The act that says so is recorded before anything is destroyed, upon the version of the stream in which no hold stands: of a
//! hold and an erasure that come at once, one sees the other. The vault reads the act itself and can do it again, so whatever
//! an interruption left is finished by the next sweep (decision 0016).

use chrono::{NaiveDate, Utc};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{ApprovalResult, ErasureScope, HoldGround, Role};
use wenze_domain::effective::Cut;
use wenze_domain::envelope::{Actor, StreamKind};
use wenze_domain::fields::LABEL_CHARS_MAX;
use wenze_domain::history::History;
use wenze_domain::parts;
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::{Erasure, ErasureState, Erasures, access_stream, erasure_stream, marks_stream};
use wenze_domain::shapes::ErasurePart;
use wenze_domain::time::office_day;

use crate::{ACCESS_TEXT_CHARS_MAX, ATTEMPTS_MAX, Casework, Command, Error, Place};

mod blocks;
mod carry;
mod sweep;
pub use blocks::{Block, Blocked, CASES_OF_PERSON_MAX};
pub use carry::CarriedOut;
pub use sweep::{ERASURES_SWEPT_EVERY, ErasureFaults, FAULTS_TOLD_MAX, keep_erasures_swept};

/// The route of these acts; part of a command's identity.
const ROUTE: &str = "erasures";

/// Whose texts they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextsOf {
    /// A case's.
    Case(Uuid),
    /// A person's: what identifies him, in every case.
    Person(Uuid),
}

/// What is proposed to be erased.
#[derive(Debug, Clone)]
pub struct ErasureAsked {
    /// The parts of the case; without any, all texts of the case or what identifies the person.
    pub parts: Vec<ErasurePart>,
    /// The law or rule it rests on.
    pub legal_basis: String,
    /// Why; kept private.
    pub reason: String,
    /// Who proposes.
    pub actor: Actor,
    /// The caller's key for repeating the request safely.
    pub idempotency_key: Option<String>,
}

/// A hold that somebody places.
#[derive(Debug, Clone)]
pub struct HoldAsked {
    /// On which ground.
    pub ground: HoldGround,
    /// Why; kept private.
    pub reason: String,
    /// Its last day, where it has one.
    pub until: Option<NaiveDate>,
    /// Who places it.
    pub actor: Actor,
    /// The caller's key for repeating the request safely.
    pub idempotency_key: Option<String>,
}

impl TextsOf {
    /// The case or person.
    pub fn id(self) -> Uuid {
        match self {
            Self::Case(id) | Self::Person(id) => id,
        }
    }

    fn refs(self) -> Value {
        match self {
            Self::Case(id) => json!({ "case": [id] }),
            Self::Person(id) => json!({ "official": [id] }),
        }
    }

    /// The subjects whose keys are destroyed when all of it goes, as the vault names them.
    fn subjects(self) -> Vec<String> {
        match self {
            Self::Person(id) => vec![format!("person:{id}")],
            Self::Case(id) => {
                let beside = [marks_stream(id), access_stream(id)];
                let beside = beside.iter().map(|stream| format!("{}:{}", stream.kind.as_str(), stream.id));
                std::iter::once(format!("case:{id}")).chain(beside).collect()
            }
        }
    }
}

impl Casework {
    /// Proposes an erasure. What must still be kept is refused with what keeps it and until when.
    pub async fn propose_erasure(&self, whose: TextsOf, asked: &ErasureAsked) -> Result<Uuid, Error> {
        if asked.actor.role != Role::Supervisor {
            return Err(barred("an erasure is proposed by a supervisor"));
        }
        let basis = asked.legal_basis.trim();
        let fits = (1..=LABEL_CHARS_MAX).contains(&basis.chars().count()) && !basis.chars().any(char::is_control);
        if !fits {
            let message =
                format!("say which law or rule it rests on, in 1 to {LABEL_CHARS_MAX} characters on one line");
            return Err(Error::refused(0, Refusal::malformed("/legal_basis", message)));
        }
        let reason = stated(&asked.reason, "/reason")?;
        let history = self.texts_history(whose).await?;
        check_parts(&history, &asked.parts)?;
        self.refuse_kept(whose, &asked.parts, false).await?;
        let covers = match (whose, asked.parts.is_empty()) {
            (TextsOf::Person(_), _) => ErasureScope::Person,
            (TextsOf::Case(_), true) => ErasureScope::Case,
            (TextsOf::Case(_), false) => ErasureScope::Parts,
        };
        let mut payload = json!({ "covers": covers, "legal_basis": basis, "reason": reason });
        if !asked.parts.is_empty() {
            payload["parts"] = json!(asked.parts);
        }
        let act = act(Kind::ErasureProposed, &whose.refs(), payload, asked.actor);
        self.found(whose, act, "erasure", asked.actor, asked.idempotency_key.clone()).await
    }

    /// Decides on a proposal: two persons must approve, neither of them who proposed; one refusal ends it.
    pub async fn decide_erasure(
        &self,
        whose: TextsOf,
        id: Uuid,
        result: ApprovalResult,
        actor: Actor,
    ) -> Result<(), Error> {
        if !matches!(actor.role, Role::OrganHead | Role::CommitteeHead | Role::Supervisor) {
            return Err(barred("an erasure is approved by a leader of the organ or the committee, or by a supervisor"));
        }
        let check = |own: &Erasures| {
            let erasure = one(own, id)?;
            match erasure.state(Utc::now()) {
                _ if erasure.proposed.by == actor.person_id => Err(barred("nobody approves what he proposed himself")),
                ErasureState::Waiting(_) if erasure.approvals.iter().any(|done| done.by == actor.person_id) => {
                    Err(barred("two different persons approve: this one has"))
                }
                ErasureState::Waiting(_) => Ok(json!({ "result": result })),
                state => Err(Error::Erasure(state)),
            }
        };
        self.texts_history(whose).await?;
        let refs = with(whose.refs(), "erasure", id);
        self.erasure_step(whose, Kind::ErasureDecided, &refs, actor, &check).await.map(|_| ())
    }

    /// Places a hold: nothing of the texts is erased while it stands.
    pub async fn place_hold(&self, whose: TextsOf, asked: &HoldAsked) -> Result<Uuid, Error> {
        let roles = [Role::OrganHead, Role::Supervisor, Role::Reviewer, Role::AppealOfficer];
        if !roles.contains(&asked.actor.role) {
            return Err(barred("a hold is placed by a leader, a supervisor, a reviewer or an appeal officer"));
        }
        let reason = stated(&asked.reason, "/reason")?;
        if asked.until.is_some_and(|until| until < office_day(Utc::now())) {
            return Err(Error::refused(0, Refusal::malformed("/until", "a hold does not end before it begins")));
        }
        self.texts_history(whose).await?;
        let mut payload = json!({ "ground": asked.ground, "reason": reason });
        if let Some(until) = asked.until {
            payload["until"] = json!(until);
        }
        let act = act(Kind::LegalHoldPlaced, &whose.refs(), payload, asked.actor);
        self.found(whose, act, "hold", asked.actor, asked.idempotency_key.clone()).await
    }

    /// Lifts a hold.
    pub async fn lift_hold(&self, whose: TextsOf, id: Uuid, reason: &str, actor: Actor) -> Result<(), Error> {
        if !matches!(actor.role, Role::OrganHead | Role::Supervisor) {
            return Err(barred("a hold is lifted by a leader or a supervisor"));
        }
        let reason = stated(reason, "/reason")?;
        let check = |own: &Erasures| match own.holds.get(&id) {
            Some(hold) if hold.lifted.is_none() => Ok(json!({ "reason": reason })),
            _ => Err(Error::NotFound { kind: "hold", id }),
        };
        self.texts_history(whose).await?;
        let refs = with(whose.refs(), "hold", id);
        self.erasure_step(whose, Kind::LegalHoldLifted, &refs, actor, &check).await.map(|_| ())
    }

    /// What is to be erased or held of a case or person.
    pub(crate) async fn erasures_of(&self, whose: Uuid) -> Result<Erasures, Error> {
        self.erasures_in(erasure_stream(whose).id).await
    }

    pub(crate) async fn erasures_in(&self, stream: Uuid) -> Result<Erasures, Error> {
        let history = self.history(StreamKind::Erasure, stream).await?;
        let mut erasures = Erasures::default();
        history.effective(Cut::default()).iter().for_each(|item| erasures.evolve(item));
        erasures.version = history.version;
        erasures.unreadable = history.unreadable.iter().map(|(version, _)| *version).collect();
        Ok(erasures)
    }

    /// The history of the case or person, which must exist to whoever asks.
    pub(crate) async fn texts_history(&self, whose: TextsOf) -> Result<History, Error> {
        match whose {
            TextsOf::Case(id) => self.case_history(id).await,
            TextsOf::Person(id) => {
                let history = self.history(StreamKind::Person, id).await?;
                if history.version == 0 { Err(Error::NotFound { kind: "person", id }) } else { Ok(history) }
            }
        }
    }

    async fn refuse_kept(&self, whose: TextsOf, parts: &[ErasurePart], of_hidden: bool) -> Result<(), Error> {
        let blocks = self.blocks(whose, parts, of_hidden).await?;
        if blocks.is_empty() { Ok(()) } else { Err(Error::Kept(blocks)) }
    }

    /// Records an act that founds something, and answers its id.
    async fn found(
        &self,
        whose: TextsOf,
        act: Value,
        role: &str,
        actor: Actor,
        key: Option<String>,
    ) -> Result<Uuid, Error> {
        let receipt = self.record(&command(whose, act, actor, key, None)).await?;
        let id = receipt.events.first().and_then(|event| event.refs[role][0].as_str()).and_then(|id| id.parse().ok());
        id.ok_or_else(|| Error::Unwritable(format!("an act that founds no {role}")))
    }

    /// Records the next act upon the stream as it stands, and again when somebody else was faster.
    async fn erasure_step(
        &self,
        whose: TextsOf,
        kind: Kind,
        refs: &Value,
        actor: Actor,
        check: &(dyn Fn(&Erasures) -> Result<Value, Error> + Sync),
    ) -> Result<Uuid, Error> {
        for _ in 0..ATTEMPTS_MAX {
            let own = self.erasures_of(whose.id()).await?;
            let act = act(kind, refs, check(&own)?, actor);
            match self.record(&command(whose, act, actor, None, Some(own.version))).await {
                Err(Error::Refused(problem)) if matches!(problem.refusal, Refusal::Stale { .. }) => {}
                done => return Ok(done?.events.first().map(|event| event.event_id).unwrap_or_default()),
            }
        }
        Err(Error::Contended)
    }
}

fn one(own: &Erasures, id: Uuid) -> Result<&Erasure, Error> {
    own.erasures.get(&id).ok_or(Error::NotFound { kind: "erasure", id })
}

/// Whether every part lies in an event of the history itself; what a correction keeps of another event lies there.
fn check_parts(history: &History, asked: &[ErasurePart]) -> Result<(), Error> {
    let holds = |part: &ErasurePart| {
        let event = history.events.iter().find(|event| event.id() == part.of_event);
        let held = event.map(|event| parts::references(&event.json())).unwrap_or_default();
        held.iter().any(|(number, _)| i64::from(*number) == i64::from(part.part_no))
    };
    match asked.iter().position(|part| !holds(part)) {
        Some(index) => {
            let refusal = Refusal::malformed(format!("/parts/{index}"), "this case holds no such part");
            Err(Error::refused(0, refusal))
        }
        None => Ok(()),
    }
}

fn barred(reason: &str) -> Error {
    Error::refused(0, Refusal::NotAuthorised { reason: reason.to_owned() })
}

fn stated<'a>(reason: &'a str, pointer: &str) -> Result<&'a str, Error> {
    let reason = reason.trim();
    if (1..=ACCESS_TEXT_CHARS_MAX).contains(&reason.chars().count()) {
        return Ok(reason);
    }
    let message = format!("say why, in 1 to {ACCESS_TEXT_CHARS_MAX} characters");
    Err(Error::refused(0, Refusal::malformed(pointer, message)))
}

fn with(mut refs: Value, role: &str, id: Uuid) -> Value {
    refs[role] = json!([id]);
    refs
}

fn act(kind: Kind, refs: &Value, mut payload: Value, actor: Actor) -> Value {
    payload["by"] = json!({ "person_id": actor.person_id });
    payload["by_role"] = json!(actor.role);
    let occurred = json!({ "date": office_day(Utc::now()) });
    json!({ "kind": kind.as_str(), "occurred": occurred, "refs": refs, "payload": payload })
}

fn command(whose: TextsOf, act: Value, actor: Actor, key: Option<String>, if_match: Option<i32>) -> Command {
    let place = Place::Erasure(whose.id());
    Command { route: ROUTE, place, acts: vec![act], actor, idempotency_key: key, if_match }
}
