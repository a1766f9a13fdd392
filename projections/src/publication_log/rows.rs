//! The rows of the log, and what was told of each determination.

use std::collections::BTreeSet;

use serde_json::json;
use uuid::Uuid;
use wenze_domain::case::{Case, Determination, Standing};

use super::noted::{Noted, Told};
use super::{Disclosure, Line};
use crate::decoding::{code, place};

/// Every act that told a decision.
pub(crate) fn lines(case: &Case, noted: &Noted) -> Vec<Line> {
    noted.0.iter().map(|told| line(case, told)).collect()
}

fn line(case: &Case, told: &Told) -> Line {
    let document = told.document.and_then(|id| case.documents.get(&id));
    let name = told.respondent.and_then(|id| case.respondents.get(&id)?.name);
    Line {
        case_id: case.id,
        event_id: told.event_id,
        place: told.place,
        act: told.act.clone(),
        document: told.document,
        doc_no: document.and_then(|document| document.doc_no.clone()),
        determinations: json!(determinations(case, told)),
        appeal: told.appeal,
        respondent: told.respondent,
        name: name.map(place),
        list: told.list.clone(),
        audience: told.audience.clone(),
        recipient: told.recipient.map(place),
        method: told.method.clone(),
        scope: told.scope.clone(),
        redactions: json!(told.redactions),
        withheld: told.withheld.map(place),
        told_on: told.on.map(|on| on.to_string()),
    }
}

/// The determinations an act tells of: those it names, else those of its document. What is told of an appeal's result is told
/// of none of the first decision.
fn determinations(case: &Case, told: &Told) -> BTreeSet<Uuid> {
    if told.appeal.is_some() || !told.determinations.is_empty() {
        return told.determinations.iter().copied().collect();
    }
    let document = told.document.and_then(|id| case.documents.get(&id)).filter(|document| document.appeal.is_none());
    document.map(|document| document.determinations.iter().copied().collect()).unwrap_or_default()
}

/// What was told of every determination that stands.
pub(crate) fn disclosures(case: &Case, noted: &Noted) -> Vec<Disclosure> {
    let stands =
        |one: &Determination| matches!(one.standing, Standing::InForce | Standing::Varied | Standing::Corrected);
    let standing = case.determinations.iter().filter(|(_, one)| stands(one));
    standing.map(|(id, one)| disclosure(case, noted, *id, one)).collect()
}

fn disclosure(case: &Case, noted: &Noted, id: Uuid, one: &Determination) -> Disclosure {
    let of_it: Vec<&Told> = noted.0.iter().filter(|told| determinations(case, told).contains(&id)).collect();
    let any = |act: &str| of_it.iter().any(|told| told.act == act);
    Disclosure {
        case_id: case.id,
        determination: id,
        respondent: one.respondent,
        name: case.respondents.get(&one.respondent).and_then(|respondent| respondent.name).map(place),
        track: one.track.map(code),
        outcome: one.outcome.map(code),
        made_on: one.made_on.map(|on| on.to_string()),
        documented: case.documents.values().any(|document| document.determinations.contains(&id)),
        served: any("served"),
        announced: any("announced"),
        notified: any("notified"),
        // An entry without a channel says only why nothing was made public.
        published: of_it.iter().any(|told| told.act == "published" && told.audience.is_some()),
        withheld: of_it.iter().any(|told| told.withheld.is_some()),
    }
}
