//! Export: one case or the whole log as lines of acts that an import records again with the same ids.
//!
//! A line is `{"case": "<id>", "act": {…}}`, or `person`, `organ`, `rulebook`, `calendar`, `marks`, `grants`, `delegations` or
//! `access` in place of `case`; the acts of a stream stand together in their order. It is what `source/native.rs` reads.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::json;
use uuid::Uuid;
use wenze_casework::{Casework, ExportedStream};
use wenze_domain::envelope::StreamKind;

/// What to export.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExportPlan {
    /// These cases, each with the persons and organs it names; without any, everything.
    pub cases: Vec<Uuid>,
    /// Give private texts as they are. Sealed ones never go out.
    pub open: bool,
}

/// What an export gave out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ExportReport {
    /// Cases.
    pub cases: u64,
    /// Persons of the register.
    pub persons: u64,
    /// Organs of the register.
    pub organs: u64,
    /// Rulebooks adopted or withdrawn; their texts do not go out with the acts.
    pub rulebooks: u64,
    /// Calendars published; their texts do not go out with the acts.
    pub calendars: u64,
    /// Officials with roles granted or revoked.
    pub grants: u64,
    /// Cases with marks of reviewers.
    pub marks: u64,
    /// Officials who delegated.
    pub delegations: u64,
    /// Cases of which somebody replayed the history or opened a sealed part.
    pub accesses: u64,
    /// Cases and persons of which something was to be erased, or held.
    pub erasures: u64,
    /// Acts, one line each.
    pub acts: u64,
    /// Private parts in whose place a remark stands.
    pub withheld: u64,
    /// Streams with events that this program cannot read: they are not exported, for without those they would not be
    /// the same.
    pub unreadable: Vec<Uuid>,
}

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The log or the vault cannot be read, or there is no such case.
    #[error(transparent)]
    Read(#[from] wenze_casework::Error),
    /// The lines cannot be written.
    #[error("the export cannot be written: {0}")]
    Write(#[from] io::Error),
}

/// Writes an export. `progress` is told the number of acts written so far and the number there are, where it is known.
pub async fn run(
    casework: &Casework,
    plan: &ExportPlan,
    to: &mut impl Write,
    mut progress: impl FnMut(u64, Option<u64>),
) -> Result<ExportReport, ExportError> {
    let mut writer = Writer { to, report: ExportReport::default(), written: Vec::new() };
    if plan.cases.is_empty() {
        let mut export = casework.export(plan.open).await?;
        let of = u64::try_from(export.events()).ok();
        while let Some(streams) = export.next().await? {
            writer.all(&streams)?;
            progress(writer.report.acts, of);
        }
    }
    for case in &plan.cases {
        let mut streams = casework.export_case(*case, plan.open).await?;
        streams.retain(|own| !writer.written.contains(&own.stream.id));
        writer.written.extend(streams.iter().map(|own| own.stream.id));
        writer.all(&streams)?;
        progress(writer.report.acts, None);
    }
    writer.to.flush()?;
    Ok(writer.report)
}

struct Writer<'a, W> {
    to: &'a mut W,
    report: ExportReport,
    /// Streams that several cases may name.
    written: Vec<Uuid>,
}

impl<W: Write> Writer<'_, W> {
    fn all(&mut self, streams: &[ExportedStream]) -> io::Result<()> {
        streams.iter().try_for_each(|own| self.stream(own))
    }

    fn stream(&mut self, own: &ExportedStream) -> io::Result<()> {
        if !own.unreadable.is_empty() {
            self.report.unreadable.push(own.stream.id);
            return Ok(());
        }
        *match own.stream.kind {
            StreamKind::Case => &mut self.report.cases,
            StreamKind::Person => &mut self.report.persons,
            StreamKind::Organ => &mut self.report.organs,
            StreamKind::Rulebook => &mut self.report.rulebooks,
            StreamKind::Calendar => &mut self.report.calendars,
            StreamKind::Grants => &mut self.report.grants,
            StreamKind::Marks => &mut self.report.marks,
            StreamKind::Delegations => &mut self.report.delegations,
            StreamKind::Access => &mut self.report.accesses,
            StreamKind::Erasure => &mut self.report.erasures,
        } += 1;
        self.report.withheld += own.withheld;
        for act in &own.acts {
            serde_json::to_writer(&mut *self.to, &json!({ (own.stream.kind.as_str()): own.stream.id, "act": act }))?;
            self.to.write_all(b"\n")?;
            self.report.acts += 1;
        }
        Ok(())
    }
}
