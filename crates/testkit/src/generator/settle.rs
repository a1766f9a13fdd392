//! Whether a disturbed record can be recorded at all, and which of its acts must be confirmed as out of order.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use serde_json::json;
use uuid::Uuid;
use wenze_domain::refusal::Refusal;

use super::dice::Dice;
use super::replace_marks;
use super::script::Note;
use super::texts::Texts;
use crate::record::Recorder;

/// Records the acts one by one and adds a confirmation with a reason where it is asked for. None when an act is refused
/// for another reason.
pub(super) fn settle(case: Uuid, mut notes: Vec<Note>, today: NaiveDate, dice: &mut Dice) -> Option<Vec<Note>> {
    let clock = today.and_time(NaiveTime::from_hms_opt(12, 0, 0)?).and_utc();
    let mut recorder = Recorder::new(clock).with_every_stream_known();
    let mut ids: BTreeMap<usize, Uuid> = BTreeMap::new();
    for note in &mut notes {
        if let Some(object) = note.request.as_object_mut() {
            object.remove("confirm_out_of_order");
        }
        let resolved = |note: &Note| {
            let mut request = note.request.clone();
            replace_marks(&mut request, &|key| ids.get(&key).map(|id| json!(id)));
            request
        };
        let mut outcome = recorder.record(case, &resolved(note), note.actor);
        if matches!(outcome, Err(Refusal::ConfirmNeeded { .. })) {
            let reason = dice.text(Texts::shipped().phrase("late_reason"));
            note.request["confirm_out_of_order"] = json!({ "reason": reason });
            outcome = recorder.record(case, &resolved(note), note.actor);
        }
        ids.insert(note.key, outcome.ok()?);
    }
    Some(notes)
}
