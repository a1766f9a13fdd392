//! A register whose rows change: what each line of its change log means for the steps made of the row before.
//!
//! A step stands while its conditions hold of the row. When a value of it changes, the step is corrected, unless the
//! mapping says that this change is something new that happened; when its conditions no longer hold, or the row is
//! deleted, everything recorded for it is voided.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::file::ChangesEntry;
use super::{StepMapping, Tables, values};
use crate::patterns;
use crate::source::{Attributes, Fault, Row, SourceCase, Turn};

pub(super) struct Register<'a> {
    tables: &'a Tables,
    /// The table that holds the rows before they change.
    table: u16,
    steps: &'a [StepMapping],
    rows: HashMap<Vec<String>, Standing>,
}

/// A row as it stands, and for each step the events that stand for it, the latest last.
struct Standing {
    fields: Arc<Attributes>,
    events: Vec<Vec<usize>>,
}

/// What a line does.
enum Change {
    Insert(Attributes),
    Update(Vec<(String, Option<String>)>),
    Delete,
}

impl<'a> Register<'a> {
    pub(super) fn new(tables: &'a Tables, table: u16, steps: &'a [StepMapping]) -> Self {
        Self { tables, table, steps, rows: HashMap::new() }
    }

    /// Follows the register from its first rows through all their changes.
    pub(super) fn follow(mut self, rows: &[Row], source: &mut SourceCase) -> Result<(), Fault> {
        let own = self.tables.table(self.table);
        for row in rows {
            let mapping = self.tables.table(row.table);
            let change = match &mapping.changes {
                None if row.table == self.table => Change::Insert(row.fields.clone()),
                Some(entry) if entry.of == own.table.name => change(row, entry)?,
                _ => continue,
            };
            let key = values(&row.fields, &own.key);
            match change {
                Change::Insert(mut fields) => {
                    for column in &own.key {
                        fields.set(column, row.fields.get(column).map(str::to_owned));
                    }
                    self.insert(key, fields, row, source)?;
                }
                Change::Update(changed) => self.update(&key, &changed, row, source)?,
                Change::Delete => self.delete(&key, row, source)?,
            }
        }
        Ok(())
    }

    fn insert(
        &mut self,
        key: Vec<String>,
        fields: Attributes,
        row: &Row,
        source: &mut SourceCase,
    ) -> Result<(), Fault> {
        if self.rows.contains_key(&key) {
            return Err(unsound(row, "the line adds a row that is there already"));
        }
        let mut standing = Standing { fields: Arc::new(fields), events: vec![Vec::new(); self.steps.len()] };
        for (step, events) in self.steps.iter().zip(&mut standing.events) {
            if step.holds(&standing.fields) {
                events.push(self.push(step, &standing.fields, row, Turn::Step, None, source));
            }
        }
        self.rows.insert(key, standing);
        Ok(())
    }

    fn update(
        &mut self,
        key: &[String],
        changed: &[(String, Option<String>)],
        row: &Row,
        source: &mut SourceCase,
    ) -> Result<(), Fault> {
        let missing = || unsound(row, "the line changes a row that is not there");
        let mut standing = self.rows.remove(key).ok_or_else(missing)?;
        let before = Arc::clone(&standing.fields);
        let mut after = Attributes::clone(&before);
        for (column, value) in changed {
            after.set(column, value.clone());
        }
        standing.fields = Arc::new(after);
        let mut is_told = false;
        for (step, events) in self.steps.iter().zip(&mut standing.events) {
            let cells: Vec<&(String, Option<String>)> = changed.iter().filter(|(name, _)| step.is_own(name)).collect();
            let turn = match (step.holds(&before), step.holds(&standing.fields)) {
                (false, true) => Some(Turn::Step),
                (true, false) => Some(Turn::Withdrawn(std::mem::take(events))),
                (true, true) if !cells.is_empty() && !step.is_anew(&before, &standing.fields) => {
                    events.last().map(|event| Turn::Changed(*event))
                }
                (true, true) if !cells.is_empty() => Some(Turn::Step),
                _ => None,
            };
            let Some(turn) = turn else { continue };
            is_told = true;
            let is_step = turn == Turn::Step;
            // A new step tells all that belongs to it, a change only what changed; a cell that is blank now is told as blank.
            let cells = cells.iter().map(|(name, value)| (name.as_str(), value.as_deref().unwrap_or_default()));
            let told = (!is_step).then(|| cells.collect());
            let event = self.push(step, &standing.fields, row, turn, told, source);
            if is_step {
                events.push(event);
            }
        }
        self.rows.insert(key.to_vec(), standing);
        if is_told { Ok(()) } else { Err(unsound(row, "the line changes columns that no step of the mapping has")) }
    }

