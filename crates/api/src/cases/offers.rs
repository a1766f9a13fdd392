//! `GET /api/v1/cases/{id}/acts`: what may be done now.

use wenze_domain::words::Words;

use super::show::ShowQuery;
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Spoken};
use crate::router::Seen;
use crate::wire::{OfferItem, Offers};

/// Every act with whether it may be done now, would be out of order, or cannot be recorded.
///
/// For an act out of order the missing facts are named with the acts that supply them and whose acts those are. What whoever asks
/// may not do himself because of what he did on the case before is `refused` with the reason; somebody else may do it.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/acts", tag = "acts", operation_id = "list_possible_acts",
    params(("id" = Uuid, Path, description = "The case"), ShowQuery),
    responses(
        (status = 200, description = "The acts, those that may be done now first", body = Offers, headers(
            ("ETag" = String, description = "Version, language and a digest of the answer, which differs by who asks; `If-Match` takes it")
        )),
        (status = 304, description = "Nothing was recorded since"),
        ReadProblems
    )
)]
pub(crate) async fn offers(
    Seen(api): Seen,
    Id(id): Id,
    Spoken(lang): Spoken,
    _: Asked<ShowQuery>,
) -> Result<Answer, Fault> {
    let (version, offers) = api.casework.offers(id).await?;
    let words = Words::of(lang);
    let items = offers.iter().map(|offer| OfferItem::of(offer, words)).collect();
    Ok(Answer::of(&Offers { version, items }).stamped(version, lang))
}
