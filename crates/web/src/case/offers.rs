//! What can be done now: open duties first, then what usually comes next; a way to every other act; and what cannot be done yet,
//! with the fact that is missing and who can supply it.

use std::collections::{BTreeSet, HashMap};

use wenze_casework::{Deadline, OfferView, Possible};
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::fields::PartialDate;
use wenze_domain::refusal::Refusal;
use wenze_domain::spec::Phase;
use wenze_domain::time::{Occurred, office_day};

use super::labels::Labels;
use super::objects::Due;
use super::read::Read;
use crate::parts::When;
use crate::reader::{Reader, address};
use crate::record::sittings::sitting_of;
use crate::seen::{fills, opens};

/// The grid of old paper cases.
const BACKFILL: &str = "/cases/{id}/backfill";
/// Acts that are shown at once; every other one is found by its name.
const NOW_MAX: usize = 6;
/// Acts that are shown with what is missing before them.
const NOT_YET_MAX: usize = 8;
/// Acts that can be done at any time.
const ANY_TIME: [Kind; 5] = [
    Kind::RecordCorrected,
    Kind::RecordVoided,
    Kind::OtherActRecorded,
    Kind::MaterialApproved,
    Kind::ApprovalRequested,
];
/// Objects named beside an act; more are counted.
const OBJECTS_MAX: usize = 3;

/// What can be done.
pub(super) struct Offers {
    pub(super) now: Vec<Offer>,
    /// The page with every act.
    pub(super) find: String,
    /// The grid of old papers, for whoever is signed in, and the notice of rights where something was decided.
    pub(super) backfill: Option<String>,
    pub(super) rights: Option<String>,
    pub(super) not_yet: Vec<Offer>,
    /// Where somebody signs in who cannot record, as he is not.
    pub(super) sign_in: Option<String>,
}

/// One act.
pub(super) struct Offer {
    pub(super) name: String,
    /// Its form; none for whoever is not signed in, or may not record it.
    pub(super) href: Option<String>,
    /// The sitting in which it is usually done together with what follows: its form and what it is called.
    pub(super) sitting: Option<(String, String)>,
    /// What it could be about.
    pub(super) objects: String,
    /// Whose act it is.
    pub(super) who: String,
    /// When it is due, where a rule says so.
    pub(super) due: Option<Due>,
    /// The rule that asks for it.
    pub(super) rule: Option<String>,
    /// Facts missing before it, with who can supply them.
    pub(super) reasons: Vec<String>,
}

impl Offers {
    pub(super) fn new(reader: &Reader, read: &Read, offers: &[OfferView], labels: &Labels) -> Self {
        let from = Drawing { reader, read, labels };
        let by_kind: HashMap<&str, &OfferView> = offers.iter().map(|offer| (offer.kind, offer)).collect();
        let mut now = from.duties(&by_kind);
        let known: BTreeSet<String> = now.iter().map(|offer| offer.name.clone()).collect();
        let mut next = usual_next(offers, last_phase(read));
        // What the reader may do himself comes before what is somebody else's; the sort keeps the rest of the order.
        next.sort_by_key(|offer| !from.is_own(offer.kind));
        let next = next.into_iter().map(|offer| from.offer(offer));
        now.extend(next.filter(|offer| !known.contains(&offer.name)));
        now.truncate(NOW_MAX);
        let is_possible = |kind: &String| by_kind.get(kind.as_str()).is_some_and(|o| o.status == Possible::Expected);
        // One step away: what is missing can be supplied by an act that can be done now.
        let is_near = |offer: &&OfferView| {
            offer.status == Possible::OutOfOrder && offer.missing.iter().any(|one| one.acts.iter().any(is_possible))
        };
        let may_fill_in = reader.visitor.is_some() && opens(reader, BACKFILL);
        let kept = offers.iter().filter(|offer| is_anothers(offer)).take(NOT_YET_MAX).map(|offer| from.anothers(offer));
        let not_yet = offers.iter().filter(is_near).take(NOT_YET_MAX).map(|offer| from.offer(offer));
        Self {
            now,
            find: format!("/cases/{}/record", read.id),
            backfill: may_fill_in.then(|| format!("/cases/{}/backfill", read.id)),
            rights: (!read.now.case.determinations.is_empty()).then(|| format!("/cases/{}/rights", read.id)),
            not_yet: kept.chain(not_yet).collect(),
            sign_in: reader.visitor.is_none().then(|| address("/sign-in", &[(crate::own_path::NEXT, &reader.here())])),
        }
    }
}

/// Whether an act is another's to do, because of what the reader did on the case before.
pub(crate) fn is_anothers(offer: &OfferView) -> bool {
    matches!(offer.refusal, Some(Refusal::Separation { .. }))
}

/// The phase of the procedure that the case has come to.
fn last_phase(read: &Read) -> Option<Phase> {
    read.lines.last().and_then(|line| Kind::parse(&line.kind)).map(|kind| kind.spec().phase)
}

/// How near an act lies: first what goes on with an object of the case, then what begins the next phase, then what else begins;
/// what lies behind comes last.
fn distance(offer: &OfferView, now: Option<Phase>) -> (bool, i64) {
    let phase = Kind::parse(offer.kind).map(|kind| kind.spec().phase as i64).unwrap_or_default();
    let ahead = phase - now.map_or(0, |phase| phase as i64);
    let begins = offer.candidates.is_empty();
    let steps = match ahead {
        ..0 => 100 - ahead,
        0 if begins => 1,
        1 if begins => 0,
        steps => steps,
    };
    (begins, steps)
}

