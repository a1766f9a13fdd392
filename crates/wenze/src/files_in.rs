//! Where evidence files lie: a folder, or a bucket of a store that speaks S3. How the store is reached is said in the environment, by the
//! names that other programs take it from too, or in a file that only its owner reads; never on the command line, which others see.

use std::env;
use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use serde::Deserialize;
use wenze_vault::{Bucket, Error, Files, Vault};

use crate::Shared;

/// Where files lie when nobody says it, in the data folder.
const FOLDER: &str = "files";
/// Says how the store of a bucket is reached, in the data folder.
const SETTINGS: &str = "s3.toml";
/// Longest of it, and of a file of certificates, in bytes.
const SETTINGS_BYTES_MAX: u64 = 16 * 1024;
const AUTHORITY_BYTES_MAX: u64 = 1024 * 1024;
/// How a bucket is written.
const SCHEME: &str = "s3://";
/// The region that stores of a house take, which have only one.
const REGION: &str = "us-east-1";

const ENDPOINT_SAID: &str = "AWS_ENDPOINT_URL";
const REGION_SAID: &str = "AWS_REGION";
const ACCESS_KEY_SAID: &str = "AWS_ACCESS_KEY_ID";
const SECRET_KEY_SAID: &str = "AWS_SECRET_ACCESS_KEY";
const TOKEN_SAID: &str = "AWS_SESSION_TOKEN";
const AUTHORITY_SAID: &str = "AWS_CA_BUNDLE";

/// Where evidence files lie.
#[derive(Debug, Clone)]
pub(crate) enum FilesIn {
    Folder(PathBuf),
    Bucket(Box<Bucket>),
}

/// What the file says; each may be said in the environment instead.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    endpoint: Option<String>,
    region: Option<String>,
    access_key: Option<String>,
    secret_key: Option<String>,
    authority: Option<PathBuf>,
}

impl FilesIn {
    /// Where the files of an installation lie.
    pub(crate) fn of(shared: &Shared) -> anyhow::Result<Self> {
        match shared.files_in.as_deref().filter(|place| !place.is_empty()) {
            None => Ok(Self::Folder(shared.data.join(FOLDER))),
            Some(place) => Self::said(place, &shared.data, &|name| env::var(name).ok().filter(|said| !said.is_empty())),
        }
    }

    fn said(place: &str, data: &Path, variable: &dyn Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let Some(bucket) = place.strip_prefix(SCHEME) else {
            ensure!(!place.contains("://"), "'{place}': files lie in a folder, or in {SCHEME}BUCKET[/PREFIX]");
            return Ok(Self::Folder(place.into()));
        };
        let (name, prefix) = bucket.split_once('/').unwrap_or((bucket, ""));
        let settings = Settings::read(&data.join(SETTINGS))?;
        let region = variable(REGION_SAID).or(settings.region).unwrap_or_else(|| REGION.to_owned());
        let endpoint = variable(ENDPOINT_SAID).or(settings.endpoint);
        let endpoint = endpoint.unwrap_or_else(|| format!("https://s3.{region}.amazonaws.com"));
        let of_environment = (variable(ACCESS_KEY_SAID), variable(SECRET_KEY_SAID));
        let (access_key, secret_key) = match (of_environment, settings.access_key.zip(settings.secret_key)) {
            ((Some(access), Some(secret)), _) => {
                ensure!(variable(TOKEN_SAID).is_none(), "{TOKEN_SAID} is set: a node needs keys that do not run out");
                (access, secret)
            }
            ((None, None), Some(of_file)) => of_file,
            ((None, None), None) => bail!(
                "{place}: no keys of the store are said: set {ACCESS_KEY_SAID} and {SECRET_KEY_SAID}, or write access_key and \
                 secret_key into {} (mode 0600)",
                data.join(SETTINGS).display()
            ),
            _ => bail!("{ACCESS_KEY_SAID} and {SECRET_KEY_SAID} belong together: set both"),
        };
        let authority = variable(AUTHORITY_SAID).map(PathBuf::from).or(settings.authority);
        Ok(Self::Bucket(Box::new(Bucket {
            endpoint: endpoint.trim_end_matches('/').to_owned(),
            name: name.to_owned(),
            prefix: prefix.trim_end_matches('/').to_owned(),
            region,
            access_key,
            secret_key: secret_key.into(),
            authority: authority.as_deref().map(certificates).transpose()?,
        })))
    }

    /// The files of a vault that lie there.
    pub(crate) fn files(&self, vault: &Vault) -> anyhow::Result<Files> {
        let files = match self {
            Self::Folder(folder) => Files::in_folder(vault, folder),
            Self::Bucket(bucket) => Files::in_bucket(vault, bucket),
        };
        files.with_context(|| format!("{self}: evidence files cannot be kept there"))
    }
}

/// Finds out whether files can be kept where they are said to lie. A store that does not answer now does not keep everything else from
/// being served.
pub(crate) async fn try_out(files: Option<Files>) -> anyhow::Result<()> {
    let Some(files) = files else { return Ok(()) };
    match files.try_out().await {
        Err(Error::Store(trouble)) if trouble.is_passing() => {
            tracing::warn!(%trouble, "evidence files can be neither brought nor read now");
            Ok(())
        }
        tried => tried.context("evidence files cannot be kept where WENZE_FILES or --files-in says"),
    }
}

