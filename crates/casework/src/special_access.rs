//! Access to one case for a time: asked for in words, given or refused by another person who keeps the case, taken back.
//!
//! Whoever asks names no case, because to him it does not exist: the same answer comes whether there is such a case or not.

use chrono::{Duration, NaiveDate, Utc};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{ApprovalResult, Role};
use wenze_domain::envelope::Actor;
use wenze_domain::fields::{NOT_RECORDED, PartialDate};
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::{ACCESS_DAYS_MAX, AccessState, SpecialAccess};
use wenze_domain::time::office_day;

use crate::access::{ACCESS_TEXT_CHARS_MAX, act, barred};
use crate::{ATTEMPTS_MAX, Casework, Command, Error, Place};

/// The route of these acts; part of a command's identity.
const ROUTE: &str = "special-access";
/// Who decides.
pub(crate) const DECIDERS: [Role; 2] = [Role::OrganHead, Role::Supervisor];
/// Most requests of one person that wait or are in force at a time.
const OPEN_MAX: usize = 50;

/// What somebody asks for.
#[derive(Debug, Clone)]
pub struct AccessAsked {
    /// The organ that keeps the case, whose leaders decide.
    pub organ: Uuid,
    /// Which case, as he knows it; kept private.
    pub matter: String,
    /// Why; kept private.
    pub reason: String,
    /// The last day.
    pub until: NaiveDate,
    /// Who asks.
    pub actor: Actor,
    /// The caller's key for repeating the request safely.
    pub idempotency_key: Option<String>,
}

/// What another person decides.
#[derive(Debug, Clone, Copy)]
pub struct AccessDecided {
    /// Whose request it is.
    pub person: Uuid,
    /// The request.
    pub id: Uuid,
    /// What is decided.
    pub result: ApprovalResult,
    /// The case, where access is given.
    pub case: Option<Uuid>,
    /// The last day; as asked for where it is not said.
    pub until: Option<NaiveDate>,
    /// Who decides.
    pub actor: Actor,
}

/// What is looked at before an act: the case it names, and what it says.
type Check<'a> = dyn Fn(&SpecialAccess) -> Result<(Option<Uuid>, Value), Error> + Sync + 'a;

impl Casework {
    /// Asks for access; what is recorded is the request, whether there is such a case or not.
    pub async fn ask_for_access(&self, asked: &AccessAsked) -> Result<Uuid, Error> {
        let matter = told(&asked.matter, "/matter", "which case")?;
        let reason = told(&asked.reason, "/reason", "why")?;
        let today = office_day(Utc::now());
        if asked.until < today || asked.until > today + Duration::days(ACCESS_DAYS_MAX) {
            let message = format!("name a last day within {ACCESS_DAYS_MAX} days from today");
            return Err(Error::refused(0, Refusal::malformed("/until", message)));
        }
        let grants = self.grants_of(asked.actor.person_id, None).await?;
        let is_open =
            |one: &&SpecialAccess| matches!(one.state(Utc::now()), AccessState::Waiting | AccessState::InForce(_));
        if grants.special.values().filter(is_open).count() >= OPEN_MAX {
            let message = format!("{OPEN_MAX} requests wait or are in force: wait until one is decided or over");
            return Err(Error::refused(0, Refusal::malformed("", message)));
        }
        let refs = json!({ "official": [asked.actor.person_id], "organ": [asked.organ] });
        let payload = json!({ "matter": matter, "reason": reason, "until": PartialDate::day(asked.until) });
        let act = act(Kind::AccessRequested, &refs, payload, asked.actor);
        let receipt = self.record(&command(act, asked.actor, asked.idempotency_key.clone(), None)).await?;
        let refs = receipt.events.first().map(|event| &event.refs);
        let id = refs.and_then(|refs| refs["special_access"][0].as_str()).and_then(|id| id.parse().ok());
        id.ok_or_else(|| Error::Unwritable("a request without an id".to_owned()))
    }

