//! Where master keys lie: a file of mode 0600, or the environment.

use std::io::{Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use zeroize::Zeroizing;

use super::{Chain, ENVIRONMENT, FIRST_ID, MASTER_KEYS_MAX, MasterKey, parse_hex};
use crate::{Error, Result};

/// How files began that held one key, which had no id.
const HEAD_OF_ONE: &str = "wenze-master-key-v1";
const HEAD: &str = "wenze-master-key-v2";
const FILE_BYTES_MAX: u64 = 16 * 1024;

impl MasterKey {
    /// Reads the key from the environment, else from the file, which is made when it does not exist.
    pub fn from_environment_or_file(path: &Path) -> Result<Self> {
        match std::env::var(ENVIRONMENT) {
            Ok(text) => Self::from_text(&Zeroizing::new(text)),
            Err(_) => Self::open_or_create(path),
        }
    }

    /// 64 hexadecimal digits, or the text of a key file.
    pub fn from_text(text: &str) -> Result<Self> {
        let text = text.trim();
        if text.starts_with(HEAD_OF_ONE) || text.starts_with(HEAD) { Self::parse(text) } else { Self::from_hex(text) }
    }

    /// Reads the file, or makes it with a random key and mode 0600 if it does not exist.
    pub fn open_or_create(path: &Path) -> Result<Self> {
        match Self::create(path) {
            Err(Error::MasterKeyFile { source, .. }) if source.kind() == std::io::ErrorKind::AlreadyExists => {
                Self::open(path)
            }
            other => other,
        }
    }

    /// Reads the file; refuses one that group or others may read.
    pub fn open(path: &Path) -> Result<Self> {
        let failed = |source| Error::MasterKeyFile { path: path.to_owned(), source };
        let file = std::fs::File::open(path).map_err(failed)?;
        let mode = file.metadata().map_err(failed)?.permissions().mode() & 0o7777;
        if mode & 0o077 != 0 {
            return Err(Error::MasterKeyOpen { path: path.to_owned(), mode });
        }
        let mut text = Zeroizing::new(String::new());
        file.take(FILE_BYTES_MAX).read_to_string(&mut text).map_err(failed)?;
        let mut read = Self::parse(&text)?;
        read.file = Some(path.to_owned());
        Ok(read)
    }

    fn create(path: &Path) -> Result<Self> {
        let mut key = Self::random();
        key.put(path, |draft| std::fs::hard_link(draft, path))?;
        key.file = Some(path.to_owned());
        Ok(key)
    }

    /// Writes the keys to a file, in the place of what it held: whoever reads it finds the old ones or these, whole.
    pub fn replace(&self, path: &Path) -> Result<()> {
        self.put(path, |draft| std::fs::rename(draft, path))?;
        let failed = |source| Error::MasterKeyFile { path: path.to_owned(), source };
        // Renamed and not yet on the disk, the old file would come back after a failure of power, without the new key.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
    }

    /// Writes a file beside and puts it in its place. Whole or not at all: another process may read it the moment it stands
    /// under its name.
    fn put(&self, path: &Path, place: impl FnOnce(&Path) -> std::io::Result<()>) -> Result<()> {
        let failed = |source| Error::MasterKeyFile { path: path.to_owned(), source };
        let draft = path.with_extension(format!("{}.new", std::process::id()));
        let written =
            std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft).and_then(|mut file| {
                file.write_all(self.text().as_bytes())?;
                file.sync_all()
            });
        let placed = written.and_then(|()| place(&draft));
        // The draft has done its work or is worthless; the key counts only under its own name.
        let _ = std::fs::remove_file(&draft);
        placed.map_err(failed)
    }

    /// As a file holds it.
    fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(256 + 128 * self.keys.len()));
        text.extend([HEAD, "\ndigest "]);
        push_hex(&mut text, &self.digest);
        text.extend(["\ncurrent ", &self.current.to_string(), "\n"]);
        for key in &self.keys {
            text.extend(["key ", &key.id.to_string(), " ", &key.first_epoch.to_string(), " "]);
            push_hex(&mut text, &key.link);
            text.push('\n');
        }
        text
    }

    fn parse(text: &str) -> Result<Self> {
        let mut lines = text.lines();
        match lines.next() {
            Some(HEAD_OF_ONE) => parse_one(lines),
            Some(HEAD) => parse_several(lines),
            _ => Err(Error::MasterKeyForm),
        }
    }
}

fn parse_one<'a>(mut lines: impl Iterator<Item = &'a str>) -> Result<MasterKey> {
    let mut line = || lines.next().ok_or(Error::MasterKeyForm);
    let first_epoch = line()?.parse().map_err(|_| Error::MasterKeyForm)?;
    let chain = Chain { id: FIRST_ID, first_epoch, link: parse_hex(line()?)? };
    Ok(MasterKey { digest: parse_hex(line()?)?, keys: vec![chain], current: FIRST_ID, file: None })
}

