//! `/api/v1/erasures`: texts are erased on a legal basis, once two persons approved it, and never while they must be kept.

use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use wenze_casework::{ErasureAsked, TextsOf};
use wenze_domain::codes::ApprovalResult;
use wenze_domain::shapes::ErasurePart;

use crate::answer::Answer;
use crate::problem::{Code, Fault, ReadProblems, WriteProblems};
use crate::request::{Asked, Id, OwnWrite, Spoken};
use crate::router::Seen;
use crate::session::Own;
use crate::wire::{ErasureDone, ErasureItem, ErasuresList};

/// Whose erasures and holds.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ErasuresQuery {
    /// Only those of this case.
    case: Option<Uuid>,
    /// Only those of this person.
    person: Option<Uuid>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// What is to be erased, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ErasureRequest {
    /// The case whose texts they are.
    case: Option<Uuid>,
    /// The person whose identifiers they are, in every case.
    person: Option<Uuid>,
    /// Single parts of the case, at most 500; without any, all its texts.
    #[serde(default)]
    parts: Vec<PartRequest>,
    /// The law or rule it rests on.
    #[schema(example = "《中华人民共和国个人信息保护法》第四十七条")]
    legal_basis: String,
    /// Why, in 1 to 2,000 characters; it is kept private.
    reason: String,
}

/// A part by its place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartRequest {
    /// The event that holds it.
    event: Uuid,
    /// Its number there: `$part` of the stored event.
    #[schema(example = 1)]
    part: u32,
}

/// What another person decides.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ErasureDecision {
    /// The case whose texts they are.
    case: Option<Uuid>,
    /// The person whose identifiers they are.
    person: Option<Uuid>,
    /// `approved`, `returned` or `refused`.
    #[schema(value_type = String, example = "approved")]
    result: ApprovalResult,
}

/// Whose erasure is carried out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CarryingOut {
    /// The case whose texts they are.
    case: Option<Uuid>,
    /// The person whose identifiers they are.
    person: Option<Uuid>,
}

/// One case or one person.
pub(crate) fn whose(case: Option<Uuid>, person: Option<Uuid>) -> Result<TextsOf, Fault> {
    match (case, person) {
        (Some(case), None) => Ok(TextsOf::Case(case)),
        (None, Some(person)) => Ok(TextsOf::Person(person)),
        _ => Err(Fault::new(Code::Malformed)
            .at("/case")
            .said("请写明case或者person，二者只写其一", "name one of `case` and `person`")),
    }
}

/// What is to be erased and what is held, of one case or person or of all, with what keeps the texts today. For supervisors,
/// auditors, leaders and administrators.
#[utoipa::path(
    get, path = "/api/v1/erasures", tag = "erasure", operation_id = "list_erasures", params(ErasuresQuery),
    responses((status = 200, description = "Erasures and holds", body = ErasuresList), ReadProblems)
)]
pub(crate) async fn list(
    Seen(api): Seen,
    Own(_): Own,
    Spoken(lang): Spoken,
    Asked(asked): Asked<ErasuresQuery>,
) -> Result<Answer, Fault> {
    let (views, cut) = if asked.case.is_none() && asked.person.is_none() {
        api.casework.all_erasures().await?
    } else {
        (vec![api.casework.erasures(whose(asked.case, asked.person)?).await?], false)
    };
    Ok(Answer::of(&ErasuresList::of(views, cut, lang)).spoken(lang).unkept())
}

/// Proposes that texts be erased, which is recorded. The role in use is `SUPERVISOR`. What must still be kept is refused, with
/// what keeps it and until when.
#[utoipa::path(
    post, path = "/api/v1/erasures", tag = "erasure", operation_id = "propose_erasure", request_body = ErasureRequest,
    responses((status = 201, description = "Proposed", body = ErasureItem), WriteProblems)
)]
pub(crate) async fn propose(Seen(api): Seen, write: OwnWrite<ErasureRequest>) -> Result<Answer, Fault> {
    let ErasureRequest { case, person, parts, legal_basis, reason } = write.body;
    let whose = whose(case, person)?;
    let parts = parts.iter().map(|part| ErasurePart { of_event: part.event, part_no: part.part }).collect();
    let asked = ErasureAsked { parts, legal_basis, reason, actor: write.actor, idempotency_key: write.key };
    let id = api.casework.propose_erasure(whose, &asked).await?;
    let view = api.casework.erasures(whose).await?;
    Ok(Answer::of(&ErasureItem::one(&view, id)?).status(StatusCode::CREATED).unkept())
}

/// Decides on a proposal. Two persons approve who are not the one who proposed, in the roles `ORGAN_HEAD`, `COMMITTEE_HEAD` or
/// `SUPERVISOR`, within 90 days; one refusal ends it.
#[utoipa::path(
    post, path = "/api/v1/erasures/{id}/decision", tag = "erasure", operation_id = "decide_erasure",
    params(("id" = Uuid, Path, description = "The erasure")), request_body = ErasureDecision,
    responses((status = 200, description = "Decided", body = ErasureItem), WriteProblems)
)]
pub(crate) async fn decide(Seen(api): Seen, Id(id): Id, write: OwnWrite<ErasureDecision>) -> Result<Answer, Fault> {
    let whose = whose(write.body.case, write.body.person)?;
    api.casework.decide_erasure(whose, id, write.body.result, write.actor).await?;
    let view = api.casework.erasures(whose).await?;
    Ok(Answer::of(&ErasureItem::one(&view, id)?).unkept())
}

/// Erases what two persons approved: `PartErased` is recorded, then keys or parts are destroyed. Nothing brings them back. Asked
/// again, it finishes what was interrupted.
#[utoipa::path(
    post, path = "/api/v1/erasures/{id}/carrying-out", tag = "erasure", operation_id = "carry_out_erasure",
    params(("id" = Uuid, Path, description = "The erasure")), request_body = CarryingOut,
    responses((status = 200, description = "Erased", body = ErasureDone), WriteProblems)
)]
pub(crate) async fn carry_out(Seen(api): Seen, Id(id): Id, write: OwnWrite<CarryingOut>) -> Result<Answer, Fault> {
    let whose = whose(write.body.case, write.body.person)?;
    let done = api.casework.erase(whose, id, write.actor).await?;
    Ok(Answer::of(&ErasureDone::of(done)).unkept())
}