impl Settings {
    /// What the file says, if there is one; refused where others may read it.
    fn read(path: &Path) -> anyhow::Result<Self> {
        let unread = || format!("{} cannot be read", path.display());
        let file = match fs::File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error).with_context(unread),
        };
        let mode = file.metadata().with_context(unread)?.permissions().mode() & 0o7777;
        if mode & 0o077 != 0 {
            bail!("{} may be read by others (mode {mode:o}): make it 0600", path.display());
        }
        let mut text = String::new();
        file.take(SETTINGS_BYTES_MAX).read_to_string(&mut text).with_context(unread)?;
        // What is wrong is told by its place: the line itself may hold the secret.
        toml::from_str(&text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            anyhow::anyhow!(
                "{}, line {line}: it holds endpoint, region, access_key, secret_key and authority, each as NAME = \"TEXT\"",
                path.display()
            )
        })
    }
}

fn certificates(path: &Path) -> anyhow::Result<Vec<u8>> {
    let unread = || format!("the certificates in {} cannot be read", path.display());
    let mut pem = Vec::new();
    fs::File::open(path).and_then(|file| file.take(AUTHORITY_BYTES_MAX).read_to_end(&mut pem)).with_context(unread)?;
    Ok(pem)
}

impl std::fmt::Display for FilesIn {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(folder) => write!(formatter, "{}", folder.display()),
            Self::Bucket(bucket) if bucket.prefix.is_empty() => {
                write!(formatter, "{SCHEME}{} at {}", bucket.name, bucket.endpoint)
            }
            Self::Bucket(bucket) => {
                write!(formatter, "{SCHEME}{}/{} at {}", bucket.name, bucket.prefix, bucket.endpoint)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;

    use super::*;

    /// A data folder that goes with the test.
    struct Data(PathBuf);

    impl Data {
        fn new(name: &str) -> Self {
            let path = env::temp_dir().join(format!("wenze-files-in-{}-{name}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn settings(&self, mode: u32, text: &str) {
            let path = self.0.join(SETTINGS);
            let _ = fs::remove_file(&path);
            let file = fs::OpenOptions::new().write(true).create_new(true).mode(mode).open(path);
            file.unwrap().write_all(text.as_bytes()).unwrap();
        }

        fn said(&self, place: &str, variables: &[(&str, &str)]) -> anyhow::Result<FilesIn> {
            let variable = |name: &str| {
                let found = variables.iter().find(|(one, _)| *one == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            FilesIn::said(place, &self.0, &variable)
        }

        fn refused(&self, place: &str, variables: &[(&str, &str)]) -> String {
            format!("{:#}", self.said(place, variables).unwrap_err())
        }
    }

    impl Drop for Data {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn bucket(said: FilesIn) -> Bucket {
        match said {
            FilesIn::Bucket(bucket) => *bucket,
            FilesIn::Folder(folder) => panic!("{}", folder.display()),
        }
    }

    const FILE: &str = "endpoint = \"https://s3.house\"\naccess_key = \"of-file\"\nsecret_key = \"secret-of-file\"\n";

    #[test]
    fn the_environment_goes_before_the_file_and_keys_come_in_pairs() {
        let data = Data::new("pairs");
        data.settings(0o600, FILE);
        let of_file = data.said("s3://evidence/wenze/", &[]).unwrap();
        assert_eq!(of_file.to_string(), "s3://evidence/wenze at https://s3.house");
        let of_file = bucket(of_file);
        assert_eq!((of_file.region.as_str(), of_file.access_key.as_str()), (REGION, "of-file"));
        let keys = [(ACCESS_KEY_SAID, "own"), (SECRET_KEY_SAID, "own-secret"), (REGION_SAID, "cn-north-1")];
        let own = bucket(data.said("s3://evidence", &keys).unwrap());
        assert_eq!((own.access_key.as_str(), own.secret_key.as_str()), ("own", "own-secret"));
        assert_eq!((own.region.as_str(), own.endpoint.as_str()), ("cn-north-1", "https://s3.house"));
        assert!(data.refused("s3://evidence", &keys[..1]).contains("set both"));
        fs::remove_file(data.0.join(SETTINGS)).unwrap();
        let alone = bucket(data.said("s3://evidence", &keys).unwrap());
        assert_eq!(alone.endpoint, "https://s3.cn-north-1.amazonaws.com");
        assert!(data.refused("s3://evidence", &[]).contains(ACCESS_KEY_SAID));
        assert!(data.refused("gs://evidence", &keys).contains("s3://BUCKET"));
        assert!(matches!(data.said("/srv/files", &[]).unwrap(), FilesIn::Folder(_)));
    }

    #[test]
    fn a_file_that_others_may_read_or_that_is_wrong_is_refused_without_its_secret() {
        let data = Data::new("file");
        data.settings(0o640, FILE);
        assert!(data.refused("s3://evidence", &[]).contains("make it 0600"));
        data.settings(0o600, "access_key = \"k\"\nsecret_key = \"hidden\" \"again\"\n");
        let said = data.refused("s3://evidence", &[]);
        assert!(said.contains("line 2") && !said.contains("hidden"), "{said}");
        data.settings(0o600, "secret = \"hidden\"\n");
        let said = data.refused("s3://evidence", &[]);
        assert!(said.contains("secret_key") && !said.contains("hidden"), "{said}");
    }
}