/// Acts in the usual order, the nearest first, and of those as near the ones that open the way for most others.
fn usual_next(offers: &[OfferView], now: Option<Phase>) -> Vec<&OfferView> {
    let mut opens: HashMap<&str, usize> = HashMap::new();
    for act in offers.iter().flat_map(|offer| &offer.missing).flat_map(|missing| &missing.acts) {
        *opens.entry(act.as_str()).or_default() += 1;
    }
    // What can be done at any time is no next step: it is found by its name.
    let is_step = |offer: &&OfferView| !ANY_TIME.iter().any(|kind| kind.as_str() == offer.kind);
    let expected = offers.iter().filter(|offer| offer.status == Possible::Expected);
    let mut next: Vec<&OfferView> = expected.filter(is_step).collect();
    // The sort keeps the order of the procedure among those that open as much.
    let opened = |offer: &OfferView| opens.get(offer.kind).copied().unwrap_or_default();
    next.sort_by_key(|offer| (distance(offer, now), std::cmp::Reverse(opened(offer))));
    next
}

struct Drawing<'a> {
    reader: &'a Reader,
    read: &'a Read,
    labels: &'a Labels,
}

impl Drawing<'_> {
    /// Open duties of the case, the one due first first, each by the first act that would do.
    fn duties(&self, offers: &HashMap<&str, &OfferView>) -> Vec<Offer> {
        let mut seen = BTreeSet::new();
        let mut duties = Vec::new();
        for duty in &self.read.duties {
            let Some(offer) = duty.waits_for.iter().find_map(|kind| offers.get(kind.as_str())) else { continue };
            // What is only pointed out, such as a right that nobody used, is nobody's duty.
            let is_duty = !duty.severity.eq_ignore_ascii_case("info");
            if is_duty && offer.status != Possible::Refused && seen.insert(offer.kind) {
                duties.push(self.duty(duty, offer));
            }
        }
        duties
    }

    fn duty(&self, duty: &Deadline, offer: &OfferView) -> Offer {
        let objects: Vec<(&str, &str)> = duty.instance.iter().map(|(role, id)| (role.as_str(), id.as_str())).collect();
        let named = duty.instance.values().filter_map(|id| self.labels.of(id));
        Offer {
            href: self.form(offer.kind, &objects),
            objects: named.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" · "),
            due: duty.due.map(|due| self.due(PartialDate::day(due))),
            rule: duty.title.clone(),
            reasons: Vec::new(),
            ..self.offer(offer)
        }
    }

    fn offer(&self, offer: &OfferView) -> Offer {
        let (words, texts) = (self.reader.words, self.reader.texts);
        let roles = offer.actors.iter().map(|role| words.code(Role::LIST, role.as_str())).collect::<Vec<_>>();
        // Of several objects, those that the usual order allows.
        let allowed =
            offer.candidates.iter().filter(|one| offer.status != Possible::Expected || one.missing.is_empty());
        let objects: BTreeSet<&str> = allowed.filter_map(|one| self.labels.of(&one.object)).collect();
        let more = objects.len().saturating_sub(OBJECTS_MAX);
        let mut named = objects.into_iter().take(OBJECTS_MAX).collect::<Vec<_>>().join(&texts.say("join-names"));
        if more > 0 {
            named += &texts.tell("objects-more", [("objects", more.into())]);
        }
        // Two tracks may lack the same: it is told once.
        let mut reasons: Vec<String> = offer.missing.iter().map(|missing| words.missing(missing)).collect();
        reasons.dedup();
        Offer {
            name: Kind::parse(offer.kind).map_or(offer.kind, |kind| words.kind(kind)).to_owned(),
            href: self.form(offer.kind, &[]),
            sitting: self.sitting(offer.kind),
            objects: named,
            who: roles.join(&texts.say("join-names")),
            due: None,
            rule: None,
            reasons,
        }
    }

    /// What another must do: why, and whose act it is.
    fn anothers(&self, offer: &OfferView) -> Offer {
        let refusal = offer.refusal.as_ref().map(|refusal| self.reader.words.refusal(refusal));
        let mut told = self.offer(offer);
        told.reasons.extend(refusal);
        told.reasons.push(self.reader.texts.tell("offers-anothers", [("roles", told.who.as_str().into())]));
        Offer { href: None, sitting: None, ..told }
    }

    /// Whether the role in use may record the act; whoever has chosen none chooses one on the way to the form.
    fn is_own(&self, kind: &str) -> bool {
        let role = self.reader.visitor.as_ref().and_then(|visitor| visitor.role()).map(|held| held.role);
        role.zip(Kind::parse(kind)).is_none_or(|(role, kind)| fills(role, kind))
    }

    /// The sitting, for whoever may record what always belongs to it.
    fn sitting(&self, kind: &str) -> Option<(String, String)> {
        let role = self.reader.visitor.as_ref()?.role()?.role;
        let (href, title, needed) = sitting_of(self.reader, self.read.id, Kind::parse(kind)?)?;
        needed.into_iter().all(|kind| fills(role, kind)).then_some((href, title))
    }

    /// The form, for whoever may fill it in.
    fn form(&self, kind: &str, objects: &[(&str, &str)]) -> Option<String> {
        self.reader.visitor.as_ref().filter(|_| self.is_own(kind))?;
        Some(address(&format!("/cases/{}/record/{kind}", self.read.id), objects))
    }

    fn due(&self, date: PartialDate) -> Due {
        let texts = self.reader.texts;
        let days = (date.last_day() - office_day(self.reader.now)).num_days();
        let left = match days {
            0 => texts.say("work-today"),
            1.. => texts.tell("work-left", [("days", days.into())]),
            _ => texts.tell("work-over", [("days", (-days).into())]),
        };
        let when = When::occurred(self.reader.words, &Occurred::on(date));
        Due { when, left, is_over: days < 0 }
    }
}
