//! The objects of a case: reports, clues, documents, appeals, items of rectification, requests still waiting.

use chrono::NaiveDate;
use wenze_domain::acts::Kind;
use wenze_domain::case::{Appeal, Clue, Document, Item, PartAt, Report};
use wenze_domain::codes::{
    AppealOutcome, AppealRoute, ClueOutcome, CodeList, EscalationStep, ReporterKind, SourceKind, Way,
};
use wenze_domain::fields::PartialDate;
use wenze_domain::machine::State;
use wenze_domain::states::{ItemState, RequestState};
use wenze_domain::time::Occurred;

use super::labels::Labels;
use super::read::Read;
use crate::parts::{Fact, LongText, StateTag, When};
use crate::reader::Reader;

/// Objects of one kind.
pub(super) struct Group {
    pub(super) word: String,
    pub(super) objects: Vec<Object>,
}

/// One object.
pub(super) struct Object {
    pub(super) title: String,
    pub(super) state: Option<StateTag>,
    pub(super) facts: Vec<Fact>,
    /// A day it is due on, with what is left of the time.
    pub(super) due: Option<Due>,
    pub(super) text: Option<LongText>,
}

/// A day something is due on.
pub(super) struct Due {
    pub(super) when: When,
    pub(super) left: String,
    pub(super) is_over: bool,
}

/// Every kind that the case has any of, in the order of the procedure.
pub(super) fn groups(reader: &Reader, read: &Read, labels: &Labels) -> Vec<Group> {
    let case = &read.at.view.case;
    let from = Objects { reader, read };
    let label = |id: &uuid::Uuid| labels.of(&id.to_string()).unwrap_or_default().to_owned();
    let waiting = case.requests.iter().filter(|(_, request)| request.state == RequestState::Requested);
    let group = |role: &str, objects: Vec<Object>| Group { word: reader.words.refs_role(role), objects };
    let groups = vec![
        group("report", case.reports.iter().map(|(id, report)| from.report(label(id), report)).collect()),
        group("clue", case.clues.iter().map(|(id, clue)| from.clue(label(id), clue)).collect()),
        group(
            "request",
            waiting
                .map(|(id, request)| from.plain(label(id), Some(StateTag::new(reader.words, "request", request.state.as_str()))))
                .collect(),
        ),
        group("document", case.documents.iter().map(|(id, document)| from.document(label(id), document)).collect()),
        group("appeal", case.appeals.iter().map(|(id, appeal)| from.appeal(label(id), appeal, labels)).collect()),
        group("item", case.items.iter().map(|(id, item)| from.item(label(id), item)).collect()),
    ];
    groups.into_iter().filter(|group| !group.objects.is_empty()).collect()
}

struct Objects<'a> {
    reader: &'a Reader,
    read: &'a Read,
}

