//! Where each pair stood, from which day to which.

use chrono::NaiveDate;
use wenze_domain::case::Case;
use wenze_domain::fields::PartialDate;

use super::intake::day;
use super::of_pair;
use crate::statistics::fact::Fact;
use crate::statistics::noted::{Noted, Stay, object};

/// Where a pair stands when nothing more is to be done.
const OVER: [&str; 4] = ["executed", "refused", "transferred", "withdrawn"];

pub(super) fn stages(case: &Case, noted: &Noted, facts: &mut Vec<Fact>) {
    let closed = case.closed.as_ref().and_then(|closing| closing.on).map(PartialDate::first_day);
    for (pair, _) in case.pairs() {
        let object = object(pair);
        let stays = noted.stays(&object);
        let began = noted.pair_began(pair).and_then(|stay| stay.on).map(PartialDate::first_day);
        for (nth, stay) in stays.iter().enumerate() {
            let is_first = !stays.iter().take(nth).any(|before| before.state == stay.state);
            let mut fact = Fact::new("stage", &format_args!("{object}/{nth}"), stay.on)
                .of(Some(stay.organ))
                .told("stage", Some(stay.state.clone()))
                .since(began.filter(|_| is_first));
            // A pair stands somewhere on every day, also where the papers do not say since when.
            fact.on_day = Some(day(stay));
            let until = until(stay, stays.get(nth + 1), closed);
            facts.push(of_pair(fact.over(until), case, (pair.0, Some(pair.1))));
        }
    }
}

/// When a pair no longer stood there: at the next move, at once where nothing comes after, or when the case was closed.
fn until(stay: &Stay, next: Option<&Stay>, closed: Option<NaiveDate>) -> Option<NaiveDate> {
    if OVER.contains(&stay.state.as_str()) {
        return Some(day(stay));
    }
    next.map(day).or(closed)
}
