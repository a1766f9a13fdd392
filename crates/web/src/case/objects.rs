//! The objects of a case: reports, clues, letters, recusals, documents, appeals, items of rectification, clarifications,
//! requests still waiting.

use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::case::{Appeal, Clarification, Clue, Document, Item, Letter, PartAt, Recusal, Report, Request};
use wenze_domain::codes::{
    AppealOutcome, ClarificationBy, ClueOutcome, CodeList, EscalationStep, RecusalGround, ReporterKind, SourceKind, Way,
};
use wenze_domain::fields::PartialDate;
use wenze_domain::machine::State;
use wenze_domain::states::{AccusationState, ClueState, ItemState, RequestState};
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

/// Every kind that the case has any of, in the order of the procedure; within a kind, in the order they came into being.
pub(super) fn groups(reader: &Reader, read: &Read, labels: &Labels) -> Vec<Group> {
    let case = &read.at.view.case;
    let from = Objects { reader, read, labels };
    let waiting = case.requests.iter().filter(|(_, request)| request.state == RequestState::Requested);
    let groups = [
        ("report", drawn(labels, case.reports.iter(), |id, report| from.report(id, report))),
        ("clue", drawn(labels, case.clues.iter(), |id, clue| from.clue(id, clue))),
        ("letter", drawn(labels, case.letters.iter(), |id, letter| from.letter(id, letter))),
        ("recusal", drawn(labels, case.recusals.iter(), |id, recusal| from.recusal(id, recusal))),
        ("request", drawn(labels, waiting, |id, request| from.request(id, request))),
        ("document", drawn(labels, case.documents.iter(), |id, document| from.document(id, document))),
        ("appeal", drawn(labels, case.appeals.iter(), |id, appeal| from.appeal(id, appeal))),
        ("item", drawn(labels, case.items.iter(), |id, item| from.item(id, item))),
        ("clarification", drawn(labels, case.clarifications.iter(), |id, one| from.clarification(id, one))),
    ];
    let groups = groups.into_iter().filter(|(_, objects)| !objects.is_empty());
    groups.map(|(role, objects)| Group { word: reader.words.refs_role(role), objects }).collect()
}

fn drawn<'a, T: 'a>(
    labels: &Labels,
    objects: impl Iterator<Item = (&'a Uuid, &'a T)>,
    draw: impl Fn(Uuid, &T) -> Object,
) -> Vec<Object> {
    let mut sorted: Vec<(&Uuid, &T)> = objects.collect();
    sorted.sort_by_key(|(id, _)| labels.place(**id));
    sorted.into_iter().map(|(id, object)| draw(*id, object)).collect()
}

struct Objects<'a> {
    reader: &'a Reader,
    read: &'a Read,
    labels: &'a Labels,
}

