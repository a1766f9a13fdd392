//! From what the log holds to what the domain reads.

use std::borrow::Cow;

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::case::{Case, PartAt};
use wenze_domain::codes::CodeList;
use wenze_domain::effective::Effective;
use wenze_domain::envelope::StreamKind;
use wenze_domain::event::Event;
use wenze_domain::evolve::evolve;
use wenze_domain::fields::{Guarded, Recorded as Given, TextRef};
use wenze_domain::history::History;
use wenze_projector::ledger::Recorded;

/// Bytes of events behind a byte of a state as it is stored, about: by them a state that was loaded tells what it holds.
pub(crate) const EVENT_BYTES_PER_STATE_BYTE: usize = 3;

/// Decodes the events of one stream.
pub fn history(stream: &[Recorded]) -> History {
    History::read(stream.iter().map(|e| (e.stream_version, e.recorded_at, e.content.clone())))
}

/// Whether an event stands in a stream of this kind.
pub(crate) fn is_of(event: &Recorded, kind: StreamKind) -> bool {
    event.stream.kind == kind.as_str()
}

/// A record act changes what earlier events mean, so the stream is folded anew.
pub(crate) fn changes_the_past(event: &Recorded) -> bool {
    matches!(event.kind.as_str(), "RecordCorrected" | "RecordVoided")
}

/// The next event of a case, ready to be folded; one that this program cannot read is noted on the case instead.
pub(crate) fn next_effective(id: Uuid, case: &mut Case, event: &Recorded) -> Option<Effective<'static>> {
    case.id = id;
    case.version = event.stream_version;
    let Ok(event) = Event::decode(event.stream_version, event.recorded_at, event.content.clone()) else {
        case.unreadable.push(event.stream_version);
        return None;
    };
    let undated = event.envelope.occurred.date.is_none();
    Some(Effective { event: Cow::Owned(event), corrected_by: Vec::new(), uncertain: false, undated })
}

/// Folds the next event of a case.
pub(crate) fn fold_next(id: Uuid, case: &mut Case, event: &Recorded) {
    if let Some(item) = next_effective(id, case, event) {
        evolve(case, &item);
    }
}

/// Where the private value of a field lies.
pub(crate) fn part_at<T, const SEALED: bool>(event: &Event, field: &Given<Guarded<T, SEALED>>) -> Option<PartAt> {
    let part = field.known()?.part()?;
    Some(PartAt { event_id: part.event.unwrap_or(event.id()), part: part.part })
}

/// Where the text of a field lies; a file is no text.
pub(crate) fn text_at(event: &Event, field: &Given<TextRef>) -> Option<PartAt> {
    let TextRef::Text(body) = field.known()? else { return None };
    let part = body.text.part()?;
    Some(PartAt { event_id: part.event.unwrap_or(event.id()), part: part.part })
}

/// A code as tables hold it.
pub(crate) fn code<C: CodeList>(code: C) -> String {
    code.as_str().to_owned()
}

/// The place of a private part as tables hold it.
pub(crate) fn place(at: PartAt) -> Value {
    json!({ "event_id": at.event_id, "part": at.part })
}
