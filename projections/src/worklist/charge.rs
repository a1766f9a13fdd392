//! Who was put in charge of what, by the acts in force.

use std::collections::BTreeSet;

use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::codes::{Duty, Role};
use wenze_domain::event::Event;
use wenze_domain::fields::Recorded;
use wenze_domain::shapes::{OrganRef, PersonRef};

use super::demand::Demand;
use super::objects::{Objects, pair_name};

/// Somebody, or an office, was put in charge.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Charge {
    /// Of these objects; none for the whole case.
    about: Option<BTreeSet<String>>,
    work: Work,
    pub(super) person: Option<Uuid>,
    pub(super) office: Option<Uuid>,
}

/// Of which work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    /// The papers do not say.
    Any,
    /// Of a duty.
    Duty(Duty),
    /// Of what is this role's to do.
    Role(Role),
}

impl Charge {
    /// What an act says of it; an order of rectification puts two in charge, each of their own part.
    pub(super) fn of(event: &Event, case: Uuid) -> Vec<Self> {
        let one = |about, duty, person: &Recorded<PersonRef>| {
            let person = person.known().map(|person| person.person_id);
            Self { about: Some(about), work: Work::Duty(duty), person, office: None }
        };
        let charges = match event.act() {
            Act::HandlerAssigned(p) => {
                let object = event.refs().id("object").filter(|object| *object != case);
                let work = p.duty.known().map_or(Work::Any, |duty| Work::Duty(*duty));
                let about = object.map(|object| BTreeSet::from([object.to_string()]));
                let person = p.person.known().map(|person| person.person_id);
                vec![Self { about, work, person, office: organ(&p.office) }]
            }
            Act::ReportRegistered(p) => vec![one(named(event, "report"), Duty::Report, &p.handler)],
            Act::ClueAssigned(p) => {
                let about = Some(named(event, "clue"));
                vec![Self { about, work: Work::Duty(Duty::Clue), person: None, office: organ(&p.to_dept) }]
            }
            Act::VerificationTeamFormed(p) => vec![one(named(event, "clue"), Duty::Clue, &p.lead)],
            Act::InvestigationTeamFormed(p) => {
                vec![Self { about: pairs(event), ..one(BTreeSet::new(), Duty::Investigation, &p.lead) }]
            }
            Act::ReviewTeamFormed(p) => {
                vec![Self { about: pairs(event), ..one(BTreeSet::new(), Duty::Review, &p.lead) }]
            }
            Act::ReviewPanelFormed(p) => vec![one(named(event, "appeal"), Duty::Appeal, &p.chair)],
            Act::RectificationOrdered(p) => {
                let item = |person| one(named(event, "item"), Duty::Rectification, person);
                let unit = organ(&p.responsible_unit);
                vec![
                    Self { work: Work::Role(Role::ExecUnit), office: unit, ..item(&p.responsible_person) },
                    Self { work: Work::Role(Role::RectSupervisor), ..item(&p.supervisor) },
                ]
            }
            _ => Vec::new(),
        };
        charges.into_iter().filter(|charge| charge.person.is_some() || charge.office.is_some()).collect()
    }

    /// Whether it is for this obligation.
    pub(super) fn is_for(&self, demand: &Demand, objects: &Objects) -> bool {
        let is_work = match self.work {
            Work::Any => true,
            Work::Duty(duty) => demand.is_of(duty),
            Work::Role(role) => demand.roles.contains(&role),
        };
        is_work && self.about.as_ref().is_none_or(|about| about.iter().any(|id| objects.has(id)))
    }
}

fn organ(field: &Recorded<OrganRef>) -> Option<Uuid> {
    field.known().map(|organ| organ.organ_id)
}

fn named(event: &Event, role: &str) -> BTreeSet<String> {
    event.refs().ids(role).map(|id| id.to_string()).collect()
}

/// The pairs that an act names, or the respondents; none where it is about all.
fn pairs(event: &Event) -> Option<BTreeSet<String>> {
    let mut about: BTreeSet<String> = event.refs().tracks().map(|(id, track)| pair_name(id, track)).collect();
    if about.is_empty() {
        about = named(event, "respondent");
    }
    (!about.is_empty()).then_some(about)
}