impl Objects<'_> {
    /// An object with its own name: the heading of the group says already what it is.
    fn object(&self, role: &str, id: Uuid, state: Option<&str>) -> Object {
        let words = self.reader.words;
        let (word, label) = (words.refs_role(role), self.labels.of(&id.to_string()).unwrap_or_default());
        let own = label.strip_prefix(word.as_str()).and_then(|rest| rest.strip_prefix(" · "));
        let title = own.unwrap_or(if label == word { "" } else { label });
        let state = state.map(|state| StateTag::new(words, role, state));
        Object { title: title.to_owned(), state, facts: Vec::new(), due: None, text: None }
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

    fn report(&self, id: Uuid, report: &Report) -> Object {
        let words = self.reader.words;
        let accused = (report.accusation != AccusationState::START).then(|| {
            let (machine, state) = (AccusationState::MACHINE, report.accusation.as_str());
            Fact::text(words.refs_role(machine), words.state(machine, state))
        });
        let facts = [
            self.date(Kind::ReportReceived, "received_on", report.received_on),
            self.code::<SourceKind>(Kind::ReportReceived, "source_kind", report.source),
            self.code::<ReporterKind>(Kind::ReportReceived, "reporter_kind", report.reporter_kind),
            accused,
        ];
        let object = self.object("report", id, Some(report.state.as_str()));
        Object { facts: facts.into_iter().flatten().collect(), text: self.text(report.summary), ..object }
    }

    fn clue(&self, id: Uuid, clue: &Clue) -> Object {
        let facts = [
            self.date(Kind::ClueOpened, "received_on", clue.received_on),
            self.code::<Way>(Kind::DispositionProposed, "way", clue.way),
            self.code::<ClueOutcome>(Kind::ClueClosed, "outcome", clue.outcome),
        ];
        let date = match clue.state {
            ClueState::Held => clue.review_by,
            ClueState::Verifying => clue.verify_by,
            _ => None,
        };
        let due = date.map(|date| self.due(date));
        let object = self.object("clue", id, Some(clue.state.as_str()));
        Object { facts: facts.into_iter().flatten().collect(), due, ..object }
    }

    fn letter(&self, id: Uuid, letter: &Letter) -> Object {
        let facts = [
            self.date(Kind::InquiryLetterIssued, "issued_on", letter.issued_on),
            self.date(Kind::InquiryLetterReceived, "received_on", letter.received_on),
            self.date(Kind::InquiryReplyReceived, "received_on", letter.replied_on),
        ];
        let object = self.object("letter", id, Some(letter.state.as_str()));
        Object { facts: facts.into_iter().flatten().collect(), ..object }
    }

    fn recusal(&self, id: Uuid, recusal: &Recusal) -> Object {
        let facts = [
            self.code::<RecusalGround>(Kind::RecusalGroundKnown, "ground", recusal.ground),
            self.date(Kind::RecusalGroundKnown, "known_on", recusal.since),
            self.date(Kind::RecusalDecided, "on", recusal.decided_on),
        ];
        let object = self.object("recusal", id, Some(recusal.state.as_str()));
        Object { facts: facts.into_iter().flatten().collect(), ..object }
    }

    fn request(&self, id: Uuid, request: &Request) -> Object {
        self.object("request", id, Some(request.state.as_str()))
    }

    fn document(&self, id: Uuid, document: &Document) -> Object {
        let facts = [
            self.date(Kind::DecisionDocumentIssued, "issued_on", document.issued_on),
            self.date(Kind::DecisionServed, "served_on", document.served_on),
        ];
        Object { facts: facts.into_iter().flatten().collect(), ..self.object("document", id, None) }
    }

    fn appeal(&self, id: Uuid, appeal: &Appeal) -> Object {
        let by = appeal.respondent.and_then(|id| self.labels.of(&id.to_string()));
        let facts = [
            by.map(|by| Fact::text(self.reader.texts.say("appeal-by"), by)),
            self.date(Kind::AppealFiled, "filed_on", appeal.filed_on),
            self.date(Kind::AppealDeadlineExtended, "until", appeal.decide_by),
            self.date(Kind::AppealDecided, "decided_on", appeal.decided_on),
            self.date(Kind::DecisionServed, "served_on", appeal.served_on),
            self.code::<AppealOutcome>(Kind::AppealDecided, "outcome", appeal.outcome),
        ];
        let object = self.object("appeal", id, Some(appeal.state.as_str()));
        Object { facts: facts.into_iter().flatten().collect(), ..object }
    }

    fn item(&self, id: Uuid, item: &Item) -> Object {
        let texts = self.reader.texts;
        let unit = item.unit.map(|unit| Fact::text(texts.say("item-unit"), self.read.name(self.reader, unit)));
        let letters = (item.letters > 0)
            .then(|| texts.tell("item-letters-count", [("letters", item.letters.into())]))
            .map(|count| Fact::text(texts.say("item-letters"), count));
        let step = self.code::<EscalationStep>(Kind::EscalationStepTaken, "step", item.step);
        let due = item.due_on.filter(|_| item.state != ItemState::Accepted).map(|date| self.due(date));
        let years = item.honours_forfeited.iter().map(ToString::to_string).collect::<Vec<_>>();
        let honours = (!years.is_empty()).then(|| {
            Fact::text(self.reader.words.kind(Kind::HonoursForfeited).to_owned(), years.join(&texts.say("join-names")))
        });
        Object {
            facts: [unit, letters, step, honours].into_iter().flatten().collect(),
            due,
            text: self.text(item.problem),
            ..self.object("item", id, Some(item.state.as_str()))
        }
    }

    fn clarification(&self, official: Uuid, clarification: &Clarification) -> Object {
        let facts = [
            self.code::<ClarificationBy>(Kind::ClarificationProposed, "by", clarification.by),
            self.date(Kind::Clarified, "on", clarification.clarified_on),
        ];
        let object = self.object("clarification", official, Some(clarification.state.as_str()));
        Object { facts: facts.into_iter().flatten().collect(), ..object }
    }

    /// What is left of the time, as seen from the moment the page speaks of; in days of the calendar.
    fn due(&self, date: PartialDate) -> Due {
        let texts = self.reader.texts;
        let left = (date.last_day() - self.read.today(self.reader)).num_days();
        let text = match left {
            0 => texts.say("due-today"),
            1.. => texts.tell("due-left", [("days", left.into())]),
            _ => texts.tell("due-over", [("days", (-left).into())]),
        };
        let when = When::occurred(self.reader.words, &Occurred::on(date));
        Due { when, left: text, is_over: left < 0 }
    }
}
