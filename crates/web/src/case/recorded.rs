//! What was just recorded, told on the page of the case that follows a form.

use super::offers::Offers;
use super::read::Read;
use crate::reader::Reader;

/// The parameter: the first and the last version.
const RECORDED: &str = "recorded";

/// What was recorded, and what comes next.
pub(super) struct Recorded {
    /// Each act: its number, name, and what it says.
    pub(super) acts: Vec<(String, String)>,
    /// What comes next: its name and its form.
    pub(super) next: Option<(String, String)>,
}

impl Recorded {
    pub(super) fn new(reader: &Reader, read: &Read, offers: Option<&Offers>) -> Option<Self> {
        let (first, last) = reader.parameter(RECORDED)?.split_once('-')?;
        let (first, last): (i32, i32) = (first.parse().ok()?, last.parse().ok()?);
        let lines = read.lines.iter().filter(|line| (first..=last).contains(&line.version));
        let act = |line: &wenze_casework::AuditLine| {
            let no = reader.texts.tell("entry-no", [("no", line.version.into())]);
            (format!("#v{}", line.version), format!("{no} {}", line.title))
        };
        let acts: Vec<(String, String)> = lines.map(act).collect();
        let next = offers.and_then(|offers| offers.now.first());
        let next = next.and_then(|offer| Some((offer.href.clone()?, offer.name.clone())));
        (!acts.is_empty()).then_some(Self { acts, next })
    }
}
