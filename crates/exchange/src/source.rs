//! Source files, read one case at a time: bounded memory whatever the file holds.

mod attributes;
mod bounded;
mod lines;
mod native;
pub(crate) mod tables;
mod xes;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use serde_json::Value;
use unicode_normalization::{UnicodeNormalization, is_nfc};
use wenze_domain::envelope::StreamKind;

pub(crate) use attributes::Attributes;
pub(crate) use native::NativeReader;
pub(crate) use tables::{
    Encoding, Found, Grouping, Lines, Place, Row, RowGroup, Table, TableFiles, Unreadable, read as read_tables,
};
pub(crate) use xes::XesReader;

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
const BUFFER_BYTES: usize = 64 * 1024;

/// Bytes of a source, whatever they come from.
pub(crate) type Bytes = Box<dyn BufRead + Send>;

/// One case of a process log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct SourceCase {
    /// Its number in the file, from 1.
    pub(crate) number: u64,
    /// What the source says of the case as a whole.
    pub(crate) fields: Attributes,
    /// Its events, in the order of the file.
    pub(crate) events: Vec<Attributes>,
    /// What a mapping of tables has made of its rows, one for each event; empty for a process log.
    pub(crate) heads: Vec<Head>,
}

/// One event that a mapping has found in a row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    /// What it is.
    pub(crate) activity: String,
    /// Its date as the source writes it.
    pub(crate) date: Option<String>,
    /// When the source register recorded it, as the source writes it.
    pub(crate) known_at: Option<String>,
    /// Everything the row says; the event carries only what belongs to it.
    pub(crate) row: Arc<Attributes>,
    /// Where the row stands.
    pub(crate) place: Place,
    /// What it does.
    pub(crate) turn: Turn,
}

/// What an event does to what was recorded before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It is something that happened.
    Step,
    /// The register says something else of an event than before, by its number.
    Changed(usize),
    /// The register no longer says anything of these events.
    Withdrawn(Vec<usize>),
}

/// Acts written as requests, of one case.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NativeCase {
    /// The line its first act stands on, from 1.
    pub(crate) number: u64,
    /// Whether it is a case or an entry of a register.
    pub(crate) kind: StreamKind,
    /// The id or the row of the case.
    pub(crate) case: String,
    /// Which part of the case, from 1; later parts continue it.
    pub(crate) part: u32,
    /// The acts.
    pub(crate) acts: Vec<Value>,
}

/// Why a case, or everything from there on, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Number of the trace or line, from 1.
    pub(crate) number: u64,
    /// The case, where it is known.
    pub(crate) case: Option<String>,
    /// The act, where one is to blame.
    pub(crate) act: Option<usize>,
    /// A stable word for it.
    pub(crate) code: &'static str,
    /// What is wrong.
    pub(crate) message: String,
    /// Nothing after it can be read.
    pub(crate) ends_file: bool,
}

impl Fault {
    /// One case is at fault.
    pub(crate) fn case(number: u64, code: &'static str, message: impl Into<String>) -> Self {
        Self { number, case: None, act: None, code, message: message.into(), ends_file: false }
    }

    /// The rest of the file is lost.
    pub(crate) fn file(number: u64, code: &'static str, message: impl Into<String>) -> Self {
        Self { ends_file: true, ..Self::case(number, code, message) }
    }

    /// Names the case.
    pub(crate) fn of(self, case: Option<&str>) -> Self {
        Self { case: case.map(str::to_owned), ..self }
    }
}

/// Opens a file, unpacking it if its first bytes say that it is gzip. `read` counts the bytes of the file itself.
pub(crate) fn open(path: &Path, read: &Arc<AtomicU64>) -> io::Result<Bytes> {
    let counted = Counted { file: File::open(path)?, read: Arc::clone(read) };
    unpacked(BufReader::with_capacity(BUFFER_BYTES, counted))
}

fn unpacked(mut plain: impl BufRead + Send + 'static) -> io::Result<Bytes> {
    let is_gzip = plain.fill_buf()?.starts_with(&GZIP_MAGIC);
    Ok(if is_gzip {
        Box::new(BufReader::with_capacity(BUFFER_BYTES, MultiGzDecoder::new(plain)))
    } else {
        Box::new(plain)
    })
}

struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let bytes = self.file.read(to)?;
        self.read.fetch_add(bytes as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

/// The log holds text in one Unicode form only.
pub(crate) fn in_nfc(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// An input error in words: what a person can do something about, never the bytes themselves.
fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "the file ends in the middle".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(text: &str) -> Vec<u8> {
        let mut to = GzEncoder::new(Vec::new(), Compression::default());
        to.write_all(text.as_bytes()).unwrap();
        to.finish().unwrap()
    }

    fn read(bytes: Vec<u8>) -> io::Result<String> {
        let mut text = String::new();
        unpacked(Cursor::new(bytes))?.read_to_string(&mut text).map(|_| text)
    }

    #[test]
    fn gzip_is_known_by_its_first_bytes_also_in_several_members() {
        assert_eq!(read(b"plain".to_vec()).unwrap(), "plain");
        assert_eq!(read([gzip("one, "), gzip("two")].concat()).unwrap(), "one, two");
        assert_eq!(read(Vec::new()).unwrap(), "");
    }

    #[test]
    fn a_truncated_gzip_is_an_error_and_not_a_shorter_file() {
        let whole = gzip(&"line\n".repeat(1_000));
        let error = read(whole[..whole.len() - 12].to_vec()).expect_err("its end is missing");
        assert_eq!(in_words(&error), "the file ends in the middle");
    }
}
