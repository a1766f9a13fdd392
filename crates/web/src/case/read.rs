//! Everything one page of a case needs, read through the façade.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;
use wenze_casework::{AuditLine, CaseAt, CaseView, Casework, Deadline, DeadlineFilter, OfferView, REPLAY_EVENTS_MAX};
use wenze_domain::case::Case;
use wenze_domain::effective::Cut;
use wenze_domain::fields::PartialDate;
use wenze_domain::time::Occurred;
use wenze_domain::words::Words;

use super::asked::Asked;
use super::originals::{self, Original};
use crate::failure::Failure;
use crate::reader::Reader;

/// Most acts on one page; a longer history is shown in parts.
pub(crate) const ACTS_MAX: i32 = 500;

/// Acts read before a version and after it, of a history that is too long to be replayed.
const AROUND: u16 = 60;

/// Most duties told on one page.
const DUTIES_MAX: u32 = 20;

/// What was read.
pub(crate) struct Read {
    pub(crate) id: Uuid,
    /// The case at the moment asked for.
    pub(crate) at: CaseAt,
    /// The case as it stands.
    pub(crate) now: CaseView,
    /// The history as it stands.
    pub(crate) lines: Vec<AuditLine>,
    /// The history as it stood at the moment; none when that is now.
    pub(crate) then: Option<Vec<AuditLine>>,
    /// The history shown begins after this version.
    pub(crate) after: i32,
    /// Long texts by the act they were recorded with.
    pub(super) originals: HashMap<Uuid, Vec<Original>>,
    /// What may be done, for the case as it stands.
    pub(crate) offers: Option<Vec<OfferView>>,
    /// Open duties of the case as it stands, the one due first first.
    pub(crate) duties: Vec<Deadline>,
    /// Names of persons and organs the state refers to.
    pub(crate) names: HashMap<Uuid, String>,
}

impl Read {
    pub(crate) async fn all(casework: &Casework, id: Uuid, asked: &Asked, reader: &Reader) -> Result<Self, Failure> {
        let words = reader.words;
        let at = casework.case_at(id, asked.cut).await?;
        let is_now = asked.is_now();
        let now = if is_now { at.view.clone() } else { casework.case(id).await? };
        let after = asked.after.unwrap_or(at.version_now - ACTS_MAX).max(0);
        let limit = ACTS_MAX.unsigned_abs();
        let lines = casework.audit(id, after, limit, words).await?.items;
        let then = if is_now { None } else { Some(casework.replayed(id, asked.cut, words).await?) };
        let events = casework.events(id, after, limit).await?;
        let offers = if is_now { Some(casework.offers(id).await?.1) } else { None };
        let duties = if is_now { duties(casework, id, words).await } else { Vec::new() };
        let names = casework.names(&referred(&at.view.case)).await?;
        let originals = originals::long_texts(words, &events.items);
        Ok(Self { id, at, now, lines, then, after, originals, offers, duties, names })
    }

    /// What a replay needs: the case at a moment and as it stands, and its history around a version. Of a history that is not
    /// too long for that the whole is read, so that every step can be found.
    pub(super) async fn replayed(casework: &Casework, id: Uuid, cut: Cut, reader: &Reader) -> Result<Self, Failure> {
        let at = casework.case_at(id, cut).await?;
        let now = if cut == Cut::default() { at.view.clone() } else { casework.case(id).await? };
        let latest = at.version_now;
        let is_whole = usize::try_from(latest).is_ok_and(|events| events <= REPLAY_EVENTS_MAX);
        let around = cut.version.unwrap_or(latest);
        let after = if is_whole { 0 } else { (around - i32::from(AROUND)).max(0) };
        let limit = if is_whole { REPLAY_EVENTS_MAX } else { 2 * usize::from(AROUND) };
        let lines = casework.audit(id, after, u32::try_from(limit).unwrap_or(u32::MAX), reader.words).await?.items;
        let both = referred(&at.view.case).into_iter().chain(referred(&now.case)).collect();
        let names = casework.names(&both).await?;
        let (then, offers) = (None, None);
        Ok(Self { id, at, now, lines, then, after, originals: HashMap::new(), offers, duties: Vec::new(), names })
    }

    /// The day of the moment the page speaks of, where the office is: what is so today follows from it.
    pub(crate) fn today(&self, reader: &Reader) -> NaiveDate {
        let cut = self.at.cut;
        let of_version = cut.version.and_then(|version| self.lines.iter().find(|line| line.version == version));
        let moment = cut.as_of.or(cut.known).or(of_version.map(|line| line.recorded_at)).unwrap_or(reader.now);
        Occurred::at(moment).date.map_or(moment.date_naive(), PartialDate::first_day)
    }

    /// A name from the registers; one that may not be read shows the end of its id.
    pub(crate) fn name(&self, reader: &Reader, id: Uuid) -> String {
        let short = || {
            let id = id.simple().to_string();
            reader.words.message("short-id", &[("id", id[id.len() - 8..].to_owned())])
        };
        self.names.get(&id).cloned().unwrap_or_else(short)
    }
}

/// A view of duties that is not built yet keeps nobody from the case.
async fn duties(casework: &Casework, id: Uuid, words: &'static Words) -> Vec<Deadline> {
    let of_case = DeadlineFilter { case: Some(id), ..DeadlineFilter::default() };
    casework.deadlines(&of_case, None, DUTIES_MAX, words).await.map(|page| page.items).unwrap_or_default()
}

/// The persons and organs that the state of a case refers to.
fn referred(case: &Case) -> HashSet<Uuid> {
    let organs = case.case_no.iter().filter_map(|no| no.organ);
    let units = case.items.values().filter_map(|item| item.unit);
    let handlers = case.handlers.iter().flat_map(|handler| handler.person.into_iter().chain(handler.office));
    let recused = case.recusals.values().filter_map(|recusal| recusal.person);
    let cleared = case.clarifications.keys().copied();
    organs.chain(units).chain(handlers).chain(recused).chain(cleared).collect()
}
