//! What the registers decided, put in place of what judges here.

use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::registers;
use wenze_ledger::TextKind;
use wenze_projections::judging::{Adoption, Bench, Publication};
use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::shipped;

use super::Broken;
use super::read::Register;
use crate::{Casework, Error};

impl Casework {
    /// Judges from now on by what the registers say; false if that is so already. Another process may have recorded it,
    /// so whoever serves calls this now and then.
    pub async fn take_up_rulebooks(&self) -> Result<bool, Error> {
        let rulebooks = self.registers(TextKind::Rulebook).await?;
        let calendars = self.registers(TextKind::Calendar).await?;
        let versions: Vec<(Uuid, i32)> =
            rulebooks.iter().chain(&calendars).map(|one| (one.id, one.history.version)).collect();
        if self.inner.read.is_taken_up(&versions) {
            return Ok(false);
        }
        let mut broken = Vec::new();
        let adoptions = self.adoptions(&rulebooks, &mut broken).await?;
        let publications = self.publications(&calendars, &mut broken).await?;
        for one in &broken {
            tracing::error!(id = one.id, version = one.version, sha256 = one.sha256, "a text cannot be used");
        }
        let by_default: Vec<_> = shipped::by_default().cloned().collect();
        self.inner.views.judges().put(Bench::decided(&by_default, &adoptions, &publications));
        self.inner.read.take_up(versions);
        Ok(true)
    }

    /// Every adoption and withdrawal. A release that cannot be read judges nothing, and nothing steps into its place.
    async fn adoptions(&self, found: &[Register], broken: &mut Vec<Broken>) -> Result<Vec<Adoption>, Error> {
        let folded: Vec<(&Register, registers::Rulebook)> = found.iter().map(|one| (one, folded(one))).collect();
        let books: Vec<registers::Rulebook> = folded.iter().map(|(_, rulebook)| rulebook.clone()).collect();
        let books = self.books(&books, broken).await?;
        let mut adoptions = Vec::new();
        for (register, rulebook) in &folded {
            let id = rulebook.rulebook.clone().unwrap_or_default();
            let adopted = rulebook.releases.iter();
            let adopted = adopted.map(|one| (one.event_id, one.known_at, one.from(), books.get(&one.sha256).cloned()));
            let withdrawn = rulebook.withdrawals.iter().map(|one| (one.event_id, one.known_at, one.from(), None));
            adoptions.extend(adopted.chain(withdrawn).filter_map(|(event, known_at, from, release)| {
                let position = register.position(event)?;
                Some(Adoption { position, known_at, from, rulebook: id.clone(), release })
            }));
        }
        Ok(adoptions)
    }

    /// Every revision of the calendar that is shipped: no rulebook here counts by another.
    async fn publications(&self, found: &[Register], broken: &mut Vec<Broken>) -> Result<Vec<Publication>, Error> {
        let mut publications = Vec::new();
        for register in found {
            let mut calendar = registers::Calendar::default();
            register.history.effective(Cut::default()).iter().for_each(|item| calendar.evolve(item));
            let Some(id) = calendar.calendar.as_deref().filter(|id| *id == Calendar::shipped().id()) else { continue };
            for revision in &calendar.revisions {
                let Some(position) = register.position(revision.event_id) else { continue };
                if let Some(calendar) = self.published(id, revision, broken).await? {
                    publications.push(Publication { position, known_at: revision.known_at, calendar });
                }
            }
        }
        Ok(publications)
    }
}

fn folded(register: &Register) -> registers::Rulebook {
    let mut rulebook = registers::Rulebook::default();
    register.history.effective(Cut::default()).iter().for_each(|item| rulebook.evolve(item));
    rulebook
}
