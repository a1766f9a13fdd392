//! The rulebooks that come with the program.

use std::sync::{Arc, LazyLock};

use crate::bundle::Bundle;
use crate::load::Complaint;
use crate::rule::{InUse, Rulebook};

/// Folder name and files, each with its path in the folder.
type Files = &'static [(&'static str, &'static [(&'static str, &'static str)])];

/// What `build.rs` found in `crates/rulebook/rulebooks`.
const FILES: Files = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// A rulebook with the files it was read from.
#[derive(Debug, Clone)]
pub struct Shipped {
    /// Its files.
    pub bundle: Bundle,
    /// Itself.
    pub book: Arc<Rulebook>,
}

/// All shipped rulebooks in the order of their names, or what is wrong with them: a test refuses that, and a program built
/// all the same runs with those that load.
fn read() -> (Vec<Shipped>, Vec<Complaint>) {
    let mut books = Vec::new();
    let mut complaints = Vec::new();
    for (folder, files) in FILES {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        let wrong =
            |message: String| Complaint { file: (*folder).to_owned(), line: 1, rule: None, message, is_warning: false };
        match Bundle::new(files).map_err(|message| vec![wrong(message)]).and_then(|bundle| {
            let book = Arc::new(Rulebook::load(&bundle)?);
            Ok(Shipped { bundle, book })
        }) {
            Ok(shipped) => books.push(shipped),
            Err(wrong) => complaints.extend(wrong),
        }
    }
    (books, complaints)
}

static SHIPPED: LazyLock<(Vec<Shipped>, Vec<Complaint>)> = LazyLock::new(read);

/// All shipped rulebooks, in the order of their folders.
pub fn all() -> &'static [Shipped] {
    &SHIPPED.0
}

/// What is wrong with shipped rulebooks: nothing, in a program that passed its tests.
pub fn complaints() -> &'static [Complaint] {
    &SHIPPED.1
}

/// Those that judge before anybody adopts one.
pub fn by_default() -> impl Iterator<Item = &'static Arc<Rulebook>> {
    all().iter().map(|shipped| &shipped.book).filter(|book| book.in_use == InUse::ByDefault)
}

/// One by its id.
pub fn named(id: &str) -> Option<&'static Shipped> {
    all().iter().find(|shipped| shipped.book.id.as_ref() == id)
}
