//! House chores: one command for everything a person does often. `cargo xtask --help` lists them.
//!
//! A new chore is a module with one `run` function and one line in [`Chore`].

mod acceptance;
mod browser;
mod ci;
mod folder;
mod generated;
mod node;
mod runner;
mod scratch;
mod source;
mod sqlx;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::runner::Runner;
use crate::scratch::Scratch;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The house chores of Wenze")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Run every test on a Postgres of its own, installing what is missing
    #[command(disable_help_flag = true)]
    Test {
        /// Passed to the test runner, such as `-p wenze-ledger` or a test's name
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Run the tests of the pages in a browser and visit every page, installing what is missing
    Browser {
        /// Files in `tests/browser`; without any, all of them, with every page
        args: Vec<String>,
    },
    /// Run everything that must pass before a commit is shared
    Ci,
    /// Describe the SQL of every query macro in `.sqlx`
    Sqlx {
        /// Change nothing; fail if `.sqlx` is stale
        #[arg(long)]
        check: bool,
    },
    /// Write the JSON Schemas of acts and events, their golden samples and what the audit trail says of them
    Schemas {
        /// Change nothing; fail if the schemas are stale
        #[arg(long)]
        check: bool,
    },
    /// Write the `OpenAPI` document
    Openapi {
        /// Change nothing; fail if the document is stale
        #[arg(long)]
        check: bool,
    },
    /// Import real registers and compare what is known of them with what is expected
    Acceptance(acceptance::Options),
    /// Check the house rules that no compiler knows
    Tidy,
}

fn main() -> ExitCode {
    match perform(Cli::parse().chore) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(chore: Chore) -> anyhow::Result<()> {
    let runner = Runner::new()?;
    match chore {
        Chore::Test { args } => test::run(&runner, &Scratch::start()?, &args),
        Chore::Browser { args } => browser::run(&runner, &args),
        Chore::Ci => ci::run(&runner),
        Chore::Sqlx { check } => sqlx::run(&runner, &Scratch::start()?, check),
        Chore::Schemas { check } => generated::schemas(&runner, check),
        Chore::Openapi { check } => generated::openapi(&runner, check),
        Chore::Acceptance(options) => acceptance::run(&runner, &Scratch::start()?, &options),
        Chore::Tidy => tidy::run(),
    }
}
