//! Who decides on a rulebook or calendar, as the command line tells it. Nobody is signed in here.

use anyhow::anyhow;
use chrono::Utc;
use serde_json::json;
use uuid::Uuid;
use wenze_casework::Decision;
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_domain::fields::{Label, PartialDate, Recorded};
use wenze_domain::shapes::{Approval, OrganRef, PersonRef};
use wenze_domain::time::office_day;

use crate::commands::operator::operator;

/// Who decided, when, and by whose approval.
#[derive(Debug, clap::Args)]
pub(crate) struct Decided {
    /// When it was decided; today if it is left out.
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<PartialDate>,
    /// From when on it holds; from the day of the decision if it is left out.
    #[arg(long, value_name = "DATE", value_parser = date)]
    from: Option<PartialDate>,
    /// Number of the paper that decides it.
    #[arg(long, value_name = "NO", value_parser = label)]
    document_no: Option<Label>,
    /// The person of the register who approved it.
    #[arg(long, value_name = "ID")]
    approved_by: Option<Uuid>,
    /// The person of the register who enters it.
    #[arg(long, value_name = "ID")]
    person: Option<Uuid>,
    /// The organ of the register that decides.
    #[arg(long, value_name = "ID")]
    organ: Option<Uuid>,
}

fn date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text).ok_or_else(|| "write a date YYYY-MM-DD".to_owned())
}

fn label(text: &str) -> Result<Label, &'static str> {
    Label::new(text)
}

impl Decided {
    pub(crate) fn decision(&self) -> anyhow::Result<Decision> {
        let on = self.on.unwrap_or_else(|| PartialDate::day(office_day(Utc::now())));
        let operator = operator();
        let actor = Actor {
            person_id: self.person.unwrap_or(operator.person_id),
            role: Role::Admin,
            office_id: self.organ.unwrap_or(operator.office_id),
        };
        let occurred = serde_json::from_value(json!({ "date": on })).map_err(|e| anyhow!("the date: {e}"))?;
        let approval = self.approved_by.map(|person| self.approval(person, on));
        Ok(Decision { actor, occurred, from: self.from, approval, document_no: self.document_no.clone() })
    }

    fn approval(&self, person_id: Uuid, on: PartialDate) -> Approval {
        let by = PersonRef { person_id, as_named: None, post: None, organ_id: self.organ, organ_level: None };
        let organ = self.organ.map(|organ_id| OrganRef { organ_id, level: None });
        Approval {
            by: Recorded::Known(by),
            post: Recorded::NotRecorded,
            organ: organ.map_or(Recorded::NotRecorded, Recorded::Known),
            level: Recorded::NotRecorded,
            opinion: None,
            on: Recorded::Known(on),
            way: Recorded::NotRecorded,
            document_no: self.document_no.clone(),
            sha256: None,
        }
    }
}
