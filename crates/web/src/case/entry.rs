//! One act of the history.

use std::collections::HashMap;

use uuid::Uuid;
use wenze_casework::{AuditLine, ChangeLine, Remark, RemarkKind};
use wenze_domain::acts::Kind;
use wenze_domain::case::Missing;

use super::labels::Labels;
use super::moment::at_version;
use super::originals::Original;
use super::read::Read;
use crate::parts::{LongText, StateTag, When};
use crate::reader::{Reader, address};
use crate::record::correct::can_be_corrected;
use crate::seen::fills;

/// Changes of the same kind shown one by one; more are counted.
const ALIKE_MAX: usize = 3;
/// The machine under which a missing fact of the case is named.
const FACT: &str = "fact";

/// One act.
pub(super) struct Entry {
    pub(super) version: i32,
    /// Its number, as people say it.
    pub(super) no: String,
    pub(super) title: String,
    pub(super) sentence: String,
    pub(super) happened: When,
    pub(super) recorded: When,
    /// When the office knew, as the source register says.
    pub(super) known: Option<When>,
    pub(super) by: String,
    pub(super) role: String,
    pub(super) office: String,
    pub(super) behalf: Option<String>,
    pub(super) document_no: Option<String>,
    pub(super) moves: Vec<Move>,
    /// Fields of another act that this one corrects.
    pub(super) corrects: Vec<FieldChange>,
    /// The act this one is about.
    pub(super) target: Option<Link>,
    /// How later acts corrected this one.
    pub(super) corrected: Vec<Correction>,
    pub(super) remarks: Vec<RemarkView>,
    pub(super) originals: Vec<Folded>,
    pub(super) is_voided: bool,
    /// It came after the moment the page speaks of.
    pub(super) is_later: bool,
    /// The page speaks of the moment right after it.
    pub(super) is_here: bool,
    /// The case as it was right after it.
    pub(super) then: String,
    pub(super) event_id: Uuid,
    pub(super) event_short: String,
    /// The forms that correct and void it, for whoever may.
    pub(super) correct: Option<String>,
    pub(super) void: Option<String>,
}

/// A sub-state that moved.
pub(super) struct Move {
    pub(super) what: String,
    pub(super) from: StateTag,
    pub(super) to: StateTag,
}

/// A field that was corrected.
pub(super) struct FieldChange {
    pub(super) what: String,
    pub(super) from: String,
    pub(super) to: String,
}

/// A correction beside the act it corrects.
pub(super) struct Correction {
    pub(super) by: Link,
    pub(super) fields: Vec<FieldChange>,
}

/// A link to another act of the page.
pub(super) struct Link {
    pub(super) href: String,
    pub(super) word: String,
}

/// A remark.
pub(super) struct RemarkView {
    /// Its class, which gives the sign before it.
    pub(super) class: &'static str,
    pub(super) text: String,
    /// The rest of a long one.
    pub(super) more: String,
    /// The act that brought it about.
    pub(super) by: Option<Link>,
}

/// A long text as recorded.
pub(super) struct Folded {
    pub(super) label: String,
    pub(super) text: LongText,
    /// Where it is opened, if it is a file.
    pub(super) href: Option<String>,
}

/// What an act is drawn among.
pub(super) struct Surroundings<'a> {
    reader: &'a Reader,
    read: &'a Read,
    labels: &'a Labels,
    lines: HashMap<Uuid, &'a AuditLine>,
    is_all_imported: bool,
}

