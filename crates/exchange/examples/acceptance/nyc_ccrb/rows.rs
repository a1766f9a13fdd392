//! The rows of the register, read back from the acts that are in force at a cut, as they are corrected by then.

use std::collections::HashMap;

use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::effective::Cut;
use wenze_domain::event::Event;
use wenze_domain::fields::PartialDate;
use wenze_domain::history::History;
use wenze_domain::shapes::Basis;

/// One officer of one complaint.
#[derive(Debug, Default)]
pub(crate) struct RegisterRow {
    /// What the source calls the officer.
    pub(crate) name: String,
    pub(crate) official: Uuid,
    pub(crate) disposition: String,
    pub(crate) is_charged: bool,
    pub(crate) status: String,
    pub(crate) closed_on: Option<PartialDate>,
    pub(crate) penalty: String,
    pub(crate) reported_on: Option<PartialDate>,
}

/// Begins the label of an act that keeps the register's own word for a status.
const STATUS: &str = "apu_status: ";
const PENALTY: &str = "nypd_penalty: ";

/// The rows at a cut, by respondent.
pub(crate) fn rows_of(history: &History, cut: Cut) -> HashMap<Uuid, RegisterRow> {
    let mut rows = HashMap::new();
    let mut decided: HashMap<Uuid, Uuid> = HashMap::new();
    for effective in history.effective(cut) {
        let event = effective.event.as_ref();
        let respondent = event.refs().id("respondent");
        if let Act::RespondentAdded(act) = event.act() {
            let name = field(event, "officer");
            let official = act.entry.official.unwrap_or_default();
            rows.insert(act.entry.respondent, RegisterRow { name, official, ..RegisterRow::default() });
        }
        if let (Act::DeterminationMade(_), Some(determination), Some(respondent)) =
            (event.act(), event.refs().id("determination"), respondent)
        {
            decided.insert(determination, respondent);
        }
        let overruled = || event.refs().id("determination").and_then(|id| decided.get(&id).copied());
        if let Some(row) = respondent.or_else(overruled).and_then(|id| rows.get_mut(&id)) {
            row.tell(event);
        }
    }
    rows
}

impl RegisterRow {
    fn tell(&mut self, event: &Event) {
        let date = event.envelope.occurred.date;
        match event.act() {
            Act::CaseFiled(_) => self.is_charged = true,
            Act::DeterminationMade(act) => {
                if let Some(basis) = act.basis.known().and_then(|all| all.first()) {
                    self.decided(basis, date);
                }
            }
            Act::DecisionCorrected(_) => self.status(&field(event, "apu_status"), date),
            Act::OtherActRecorded(act) => {
                if let Some(status) = act.label.as_str().strip_prefix(STATUS) {
                    self.status(status, date);
                } else if let Some(penalty) = act.label.as_str().strip_prefix(PENALTY) {
                    self.penalty(penalty, date);
                }
            }
            Act::DecisionNotified(_) => self.penalty("", date),
            _ => {}
        }
    }

    fn decided(&mut self, basis: &Basis, date: Option<PartialDate>) {
        let article = basis.article.known().map(wenze_domain::fields::Label::as_str).unwrap_or_default();
        match basis.instrument.as_str() {
            "ccrb_disposition" => article.clone_into(&mut self.disposition),
            "apu_status" => self.status(article, date),
            "nypd_penalty" => self.penalty(article, date),
            _ => {}
        }
    }

    fn status(&mut self, status: &str, date: Option<PartialDate>) {
        status.clone_into(&mut self.status);
        self.closed_on = date;
    }

    fn penalty(&mut self, penalty: &str, date: Option<PartialDate>) {
        penalty.clone_into(&mut self.penalty);
        self.reported_on = date;
    }
}

/// What the source says beside an event.
pub(crate) fn field(event: &Event, name: &str) -> String {
    let origin = event.envelope.origin.as_ref();
    origin.and_then(|origin| origin.fields.get(name)).cloned().unwrap_or_default()
}
