//! Cases out of tables: the files are told apart by name, their rows brought together by case.

use std::path::Path;
use std::sync::Arc;

use super::{Courier, Delivery, ImportError, Item, Reject, Spot, no_events};
use wenze_domain::envelope::{StreamId, StreamKind};

use crate::FILES_MAX;
use crate::mapping::{Format, Mapping, Translated};
use crate::patterns;
use crate::source::{self, Fault, Grouping, Place, RowGroup, TableFiles};

impl Courier {
    /// Sends every case of a set of tables.
    pub(super) fn run_tables(&self) {
        let stop = |error: ImportError| {
            // Whoever no longer takes items has no use for this one either.
            let _ = self.to.blocking_send(Item::Stopped(error));
        };
        if let Err(error) = self.mapping.pseudonyms().check_key() {
            return stop(error.into());
        }
        let tables = match self.tables() {
            Ok(tables) => tables,
            Err(message) => return stop(ImportError::Files(message)),
        };
        let is_grouped = self.mapping.tables().all().iter().all(|own| own.is_grouped);
        let (sort_bytes, folder) = (self.sort_bytes, self.sort_folder.clone());
        let grouping = Grouping { is_grouped, sort_bytes, folder };
        let files: Vec<Arc<Path>> = self.files.iter().map(|path| path.as_path().into()).collect();
        let mut sequence = 0;
        let mut take = |found: source::Found| {
            let own = sequence;
            sequence += 1;
            own < self.skip || self.to.blocking_send(deliver(&self.mapping, &files, own, found)).is_ok()
        };
        let read = source::read_tables(&tables, &grouping, self.mapping.pseudonyms(), &self.bytes, &mut take);
        if let Err(source::Unreadable { path, error }) = read {
            stop(ImportError::Open { path, error });
        }
    }

    /// Which file is which table.
    fn tables(&self) -> Result<Vec<TableFiles>, String> {
        if self.files.len() > FILES_MAX {
            return Err(format!("an import of tables takes at most {FILES_MAX} files"));
        }
        let own = self.mapping.tables().all();
        let mut tables: Vec<TableFiles> =
            own.iter().map(|own| TableFiles { table: own.table.clone(), files: Vec::new() }).collect();
        for (number, path) in (0..).zip(&self.files) {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let mut fitting = own.iter().zip(&mut tables).filter(|(own, _)| patterns::fits(&own.file, name));
            let Some((_, table)) = fitting.next() else {
                return Err(format!("{}: no table of the mapping has files of this name", path.display()));
            };
            if fitting.next().is_some() {
                let message = "several tables of the mapping have files of this name: make their patterns narrower";
                return Err(format!("{}: {message}", path.display()));
            }
            table.files.push((number, path.clone()));
        }
        match own.iter().zip(&tables).find(|(own, table)| !own.is_optional && table.files.is_empty()) {
            None => Ok(tables),
            Some((own, _)) => Err(format!(
                "the table '{}' has no file: name one that fits '{}' too, or declare the table optional",
                own.table.name, own.file
            )),
        }
    }
}

fn spot(files: &[Arc<Path>], place: Place) -> Spot {
    let file = files.get(usize::from(place.file)).cloned().unwrap_or_else(|| Path::new("").into());
    Spot { file, format: Format::Tables, number: place.line }
}

fn deliver(mapping: &Mapping, files: &[Arc<Path>], sequence: u64, found: source::Found) -> Item {
    let group = match found {
        Ok(group) => group,
        Err((place, fault)) => return Item::Reject(sequence, Reject::from_fault(&spot(files, place), fault)),
    };
    let first = group.rows.first().map_or_else(Place::default, |row| row.place);
    match read(mapping, group) {
        Ok(translated) => Item::Case(delivery(mapping, files, sequence, first, translated)),
        Err(fault) => {
            let place = Place { line: fault.number, ..first };
            Item::Reject(sequence, Reject::from_fault(&spot(files, place), fault))
        }
    }
}

fn read(mapping: &Mapping, group: RowGroup) -> Result<Translated, Fault> {
    let case = mapping.tables().assemble(group)?;
    let translated = mapping.translate(&case)?;
    if translated.acts.is_empty() { Err(no_events(case.number, &translated.row)) } else { Ok(translated) }
}

fn delivery(mapping: &Mapping, files: &[Arc<Path>], sequence: u64, first: Place, translated: Translated) -> Delivery {
    let Translated { row, acts, remarks, places } = translated;
    let spots: Vec<Spot> = places.iter().map(|place| spot(files, *place)).collect();
    let remark = |remark: crate::mapping::Remark| {
        let at = spots.get(remark.event).cloned().unwrap_or_else(|| spot(files, first));
        Reject { case: Some(row.clone()), stored: true, ..Reject::at(&at, &remark.code, remark.message) }
    };
    let remarks = remarks.into_iter().map(remark).collect();
    let stream = StreamId { kind: StreamKind::Case, id: mapping.ids().case(&row) };
    Delivery { sequence, spot: spot(files, first), row, stream, part: 1, acts, remarks, spots }
}
