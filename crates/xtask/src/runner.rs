//! Running commands so that Ctrl-C ends them and still leaves time to tidy up after them.

use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

const POLL: Duration = Duration::from_millis(50);
/// The terminal sends Ctrl-C to the command as well; a command that has not ended by then has to be killed.
const PATIENCE: Duration = Duration::from_secs(20);
const EXIT_INTERRUPTED: i32 = 130;

/// Runs commands in the foreground.
pub(crate) struct Runner {
    interrupted: Arc<AtomicBool>,
}

impl Runner {
    /// From here on the first Ctrl-C only raises a flag, and the second ends this process on the spot.
    pub(crate) fn new() -> Result<Self> {
        let interrupted = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            flag::register_conditional_shutdown(signal, EXIT_INTERRUPTED, Arc::clone(&interrupted))?;
            flag::register(signal, Arc::clone(&interrupted))?;
        }
        Ok(Self { interrupted })
    }

    /// Runs a command with this process's own output, saying first which.
    pub(crate) fn run(&self, command: &mut Command) -> Result<()> {
        let line = in_words(command);
        eprintln!("$ {line}");
        let status = self.finish(command.spawn().with_context(|| format!("cannot run `{line}`"))?)?;
        ensure!(status.success(), "`{line}` failed ({status})");
        Ok(())
    }

    /// Runs a command and gives back what it wrote to stdout, which must fit in memory.
    pub(crate) fn read(&self, command: &mut Command) -> Result<Vec<u8>> {
        let line = in_words(command);
        eprintln!("$ {line}");
        let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot run `{line}`"))?;
        self.check()?;
        ensure!(output.status.success(), "`{line}` failed ({})", output.status);
        Ok(output.stdout)
    }

    fn finish(&self, mut child: Child) -> Result<ExitStatus> {
        let mut asked: Option<Instant> = None;
        loop {
            if let Some(status) = child.try_wait()? {
                self.check()?;
                return Ok(status);
            }
            if self.interrupted.load(Ordering::Relaxed) && asked.get_or_insert_with(Instant::now).elapsed() > PATIENCE {
                child.kill()?;
            }
            thread::sleep(POLL);
        }
    }

    /// Fails once Ctrl-C was pressed.
    pub(crate) fn check(&self) -> Result<()> {
        if self.interrupted.load(Ordering::Relaxed) {
            bail!("interrupted");
        }
        Ok(())
    }
}

/// The command as a person would type it, without its environment, which may hold a password.
fn in_words(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
