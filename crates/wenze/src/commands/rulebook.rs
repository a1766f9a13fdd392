//! `wenze rulebook`: rulebooks as those who answer for them work with them.

use std::process::ExitCode;

use crate::Shared;

mod folder;
pub(crate) mod simulate;

/// What `rulebook` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Judge all stored cases under two sets of rulebooks and list the verdicts that change.
    Simulate(simulate::Options),
}

pub(crate) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    match &options.command {
        Command::Simulate(options) => simulate::run(shared, options).await,
    }
}
