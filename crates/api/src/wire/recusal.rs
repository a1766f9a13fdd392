//! What a recusal would change.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{ActDone, DutyLost, RecusalPreview};

/// What a recusal of one person would change in a case.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecusalPreviewed {
    /// The person.
    person: Uuid,
    /// The name, where it may be read.
    name: Option<String>,
    /// Whether the person may not know of the case already.
    excluded: bool,
    /// Duties that somebody else must be given.
    duties: Vec<LostDuty>,
    /// Acts in force that the person recorded or did.
    acts: Vec<DoneAct>,
}

/// A duty of the person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LostDuty {
    /// The duty, in words.
    duty: Option<String>,
    /// What it is about; none for the whole case.
    object: Option<Uuid>,
    /// At which office.
    office: Option<Uuid>,
    /// Since when.
    #[schema(example = "2024-03-05")]
    since: Option<String>,
}

/// An act that the person had a hand in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DoneAct {
    /// The event.
    event_id: Uuid,
    /// Its version in the case.
    version: i32,
    /// Its kind.
    #[schema(example = "InterviewRecorded")]
    kind: String,
    /// What it is called.
    title: String,
    /// When it was done.
    #[schema(example = "2024-03-05")]
    on: Option<String>,
    /// Whether it was the person's act; else the person only entered it.
    own: bool,
}

impl RecusalPreviewed {
    pub(crate) fn of(preview: RecusalPreview) -> Self {
        let duty =
            |one: DutyLost| LostDuty { duty: one.duty, object: one.object, office: one.office, since: one.since };
        let act = |one: ActDone| DoneAct {
            event_id: one.event_id,
            version: one.version,
            kind: one.kind,
            title: one.title,
            on: one.on,
            own: one.own,
        };
        Self {
            person: preview.person,
            name: preview.name,
            excluded: preview.excluded,
            duties: preview.duties.into_iter().map(duty).collect(),
            acts: preview.acts.into_iter().map(act).collect(),
        }
    }
}
