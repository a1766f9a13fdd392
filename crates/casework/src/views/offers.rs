//! What may be done now, what would be out of order, what cannot be recorded.

use serde::Serialize;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::available::{self, Availability, Candidate, Offer};
use wenze_domain::case::{Case, Missing};
use wenze_domain::codes::Role;
use wenze_domain::effective::Cut;
use wenze_domain::refs::Refs;
use wenze_domain::refusal::Refusal;

use crate::apart::{Doer, Stood, refs_of};
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
        let mut offers: Vec<OfferView> = available::offers(&case).into_iter().map(|offer| self.view(offer)).collect();
        self.hold_apart(&case, &mut offers).await?;
        offers.sort_by_key(|o| o.status);
        Ok((case.version, offers))
    }

    /// Takes out what whoever reads would be refused for what he did on the case before. It stands among what is not possible, with
    /// the reason; of several objects those remain that he may do it about.
    async fn hold_apart(&self, case: &Case, offers: &mut [OfferView]) -> Result<(), Error> {
        let Some(doer) = self.doer() else { return Ok(()) };
        if !offers.iter().any(|offer| may_be_kept(&doer, offer).is_some()) {
            return Ok(());
        }
        let history = self.case_history(case.id).await?;
        let events = history.effective(Cut::default());
        let stood = Stood { events: &events, case };
        for offer in offers {
            if let Some(kind) = may_be_kept(&doer, offer) {
                offer.keep_from(&doer, stood, kind);
            }
        }
        Ok(())
    }

    fn view(&self, offer: Offer) -> OfferView {
        let spec = offer.kind.spec();
        let (status, missing, refusal) = match offer.availability {
            Availability::Expected => (Possible::Expected, Vec::new(), None),
            Availability::OutOfOrder(missing) => (Possible::OutOfOrder, missing, None),
            Availability::Refused(refusal) => (Possible::Refused, Vec::new(), Some(self.without_hidden(refusal))),
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
}

/// The kind of an act that is possible, and that something done before could keep somebody from.
fn may_be_kept(doer: &Doer, offer: &OfferView) -> Option<Kind> {
    let kind = Kind::parse(offer.kind).filter(|_| offer.status != Possible::Refused)?;
    doer.may_be_kept_from(kind).then_some(kind)
}

impl OfferView {
    fn keep_from(&mut self, doer: &Doer, stood: Stood<'_>, kind: Kind) {
        if self.candidates.is_empty() {
            if let Some(refusal) = doer.kept_from(stood, kind, &Refs::default()) {
                self.refuse(refusal);
            }
            return;
        }
        let mut first = None;
        self.candidates.retain(|one| {
            let refs = refs_of([(one.role.as_str(), one.object.as_str())].into_iter());
            let refusal = doer.kept_from(stood, kind, &refs);
            let stays = refusal.is_none();
            first = first.take().or(refusal);
            stays
        });
        let Some(refusal) = first else { return };
        match self.candidates.iter().min_by_key(|one| one.missing.len()) {
            None => self.refuse(refusal),
            Some(best) if self.status == Possible::Expected && !best.missing.is_empty() => {
                self.missing.clone_from(&best.missing);
                self.status = Possible::OutOfOrder;
            }
            Some(_) => {}
        }
    }

    fn refuse(&mut self, refusal: Refusal) {
        self.status = Possible::Refused;
        self.missing = Vec::new();
        self.reason = Some(refusal.to_string());
        self.refusal = Some(refusal);
    }
}
