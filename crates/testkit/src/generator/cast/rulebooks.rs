//! A rulebook and a calendar of the demonstration's own: adopted, replaced by a later release, withdrawn. They leave what
//! cases are judged by as it is shipped.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::envelope::{Actor, StreamId};
use wenze_domain::registers::{calendar_stream, rulebook_stream};

use super::Cast;
use crate::generator::{RegisterAct, Text, TextKind};

/// The rulebook's id.
pub(crate) const RULEBOOK: &str = "demo-appeal-norms";
/// What it is called.
const TITLE: &str = "申诉办理规范";
/// Its releases with their texts.
const RELEASES: [(&str, &str); 2] =
    [("1", include_str!("../texts/rulebooks/norms-1.toml")), ("2", include_str!("../texts/rulebooks/norms-2.toml"))];
/// The calendar's id.
const CALENDAR: &str = "demo-office-days";
/// Its only revision.
const REVISION: &str = "1";
/// The calendar's text.
const DAYS: &str = include_str!("../texts/rulebooks/days.toml");

/// The texts that the acts name by their digests.
pub(crate) fn texts() -> Vec<Text> {
    let releases = RELEASES.iter().map(|(_, body)| Text { kind: TextKind::Rulebook, body: packed(body) });
    releases.chain([Text { kind: TextKind::Calendar, body: DAYS.as_bytes().to_vec() }]).collect()
}

/// The release in use until the rulebook was withdrawn, as checks name it.
pub(crate) fn release() -> Value {
    let (version, body) = RELEASES[RELEASES.len() - 1];
    json!({ "rulebook": RULEBOOK, "version": version, "sha256": digest(&packed(body)) })
}

/// The calendar's revision, as checks name it.
pub(crate) fn revision() -> Value {
    json!({ "calendar": CALENDAR, "revision": REVISION, "sha256": digest(DAYS.as_bytes()) })
}

/// The acts of both registers, in their order.
pub(crate) fn acts(cast: &Cast, today: NaiveDate) -> Vec<RegisterAct> {
    let human = &cast.humans[cast.admin];
    let actor = Actor { person_id: human.id, role: Role::Admin, office_id: cast.organs[human.organ].id };
    let day = |ago: u64| today.checked_sub_days(Days::new(ago)).unwrap_or(today).to_string();
    let approval = |on: &str| {
        json!({
            "by": { "person_id": actor.person_id },
            "post": "organ_principal",
            "organ": { "organ_id": actor.office_id },
            "level": human.level.as_str(),
            "on": on,
            "way": "system",
        })
    };
    let adopted = |(version, body): (&str, &str), on: String| {
        let payload = json!({
            "rulebook": RULEBOOK, "version": version, "title": TITLE, "sha256": digest(&packed(body)),
            "in_use_from": on, "house": true, "approval": approval(&on),
        });
        act(rulebook_stream(RULEBOOK), "RulebookVersionAdopted", &on, &payload, actor)
    };
    let on = day(10);
    let withdrawn = json!({
        "rulebook": RULEBOOK, "title": TITLE, "out_of_use_from": on, "reason": "上级机关已就申诉办理期限作出统一规定。", "approval": approval(&on),
    });
    let published = json!({
        "calendar": CALENDAR, "revision": REVISION, "title": "示范机关放假安排", "sha256": digest(DAYS.as_bytes()),
        "notice_no": "示范办发〔2020〕1号",
    });
    vec![
        adopted(RELEASES[0], day(900)),
        act(calendar_stream(CALENDAR), "CalendarPublished", &day(800), &published, actor),
        adopted(RELEASES[1], day(400)),
        act(rulebook_stream(RULEBOOK), "RulebookWithdrawn", &on, &withdrawn, actor),
    ]
}

fn act(stream: StreamId, kind: &str, on: &str, payload: &Value, actor: Actor) -> RegisterAct {
    let request = json!({ "kind": kind, "occurred": { "date": on }, "payload": payload });
    RegisterAct { stream: (stream.kind, stream.id), request, actor }
}

/// The text of a rulebook of one file, as the store of texts keeps it.
fn packed(rulebook: &str) -> Vec<u8> {
    let mut body = b"wenze/rulebook/v1".to_vec();
    for part in ["rulebook.toml", rulebook] {
        body.extend((part.len() as u64).to_be_bytes());
        body.extend(part.as_bytes());
    }
    body
}

fn digest(body: &[u8]) -> String {
    use std::fmt::Write;
    let bytes = Sha256::digest(body);
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
