//! As whom somebody acts who is signed in: as himself, or in the stead of another who delegated the act to him.

use chrono::{NaiveDate, Utc};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, EnteredFrom, Role};
use wenze_domain::envelope::Actor;
use wenze_domain::fields::PartialDate;
use wenze_domain::refusal::{Refusal, Undelegated};
use wenze_domain::time::office_day;

use crate::record::Terms;
use crate::{Casework, Command, Error, Place, Receipt};

/// As whom somebody acts who is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acting {
    /// As himself, in a role he holds.
    Oneself,
    /// In the stead of this person and in a role of his, by a delegation.
    InsteadOf(Uuid),
}

impl Acting {
    /// Who answers for an act: who does it, and by a delegation also who gave it.
    pub(crate) fn persons(self, actor: Actor) -> Vec<Uuid> {
        match self {
            Self::Oneself => vec![actor.person_id],
            Self::InsteadOf(giver) => vec![actor.person_id, giver],
        }
    }
}

impl Casework {
    /// Records acts that somebody does who is signed in. What he did on the case before may keep him from them
    /// ([`wenze_domain::separation`]), and in another's stead he does only what was delegated to him.
    pub async fn record_as(&self, acting: Acting, command: &Command) -> Result<Receipt, Error> {
        self.record_seen(acting, command, None).await
    }

    /// The same for whoever saw the case as it stood at a version. The acts are decided on the case as it stands now; where others
    /// recorded acts since then that are about the same objects, nothing is stored ([`Error::MovedOn`]).
    pub async fn record_seen(&self, acting: Acting, command: &Command, since: Option<i32>) -> Result<Receipt, Error> {
        let terms = Terms { acting: Some(acting), since };
        match acting {
            Acting::Oneself => self.record_by(command, terms).await,
            Acting::InsteadOf(giver) => {
                let command = self.instead_of(giver, command).await?;
                self.record_by(&command, terms).await
            }
        }
    }

    /// Whether somebody may act in another's stead, in a role at an office, on a day: what was delegated to him there must be
    /// in force, and the role held by who delegated it.
    pub async fn acts_instead_of(
        &self,
        giver: Uuid,
        actor: Actor,
        kind: Option<Kind>,
        day: NaiveDate,
    ) -> Result<Result<Uuid, Undelegated>, Error> {
        let delegations = self.delegations_of(giver).await?;
        let found = delegations.by_which(actor.person_id, actor.office_id, kind, day).map(|one| one.id);
        if found.is_ok() && !self.holds_role(giver, actor.role, actor.office_id, day).await? {
            return Ok(Err(Undelegated::RoleNotHeld));
        }
        Ok(found)
    }

    async fn holds_role(&self, person: Uuid, role: Role, office: Uuid, day: NaiveDate) -> Result<bool, Error> {
        Ok(self.grants_of(person, None).await?.holds(role, office, day))
    }

    /// The command with every act marked as done in the giver's stead, each by the delegation that covers it.
    async fn instead_of(&self, giver: Uuid, command: &Command) -> Result<Command, Error> {
        let mut command = command.clone();
        let day = office_day(Utc::now());
        let is_case = matches!(command.place, Place::Case(_) | Place::NewCase(_));
        for (index, act) in command.acts.iter_mut().enumerate() {
            let refused = |why| Error::refused(index, Refusal::Undelegated { why });
            // What is no act is refused for that, where acts are read.
            let Some(kind) = act.get("kind").and_then(Value::as_str).and_then(Kind::parse) else { continue };
            if !is_case {
                return Err(refused(Undelegated::OtherActs));
            }
            if !is_done_here(act) || act.get("on_behalf_of").is_some() {
                return Err(refused(Undelegated::NotDoneHere));
            }
            let delegation = self.acts_instead_of(giver, command.actor, Some(kind), day).await?.map_err(refused)?;
            // What is said to have been done on an earlier day must have been his to do on that day too.
            if let Some(earlier) = done_on(act).filter(|on| *on < day) {
                self.acts_instead_of(giver, command.actor, Some(kind), earlier).await?.map_err(refused)?;
            }
            act["on_behalf_of"] = json!({
                "person": { "person_id": giver },
                "organ_id": command.actor.office_id,
                "delegation": delegation,
            });
        }
        Ok(command)
    }
}

/// The last day on which an act can have been done, as it says.
fn done_on(act: &Value) -> Option<NaiveDate> {
    act.pointer("/occurred/date").and_then(Value::as_str).and_then(PartialDate::parse).map(PartialDate::last_day)
}

/// Whether an act is done in the system, and not recorded from paper.
fn is_done_here(act: &Value) -> bool {
    act.get("entered_from").is_none_or(|from| from == EnteredFrom::System.as_str())
}