    fn delete(&mut self, key: &[String], row: &Row, source: &mut SourceCase) -> Result<(), Fault> {
        let missing = || unsound(row, "the line deletes a row that is not there");
        let standing = self.rows.remove(key).ok_or_else(missing)?;
        let mut all: Vec<usize> = standing.events.into_iter().flatten().collect();
        all.sort_unstable();
        let turn = Turn::Withdrawn(all);
        self.push(&self.steps[0], &standing.fields, row, turn, Some(Attributes::default()), source);
        Ok(())
    }

    fn push(
        &self,
        step: &StepMapping,
        fields: &Arc<Attributes>,
        row: &Row,
        turn: Turn,
        told: Option<Attributes>,
        source: &mut SourceCase,
    ) -> usize {
        let mut own = told.unwrap_or_else(|| step.own(fields));
        // Which row of the register it is stands with every event.
        for column in &self.tables.table(self.table).key {
            own.set(column, fields.get(column).map(str::to_owned));
        }
        source.push(step, own, fields, self.tables.known_at(row), row, turn)
    }
}

impl StepMapping {
    fn is_anew(&self, before: &Attributes, after: &Attributes) -> bool {
        let one_of = |patterns: &[String], value: &str| patterns.iter().any(|pattern| patterns::fits(pattern, value));
        self.anew.iter().any(|anew| {
            let (from, to) =
                (before.get(&anew.column).unwrap_or_default(), after.get(&anew.column).unwrap_or_default());
            from != to && one_of(&anew.from, from) && one_of(&anew.to, to)
        })
    }
}

/// Reads a line of the change log.
fn change(row: &Row, entry: &ChangesEntry) -> Result<Change, Fault> {
    let op = row.fields.get(&entry.op).unwrap_or_default();
    if op == entry.delete {
        return Ok(Change::Delete);
    }
    if op == entry.insert {
        let mut fields = Attributes::default();
        for (name, value) in within(row, &entry.values) {
            fields.append(name.to_owned(), value.to_owned());
        }
        return Ok(Change::Insert(fields));
    }
    if op != entry.update {
        let message = format!("the column '{}' says neither insert nor update nor delete", entry.op);
        return Err(unsound(row, &message));
    }
    let mut changed: Vec<(String, Option<String>)> = Vec::new();
    for (name, value) in within(row, &entry.changed) {
        let Some((column, side)) = name.rsplit_once('/') else {
            return Err(unsound(row, "a changed column is written with its old and its new value"));
        };
        let at = changed.iter().position(|(own, _)| own == column).unwrap_or_else(|| {
            changed.push((column.to_owned(), None));
            changed.len() - 1
        });
        if side == NEW {
            changed[at].1 = Some(value.to_owned());
        }
    }
    Ok(Change::Update(changed))
}

/// The place of the new value in a pair.
const NEW: &str = "1";

fn within<'a>(row: &'a Row, name: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let name = name.to_owned();
    row.fields.iter().filter_map(move |(way, value)| Some((way.strip_prefix(&name)?.strip_prefix('/')?, value)))
}

fn unsound(row: &Row, message: &str) -> Fault {
    Fault::case(row.place.line, "change-log", message).of(Some(&row.case))
}
