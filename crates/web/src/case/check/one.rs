//! `/cases/{id}/sheet/{key}`: one finding step by step: how its last day and its verdict came about, what became of it in time,
//! and what reviewers made of it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use uuid::Uuid;
use wenze_casework::{
    Casework, Derivation, Error, MARK_NOTE_CHARS_MAX, MarksAsked, ObligationChange, ProcedureAsked, ReviewState,
    Reviewed,
};
use wenze_domain::acts::Kind;
use wenze_domain::codes::ReviewMark;

use super::finding::{Mark, at, state_word};
use super::marking::Marker;
use super::{Act, acts, stamp};
use crate::case::asked::Asked;
use crate::case::doors::Doors;
use crate::case::read::Read;
use crate::case::replay::recorded;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::{Seen, fills};

/// What was typed into the form of marks, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) mark: Option<ReviewMark>,
    pub(super) note: String,
    pub(super) wrong: Option<String>,
}

/// One finding.
pub(crate) async fn show(
    Seen(casework): Seen,
    Path((id, key)): Path<(String, String)>,
    reader: Reader,
) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    page_of(&casework, &reader, (id, &key), &Typed::default()).await
}

/// The page of one finding, with what was typed into its form.
pub(super) async fn page_of(
    casework: &Casework,
    reader: &Reader,
    (id, key): (Uuid, &str),
    typed: &Typed,
) -> Result<Response, Failure> {
    let asked = Asked::of(reader)?;
    let read = Read::replayed(casework, id, asked.cut, reader).await?;
    if !asked.is_now() {
        recorded(casework, reader, id, asked.cut).await?;
    }
    let procedure = ProcedureAsked { as_of: asked.cut.as_of, known: asked.cut.known, ..ProcedureAsked::default() };
    let derived = casework.derivation(id, key, &procedure, reader.words).await?;
    let (as_of, known) = (Some(derived.stamp.as_of), Some(derived.stamp.known));
    let marks = MarksAsked { as_of, known, by: None, states: ReviewState::ALL.to_vec() };
    let review = casework.review(id, &marks, reader.words).await?;
    let reviewed = review.obligations.into_iter().find(|one| one.id == derived.obligation.id);
    // Its past is told by a view, which may be behind; the finding itself is not.
    let past = match casework.obligation_history(id, key, asked.cut.known, reader.words).await {
        Err(Error::NotFound { .. } | Error::ViewBehind | Error::Views(_)) => Vec::new(),
        found => found?,
    };
    page(&OnePage::new(reader, &read, (&derived, reviewed.as_ref(), &past), typed))
}

#[derive(Template)]
#[template(path = "finding.html")]
struct OnePage {
    frame: Frame,
    doors: Doors,
    title: String,
    lines: Vec<String>,
    /// What the rule says, as a law officer signed it.
    sentence: Option<String>,
    steps: Vec<String>,
    found: Vec<(String, String)>,
    answers: Vec<String>,
    past: Vec<(String, Option<(String, String)>)>,
    state: String,
    marks: Vec<Mark>,
    marker: Option<Marker>,
    id: Uuid,
    note: String,
    chosen: String,
    wrong: Option<String>,
    note_max: usize,
    /// Where it is answered, by whoever may.
    answer: Option<String>,
    back: String,
    stamp: Vec<(String, String)>,
}

impl OnePage {
    fn new(
        reader: &Reader,
        read: &Read,
        (derived, reviewed, past): (&Derivation, Option<&Reviewed>, &[ObligationChange]),
        typed: &Typed,
    ) -> Self {
        let one = &derived.obligation;
        let acts = acts(read);
        let doors = Doors::new(reader, read.id, &read.now, super::ROUTE);
        let named = |act: &Act| (at(read.id, act.version, one.id), named(reader, act));
        let because =
            |change: &ObligationChange| change.cause_event.and_then(|id| acts.get(&id.to_string())).map(named);
        let state = reviewed.map_or(ReviewState::Unmarked, |reviewed| reviewed.state);
        Self {
            frame: Frame::new(reader, &doors.title()),
            title: one.lines.first().cloned().unwrap_or_default(),
            lines: one.lines.iter().skip(1).cloned().collect(),
            sentence: derived.sentence.clone(),
            steps: derived.steps.iter().map(|step| step.words.clone()).filter(|words| !words.is_empty()).collect(),
            found: derived.cites.iter().filter_map(|cited| acts.get(&cited.event_id)).map(named).collect(),
            answers: one.answers.iter().map(|answer| answer.words.clone()).collect(),
            past: past.iter().map(|change| (change.words.clone(), because(change))).collect(),
            state: state_word(reader, state),
            marks: reviewed.iter().flat_map(|one| &one.marks).map(|mark| Mark::new(reader, mark)).collect(),
            marker: Marker::of(reader, read.id, &derived.stamp),
            id: one.id,
            note: typed.note.clone(),
            chosen: typed.mark.map(|mark| mark.to_string()).unwrap_or_default(),
            wrong: typed.wrong.clone(),
            note_max: MARK_NOTE_CHARS_MAX,
            answer: answer(reader, read.id),
            back: format!("/cases/{}/sheet#o-{}", read.id, one.id),
            stamp: stamp::lines(reader, &derived.stamp),
            doors,
        }
    }
}

fn named(reader: &Reader, act: &Act) -> String {
    let no = reader.texts.tell("entry-no", [("no", act.version.into())]);
    format!("{no} {} {}", act.title, act.when)
}

/// The form by which a finding is answered in the record, for roles whose act that is.
fn answer(reader: &Reader, case: Uuid) -> Option<String> {
    let role = reader.visitor.as_ref()?.role()?.role;
    let kind = Kind::FindingAnswered;
    fills(role, kind).then(|| format!("/cases/{case}/record/{}", kind.as_str()))
}
