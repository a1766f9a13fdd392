//! `wenze projections`: how far the read models are, and what can be done to them while the system is served.

use std::process::ExitCode;

use crate::Shared;
use crate::node::Node;

mod build;
mod status;

/// What `projections` does.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Task {
    /// How far each read model is, who folds it, what stopped it, what was left out of it, and what can be taken back.
    Status,
    /// Build read models anew beside those in use, compare, and swap.
    Rebuild(Rebuild),
    /// Build read models anew beside those in use and say how they differ; nothing is swapped.
    Parity(Models),
    /// Take back what the last rebuild replaced, brought up to date.
    Rollback(Named),
    /// Leave the event that stopped a read model out of it for ever.
    Skip(Skip),
}

/// Some read models, or all.
#[derive(Debug, clap::Args)]
pub(crate) struct Models {
    /// The read models; all when none is named.
    models: Vec<String>,
}

/// Read models that must be named.
#[derive(Debug, clap::Args)]
pub(crate) struct Named {
    /// The read models.
    #[arg(required = true)]
    models: Vec<String>,
}

/// What a rebuild takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Rebuild {
    #[command(flatten)]
    which: Models,
    /// Build only what this program lacks: its new versions, while an earlier program serves its own. What is in use stays.
    #[arg(long)]
    ahead: bool,
}

/// What a skip takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Skip {
    /// The read model.
    model: String,
    /// Where the event is that stopped it, as `status` tells.
    position: i64,
    /// Who decides: the name stands with the event from now on.
    #[arg(long)]
    by: String,
}

pub(crate) async fn run(shared: &Shared, task: &Task) -> anyhow::Result<ExitCode> {
    let node = Node::open(shared).await?;
    let done = done(shared, &node, task).await;
    node.close().await?;
    done
}

async fn done(shared: &Shared, node: &Node, task: &Task) -> anyhow::Result<ExitCode> {
    match task {
        Task::Status => status::run(shared, node).await,
        Task::Rebuild(options) => build::rebuild(shared, node, &options.which.models, options.ahead).await,
        Task::Parity(options) => build::compare(shared, node, &options.models).await,
        Task::Rollback(options) => build::roll_back(shared, node, &options.models).await,
        Task::Skip(Skip { model, position, by }) => {
            node.projector.skip(model, *position, by).await?;
            eprintln!("{model}: the event at {position} is left out; the node that serves goes on without it");
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// `wenze rebuild`, the short form.
pub(crate) async fn rebuild(shared: &Shared, options: &Rebuild) -> anyhow::Result<ExitCode> {
    let node = Node::open(shared).await?;
    let done = build::rebuild(shared, &node, &options.which.models, options.ahead).await;
    node.close().await?;
    done
}