    /// Decides on a request: somebody else than whoever asked, who leads or supervises where the case is kept and sees it himself.
    pub async fn decide_access(&self, decided: &AccessDecided) -> Result<(), Error> {
        let AccessDecided { person, id, result, actor, .. } = *decided;
        let given = result == ApprovalResult::Approved;
        let case = decided.case.filter(|_| given);
        match case {
            Some(case) => self.may_be_given(case, person).await?,
            None if given => {
                return Err(Error::refused(0, Refusal::malformed("/case", "name the case to give access to")));
            }
            None => {}
        }
        let check = |one: &SpecialAccess| {
            self.may_decide(one, actor)?;
            match one.state(Utc::now()) {
                AccessState::Waiting => {}
                state => return Err(Error::Access(state)),
            }
            let mut payload = json!({ "result": result });
            if given {
                payload["until"] = json!(PartialDate::day(last_day(one, decided.until)?));
            }
            Ok((case, payload))
        };
        self.step_access((person, id), Kind::AccessDecided, actor, &check).await
    }

    /// Takes access back before its time is over, from the next request on.
    pub async fn revoke_access(
        &self,
        (person, id): (Uuid, Uuid),
        reason: Option<&str>,
        actor: Actor,
    ) -> Result<(), Error> {
        let reason = reason.map(|reason| told(reason, "/reason", "why")).transpose()?;
        let check = |one: &SpecialAccess| {
            self.may_decide(one, actor)?;
            match one.state(Utc::now()) {
                AccessState::InForce(_) => {
                    let case = one.decided.as_ref().and_then(|decided| decided.case);
                    Ok((case, json!({ "reason": reason.unwrap_or(NOT_RECORDED) })))
                }
                state => Err(Error::Access(state)),
            }
        };
        self.step_access((person, id), Kind::AccessRevoked, actor, &check).await
    }

    /// Who decides does so for the organ that was asked, and not for himself.
    fn may_decide(&self, one: &SpecialAccess, actor: Actor) -> Result<(), Error> {
        if one.asked.by == actor.person_id {
            return Err(barred("nobody approves what he asked for himself"));
        }
        if !DECIDERS.contains(&actor.role) {
            return Err(barred("special access is decided by a leader or a supervisor"));
        }
        if !one.office.is_some_and(|organ| self.answers_for(organ, &[actor.role])) {
            return Err(Error::NotFound { kind: "special access", id: one.id });
        }
        Ok(())
    }

    /// A case that whoever decides sees is given to nobody who is excluded from it.
    async fn may_be_given(&self, case: Uuid, person: Uuid) -> Result<(), Error> {
        self.case_history(case).await?;
        if self.hidden(person).await?.holds(case) {
            return Err(barred("whoever asks is recused from this case or named in it"));
        }
        Ok(())
    }

    /// Records the next act of a request upon the stream as it stands, and again when somebody else was faster.
    async fn step_access(
        &self,
        (person, id): (Uuid, Uuid),
        kind: Kind,
        actor: Actor,
        check: &Check<'_>,
    ) -> Result<(), Error> {
        for _ in 0..ATTEMPTS_MAX {
            let grants = self.grants_of(person, None).await?;
            let one = grants.special.get(&id).ok_or(Error::NotFound { kind: "special access", id })?;
            let (case, payload) = check(one)?;
            let mut refs = json!({ "special_access": [id], "official": [person] });
            if let Some(case) = case {
                refs["case"] = json!([case]);
            }
            let act = act(kind, &refs, payload, actor);
            match self.record(&command(act, actor, None, Some(grants.version))).await {
                Err(Error::Refused(problem)) if matches!(problem.refusal, Refusal::Stale { .. }) => {}
                done => return done.map(|_| ()),
            }
        }
        Err(Error::Contended)
    }
}

/// The last day: not later than was asked for, and not over.
fn last_day(one: &SpecialAccess, given: Option<NaiveDate>) -> Result<NaiveDate, Error> {
    let asked = one.until.map(PartialDate::last_day);
    let last =
        given.or(asked).filter(|last| asked.is_none_or(|asked| *last <= asked) && *last >= office_day(Utc::now()));
    last.ok_or_else(|| {
        let message = "name a last day from today on, and not after the one that was asked for";
        Error::refused(0, Refusal::malformed("/until", message))
    })
}

fn told<'t>(text: &'t str, at: &str, what: &str) -> Result<&'t str, Error> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > ACCESS_TEXT_CHARS_MAX {
        let message = format!("say {what}, in 1 to {ACCESS_TEXT_CHARS_MAX} characters");
        return Err(Error::refused(0, Refusal::malformed(at, message)));
    }
    Ok(text)
}

fn command(act: Value, actor: Actor, idempotency_key: Option<String>, if_match: Option<i32>) -> Command {
    Command { route: ROUTE, place: Place::Grants, acts: vec![act], actor, idempotency_key, if_match }
}
