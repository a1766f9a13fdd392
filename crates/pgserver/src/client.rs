//! Running the Postgres programs, and SQL through `psql` where no driver is at hand.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use crate::address::{Address, OWNER_ROLE};
use crate::error::{Error, Result, While};

/// Creates the database unless it exists.
pub(crate) const CREATE_DATABASE: &str = include_str!("create_database.sql");

/// Runs a program to its end, keeping its words for the error.
pub(crate) fn run(name: &str, command: &mut Command) -> Result<String> {
    let program = Path::new(command.get_program()).to_owned();
    let output = command.output().while_doing("run", &program)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Error::Program {
        program: name.to_owned(),
        status: output.status.to_string(),
        stderr: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
    })
}

/// Runs a script as the owner and gives back what it printed, one row a line, columns separated by `|`.
pub(crate) fn psql(
    program: &Path,
    address: &Address,
    password: &str,
    database: &str,
    variables: &[(&str, &str)],
    script: &str,
) -> Result<String> {
    let mut psql = Command::new(program);
    psql.args(["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1", "--no-password"])
        .args(["--host", address.host(), "--username", OWNER_ROLE])
        .args(["--port", &address.port().to_string()])
        // A word with `=` in it would be read as a connection string.
        .arg("--dbname")
        .arg(database)
        .env("PGPASSWORD", password)
        .env("PGCLIENTENCODING", "UTF8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for (name, value) in variables {
        psql.arg(format!("--set={name}={value}"));
    }
    let mut child = psql.spawn().while_doing("run", program)?;
    let stdin = child.stdin.take();
    let output = thread::scope(|scope| {
        // A script longer than a pipe's buffer must be written while the answer is read. A failed write means that
        // psql ended early, and its own message says why.
        if let Some(mut stdin) = stdin {
            scope.spawn(move || stdin.write_all(script.as_bytes()).ok());
        }
        child.wait_with_output()
    })
    .while_doing("run", program)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let stderr = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(Error::Program { program: "psql".to_owned(), status: output.status.to_string(), stderr })
}
