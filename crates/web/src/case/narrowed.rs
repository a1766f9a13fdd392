//! Which acts of the history are shown: those with a word in them, those with a remark, those that were corrected, those with a file.

use wenze_casework::{AuditLine, RemarkKind};
use wenze_domain::acts::Kind;

use super::asked::{AFTER, AS_OF, KNOWN, ORDER, VERSION};
use super::read::Read;
use crate::failure::Failure;
use crate::reader::Reader;

/// The parameters.
const FIND: &str = "find";
const WHICH: &str = "which";
/// What else the address may say, which stays as it is.
const KEPT: [&str; 5] = [VERSION, AS_OF, KNOWN, ORDER, AFTER];
/// Longest text that is looked for, in characters.
const FIND_CHARS_MAX: usize = 100;

/// Which acts are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Which {
    #[default]
    All,
    /// Late, out of order, from paper, or anything else that is remarked.
    Remarked,
    /// Corrected or voided, or what corrects and voids.
    Corrected,
    /// With a file.
    Filed,
}

const ALL: [(Which, &str, &str); 4] = [
    (Which::All, "", /* text */ "which-all"),
    (Which::Remarked, "remarked", /* text */ "which-remarked"),
    (Which::Corrected, "corrected", /* text */ "which-corrected"),
    (Which::Filed, "filed", /* text */ "which-filed"),
];

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Narrowed {
    find: Option<String>,
    which: Which,
}

/// The form that asks for it.
pub(super) struct Fields {
    pub(super) path: String,
    /// What else the address says: name and value.
    pub(super) kept: Vec<(&'static str, String)>,
    pub(super) find: String,
    /// Value, word, and whether it is chosen.
    pub(super) which: Vec<(&'static str, String, bool)>,
    /// The whole history again.
    pub(super) clear: Option<String>,
}

impl Narrowed {
    pub(super) fn of(reader: &Reader) -> Result<Self, Failure> {
        let asked = reader.parameter(WHICH).unwrap_or_default();
        let unread =
            || Failure::Unreadable(/* text */ "which-label", asked.chars().take(FIND_CHARS_MAX).collect());
        let (which, ..) = ALL.into_iter().find(|(_, code, _)| *code == asked).ok_or_else(unread)?;
        let find = reader.parameter(FIND).map(|text| text.chars().take(FIND_CHARS_MAX).collect());
        Ok(Self { find, which })
    }

    /// Whether not all acts are asked for.
    pub(super) fn is_on(&self) -> bool {
        *self != Self::default()
    }

    /// Whether an act is wanted.
    pub(super) fn wants(&self, read: &Read, line: &AuditLine) -> bool {
        let is_remarked = |kinds: &[RemarkKind]| line.remarks.iter().any(|remark| kinds.contains(&remark.kind));
        let is_one = match self.which {
            Which::All => true,
            Which::Remarked => !line.remarks.is_empty(),
            Which::Corrected => {
                let kind = Kind::parse(&line.kind);
                is_remarked(&[RemarkKind::Corrected, RemarkKind::Voided])
                    || matches!(kind, Some(Kind::RecordCorrected | Kind::RecordVoided))
            }
            Which::Filed => {
                read.originals.get(&line.event_id).into_iter().flatten().any(|original| original.href.is_some())
            }
        };
        is_one && self.find.as_ref().is_none_or(|text| has(line, text))
    }

    pub(super) fn fields(&self, reader: &Reader) -> Fields {
        let kept = KEPT.into_iter().filter_map(|name| Some((name, reader.parameter(name)?.to_owned())));
        let one =
            |(which, code, text): (Which, &'static str, &str)| (code, reader.texts.say(text), which == self.which);
        Fields {
            path: reader.path().to_owned(),
            kept: kept.collect(),
            find: self.find.clone().unwrap_or_default(),
            which: ALL.map(one).to_vec(),
            clear: self.is_on().then(|| reader.with(&[(FIND, None), (WHICH, None)])),
        }
    }
}

/// Whether what is told of an act holds a text, in either case of its letters.
fn has(line: &AuditLine, text: &str) -> bool {
    let text = text.to_lowercase();
    let behalf = line.on_behalf_of.iter().chain(&line.document_no);
    let mut told = [&line.title, &line.sentence, &line.entered_by, &line.office].into_iter().chain(behalf);
    told.any(|one| one.to_lowercase().contains(&text))
}
