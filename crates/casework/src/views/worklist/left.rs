//! What those leave behind who hold no role any more, by whatever way the last one ended: taken back on paper, or run out. What they
//! were in charge of stands in the pool of the office at which that role was held, since nobody would look into their own list.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;
use wenze_domain::registers::{Grant, Grants, Revocation};
use wenze_domain::time::office_day;
use wenze_projections::worklist::{self, WorkQuery};

use super::{TaskRow, Whose, WorkTab};
use crate::{Casework, Error};

/// Most persons who left an office whose duties its lists show; what the others left stands in their own.
pub const LEFT_SHOWN_MAX: usize = 200;
/// How long before the last role ends that is shown to whoever sees to it that work is handed over, in days.
pub const ROLES_END_SOON_DAYS: u64 = 30;
/// Most persons that are named whose roles end.
pub const LEAVING_MAX: usize = 200;

/// A list of the read model, as a part of the one that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) whose: Whose,
    shows: Shows,
}

/// Which tabs of it belong there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    All,
    /// What somebody did who holds no role any more.
    Done,
    /// What he left behind.
    Open,
}

/// Somebody whose roles all ended, or soon will, and who has something to do still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// The person.
    pub person: Uuid,
    /// The name, where it may be read.
    pub name: Option<String>,
    /// The last day on which a role is or was held.
    pub last_day: NaiveDate,
    /// Whether that is over.
    pub has_left: bool,
    /// How many duties are open.
    pub duties: i64,
}

impl Part {
    pub(super) fn whole(whose: Whose) -> Self {
        Self { whose, shows: Shows::All }
    }

    /// The tab of this list that belongs to a tab of the one asked for.
    pub(super) fn tab(self, asked: WorkTab) -> Option<WorkTab> {
        match (self.shows, asked) {
            (Shows::Open, WorkTab::Done) => None,
            (Shows::Done, tab) if tab != WorkTab::Done => None,
            (Shows::Open, WorkTab::Pool) => Some(WorkTab::Todo),
            (_, tab) => Some(tab),
        }
    }

    /// Whose duties an office has in it that were somebody's who left.
    pub(super) fn left_by(self) -> Option<Uuid> {
        match (self.shows, self.whose) {
            (Shows::Open, Whose::Person(person)) => Some(person),
            _ => None,
        }
    }
}

impl Casework {
    /// The lists that make up one: entries of the register that were merged are one person, who has nothing to do where he holds no
    /// role any more; an office has besides its own what those left who held their last role there.
    pub(super) async fn parts_of(&self, whose: Whose, at: DateTime<Utc>) -> Result<Vec<Part>, Error> {
        let day = office_day(at);
        match whose {
            Whose::Person(person) => {
                let entries = self.entries_or_alone(person).await?;
                let held = self.held_by(&entries).await?;
                let is_here = held.iter().any(|grants| !grants.held_on(day).is_empty());
                let part = |(entry, grants): (Uuid, &Arc<Grants>)| {
                    let has_left = !is_here && left(grants, day).is_some();
                    Part { whose: Whose::Person(entry), shows: if has_left { Shows::Done } else { Shows::All } }
                };
                Ok(entries.into_iter().zip(&held).map(part).collect())
            }
            Whose::Office(office) => {
                let left = self.left_at(office, at).await?;
                let part = |person| Part { whose: Whose::Person(person), shows: Shows::Open };
                Ok([Part::whole(whose)].into_iter().chain(left.into_iter().map(part)).collect())
            }
        }
    }

    /// A page of one of the lists that make up the one asked for.
    pub(super) async fn page_of(&self, part: Part, query: WorkQuery) -> Result<Vec<TaskRow>, Error> {
        let Some(tab) = part.tab(query.tab) else { return Ok(Vec::new()) };
        Ok(worklist::page(self.inner.views.pool(), &WorkQuery { whose: part.whose, tab, ..query }).await?)
    }

