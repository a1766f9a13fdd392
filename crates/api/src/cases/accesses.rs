//! `/api/v1/cases/{id}/accesses` and `…/replays`: who read what of a case that is not for everybody.

use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use wenze_casework::Reading;
use wenze_domain::codes::Role;
use wenze_domain::effective::Cut;
use wenze_domain::refusal::Refusal;
use wenze_domain::time::Instant;
use wenze_domain::words::Words;

use crate::answer::Answer;
use crate::caller::Caller;
use crate::problem::{Fault, ReadProblems, WriteProblems};
use crate::request::{Asked, Id, OwnWrite, Spoken};
use crate::router::{Api, Seen};
use crate::session::Own;
use crate::wire::Accesses;

/// Roles that see who read what.
const READERS: [Role; 4] = [Role::Supervisor, Role::Auditor, Role::OrganHead, Role::Admin];

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AccessesQuery {
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// The moment of a replay, and what it is for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReplayRequest {
    /// What had happened by then; now when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    as_of: Option<Instant>,
    /// What the office knew by then; now when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    known: Option<Instant>,
    /// What for, in at most 2,000 characters; it is kept private.
    purpose: String,
}

/// Who replayed the history of a case, and who asked for, approved and opened sealed parts of it. For supervisors, auditors,
/// leaders and administrators.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/accesses", tag = "reading", operation_id = "list_accesses",
    params(("id" = Uuid, Path, description = "The case"), AccessesQuery),
    responses((status = 200, description = "What was read", body = Accesses), ReadProblems)
)]
pub(crate) async fn list(
    Seen(api): Seen,
    Own(own): Own,
    Id(id): Id,
    Spoken(lang): Spoken,
    Asked(_): Asked<AccessesQuery>,
) -> Result<Answer, Fault> {
    if !own.acts_in_any(&READERS) {
        let reason = "who read what is told to supervisors, auditors, leaders and administrators".to_owned();
        return Err(Fault::barred(Refusal::NotAuthorised { reason }));
    }
    let lines = api.casework.accesses(id, Words::of(lang)).await?;
    Ok(Answer::of(&Accesses::of(lines)).spoken(lang).unkept())
}

/// Records that the history is replayed at a moment, and what for. The answers that replay it (`state`, `diff`) record it
/// themselves, without a purpose, once a day for each moment.
#[utoipa::path(
    post, path = "/api/v1/cases/{id}/replays", tag = "reading", operation_id = "record_replay",
    params(("id" = Uuid, Path, description = "The case")), request_body = ReplayRequest,
    responses((status = 204, description = "Recorded"), WriteProblems)
)]
pub(crate) async fn replay(Seen(api): Seen, Id(id): Id, write: OwnWrite<ReplayRequest>) -> Result<Answer, Fault> {
    let ReplayRequest { as_of, known, purpose } = write.body;
    let (as_of, known) = (as_of.map(Instant::utc), known.map(Instant::utc));
    let reading = Reading { as_of, known, purpose: Some(purpose), actor: write.actor };
    api.casework.record_replay(id, &reading).await?;
    Ok(Answer::done())
}

/// Records that somebody who is signed in replays the history up to a point, before he is told it.
pub(super) async fn replayed(api: &Api, caller: &Caller, case: Uuid, cut: Cut) -> Result<(), Fault> {
    let Caller::SignedIn(signed_in) = caller else { return Ok(()) };
    let Some(actor) = signed_in.reader() else { return Ok(()) };
    let reading = Reading { as_of: cut.as_of, known: cut.known, purpose: None, actor };
    Ok(api.casework.record_replay(case, &reading).await?)
}