impl<'a> Surroundings<'a> {
    pub(super) fn new(
        reader: &'a Reader,
        read: &'a Read,
        shown: &[&'a AuditLine],
        labels: &'a Labels,
        is_all_imported: bool,
    ) -> Self {
        let lines = shown.iter().map(|line| (line.event_id, *line)).collect();
        Self { reader, read, labels, lines, is_all_imported }
    }

    fn link(&self, event: Uuid) -> Option<Link> {
        let line = self.lines.get(&event)?;
        let text = self.reader.texts.tell("entry-no", [("no", line.version.into())]);
        Some(Link { href: format!("#v{}", line.version), word: format!("{text} {}", line.title) })
    }
}

impl Entry {
    pub(super) fn new(around: &Surroundings<'_>, line: &AuditLine) -> Self {
        let (reader, entry) = (around.reader, &line.entry);
        let words = reader.words;
        let is_about_record = matches!(Kind::parse(&line.kind), Some(Kind::RecordCorrected | Kind::RecordVoided));
        let target = entry.refs.id("event").filter(|_| is_about_record);
        let id = line.event_id.simple().to_string();
        let originals = around.read.originals.get(&line.event_id);
        Self {
            version: line.version,
            no: reader.texts.tell("entry-no", [("no", line.version.into())]),
            title: line.title.clone(),
            sentence: line.sentence.clone(),
            happened: When::occurred(words, &entry.occurred),
            recorded: When::instant(words, line.recorded_at),
            known: entry.known_at.map(|known| When::instant(words, known)),
            by: line.entered_by.clone(),
            role: line.role.clone(),
            office: line.office.clone(),
            behalf: line.on_behalf_of.clone(),
            document_no: line.document_no.clone(),
            moves: moves(around, line),
            corrects: fields(line),
            target: target.and_then(|id| around.link(id)),
            corrected: entry.corrected_by.iter().filter_map(|id| correction(around, *id)).collect(),
            remarks: remarks(around, line),
            originals: originals.into_iter().flatten().map(folded).collect(),
            is_voided: line.voided,
            is_later: is_later(around.read, line.event_id),
            is_here: around.read.at.cut.version == Some(line.version),
            then: at_version(reader, line.version),
            event_id: line.event_id,
            event_short: id[id.len() - 8..].to_owned(),
            correct: correct(around, line),
            void: void(around, line),
        }
    }
}

fn correct(around: &Surroundings<'_>, line: &AuditLine) -> Option<String> {
    let is_own = Kind::parse(&line.kind).is_some_and(can_be_corrected);
    let is_open = is_own && !line.voided && may_fill_in(around.reader, Kind::RecordCorrected);
    is_open.then(|| format!("/cases/{}/entries/{}/correct", around.read.id, line.version))
}

fn void(around: &Surroundings<'_>, line: &AuditLine) -> Option<String> {
    let is_open = !line.voided && may_fill_in(around.reader, Kind::RecordVoided);
    let event = line.event_id.to_string();
    is_open.then(|| address(&format!("/cases/{}/record/RecordVoided", around.read.id), &[("event", &event)]))
}

/// Whether whoever is signed in may fill in a form, in the role in use.
fn may_fill_in(reader: &Reader, kind: Kind) -> bool {
    reader.visitor.as_ref().and_then(|visitor| visitor.role()).is_some_and(|held| fills(held.role, kind))
}

fn folded(original: &Original) -> Folded {
    Folded { label: original.label.clone(), text: LongText::new(&original.text), href: original.href.clone() }
}

fn is_later(read: &Read, event: Uuid) -> bool {
    read.then.as_ref().is_some_and(|then| then.iter().all(|line| line.event_id != event))
}

/// What moved, with the same step of many objects told once.
fn moves(around: &Surroundings<'_>, line: &AuditLine) -> Vec<Move> {
    let words = around.reader.words;
    let mut groups: Vec<(&ChangeLine, Vec<String>)> = Vec::new();
    for change in &line.changes {
        let Some(moved) = &change.moved else { continue };
        let what = around.labels.of(&moved.object).map_or_else(|| change.what.clone(), str::to_owned);
        let alike = |other: &ChangeLine| {
            other.moved.as_ref().is_some_and(|m| m.machine == moved.machine && m.from == moved.from && m.to == moved.to)
        };
        match groups.iter_mut().find(|(first, _)| alike(first)) {
            Some((_, names)) => names.push(what),
            None => groups.push((change, vec![what])),
        }
    }
    let join = around.reader.texts.say("join-names");
    let shown = |(change, names): (&ChangeLine, Vec<String>)| {
        let moved = change.moved.as_ref()?;
        let more = names.len().saturating_sub(ALIKE_MAX);
        let mut what = names.into_iter().take(ALIKE_MAX).collect::<Vec<_>>().join(&join);
        if more > 0 {
            what += &around.reader.texts.tell("objects-more", [("objects", more.into())]);
        }
        let tag = |state: &str| StateTag::new(words, &moved.machine, state);
        Some(Move { what, from: tag(&moved.from), to: tag(&moved.to) })
    };
    groups.into_iter().filter_map(shown).collect()
}

fn fields(line: &AuditLine) -> Vec<FieldChange> {
    let fields = line.changes.iter().filter(|change| change.moved.is_none());
    fields.map(|c| FieldChange { what: c.what.clone(), from: c.from.clone(), to: c.to.clone() }).collect()
}

fn correction(around: &Surroundings<'_>, by: Uuid) -> Option<Correction> {
    let line = around.lines.get(&by)?;
    Some(Correction { by: around.link(by)?, fields: fields(line) })
}

fn remarks(around: &Surroundings<'_>, line: &AuditLine) -> Vec<RemarkView> {
    let (reader, mark) = (around.reader, around.read.at.view.case.mark(line.event_id));
    let said_elsewhere = |kind: RemarkKind| match kind {
        // The time known stands beside the time recorded, a missing date where the date would stand, an import of everything above the history, and corrections
        // that can be shown stand below the act.
        RemarkKind::KnownAt | RemarkKind::Undated => true,
        RemarkKind::Imported => around.is_all_imported,
        RemarkKind::Corrected => line.entry.corrected_by.iter().any(|id| around.lines.contains_key(id)),
        _ => false,
    };
    let view = |remark: &Remark| {
        let by = line.entry.voided_by.filter(|_| remark.kind == RemarkKind::Voided).and_then(|id| around.link(id));
        let is_folded = remark.kind == RemarkKind::OutOfOrder;
        let text = if is_folded { lacking(reader, &line.out_of_order) } else { remark.text.clone() };
        let more = if is_folded { remark.text.clone() } else { String::new() };
        RemarkView { class: class(remark.kind), text, more, by }
    };
    let mut views: Vec<RemarkView> = line.remarks.iter().filter(|r| !said_elsewhere(r.kind)).map(view).collect();
    if mark.is_some_and(|mark| mark.uncertain) {
        let text = reader.words.message("audit-uncertain", &[]);
        views.push(RemarkView { class: "uncertain", text, more: String::new(), by: None });
    }
    views
}

/// What an act out of order lacked, in short: where the objects stood, and where they would usually have stood. Who could
/// have supplied it stands behind.
fn lacking(reader: &Reader, missing: &[Missing]) -> String {
    let (words, texts) = (reader.words, reader.texts);
    let mut all: Vec<String> = Vec::new();
    for one in missing {
        let needs = one.needs.iter().map(|need| words.state(&one.machine, need)).collect::<Vec<_>>();
        let needs = needs.join(&texts.say("join-names"));
        let text = if one.machine == FACT {
            texts.tell("missing-fact", [("needs", needs.into())])
        } else {
            let (what, state) = (words.refs_role(&one.machine), words.state(&one.machine, &one.state));
            texts.tell("missing-state", [("what", what.into()), ("needs", needs.into()), ("state", state.into())])
        };
        if !all.contains(&text) {
            all.push(text);
        }
    }
    texts.tell("remark-out-of-order", [("missing", all.join("；").into())])
}

fn class(kind: RemarkKind) -> &'static str {
    match kind {
        RemarkKind::Voided => "voided",
        RemarkKind::Corrected => "corrected",
        RemarkKind::Undated => "undated",
        RemarkKind::Late => "late",
        RemarkKind::Paper | RemarkKind::Delegated => "paper",
        RemarkKind::Imported | RemarkKind::KnownAt => "imported",
        RemarkKind::OutOfOrder => "out-of-order",
    }
}