    /// Those who held their last role at an office and have something to do still.
    async fn left_at(&self, office: Uuid, at: DateTime<Utc>) -> Result<Vec<Uuid>, Error> {
        let day = office_day(at);
        let all = self.all_grants().await?;
        let of_office = |grants: &&Arc<Grants>| left(grants, day).is_some_and(|(_, last)| last == office);
        let persons: Vec<Uuid> = all.iter().filter(of_office).filter_map(|grants| grants.official).collect();
        let mut found = Vec::new();
        for (person, _) in self.with_duties(&persons, at, LEFT_SHOWN_MAX).await? {
            if self.holds_nothing(person, day).await? {
                found.push(person);
            }
        }
        Ok(found)
    }

    /// Those whose roles all ended or end within [`ROLES_END_SOON_DAYS`], with how much they have to do still; who leaves first first.
    pub async fn leaving(&self, at: DateTime<Utc>) -> Result<Vec<Leaving>, Error> {
        let day = office_day(at);
        let soon = day.checked_add_days(Days::new(ROLES_END_SOON_DAYS)).unwrap_or(day);
        let all = self.all_grants().await?;
        let ends = |grants: &Arc<Grants>| {
            let last_day = last_day(grants).filter(|last| *last <= soon);
            let has_left = left(grants, day).and_then(|(last, _)| last.pred_opt());
            Some((grants.official?, has_left.or(last_day)?, has_left.is_some()))
        };
        let ending: Vec<(Uuid, NaiveDate, bool)> = all.iter().filter_map(ends).collect();
        let persons: Vec<Uuid> = ending.iter().map(|(person, ..)| *person).collect();
        let names = self.names(&persons.iter().copied().collect::<HashSet<_>>()).await?;
        let mut found = Vec::new();
        for (person, duties) in self.with_duties(&persons, at, LEAVING_MAX).await? {
            let Some((_, last_day, has_left)) = ending.iter().find(|(one, ..)| *one == person).copied() else {
                continue;
            };
            if has_left && !self.holds_nothing(person, day).await? {
                continue;
            }
            found.push(Leaving { person, name: names.get(&person).cloned(), last_day, has_left, duties });
        }
        found.sort_by_key(|one| (one.last_day, one.person));
        Ok(found)
    }

    async fn with_duties(&self, persons: &[Uuid], at: DateTime<Utc>, most: usize) -> Result<Vec<(Uuid, i64)>, Error> {
        if persons.is_empty() {
            return Ok(Vec::new());
        }
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        Ok(worklist::holders(self.inner.views.pool(), persons, at, &self.hidden_ids(), most).await?)
    }

    /// Whether nobody who is this person by the register holds a role on a day.
    async fn holds_nothing(&self, person: Uuid, day: NaiveDate) -> Result<bool, Error> {
        let entries = self.entries_or_alone(person).await?;
        Ok(self.held_by(&entries).await?.iter().all(|grants| grants.held_on(day).is_empty()))
    }

    pub(crate) async fn held_by(&self, entries: &[Uuid]) -> Result<Vec<Arc<Grants>>, Error> {
        let mut held = Vec::with_capacity(entries.len());
        for entry in entries {
            held.push(self.grants_of(*entry, None).await?);
        }
        Ok(held)
    }
}

/// From which day on nothing is held any more that was held before, and where the last role was; none for whoever holds one, or never
/// held any.
fn left(grants: &Grants, day: NaiveDate) -> Option<(NaiveDate, Uuid)> {
    if !grants.held_on(day).is_empty() {
        return None;
    }
    let over = grants.grants.iter().filter(|one| one.from() <= day);
    // A stream that cannot be read whole opens nothing, since a moment that is not known.
    let ended = over.map(|one| (end(grants, one).unwrap_or(day), one.at, one.office));
    ended.max().map(|(end, _, office)| (end, office))
}

/// The last day on which anything is held, where all of it ends by itself or was taken back from a day on.
fn last_day(grants: &Grants) -> Option<NaiveDate> {
    let mut last = None;
    for one in &grants.grants {
        last = last.max(Some(end(grants, one)?.pred_opt()?));
    }
    last
}

