//! What becomes of a case when somebody steps back from it, told before the act is stored: the duties that he loses, and the acts of his that have to be
//! looked at again.

use uuid::Uuid;
use wenze_casework::AuditLine;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, Duty};

use super::choices::{Choices, From};
use super::given::Given;
use super::typed::Typed;
use crate::case::read::Read;
use crate::reader::Reader;

/// The acts by which somebody steps back, or is asked to.
const RECUSING: [Kind; 3] = [Kind::RecusalGroundKnown, Kind::RecusalRequested, Kind::RecusalDecided];
/// Most acts that are named; more are counted.
const ACTS_MAX: usize = 20;

/// What a recusal would bring.
pub(super) struct Recused {
    pub(super) who: String,
    /// The duties that he would lose.
    pub(super) duties: Vec<String>,
    /// His acts, each with its place in the history.
    pub(super) acts: Vec<(String, String)>,
    pub(super) more: Option<String>,
}

/// What the act of a form would bring, where it is about a recusal; one that is refused brings nothing.
pub(super) fn preview(
    (reader, read): (&Reader, &Read),
    kind: Kind,
    choices: &Choices,
    given: &Given,
) -> Option<Recused> {
    let act = given.typed.at("a0").filter(|_| RECUSING.contains(&kind))?;
    let is_refused = act.at("payload").and_then(|payload| payload.at("granted")).map(Typed::text) == Some("false");
    let typed = act.at("refs")?.at("person").filter(|_| !is_refused)?.text();
    let person = Uuid::try_parse(choices.value_of(From::Persons, typed)?).ok()?;
    let own: Vec<&AuditLine> = read.lines.iter().filter(|line| !line.voided && is_by(line, person)).collect();
    let more = own.len().saturating_sub(ACTS_MAX);
    let named = |line: &&AuditLine| {
        let no = reader.texts.tell("entry-no", [("no", line.version.into())]);
        (format!("/cases/{}#v{}", read.id, line.version), format!("{no} {} · {}", line.title, line.occurred_words))
    };
    Some(Recused {
        who: choices.label_of(From::Persons, &person.to_string()).unwrap_or_default().to_owned(),
        duties: duties(reader, read, person),
        acts: own.iter().take(ACTS_MAX).map(named).collect(),
        more: (more > 0).then(|| reader.texts.tell("recused-more", [("n", more.into())])),
    })
}

/// Whether somebody entered an act, or it was his.
fn is_by(line: &AuditLine, person: Uuid) -> bool {
    let behalf = line.entry.on_behalf_of.as_ref().and_then(|behalf| behalf.person.as_ref());
    line.entry.actor.person_id == person || behalf.is_some_and(|one| one.person_id == person)
}

/// What he handles as the case stands: of each duty on each object the last to whom it was given has it.
fn duties(reader: &Reader, read: &Read, person: Uuid) -> Vec<String> {
    let handlers = &read.now.case.handlers;
    let mut own = Vec::new();
    for (at, one) in handlers.iter().enumerate() {
        let is_over = handlers[at + 1..].iter().any(|next| next.duty == one.duty && next.object == one.object);
        if let Some(duty) = one.duty.filter(|_| one.person == Some(person) && !is_over) {
            own.push(reader.words.code(Duty::LIST, duty.as_str()));
        }
    }
    own.dedup();
    own
}
