//! Respondents whom the case knows already, in the form of the act that takes them up again: whoever files what was proposed names
//! the same people, and not others of the same names.

use wenze_casework::CaseView;
use wenze_domain::acts::Kind;
use wenze_domain::codes::CodeList;

use super::typed::Typed;

/// The acts that take up whom an earlier act proposed.
const TAKE_UP: [Kind; 2] = [Kind::CaseFiled, Kind::AccountabilityInquiryStarted];

/// What the form of an act holds before anybody types.
pub(super) fn respondents(kind: Kind, view: &CaseView) -> Typed {
    let mut fields: Vec<(String, String)> = Vec::new();
    if !TAKE_UP.contains(&kind) {
        return Typed::default();
    }
    for (row, (id, known)) in view.case.respondents.iter().enumerate() {
        let mut fill = |name: &str, value: String| fields.push((format!("a0.payload.respondents.{row}.{name}"), value));
        fill("respondent", id.to_string());
        if let Some(name) = known.name.and_then(|at| view.texts.text(at)) {
            fill("name", name.to_owned());
        }
        if let Some(kind) = known.kind {
            fill("kind", kind.as_str().to_owned());
        }
        for track in known.tracks.keys() {
            fill("tracks", track.as_str().to_owned());
        }
    }
    Typed::of(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}