impl Objects<'_> {
    fn plain(&self, title: String, state: Option<StateTag>) -> Object {
        // The heading of the group names the kind already.
        let title = title.split_once(" · ").map_or(title.clone(), |(_, own)| own.to_owned());
        Object { title, state, facts: Vec::new(), due: None, text: None }
    }

    fn text(&self, at: Option<PartAt>) -> Option<LongText> {
        at.and_then(|at| self.read.at.view.texts.text(at)).map(LongText::new)
    }

    fn date(&self, kind: Kind, field: &str, date: Option<PartialDate>) -> Option<Fact> {
        let words = self.reader.words;
        date.map(|date| Fact::time(words.field(kind, field), When::date(words, date)))
    }

    fn code<C: CodeList>(&self, kind: Kind, field: &str, code: Option<C>) -> Option<Fact> {
        let words = self.reader.words;
        code.map(|code| Fact::text(words.field(kind, field), words.code(C::LIST, code.as_str())))
    }

    fn report(&self, title: String, report: &Report) -> Object {
        let facts = [
            self.date(Kind::ReportReceived, "received_on", report.received_on),
            self.code::<SourceKind>(Kind::ReportReceived, "source_kind", report.source),
            self.code::<ReporterKind>(Kind::ReportReceived, "reporter_kind", report.reporter_kind),
        ];
        let state = StateTag::new(self.reader.words, "report", report.state.as_str());
        let object = self.plain(title, Some(state));
        Object { facts: facts.into_iter().flatten().collect(), text: self.text(report.summary), ..object }
    }

    fn clue(&self, title: String, clue: &Clue) -> Object {
        let facts = [
            self.date(Kind::ClueOpened, "received_on", clue.received_on),
            self.code::<Way>(Kind::DispositionProposed, "way", clue.way),
            self.code::<ClueOutcome>(Kind::ClueClosed, "outcome", clue.outcome),
        ];
        let state = StateTag::new(self.reader.words, "clue", clue.state.as_str());
        let is_held = clue.state == wenze_domain::states::ClueState::Held;
        let due = clue.review_by.filter(|_| is_held).map(|date| self.due(date));
        Object { facts: facts.into_iter().flatten().collect(), due, ..self.plain(title, Some(state)) }
    }

    fn document(&self, title: String, document: &Document) -> Object {
        let facts = [
            self.date(Kind::DecisionDocumentIssued, "issued_on", document.issued_on),
            self.date(Kind::DecisionServed, "served_on", document.served_on),
        ];
        Object { facts: facts.into_iter().flatten().collect(), ..self.plain(title, None) }
    }

    fn appeal(&self, title: String, appeal: &Appeal, labels: &Labels) -> Object {
        let words = self.reader.words;
        let by = appeal.respondent.and_then(|id| labels.of(&id.to_string()).map(str::to_owned));
        let facts = [
            by.map(|by| Fact::text(self.reader.texts.say("appeal-by"), by)),
            self.date(Kind::AppealFiled, "filed_on", appeal.filed_on),
            self.date(Kind::AppealDecided, "decided_on", appeal.decided_on),
            self.date(Kind::DecisionServed, "served_on", appeal.served_on),
            self.code::<AppealOutcome>(Kind::AppealDecided, "outcome", appeal.outcome),
        ];
        let state = StateTag::new(words, "appeal", appeal.state.as_str());
        let route = appeal.route.map(|route| words.code(AppealRoute::LIST, route.as_str()));
        let object = self.plain(title, Some(state));
        Object { title: route.unwrap_or(object.title.clone()), facts: facts.into_iter().flatten().collect(), ..object }
    }

    fn item(&self, title: String, item: &Item) -> Object {
        let (words, texts) = (self.reader.words, self.reader.texts);
        let unit = item.unit.map(|unit| Fact::text(texts.say("item-unit"), self.read.name(self.reader, unit)));
        let letters = (item.letters > 0)
            .then(|| Fact::text(texts.say("item-letters"), texts.tell("item-letters-count", [("letters", item.letters.into())])));
        let step = self.code::<EscalationStep>(Kind::EscalationStepTaken, "step", item.step);
        let due = item.due_on.filter(|_| item.state != ItemState::Accepted).map(|date| self.due(date));
        Object {
            facts: [unit, letters, step].into_iter().flatten().collect(),
            due,
            text: self.text(item.problem),
            ..self.plain(title, Some(StateTag::new(words, "item", item.state.as_str())))
        }
    }

    /// What is left of the time, as seen from the moment the page speaks of; in days of the calendar.
    fn due(&self, date: PartialDate) -> Due {
        let texts = self.reader.texts;
        let left = (date.last_day() - self.today()).num_days();
        let text = match left {
            0 => texts.say("due-today"),
            1.. => texts.tell("due-left", [("days", left.into())]),
            _ => texts.tell("due-over", [("days", (-left).into())]),
        };
        let when = When::occurred(self.reader.words, &Occurred::on(date));
        Due { when, left: text, is_over: left < 0 }
    }

    fn today(&self) -> NaiveDate {
        let cut = self.read.at.cut;
        let of_version = cut.version.and_then(|version| self.read.lines.iter().find(|line| line.version == version));
        let moment = cut.as_of.or(cut.known).or(of_version.map(|line| line.recorded_at)).unwrap_or(self.reader.now);
        Occurred::at(moment).date.map_or(moment.date_naive(), PartialDate::first_day)
    }
}
