//! What may be done now, as a list to read: expected acts first, then those out of order with what is missing.

use std::collections::BTreeSet;

use wenze_casework::{OfferView, Possible};
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, Role};

use super::labels::Labels;
use crate::reader::Reader;

/// Objects named beside an act; more are counted.
const OBJECTS_MAX: usize = 3;

/// The list.
pub(super) struct Offers {
    pub(super) expected: Vec<Heading>,
    pub(super) expected_count: String,
    pub(super) out_of_order: Vec<Offer>,
    pub(super) out_of_order_count: String,
    pub(super) refused: Vec<Offer>,
    pub(super) refused_count: String,
}

/// Acts under one heading.
pub(super) struct Heading {
    pub(super) word: String,
    pub(super) offers: Vec<Offer>,
}

/// One act.
pub(super) struct Offer {
    pub(super) name: String,
    /// What it could be about.
    pub(super) objects: String,
    /// Whose act it is.
    pub(super) who: String,
    /// Facts missing before it, or why it cannot be recorded.
    pub(super) reasons: Vec<String>,
}

impl Offers {
    pub(super) fn new(reader: &Reader, offers: &[OfferView], labels: &Labels) -> Self {
        let of = |status: Possible| offers.iter().filter(move |offer| offer.status == status);
        let listed = |status: Possible| of(status).map(|offer| view(reader, offer, labels)).collect::<Vec<_>>();
        let count = |id: &str, status: Possible| reader.texts.tell(id, [("acts", of(status).count().into())]);
        let mut expected: Vec<Heading> = Vec::new();
        for offer in of(Possible::Expected) {
            let word = Kind::parse(offer.kind).map(|kind| reader.words.group(kind)).unwrap_or_default();
            let view = view(reader, offer, labels);
            match expected.iter_mut().find(|heading| heading.word == word) {
                Some(heading) => heading.offers.push(view),
                None => expected.push(Heading { word, offers: vec![view] }),
            }
        }
        Self {
            expected,
            expected_count: count(/* text */ "offers-expected", Possible::Expected),
            out_of_order: listed(Possible::OutOfOrder),
            out_of_order_count: count(/* text */ "offers-out-of-order", Possible::OutOfOrder),
            refused: listed(Possible::Refused),
            refused_count: count(/* text */ "offers-refused", Possible::Refused),
        }
    }
}

fn view(reader: &Reader, offer: &OfferView, labels: &Labels) -> Offer {
    let words = reader.words;
    let roles = offer.actors.iter().map(|role| words.code(Role::LIST, role.as_str())).collect::<Vec<_>>();
    // Of several objects, those that the usual order allows.
    let allowed = offer.candidates.iter().filter(|one| offer.status != Possible::Expected || one.missing.is_empty());
    let objects: BTreeSet<&str> = allowed.filter_map(|one| labels.of(&one.object)).collect();
    let more = objects.len().saturating_sub(OBJECTS_MAX);
    let mut named = objects.into_iter().take(OBJECTS_MAX).collect::<Vec<_>>().join(&reader.texts.say("join-names"));
    if more > 0 {
        named += &reader.texts.tell("objects-more", [("objects", more.into())]);
    }
    let missing = offer.missing.iter().map(|missing| words.missing(missing));
    Offer {
        name: Kind::parse(offer.kind).map_or(offer.kind, |kind| words.kind(kind)).to_owned(),
        objects: named,
        who: roles.join(&reader.texts.say("join-names")),
        reasons: missing.chain(offer.refusal.as_ref().map(|refusal| words.refusal(refusal))).collect(),
    }
}