fn parse_several<'a>(mut lines: impl Iterator<Item = &'a str>) -> Result<MasterKey> {
    let mut named = |name: &str| lines.next().and_then(|line| line.strip_prefix(name)).ok_or(Error::MasterKeyForm);
    let digest = parse_hex(named("digest ")?)?;
    let current = named("current ")?.parse().map_err(|_| Error::MasterKeyForm)?;
    let keys = lines.map(parse_key).collect::<Result<Vec<Chain>>>()?;
    let in_order = keys.windows(2).all(|pair| pair[0].id < pair[1].id);
    let is_held = keys.iter().any(|key| key.id == current);
    if keys.len() > MASTER_KEYS_MAX || !in_order || !is_held {
        return Err(Error::MasterKeyForm);
    }
    Ok(MasterKey { digest, keys, current, file: None })
}

fn parse_key(text: &str) -> Result<Chain> {
    let mut parts = text.strip_prefix("key ").ok_or(Error::MasterKeyForm)?.split(' ');
    let mut word = || parts.next().ok_or(Error::MasterKeyForm);
    let id = word()?.parse().ok().filter(|id| *id > 0 && i32::try_from(*id).is_ok()).ok_or(Error::MasterKeyForm)?;
    let first_epoch = word()?.parse().map_err(|_| Error::MasterKeyForm)?;
    let link = parse_hex(word()?)?;
    if parts.next().is_some() { Err(Error::MasterKeyForm) } else { Ok(Chain { id, first_epoch, link }) }
}

fn push_hex(text: &mut String, secret: &[u8; 32]) {
    for byte in secret {
        text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("wenze-vault-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("master.key");
        let _ = std::fs::remove_file(&path);
        path
    }

    fn write(path: &Path, text: &str) {
        let _ = std::fs::remove_file(path);
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    #[test]
    fn a_new_file_is_private_and_reads_back_as_the_same_key() {
        let path = scratch("new");
        let written = MasterKey::open_or_create(&path).unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode() & 0o7777;
        assert_eq!(mode, 0o600);
        let read = MasterKey::open_or_create(&path).unwrap();
        assert_eq!(written.request_mac(b"x"), read.request_mac(b"x"));
        let epoch = written.keys[0].first_epoch + 3;
        assert_eq!(written.wrapping_key(1, epoch).unwrap(), read.wrapping_key(1, epoch).unwrap());
        assert_eq!((read.file(), read.current()), (Some(path.as_path()), 1));
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no draft is left");
    }

    #[test]
    fn a_file_is_replaced_whole_and_stays_private() {
        let path = scratch("replaced");
        let old = MasterKey::open_or_create(&path).unwrap();
        old.with_new_key().unwrap().with_current(2).unwrap().replace(&path).unwrap();
        let read = MasterKey::open(&path).unwrap();
        assert_eq!((read.ids(), read.current(), read.follows(&old)), (vec![1, 2], 2, true));
        let epoch = old.keys[0].first_epoch;
        assert_eq!(read.wrapping_key(1, epoch).unwrap(), old.wrapping_key(1, epoch).unwrap());
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o600);
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no draft is left");
        let from_environment = MasterKey::from_text(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!((from_environment.ids(), from_environment.file()), (vec![1, 2], None));
    }

    #[test]
    fn a_file_of_the_first_form_is_the_key_with_the_first_id() {
        let path = scratch("first");
        write(&path, &format!("wenze-master-key-v1\n690\n{}\n{}\n", "1b".repeat(32), "2c".repeat(32)));
        let read = MasterKey::open(&path).unwrap();
        assert_eq!((read.ids(), read.current(), read.keys[0].first_epoch), (vec![1], 1, 690));
        read.replace(&path).unwrap();
        let again = MasterKey::open(&path).unwrap();
        assert_eq!(again.wrapping_key(1, 700).unwrap(), read.wrapping_key(1, 700).unwrap());
        assert_eq!(again.request_mac(b"x"), read.request_mac(b"x"));
    }

    #[test]
    fn a_file_that_others_may_read_is_refused() {
        let path = scratch("open");
        MasterKey::open_or_create(&path).unwrap();
        for mode in [0o640, 0o604, 0o620, 0o601] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            assert!(matches!(MasterKey::open_or_create(&path), Err(Error::MasterKeyOpen { .. })), "{mode:o}");
        }
    }

    #[test]
    fn a_malformed_key_is_refused_and_never_replaced() {
        let path = scratch("bad");
        let secret = "1b".repeat(32);
        let of_none = format!("{HEAD}\ndigest {secret}\ncurrent 1\n");
        let not_held = format!("{HEAD}\ndigest {secret}\ncurrent 3\nkey 1 0 {secret}\n");
        let twice = format!("{HEAD}\ndigest {secret}\ncurrent 1\nkey 1 0 {secret}\nkey 1 0 {secret}\n");
        let more = format!("{HEAD}\ndigest {secret}\ncurrent 1\nkey 1 0 {secret} x\n");
        let texts = ["", "wenze-master-key-v1\n", "wenze-master-key-v1\n7\nabc\ndef\n", "other\n1\n"];
        for text in texts.into_iter().chain([of_none.as_str(), &not_held, &twice, &more]) {
            write(&path, text);
            assert!(matches!(MasterKey::open_or_create(&path), Err(Error::MasterKeyForm)), "{text}");
        }
        for hex in ["", "00", &"g".repeat(64), &"é".repeat(32)] {
            assert!(MasterKey::from_text(hex).is_err());
        }
    }
}
