//! From what the log holds to what the domain reads.

use std::borrow::Cow;

use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::effective::Effective;
use wenze_domain::envelope::StreamKind;
use wenze_domain::event::Event;
use wenze_domain::evolve::evolve;
use wenze_domain::history::History;
use wenze_projector::ledger::Recorded;

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
