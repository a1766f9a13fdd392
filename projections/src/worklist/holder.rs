//! Whose duty an obligation is: exactly one person's, or exactly one office's.

use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::codes::Role;
use wenze_domain::event::Event;
use wenze_domain::fields::PartialDate;
use wenze_domain::states::RecusalState;
use wenze_domain::time::office_day;

use super::charge::Charge;
use super::demand::Demand;
use super::objects::Objects;

/// Whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// Somebody was put in charge.
    Person(Uuid),
    /// Nobody of the office was yet.
    Office(Uuid),
}

/// What tells whose the duties of a case are.
#[derive(Debug)]
pub(super) struct Holders<'c> {
    case: &'c Case,
    /// By the day from which they count, the last one last.
    charges: Vec<Charge>,
    /// In which role and for which organ each act was done, the last one last.
    acted: Vec<(Role, Uuid)>,
    /// The office that began the case.
    opened: Uuid,
}

impl<'c> Holders<'c> {
    /// Of a case, by its acts in force. `first` is its first act, in force or not: it says where the case was opened.
    pub(super) fn of(case: &'c Case, events: &[&Event], first: Option<&Event>) -> Self {
        // A hand-over that is recorded late does not undo the one after it.
        let mut by_day: Vec<&Event> = events.to_vec();
        by_day.sort_by_key(|event| {
            let day = event.envelope.occurred.date.map(PartialDate::last_day);
            day.unwrap_or_else(|| office_day(event.known_at()))
        });
        Self {
            case,
            charges: by_day.iter().flat_map(|event| Charge::of(event, case.id)).collect(),
            acted: events.iter().map(|event| (event.envelope.actor.role, organ(event))).collect(),
            opened: first.map(organ).unwrap_or_default(),
        }
    }

    /// Who was put in charge last of what the obligation is about; else the office that last acted in a role whose act
    /// is demanded; else the office that opened the case. Who is recused has nothing to do any more, so that the duty
    /// goes back to the office that put them in charge.
    pub(super) fn of_duty(&self, demand: &Demand, objects: &Objects) -> Holder {
        let charge = self.charges.iter().rfind(|charge| charge.is_for(demand, objects));
        if let Some(charge) = charge {
            if let Some(person) = charge.person.filter(|person| !self.is_recused(*person, objects)) {
                return Holder::Person(person);
            }
            if let Some(office) = charge.office {
                return Holder::Office(office);
            }
        }
        let acted = self.acted.iter().rfind(|(role, _)| demand.roles.contains(role));
        Holder::Office(acted.map_or(self.opened, |(_, office)| *office))
    }

    fn is_recused(&self, person: Uuid, objects: &Objects) -> bool {
        let mut decided = self.case.recusals.values().filter(|one| one.state == RecusalState::Recused);
        decided.any(|one| {
            let concerns = one.appeal.is_none_or(|appeal| objects.has(&appeal.to_string()));
            one.person == Some(person) && concerns
        })
    }
}

/// The organ that an act was done for, or the office that entered it.
pub(crate) fn organ(event: &Event) -> Uuid {
    let behalf = event.envelope.on_behalf_of.as_ref();
    behalf.and_then(|behalf| behalf.organ_id).unwrap_or(event.envelope.actor.office_id)
}

/// Whose act it is: the person for whom it was entered, else who entered it.
pub(super) fn doer(event: &Event) -> Uuid {
    let person = event.envelope.on_behalf_of.as_ref().and_then(|behalf| behalf.person.as_ref());
    person.map_or(event.envelope.actor.person_id, |person| person.person_id)
}
