//! Finding the Postgres programs: named by the user, installed on the system, or installed now.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::apt;
use crate::error::{Error, Result, While};

/// Older servers lack what the log's migrations use.
const MAJOR_MIN: u32 = 15;
const SYSTEM: &str = "/usr/lib/postgresql";

/// A folder of Postgres programs, known to hold at least `postgres`, `initdb` and `pg_ctl`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Binaries {
    folder: PathBuf,
}

/// Which major version will do: a cluster opens only under the version that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Any,
    Exactly(u32),
}

impl Wanted {
    fn accepts(self, major: u32) -> bool {
        match self {
            Self::Any => major >= MAJOR_MIN,
            Self::Exactly(wanted) => major == wanted,
        }
    }

    fn in_words(self) -> String {
        match self {
            Self::Any => format!("{MAJOR_MIN} or newer"),
            Self::Exactly(major) => format!("{major} (which made this cluster)"),
        }
    }

    fn package(self) -> String {
        match self {
            Self::Any => "postgresql".to_owned(),
            Self::Exactly(major) => format!("postgresql-{major}"),
        }
    }
}

impl Binaries {
    /// Finds the programs, installing them only when `install` allows it and the machine can.
    pub(crate) fn find(named: Option<&Path>, wanted: Wanted, install: bool) -> Result<Self> {
        if let Some(folder) = named {
            return Self::named(folder, wanted);
        }
        let system = Path::new(SYSTEM);
        if let Some(found) = Self::newest_in(system, wanted) {
            return Ok(found);
        }
        let missing = || Error::NoBinaries { wanted: wanted.in_words(), apt_line: apt::line(&wanted.package()) };
        if !install || !apt::is_possible()? {
            return Err(missing());
        }
        apt::install(&wanted.package())?;
        Self::newest_in(system, wanted).ok_or_else(missing)
    }

    /// The path of one program.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn named(folder: &Path, wanted: Wanted) -> Result<Self> {
        let unfit = |found: &str| Error::UnfitBinaries {
            path: folder.to_owned(),
            wanted: wanted.in_words(),
            found: found.to_owned(),
        };
        let folder = folder.canonicalize().map_err(|_| unfit("there is no such folder"))?;
        let found = Self { folder };
        if !found.is_whole() {
            return Err(unfit("one of postgres, initdb and pg_ctl is missing"));
        }
        let postgres = found.program("postgres");
        let answer = Command::new(&postgres).arg("--version").output().while_doing("run", &postgres)?;
        let answer = String::from_utf8_lossy(&answer.stdout);
        match major_of(&answer) {
            Some(major) if wanted.accepts(major) => Ok(found),
            _ => Err(unfit(answer.trim())),
        }
    }

    /// Debian keeps one folder per major version side by side.
    fn newest_in(system: &Path, wanted: Wanted) -> Option<Self> {
        let mut majors: Vec<u32> = fs::read_dir(system)
            .ok()?
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
            .filter(|major| wanted.accepts(*major))
            .collect();
        majors.sort_unstable();
        majors
            .into_iter()
            .rev()
            .map(|major| Self { folder: system.join(major.to_string()).join("bin") })
            .find(Self::is_whole)
    }

    /// A client-only installation has the folder and not the server.
    fn is_whole(&self) -> bool {
        ["postgres", "initdb", "pg_ctl"].iter().all(|name| self.program(name).is_file())
    }
}

/// Reads `postgres (PostgreSQL) 15.19 (Debian …)`, also `17beta1`.
fn major_of(answer: &str) -> Option<u32> {
    let version = answer.split_whitespace().nth(2)?;
    let digits: String = version.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pretend(system: &Path, major: &str, programs: &[&str]) -> std::io::Result<()> {
        let bin = system.join(major).join("bin");
        fs::create_dir_all(&bin)?;
        programs.iter().try_for_each(|name| fs::write(bin.join(name), ""))
    }

    #[test]
    fn the_newest_whole_installation_of_a_fitting_version_wins() -> std::io::Result<()> {
        let system = std::env::temp_dir().join(format!("wenze-binaries-{}", std::process::id()));
        let whole = ["postgres", "initdb", "pg_ctl", "psql"];
        pretend(&system, "9", &whole)?;
        pretend(&system, "14", &whole)?;
        assert_eq!(Binaries::newest_in(&system, Wanted::Any), None, "14 is too old");
        pretend(&system, "15", &whole)?;
        pretend(&system, "17", &whole)?;
        pretend(&system, "18", &["psql"])?;
        let chosen = |wanted| Binaries::newest_in(&system, wanted).map(|found| found.folder);
        let (newest, exact, absent) = (chosen(Wanted::Any), chosen(Wanted::Exactly(15)), chosen(Wanted::Exactly(16)));
        fs::remove_dir_all(&system)?;
        assert_eq!(newest, Some(system.join("17/bin")), "18 has only a client");
        assert_eq!(exact, Some(system.join("15/bin")), "a cluster of 15 opens only under 15");
        assert_eq!(absent, None);
        Ok(())
    }

    #[test]
    fn the_major_version_is_read_from_what_postgres_says() {
        assert_eq!(major_of("postgres (PostgreSQL) 15.19 (Debian 15.19-0+deb12u1)\n"), Some(15));
        assert_eq!(major_of("postgres (PostgreSQL) 17beta1\n"), Some(17));
        assert_eq!(major_of("something else"), None);
    }

    #[test]
    fn a_missing_server_is_answered_with_the_line_that_installs_it() {
        let error = Binaries::find(None, Wanted::Exactly(999), false).expect_err("there is no version 999");
        let said = error.to_string();
        assert!(said.contains("apt-get install -y --no-install-recommends postgresql-999"), "{said}");
    }
}
