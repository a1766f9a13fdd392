//! What may be done now, what would be out of order, what cannot be recorded.

use serde::Serialize;
use uuid::Uuid;
use wenze_domain::available::{self, Availability, Candidate, Offer};
use wenze_domain::case::Missing;
use wenze_domain::codes::Role;
use wenze_domain::refusal::Refusal;

use crate::{Casework, Error};

/// Whether an act is possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Possible {
    /// In the usual order.
    Expected,
    /// Recordable with a confirmation and a reason.
    OutOfOrder,
    /// Not recordable.
    Refused,
}

/// One act of the page of possible acts; words are added by who shows it.
#[derive(Debug, Clone, Serialize)]
pub struct OfferView {
    /// The kind.
    pub kind: &'static str,
    /// Chinese name.
    pub zh: &'static str,
    /// English name.
    pub en: &'static str,
    /// Heading it stands under, in Chinese.
    pub group: &'static str,
    /// Signed formally or routine.
    pub ceremony: &'static str,
    /// Whose act it is.
    pub actors: &'static [Role],
    /// Among which papers to look.
    pub papers: &'static [&'static str],
    /// Words to find it by.
    pub aliases: &'static [&'static str],
    /// Whether it is possible.
    pub status: Possible,
    /// Why it cannot be recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The refusal behind the reason, for words.
    #[serde(skip)]
    pub refusal: Option<Refusal>,
    /// Facts missing before it.
    pub missing: Vec<Missing>,
    /// The objects it could be about.
    pub candidates: Vec<Candidate>,
}

impl Casework {
    /// Every act of the case with whether it may be done now; the version is that of the case it was judged on.
    pub async fn offers(&self, id: Uuid) -> Result<(i32, Vec<OfferView>), Error> {
        let case = self.current(id, true).await?;
        let mut offers: Vec<OfferView> = available::offers(&case).into_iter().map(view).collect();
        offers.sort_by_key(|o| o.status);
        Ok((case.version, offers))
    }
}

fn view(offer: Offer) -> OfferView {
    let spec = offer.kind.spec();
    let (status, missing, refusal) = match offer.availability {
        Availability::Expected => (Possible::Expected, Vec::new(), None),
        Availability::OutOfOrder(missing) => (Possible::OutOfOrder, missing, None),
        Availability::Refused(refusal) => (Possible::Refused, Vec::new(), Some(refusal)),
    };
    OfferView {
        kind: offer.kind.as_str(),
        zh: spec.zh,
        en: spec.en,
        group: spec.group,
        ceremony: spec.ceremony.as_str(),
        actors: spec.actors,
        papers: spec.papers,
        aliases: spec.aliases,
        status,
        reason: refusal.as_ref().map(ToString::to_string),
        refusal,
        missing,
        candidates: offer.candidates,
    }
}
