//! The map of a case that was appealed: the decision, the first appeal, the further ones.

use wenze_casework::AppealView;
use wenze_domain::fields::PartialDate;

use super::Told;
use super::original::standing;
use crate::parts::{StateTag, When};
use crate::reader::Reader;
use crate::shape::Shape;

/// One station.
pub(super) struct Link {
    /// Where it leads; none for the appeal of this page.
    pub(super) href: Option<String>,
    pub(super) word: String,
    pub(super) state: StateTag,
    pub(super) on: Option<When>,
    /// What it led to.
    pub(super) outcome: Option<String>,
}

/// The stations, in their order.
pub(super) fn links(reader: &Reader, told: &Told) -> Vec<Link> {
    let related: Vec<&AppealView> = told.appeals.iter().filter(|one| is_related(one, told)).collect();
    let decided = related.iter().flat_map(|one| &one.decisions);
    let mut seen = Vec::new();
    let mut links = Vec::new();
    for decision in decided {
        if seen.contains(&decision.determination) {
            continue;
        }
        seen.push(decision.determination);
        let made = decision.made_on.as_deref().and_then(PartialDate::parse);
        links.push(Link {
            href: Some(format!("/cases/{}", told.read.id)),
            word: reader.texts.say("chain-original"),
            state: StateTag::made(Shape::Done, standing(reader, &decision.standing)),
            on: made.map(|made| When::date(reader.words, made)),
            outcome: decision.outcome.as_ref().map(|outcome| outcome.words.clone()),
        });
    }
    links.extend(related.into_iter().map(|one| station(reader, told, one)));
    links
}

fn station(reader: &Reader, told: &Told, one: &AppealView) -> Link {
    let (words, days) = (reader.words, &one.days);
    let route = one.route.as_ref().map_or_else(|| words.not_recorded(), |route| route.words.clone());
    let day = days.decided.as_ref().or(days.filed.as_ref());
    let state = one.state.as_ref().map_or("none", |state| state.code.as_str());
    Link {
        href: (one.id != told.own.id).then(|| format!("/cases/{}/appeals/{}", told.read.id, one.id)),
        word: reader.texts.tell("chain-appeal", [("route", route.into()), ("instance", one.instance.into())]),
        state: StateTag::new(words, "appeal", state),
        on: day.and_then(|day| PartialDate::parse(day)).map(|day| When::date(words, day)),
        outcome: one.outcome.as_ref().map(|outcome| outcome.words.clone()),
    }
}

/// Against the same decisions, or before or after one another.
fn is_related(one: &AppealView, told: &Told) -> bool {
    let same = one
        .decisions
        .iter()
        .any(|decision| told.own.decisions.iter().any(|own| own.determination == decision.determination));
    one.id == told.own.id || same || one.prior == Some(told.own.id) || told.own.prior == Some(one.id)
}