/// The first day on which a grant opens nothing any more.
fn end(grants: &Grants, grant: &Grant) -> Option<NaiveDate> {
    let is_of = |one: &&Revocation| one.at > grant.at && one.role == grant.role && one.office == grant.office;
    let revoked = grants.revocations.iter().filter(is_of).map(Revocation::from).min();
    let over = grant.until.and_then(|until| until.last_day().succ_opt());
    revoked.into_iter().chain(over).min()
}

#[cfg(test)]
mod tests {
    use wenze_domain::codes::Role;
    use wenze_domain::fields::PartialDate;

    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    fn date(number: u32) -> PartialDate {
        PartialDate::day(day(number))
    }

    fn grant(at: i32, office: u128, from: u32, until: Option<u32>) -> Grant {
        Grant {
            at,
            event_id: Uuid::nil(),
            known_at: DateTime::default(),
            role: Role::Inspector,
            office: Uuid::from_u128(office),
            granted_on: Some(date(from)),
            held_from: None,
            until: until.map(date),
        }
    }

    fn revoked(at: i32, office: u128, from: u32) -> Revocation {
        Revocation {
            at,
            event_id: Uuid::nil(),
            known_at: DateTime::default(),
            role: Role::Inspector,
            office: Uuid::from_u128(office),
            revoked_on: Some(date(from)),
            ended_from: None,
        }
    }

    fn of(grants: Vec<Grant>, revocations: Vec<Revocation>) -> Grants {
        Grants { grants, revocations, ..Grants::default() }
    }

    #[test]
    fn whoever_holds_a_role_or_never_held_one_did_not_leave() {
        assert_eq!(left(&of(Vec::new(), Vec::new()), day(9)), None);
        assert_eq!(left(&of(vec![grant(1, 7, 1, None)], Vec::new()), day(9)), None);
        assert_eq!(left(&of(vec![grant(1, 7, 10, None)], Vec::new()), day(9)), None, "it is to come");
        let ends_today = of(vec![grant(1, 7, 1, Some(9))], Vec::new());
        assert_eq!((left(&ends_today, day(9)), last_day(&ends_today)), (None, Some(day(9))));
    }

    #[test]
    fn what_ran_out_or_was_taken_back_last_says_where_he_was() {
        let office = |one: u128| Uuid::from_u128(one);
        let ran_out = of(vec![grant(1, 7, 1, Some(5)), grant(2, 8, 1, Some(3))], Vec::new());
        assert_eq!(left(&ran_out, day(9)), Some((day(6), office(7))));
        let taken = of(vec![grant(1, 7, 1, Some(5)), grant(2, 8, 1, None)], vec![revoked(3, 8, 8)]);
        assert_eq!(left(&taken, day(9)), Some((day(8), office(8))));
        assert_eq!(last_day(&taken), Some(day(7)));
        let back = of(vec![grant(1, 7, 1, Some(5)), grant(2, 7, 8, None)], Vec::new());
        assert_eq!((left(&back, day(7)).is_some(), left(&back, day(8)), last_day(&back)), (true, None, None));
    }

    #[test]
    fn each_tab_of_a_persons_list_is_in_exactly_one_list() {
        let (person, done) = (Whose::Person(Uuid::nil()), WorkTab::Done);
        let (own, behind) = (Part { whose: person, shows: Shows::Done }, Part { whose: person, shows: Shows::Open });
        assert_eq!((own.tab(done), behind.tab(done)), (Some(done), None));
        for (of_person, of_office) in [
            (WorkTab::Todo, WorkTab::Pool),
            (WorkTab::Submitted, WorkTab::Submitted),
            (WorkTab::Waiting, WorkTab::Waiting),
        ] {
            assert_eq!((own.tab(of_person), behind.tab(of_office)), (None, Some(of_person)));
        }
    }
}
