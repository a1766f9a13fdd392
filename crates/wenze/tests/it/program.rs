//! `wenze`, started as a process of its own on the test's database.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use sqlx::{ConnectOptions, PgPool};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep};
use wenze_ledger::APP_ROLE;

use crate::http;

/// Longer than anything here takes on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// Where the program finds its database and its keys. The folder goes with it.
pub(crate) struct Installation {
    url: String,
    owner_url: String,
    data: PathBuf,
    said: BTreeMap<String, String>,
}

impl Installation {
    /// On the database of a test.
    pub(crate) fn on(owner: &PgPool) -> Self {
        let options = owner.connect_options();
        let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
        let (host, port) = (options.get_host(), options.get_port());
        let database = options.get_database().unwrap();
        let data = std::env::temp_dir().join(format!("wenze-it-{}-{database}", std::process::id()));
        std::fs::create_dir_all(&data).unwrap();
        let owner_url = options.to_url_lossy().to_string();
        let url = format!("postgres://{APP_ROLE}:{password}@{host}:{port}/{database}");
        Self { owner_url, url, data, said: BTreeMap::new() }
    }

    /// Says something in the environment of whatever is started from now on.
    pub(crate) fn say(&mut self, name: &str, value: &str) {
        self.said.insert(name.to_owned(), value.to_owned());
    }

    /// The data folder.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wenze"));
        command.args(words).env("DATABASE_URL", &self.url).env("WENZE_DATA", &self.data).kill_on_drop(true);
        command.env("DATABASE_OWNER_URL", &self.owner_url).envs(&self.said);
        command
    }

    /// Starts a command and kills it after a while, wherever it is by then.
    pub(crate) async fn killed(&self, words: &[&str], after: Duration) {
        let mut child = self.command(words).stdout(Stdio::null()).spawn().unwrap();
        sleep(after).await;
        child.kill().await.unwrap();
    }

    /// Runs a command to its end: its JSON, and whether it succeeded.
    pub(crate) async fn run(&self, words: &[&str]) -> (Value, bool) {
        let output = self.command(words).arg("--json").output().await.unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        let errors = String::from_utf8_lossy(&output.stderr);
        let json = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{words:?}: {text} {errors}"));
        (json, output.status.success())
    }

    /// Runs a command that must succeed and says nothing to be read.
    pub(crate) async fn done(&self, words: &[&str]) {
        let output = self.command(words).output().await.unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Runs a command that must fail, and what it says.
    pub(crate) async fn refused(&self, words: &[&str]) -> String {
        let output = self.command(words).output().await.unwrap();
        assert!(!output.status.success(), "{words:?} was not refused");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// Starts `wenze serve` and waits until it is ready.
    pub(crate) async fn serve(&self) -> Serving {
        self.serve_with(&[]).await
    }

    /// The same with these options.
    pub(crate) async fn serve_with(&self, options: &[&str]) -> Serving {
        let mut command = self.command(&[&["serve", "--listen", "127.0.0.1:0"][..], options].concat());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.next_line().await.unwrap().unwrap();
        let address = line.strip_prefix("http://").unwrap_or_else(|| panic!("{line}")).parse().unwrap();
        // What it says later must not fill the pipe.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let serving = Serving { child, address };
        let deadline = Instant::now() + PATIENCE;
        loop {
            let (status, body) = http::get(address, "/readyz").await.unwrap();
            match status {
                200 => return serving,
                503 => assert!(Instant::now() < deadline, "not ready: {body}"),
                other => panic!("{other}: {body}"),
            }
            sleep(Duration::from_millis(50)).await;
        }
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.data);
    }
}

/// A node that serves.
pub(crate) struct Serving {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Serving {
    /// The end of the name by which it owns read models.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id().unwrap()
    }

    /// Without a chance to hand anything over.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    /// As Ctrl-C does: it hands over, and ends by itself.
    pub(crate) async fn stop(mut self) {
        let pid = self.pid().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().await.unwrap().success());
        let ended = tokio::time::timeout(PATIENCE, self.child.wait()).await;
        assert!(ended.unwrap().unwrap().success());
    }
}
