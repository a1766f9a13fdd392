//! The wenze program: serve the system, show it with made-up cases, and look after its log.

mod commands;
mod files_in;
mod node;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

/// Folding and judging make and drop many small values: with the system's allocator both took about a tenth more
/// time (`docs/measurements.md`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// 问责: an accountability case tracker on an append-only log.
#[derive(Debug, Parser)]
#[command(name = "wenze", version, about, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    shared: Shared,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub(crate) struct Shared {
    /// Folder of the private Postgres and of the keys. With `DATABASE_URL` set, only the keys lie here.
    #[arg(long, global = true, env = "WENZE_DATA", default_value = "./.wenze", value_name = "DIR")]
    data: PathBuf,
    /// Where evidence files lie, sealed: a folder, or `s3://BUCKET[/PREFIX]`, whose store and keys are said in the environment or in
    /// `s3.toml` of the data folder. Without it they lie in `files` of the data folder.
    #[arg(long, global = true, env = "WENZE_FILES", value_name = "PLACE")]
    files_in: Option<String>,
    /// Print one JSON document instead of text.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show the system with about 300 made-up cases, on a private Postgres.
    Demo(commands::demo::Options),
    /// Serve API and pages.
    Serve(commands::serve::Options),
    /// Bring the database's log and vault up to date; needs `DATABASE_OWNER_URL` when `DATABASE_URL` is set.
    Migrate,
    /// Import real registers through a mapping, or what `export` wrote.
    Import(commands::import::Options),
    /// Write one case or everything as acts that import again.
    Export(commands::export::Options),
    /// Print the history of a case, at any moment.
    Replay(commands::replay::Options),
    /// Print the procedure sheet of a case: what was kept, what was not, and what is due.
    Check(commands::check::Options),
    /// Re-read and re-hash the whole log.
    Verify,
    /// Build read models anew beside those in use, and swap: short for `projections rebuild`.
    Rebuild(commands::projections::Rebuild),
    /// Look at the read models, build them anew, compare them, take a rebuild back.
    #[command(subcommand)]
    Projections(commands::projections::Task),
    /// Check the installation: server, roles, keys, vault, views.
    Doctor,
    /// Read, test, mutate and try out rulebooks.
    #[command(subcommand)]
    Rulebook(commands::rulebook::Task),
    /// Make accounts, grant roles, let people in again and keep them out.
    #[command(subcommand)]
    User(commands::user::Task),
    /// Make and revoke tokens with which programs act as a person.
    #[command(subcommand)]
    Token(commands::token::Task),
    /// Show the master keys, and let one take the place of another while nodes serve.
    #[command(subcommand)]
    Keys(commands::keys::Task),
    /// Compare what was erased with what the log says of it, and finish what was left undone.
    Erasures(commands::erasures::Options),
    /// Publish calendars of working days.
    #[command(subcommand)]
    Calendar(commands::calendar::Task),
    /// Measure the log and the import in ratios.
    Bench(commands::bench::Options),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn,wenze=info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("wenze: the runtime cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("wenze: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let shared = cli.shared;
    match cli.command {
        Command::Demo(options) => commands::demo::run(&shared, &options).await,
        Command::Serve(options) => commands::serve::run(&shared, &options).await,
        Command::Migrate => commands::migrate::run(&shared).await,
        Command::Import(options) => commands::import::run(&shared, options).await,
        Command::Export(options) => commands::export::run(&shared, options).await,
        Command::Replay(options) => commands::replay::run(&shared, &options).await,
        Command::Check(options) => commands::check::run(&shared, &options).await,
        Command::Verify => commands::verify::run(&shared).await,
        Command::Rebuild(options) => commands::projections::rebuild(&shared, &options).await,
        Command::Projections(task) => commands::projections::run(&shared, &task).await,
        Command::Doctor => commands::doctor::run(&shared).await,
        Command::Rulebook(task) => commands::rulebook::run(&shared, task).await,
        Command::User(task) => commands::user::run(&shared, &task).await,
        Command::Token(task) => commands::token::run(&shared, &task).await,
        Command::Keys(task) => commands::keys::run(&shared, &task).await,
        Command::Erasures(options) => commands::erasures::run(&shared, &options).await,
        Command::Calendar(task) => commands::calendar::run(&shared, &task).await,
        Command::Bench(options) => commands::bench::run(&shared, &options).await,
    }
}
