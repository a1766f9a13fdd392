//! What was just recorded, told on the page of the case that follows a form.

use wenze_domain::acts::Kind;
use wenze_domain::spec::Ceremony;

use super::offers::Offers;
use super::read::Read;
use crate::reader::{Reader, address};
use crate::record::act::LIKE;

/// The parameter: the first and the last version.
pub(super) const RECORDED: &str = "recorded";
/// The parameter: how many acts others recorded while the form was filled in.
pub(crate) const MEANWHILE: &str = "meanwhile";

/// What was recorded, and what comes next.
pub(super) struct Recorded {
    /// Each act: its number, name, and what it says.
    pub(super) acts: Vec<(String, String)>,
    /// What comes next: its name and its form.
    pub(super) next: Option<(String, String)>,
    /// Routine acts that may be recorded once more: the form with the same in it, and the act.
    pub(super) again: Vec<(String, String)>,
    /// That others recorded something meanwhile.
    pub(super) meanwhile: Option<String>,
}

impl Recorded {
    pub(super) fn new(reader: &Reader, read: &Read, offers: Option<&Offers>) -> Option<Self> {
        let (first, last) = reader.parameter(RECORDED)?.split_once('-')?;
        let (first, last): (i32, i32) = (first.parse().ok()?, last.parse().ok()?);
        let lines = || read.lines.iter().filter(move |line| (first..=last).contains(&line.version));
        let act = |line: &wenze_casework::AuditLine| {
            let no = reader.texts.tell("entry-no", [("no", line.version.into())]);
            (format!("#v{}", line.version), format!("{no} {}", line.title))
        };
        let acts: Vec<(String, String)> = lines().map(act).collect();
        let next = offers.and_then(|offers| offers.now.first());
        let next = next.and_then(|offer| Some((offer.href.clone()?, offer.name.clone())));
        let meanwhile = reader.parameter(MEANWHILE).and_then(|others| others.parse::<u32>().ok()).filter(|n| *n > 0);
        let meanwhile = meanwhile.map(|others| reader.texts.tell("recorded-meanwhile", [("others", others.into())]));
        let again = lines().filter_map(|line| again(reader, read, line)).collect();
        (!acts.is_empty()).then_some(Self { acts, next, again, meanwhile })
    }
}

/// The form of an act like one that was recorded, for whoever is signed in.
fn again(reader: &Reader, read: &Read, line: &wenze_casework::AuditLine) -> Option<(String, String)> {
    reader.visitor.as_ref()?;
    let kind = Kind::parse(&line.kind).filter(|kind| kind.spec().ceremony == Ceremony::Routine)?;
    let like = line.version.to_string();
    let href = address(&format!("/cases/{}/record/{}", read.id, kind.as_str()), &[(LIKE, &like)]);
    Some((href, reader.words.kind(kind).to_owned()))
}
