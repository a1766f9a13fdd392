//! Tasks that whoever reads may not do himself: each tells which of its acts, and why.

use std::collections::BTreeSet;

use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::effective::Cut;
use wenze_domain::words::Words;

use super::{BarredAct, TaskView};
use crate::apart::{Doer, Stood, refs_of};
use crate::{Casework, Error};

impl Casework {
    /// Marks the acts that whoever reads would be refused for what he did on the case before.
    pub(super) async fn hold_tasks_apart(&self, tasks: &mut [TaskView], words: &'static Words) -> Result<(), Error> {
        let Some(doer) = self.doer() else { return Ok(()) };
        let may_be_kept = |task: &&TaskView| task.acts.iter().any(|act| kept_kind(&doer, &act.code).is_some());
        let cases: BTreeSet<Uuid> = tasks.iter().filter(may_be_kept).map(|task| task.case).collect();
        let histories = self.case_histories(&cases).await?;
        for (id, history) in &histories {
            let (events, case) = (history.effective(Cut::default()), history.case(*id, Cut::default()));
            let stood = Stood { events: &events, case: &case };
            for task in tasks.iter_mut().filter(|task| task.case == *id) {
                task.barred = barred(&doer, stood, task, words);
            }
        }
        Ok(())
    }
}

fn kept_kind(doer: &Doer, code: &str) -> Option<Kind> {
    Kind::parse(code).filter(|kind| doer.may_be_kept_from(*kind))
}

fn barred(doer: &Doer, stood: Stood<'_>, task: &TaskView, words: &Words) -> Vec<BarredAct> {
    let refs = refs_of(task.instance.iter().map(|(role, object)| (role.as_str(), object.as_str())));
    let barred = task.acts.iter().filter_map(|act| {
        let refusal = doer.kept_from(stood, kept_kind(doer, &act.code)?, &refs)?;
        Some(BarredAct { act: act.clone(), reason: words.refusal(&refusal) })
    });
    barred.collect()
}
