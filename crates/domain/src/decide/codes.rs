//! Codes of a regime: each must be known to a loaded regime, and the version that knows them is pinned on the event.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::acts::Act;
use crate::case::Case;
use crate::codes::TrackCode;
use crate::fields::{Code, Recorded};
use crate::refusal::Refusal;
use crate::regimes::{self, CodeKind, Employment, Pin, Regimes, Sought};
use crate::request::Draft;
use crate::touch;
use crate::unquoted::told_name;

/// One code an act uses.
struct Used<'a> {
    field: &'static str,
    list: CodeKind,
    /// Where else the code may stand: papers call a form on a track of discipline a sanction and the other way round.
    or_list: Option<CodeKind>,
    code: &'a Code,
    /// The track it is decided on, where the act speaks of several.
    track: Option<TrackCode>,
}

/// Finds the version whose codes the act uses; none when it uses none and names none. Which regime it is follows from
/// what the act names, else from its track, its day, and for whom the respondent works.
pub(super) fn pin(case: &Case, draft: &Draft, regimes: &Regimes) -> Result<Option<Pin>, Refusal> {
    let on = draft.occurred.date.map(crate::time::PartialDate::first_day);
    let used = used(case, &draft.payload);
    let chosen = draft.regime.as_ref();
    let (whom, default) = about(case, draft);
    let employment = Employment::of(whom.and_then(|id| case.respondents.get(&id)));
    let mut pinned: Option<Pin> = None;
    for one in &used {
        let track = one.track.or(default);
        let sought = |list| Sought {
            list,
            code: one.code.as_str(),
            named: chosen.map(|c| (c.regime.as_str(), c.version.as_deref())),
            family: track.map_or(&[], |track| regimes::family(track, employment)),
            on,
        };
        let version = regimes.choose(sought(one.list)).or_else(|| regimes.choose(sought(one.or_list?)));
        let version = version.ok_or_else(|| Refusal::UnknownCode {
            field: format!("/payload/{}", one.field),
            code: told_name(one.code.as_str()).to_owned(),
        })?;
        // The first field decides the pin: it is the kind or form itself, the others accompany it.
        pinned.get_or_insert_with(|| version.pin());
    }
    match (pinned, chosen) {
        (Some(pin), _) => Ok(Some(pin)),
        (None, Some(choice)) => named(regimes, &choice.regime, choice.version.as_deref(), on).map(Some),
        (None, None) => Ok(None),
    }
}

fn named(regimes: &Regimes, regime: &str, version: Option<&str>, on: Option<NaiveDate>) -> Result<Pin, Refusal> {
    let found = match version {
        Some(version) => regimes.pinned(&Pin { regime: regime.to_owned(), version: version.to_owned() }),
        None => regimes.version_on(regime, on).or_else(|| regimes.version_on(regime, None)),
    };
    found
        .map(regimes::Version::pin)
        .ok_or_else(|| Refusal::UnknownCode { field: "/regime".to_owned(), code: told_name(regime).to_owned() })
}

/// Whom the act is about and on which track: as it names them itself, else as the determination, measure or appeal does.
fn about(case: &Case, draft: &Draft) -> (Option<Uuid>, Option<TrackCode>) {
    let refs = &draft.refs;
    let appealed = || refs.ids("appeal").filter_map(|id| case.appeals.get(&id)).flat_map(|a| a.determinations.clone());
    let measured = || refs.ids("measure").filter_map(|id| case.measures.get(&id)?.determination);
    let determined = refs.ids("determination").chain(measured()).chain(appealed()).find_map(|id| case.pair_of(id));
    let pair = refs.tracks().next().or(determined);
    let imposed = match &draft.payload {
        Act::SanctionImposed(p) => p.regime.known().map(|regime| regimes::track_of_sanction(*regime)),
        _ => None,
    };
    let whom = pair.map(|pair| pair.0).or_else(|| refs.id("respondent"));
    (whom, imposed.or(pair.map(|pair| pair.1)))
}

fn track_of(case: &Case, determination: Uuid) -> Option<TrackCode> {
    case.pair_of(determination).map(|(_, track)| track)
}

/// What is decided on a track, first what it usually is: a sanction on those of discipline, a form of accountability on
/// the others.
fn decided_on(track: Option<TrackCode>) -> [CodeKind; 2] {
    let (sanction, form) = (CodeKind::SanctionKind, CodeKind::AccountabilityForm);
    if track.is_some_and(touch::takes_forms) { [form, sanction] } else { [sanction, form] }
}

fn used<'a>(case: &Case, act: &'a Act) -> Vec<Used<'a>> {
    let mut found = Vec::new();
    match act {
        Act::SanctionImposed(p) => {
            push(&mut found, "kind", CodeKind::SanctionKind, &p.kind);
            for v in p.per_violation.known().into_iter().flatten() {
                push(&mut found, "per_violation", CodeKind::SanctionKind, &v.kind);
            }
        }
        Act::AccountabilityFormDecided(p) => {
            push(&mut found, "form", CodeKind::AccountabilityForm, &p.form);
            push_all(&mut found, "combined_with", CodeKind::AccountabilityForm, &p.combined_with);
            push_all(&mut found, "situations", CodeKind::Situation, &p.situations);
        }
        Act::AccountabilityInquiryStarted(p) => push_all(&mut found, "situations", CodeKind::Situation, &p.situations),
        Act::CircumstancesFound(p) => {
            push_all(&mut found, "mitigating", CodeKind::Mitigating, &p.mitigating);
            push_all(&mut found, "aggravating", CodeKind::Aggravating, &p.aggravating);
            push_all(&mut found, "exempting", CodeKind::Exempting, &p.exempting);
        }
        Act::ExemptionGranted(p) => push(&mut found, "ground_code", CodeKind::ExemptionGround, &p.ground_code),
        Act::PreDecisionNoticeServed(p) => {
            for proposed in p.proposed.known().into_iter().flatten() {
                let track = proposed.track.known().copied();
                push_decided(&mut found, "proposed", track, &proposed.kind);
            }
        }
        Act::AppealDecided(p) => {
            for outcome in p.per_determination.known().into_iter().flatten() {
                push_decided(&mut found, "per_determination", track_of(case, outcome.determination), &outcome.kind);
            }
        }
        _ => {}
    }
    found
}

fn push<'a>(found: &mut Vec<Used<'a>>, field: &'static str, list: CodeKind, code: &'a Recorded<Code>) {
    found.extend(code.known().map(|code| Used { field, list, or_list: None, code, track: None }));
}

fn push_decided<'a>(
    found: &mut Vec<Used<'a>>,
    field: &'static str,
    track: Option<TrackCode>,
    code: &'a Recorded<Code>,
) {
    let [list, other] = decided_on(track);
    found.extend(code.known().map(|code| Used { field, list, or_list: Some(other), code, track }));
}

fn push_all<'a>(found: &mut Vec<Used<'a>>, field: &'static str, list: CodeKind, codes: &'a Recorded<Vec<Code>>) {
    found.extend(codes.known().into_iter().flatten().map(|code| Used {
        field,
        list,
        or_list: None,
        code,
        track: None,
    }));
}
