//! What keeps texts from being erased: a case that is not closed, its retention period, a hold.

use std::collections::BTreeSet;

use chrono::{NaiveDate, Utc};
use uuid::Uuid;
use wenze_domain::codes::HoldGround;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::StreamKind;
use wenze_domain::fields::PartialDate;
use wenze_domain::retention::{self, Kept, Period};
use wenze_domain::shapes::ErasurePart;
use wenze_domain::time::office_day;

use super::TextsOf;
use crate::{Casework, Error};

/// Most cases with texts of one person that are looked through before these are erased.
pub const CASES_OF_PERSON_MAX: i64 = 500;

/// One thing that keeps texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub why: Blocked,
    /// Through which day, where that is known.
    pub until: Option<NaiveDate>,
}

/// What keeps texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocked {
    /// A case that is not closed, or on no known day: its period has not begun.
    NotClosed,
    /// The retention period.
    Retention(&'static Period),
    /// A hold.
    Hold(HoldGround),
}

impl Casework {
    /// What keeps these texts today. For single parts of a case holds on the persons whose they are count too, for a person every
    /// case in which his texts stand: `of_hidden` says whether also those that do not exist to whoever asks.
    pub(crate) async fn blocks(
        &self,
        whose: TextsOf,
        parts: &[ErasurePart],
        of_hidden: bool,
    ) -> Result<Vec<Block>, Error> {
        let day = office_day(Utc::now());
        let mut blocks = self.holds_on(whose.id(), day).await?;
        let cases = match whose {
            TextsOf::Case(id) => vec![id],
            TextsOf::Person(id) => self.cases_with_texts_of(id).await?,
        };
        for case in cases.into_iter().filter(|case| of_hidden || self.seen(*case).is_ok()) {
            if case != whose.id() {
                blocks.extend(self.holds_on(case, day).await?);
            }
            blocks.extend(self.kept(case, day).await?);
        }
        for person in self.persons_in(parts).await? {
            blocks.extend(self.holds_on(person, day).await?);
        }
        Ok(blocks)
    }

    async fn holds_on(&self, whose: Uuid, day: NaiveDate) -> Result<Vec<Block>, Error> {
        let own = self.erasures_of(whose).await?;
        let unreadable =
            (!own.unreadable.is_empty()).then_some(Block { why: Blocked::Hold(HoldGround::Other), until: None });
        let held = own.held_on(day);
        let block = |hold: &wenze_domain::registers::Hold| Block {
            why: Blocked::Hold(hold.ground),
            until: hold.until.map(PartialDate::last_day),
        };
        // What this program cannot read may be a hold.
        Ok(held.iter().map(|(_, hold)| block(hold)).chain(unreadable).collect())
    }

    async fn kept(&self, case: Uuid, day: NaiveDate) -> Result<Option<Block>, Error> {
        let history = self.history(StreamKind::Case, case).await?;
        Ok(match retention::shipped().of(&history.case(case, Cut::default()), day) {
            Kept::NotClosed => Some(Block { why: Blocked::NotClosed, until: None }),
            Kept::Until(period, last) => Some(Block { why: Blocked::Retention(period), until: Some(last) }),
            Kept::Over(..) => None,
        })
    }

    async fn cases_with_texts_of(&self, person: Uuid) -> Result<Vec<Uuid>, Error> {
        let subject = format!("person:{person}");
        let cases = self.inner.ledger.cases_of_subject(&subject, CASES_OF_PERSON_MAX + 1).await?;
        if i64::try_from(cases.len()).is_ok_and(|found| found > CASES_OF_PERSON_MAX) {
            return Err(Error::TooMuch(format!("texts of this person stand in more than {CASES_OF_PERSON_MAX} cases")));
        }
        Ok(cases)
    }

    /// The persons whose identifiers single parts are.
    async fn persons_in(&self, parts: &[ErasurePart]) -> Result<BTreeSet<Uuid>, Error> {
        if parts.is_empty() {
            return Ok(BTreeSet::new());
        }
        let subjects = self.inner.vault.subjects_of(&places(parts)).await?;
        Ok(subjects.iter().filter_map(|subject| subject.strip_prefix("person:")?.parse().ok()).collect())
    }
}

/// Parts as the vault names them.
pub(super) fn places(parts: &[ErasurePart]) -> Vec<(Uuid, i16)> {
    let place = |part: &ErasurePart| Some((part.of_event, i16::try_from(part.part_no).ok()?));
    parts.iter().filter_map(place).collect()
}
