//! Drafts of forms: kept for their author, closed where the case does not exist to him any more, and passed on to whoever took
//! over his work when he may not or does not do it any longer.

use std::collections::HashSet;

use chrono::Utc;
use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::envelope::StreamKind;
use wenze_domain::time::office_day;
use wenze_projections::scope;
use wenze_vault::{DraftHead, DraftKept, KeptDraft, NewDraft};

use crate::{Casework, Error};

impl Casework {
    /// Keeps what somebody typed. What is about a case that does not exist to him is not kept.
    pub async fn keep_draft(&self, draft: NewDraft<'_>) -> Result<DraftKept, Error> {
        draft.case.map_or(Ok(()), |case| self.seen(case))?;
        Ok(self.inner.vault.keep_draft(draft).await?)
    }

    /// The drafts of a person that are open to him, the newest first.
    pub async fn drafts(&self, author: Uuid) -> Result<Vec<DraftHead>, Error> {
        let mut heads = self.inner.vault.drafts_of(author).await?;
        heads.retain(|head| head.case.is_none_or(|case| !self.unseen().holds(case)));
        Ok(heads)
    }

    /// What a draft of a person holds, where it is open to him.
    pub async fn draft(&self, author: Uuid, form_key: &str) -> Result<Option<KeptDraft>, Error> {
        let found = self.inner.vault.open_draft(author, form_key).await?;
        Ok(found.filter(|found| found.head.case.is_none_or(|case| !self.unseen().holds(case))))
    }

    /// Deletes a draft: its act was recorded, or nobody wants it.
    pub async fn drop_draft(&self, author: Uuid, form_key: &str) -> Result<bool, Error> {
        Ok(self.inner.vault.drop_draft(author, form_key).await?)
    }

    /// Deletes the drafts whose time is over.
    pub async fn sweep_drafts(&self) -> Result<u64, Error> {
        Ok(self.inner.vault.sweep_drafts().await?)
    }

    /// Gives the drafts on a case to whoever took over from their author, and says how many there were. They are passed on when
    /// the author is excluded from the case, or holds no role any longer; until somebody takes over they stay closed.
    pub async fn take_over_drafts(&self, case: &Case, successor: Uuid) -> Result<usize, Error> {
        if self.unseen().holds(case.id) || !case.handlers.iter().any(|one| one.person == Some(successor)) {
            return Ok(0);
        }
        let mut heads = self.inner.vault.drafts_on(case.id).await?;
        heads.retain(|head| head.author != successor && took_over(case, head.author, successor));
        let authors: HashSet<Uuid> = heads.iter().map(|head| head.author).collect();
        let mut gone = HashSet::new();
        for author in authors {
            if self.is_gone(case.id, author).await? {
                gone.insert(author);
            }
        }
        let mut passed = 0;
        for head in heads.iter().filter(|head| gone.contains(&head.author)) {
            passed += usize::from(self.inner.vault.pass_draft(head.author, &head.form_key, successor).await?);
        }
        Ok(passed)
    }

    /// Whether somebody is recused from a case on which he worked or began a form, so that he knows of it and may be told why he
    /// goes on with nothing in it. To everybody else whom a case is hidden from, and to whoever it names, there is none.
    pub async fn stepped_back(&self, case: Uuid, person: Uuid) -> Result<bool, Error> {
        let grounds = self.hidden(person).await?.grounds(case);
        if !grounds.recused || grounds.named {
            return Ok(false);
        }
        let entries = self.entries_or_alone(person).await?;
        let workers = scope::workers(case, &self.history(StreamKind::Case, case).await?);
        if entries.iter().any(|entry| workers.contains(entry)) {
            return Ok(true);
        }
        Ok(self.inner.vault.drafts_on(case).await?.iter().any(|head| entries.contains(&head.author)))
    }

    /// Whether somebody may not work on a case any more, or does not work here any more.
    async fn is_gone(&self, case: Uuid, person: Uuid) -> Result<bool, Error> {
        if self.seen_by(person).await?.unseen().holds(case) {
            return Ok(true);
        }
        Ok(self.grants_of(person, None).await?.held_on(office_day(Utc::now())).is_empty())
    }
}

/// Whether somebody was given a duty after another had it, on the same object.
fn took_over(case: &Case, before: Uuid, after: Uuid) -> bool {
    case.handlers.iter().enumerate().any(|(place, own)| {
        own.person == Some(before)
            && case.handlers[place + 1..]
                .iter()
                .any(|next| next.person == Some(after) && next.duty == own.duty && next.object == own.object)
    })
}
