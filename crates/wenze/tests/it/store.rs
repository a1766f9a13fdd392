//! A store that speaks S3, started beside a test: `tests/s3/server.mjs`, which computes every signature anew.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// The one bucket there is.
pub(crate) const BUCKET: &str = "evidence";
pub(crate) const ACCESS_KEY: &str = "wenze-house";
pub(crate) const SECRET_KEY: &str = "never-to-be-printed";
/// The folder of the server.
const SERVER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/s3");

/// A store that runs; it ends with the test.
pub(crate) struct Store {
    child: Child,
    folder: PathBuf,
    pub(crate) endpoint: String,
}

impl Store {
    /// Starts one that keeps its objects in a folder, at any port or at the one that another had.
    pub(crate) async fn start(folder: &Path, port: &str) -> Self {
        let mut command = Command::new("node");
        command.current_dir(SERVER).arg("server.mjs").env("FOLDER", folder).env("BUCKET", BUCKET).env("PORT", port);
        command.env("ACCESS_KEY", ACCESS_KEY).env("SECRET_KEY", SECRET_KEY);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().expect("node is needed: `cargo xtask test` installs it");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let told = lines.next_line().await.unwrap();
        let endpoint = told.expect("the packages of tests/s3 are needed: `npm ci` there, or `cargo xtask test`");
        Self { child, folder: folder.to_owned(), endpoint }
    }

    /// Where it listens.
    pub(crate) fn port(&self) -> String {
        self.endpoint.rsplit(':').next().unwrap().to_owned()
    }

    /// As when its machine fails.
    pub(crate) async fn stop(mut self) {
        self.child.kill().await.unwrap();
    }

    /// Loses every object below a prefix.
    pub(crate) fn lose(&self, prefix: &str) {
        std::fs::remove_dir_all(self.folder.join(BUCKET).join(prefix)).unwrap();
    }

    /// The objects of a file, as they lie on the disk of the store.
    pub(crate) fn objects(&self, prefix: &str, file: &str) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.folder.join(BUCKET).join(prefix).join(file)) else {
            return Vec::new();
        };
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|path| path.to_string_lossy().ends_with("._S3rver_object")).collect()
    }
}
