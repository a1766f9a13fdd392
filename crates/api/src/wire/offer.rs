//! What may be done on a case now.

use serde::Serialize;
use utoipa::ToSchema;
use wenze_casework::{OfferView, Possible};
use wenze_domain::acts::Kind;
use wenze_domain::available::Candidate;
use wenze_domain::words::Words;

use super::missing::{ActorRole, MissingFact, roles};

/// Every act of a case, those that may be done now first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Offers {
    /// The version this was judged on; `If-Match` takes it.
    pub(crate) version: i32,
    /// The acts.
    pub(crate) items: Vec<OfferItem>,
}

/// One kind of act.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfferItem {
    /// The kind.
    #[schema(example = "DispositionProposed")]
    kind: &'static str,
    /// Its name.
    title: String,
    /// The heading it stands under.
    group: String,
    /// `formal` or `routine`.
    ceremony: &'static str,
    /// Whether it is possible.
    status: Status,
    /// Why it cannot be recorded, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// What the usual order would have had before it. With a confirmation it can be recorded all the same.
    missing: Vec<MissingFact>,
    /// Whose act it is.
    actors: Vec<ActorRole>,
    /// Among which papers to look, in Chinese as they are titled.
    papers: &'static [&'static str],
    /// Words to find it by.
    aliases: &'static [&'static str],
    /// The objects it could be about.
    candidates: Vec<CandidateItem>,
    /// Where the schema of a request is.
    #[schema(example = "/api/v1/schemas/acts/DispositionProposed")]
    schema: String,
}

/// Whether an act is possible.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    /// In the usual order.
    Expected,
    /// Recordable with a confirmation and a reason.
    OutOfOrder,
    /// Not recordable.
    Refused,
}

/// An object that an act could be about.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CandidateItem {
    /// The role it stands under in `refs`.
    #[schema(example = "clue")]
    role: String,
    /// The object: an id, or `<respondent>/<track>`.
    object: String,
    /// What is missing before it; empty when the act is expected.
    missing: Vec<MissingFact>,
}

impl OfferItem {
    pub(crate) fn of(offer: &OfferView, words: &Words) -> Self {
        let kind = Kind::parse(offer.kind);
        Self {
            kind: offer.kind,
            title: kind.map_or(offer.kind, |kind| words.kind(kind)).to_owned(),
            group: kind.map_or_else(|| offer.group.to_owned(), |kind| words.group(kind)),
            ceremony: offer.ceremony,
            status: status(offer.status),
            reason: offer.refusal.as_ref().map(|refusal| words.refusal(refusal)),
            missing: offer.missing.iter().map(|one| MissingFact::of(one, words)).collect(),
            actors: roles(offer.actors, words),
            papers: offer.papers,
            aliases: offer.aliases,
            candidates: offer.candidates.iter().map(|one| candidate(one, words)).collect(),
            schema: format!("/api/v1/schemas/acts/{}", offer.kind),
        }
    }
}

fn status(possible: Possible) -> Status {
    match possible {
        Possible::Expected => Status::Expected,
        Possible::OutOfOrder => Status::OutOfOrder,
        Possible::Refused => Status::Refused,
    }
}

fn candidate(candidate: &Candidate, words: &Words) -> CandidateItem {
    CandidateItem {
        role: candidate.role.clone(),
        object: candidate.object.clone(),
        missing: candidate.missing.iter().map(|one| MissingFact::of(one, words)).collect(),
    }
}
