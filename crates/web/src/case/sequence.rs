//! The order of a history by date, its bands by phase, and its gaps. Pure: what is drawn comes later.

use chrono::NaiveDate;
use wenze_domain::acts::Kind;
use wenze_domain::fields::PartialDate;
use wenze_domain::spec::Phase;

/// Days without an act from which the gap is shown.
pub(super) const GAP_DAYS: i64 = 30;
/// A band of at most so many acts inside another phase does not break it: evidence taken while a clue is verified.
const INSERT_ACTS_MAX: usize = 3;

/// What the order of an act depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    /// When it happened, as precise as known.
    pub(super) date: Option<PartialDate>,
    /// Its phase; none when it belongs to whatever goes on.
    pub(super) phase: Option<Phase>,
}

/// Acts one after the other in one phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Band {
    pub(super) phase: Option<Phase>,
    /// Places in the list of items, oldest first.
    pub(super) places: Vec<usize>,
}

/// The phase an act opens a band with; acts about the record, approvals and hand-overs stand in whatever goes on.
pub(super) fn phase_of(kind: Kind) -> Option<Phase> {
    let floats = matches!(
        kind,
        Kind::RecordCorrected
            | Kind::RecordVoided
            | Kind::OtherActRecorded
            | Kind::HandlerAssigned
            | Kind::CasesLinked
            | Kind::MaterialApproved
    );
    let phase = kind.spec().phase;
    (!floats && phase != Phase::Governance).then_some(phase)
}

/// The places of the items by date, the earliest first. An undated act stays where it was recorded, and a date that is
/// coarse goes no further than it must.
pub(super) fn by_date(items: &[Item]) -> Vec<usize> {
    let mut last: Option<NaiveDate> = None;
    let mut keys: Vec<(Option<NaiveDate>, usize)> = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        let key = match (item.date, last) {
            (Some(date), Some(last)) => Some(last.clamp(date.first_day(), date.last_day())),
            (Some(date), None) => Some(date.first_day()),
            (None, last) => last,
        };
        keys.push((key, place));
        last = key;
    }
    keys.sort();
    keys.into_iter().map(|(_, place)| place).collect()
}

/// The items in bands, in the order given.
pub(super) fn bands(items: &[Item], order: &[usize]) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for place in order {
        let phase = items[*place].phase;
        match bands.last_mut() {
            Some(band) if phase.is_none() || band.phase.is_none() || band.phase == phase => {
                band.phase = band.phase.or(phase);
                band.places.push(*place);
            }
            _ => bands.push(Band { phase, places: vec![*place] }),
        }
    }
    joined(bands)
}

/// Takes a short band between two of the same phase into them.
fn joined(bands: Vec<Band>) -> Vec<Band> {
    let mut done: Vec<Band> = Vec::new();
    for band in bands {
        let [.., around, insert] = done.as_mut_slice() else {
            done.push(band);
            continue;
        };
        if around.phase == band.phase && insert.places.len() <= INSERT_ACTS_MAX {
            let inserted = std::mem::take(&mut insert.places);
            around.places.extend(inserted);
            around.places.extend(band.places);
            done.pop();
        } else {
            done.push(band);
        }
    }
    done
}

/// Days without an act before each item, in the order given, where they are many.
pub(super) fn gaps(items: &[Item], order: &[usize]) -> Vec<Option<i64>> {
    let mut last: Option<PartialDate> = None;
    let mut gap = |place: &usize| {
        let date = items[*place].date?;
        let before = last.replace(date);
        let days = before.map(|before| (date.first_day() - before.last_day()).num_days());
        days.filter(|days| *days >= GAP_DAYS)
    };
    order.iter().map(&mut gap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(date: &str, phase: Option<Phase>) -> Item {
        Item { date: PartialDate::parse(date), phase }
    }

    fn dated(dates: &[&str]) -> Vec<Item> {
        dates.iter().map(|date| item(date, Some(Phase::Clue))).collect()
    }

    #[test]
    fn late_records_go_to_their_date_and_undated_ones_stay() {
        let items = dated(&["2024-03-05", "2024-04-01", "", "2024-03-10"]);
        assert_eq!(by_date(&items), [0, 3, 1, 2]);
    }

    #[test]
    fn a_coarse_date_goes_no_further_than_it_must() {
        assert_eq!(by_date(&dated(&["2024-03-05", "2024-03-20", "2024-03", "2024-03-25"])), [0, 1, 2, 3]);
        assert_eq!(by_date(&dated(&["2024-03-05", "2024-02", "2024"])), [1, 2, 0]);
    }

    #[test]
    fn bands_follow_the_phases_and_are_not_broken_by_a_few_acts() {
        let phases =
            [Some(Phase::Clue), Some(Phase::Investigation), None, Some(Phase::Clue), Some(Phase::Filing), None];
        let items: Vec<Item> = phases.iter().map(|phase| item("2024-03-05", *phase)).collect();
        let found = bands(&items, &by_date(&items));
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].phase, found[0].places.as_slice()), (Some(Phase::Clue), [0, 1, 2, 3].as_slice()));
        assert_eq!((found[1].phase, found[1].places.as_slice()), (Some(Phase::Filing), [4, 5].as_slice()));
    }

    #[test]
    fn a_gap_is_counted_between_the_dates_known() {
        let items = dated(&["2024-03-05", "2024-04-16", "", "2024-05", "2024-06-10"]);
        assert_eq!(gaps(&items, &by_date(&items)), [None, Some(42), None, None, None]);
        assert_eq!(gaps(&[], &[]), Vec::<Option<i64>>::new());
    }
}
