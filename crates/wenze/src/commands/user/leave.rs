//! `wenze user disable`: an account is closed once its person holds nothing that nobody would do any more.

use anyhow::bail;
use uuid::Uuid;
use wenze_casework::{Casework, Worklist};
use wenze_domain::words::{Lang, Words};

use super::{Named, account, tell};
use crate::Shared;
use crate::node::Node;

/// Most open duties that are named in the refusal.
const DUTIES_NAMED_MAX: usize = 20;

/// What `user disable` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Disable {
    #[command(flatten)]
    named: Named,
    /// Disable it although its person holds open duties, or though it cannot be seen whether he does.
    #[arg(long)]
    force: bool,
}

pub(super) async fn disable(shared: &Shared, node: &Node, options: &Disable) -> anyhow::Result<()> {
    let login = &options.named.login;
    let access = node.access();
    let person = account(&access, login).await?.person_id;
    if !options.force {
        let duties = match node.casework.open_duties(person, Words::of(Lang::En)).await {
            Ok(duties) => duties,
            Err(error) if error.is_passing() => {
                bail!(
                    "it cannot be seen what {login} has to hand over: try again once `wenze serve` runs, or say --force"
                )
            }
            Err(error) => return Err(error.into()),
        };
        let open: i64 = duties.counts.iter().map(|count| count.tasks).sum();
        if open > 0 {
            bail!(
                "{login} holds {open} open duties, which nobody would do any more: hand them over (HandlerAssigned) or say --force\n{}",
                lines(&duties)
            );
        }
    }
    if options.force
        && let Ok(duties) = node.casework.open_duties(person, Words::of(Lang::En)).await
        && !duties.items.is_empty()
    {
        eprintln!(
            "{login} leaves open duties behind. Hand them over (HandlerAssigned), or take the roles back on paper, so that they wait in \
             the pool of the office:\n{}",
            lines(&duties)
        );
    }
    let what = if access.disable(login).await? { "is disabled" } else { "was disabled before" };
    tell(shared, login, what)
}

/// What somebody has to do, a line each.
pub(super) async fn named_duties(casework: &Casework, person: Uuid) -> anyhow::Result<String> {
    Ok(lines(&casework.open_duties(person, Words::of(Lang::En)).await?))
}

fn lines(duties: &Worklist) -> String {
    let named = duties.items.iter().take(DUTIES_NAMED_MAX);
    let named: Vec<String> = named.map(|task| format!("  case {}: {}", task.case, task.words)).collect();
    named.join("\n")
}
