//! Steps of a case from the rows of its tables.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::file::{AnewEntry, ChangesEntry, Condition};
use crate::patterns;
use crate::source::{Attributes, Fault, Head, Row, RowGroup, SourceCase, Table, Turn};

mod register;
use register::Register;

/// The tables of a mapping and the steps in them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tables {
    pub(super) all: Vec<TableMapping>,
    pub(super) steps: Vec<StepMapping>,
}

/// A table with what a mapping says of it.
#[derive(Debug, Clone)]
pub(crate) struct TableMapping {
    pub(crate) table: Table,
    /// Pattern of its files' names.
    pub(crate) file: String,
    pub(crate) is_optional: bool,
    pub(crate) is_grouped: bool,
    pub(super) of_case: Vec<String>,
    pub(super) known: Known,
    pub(super) key: Vec<String>,
    pub(super) changes: Option<ChangesEntry>,
}

/// When the source register recorded the rows of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Known {
    NotSaid,
    At(String),
    From(String),
}

/// A step in the rows of a table.
#[derive(Debug, Clone)]
pub(super) struct StepMapping {
    /// None for a step that the case as a whole tells.
    pub(super) table: Option<u16>,
    pub(super) each: Option<String>,
    pub(super) activity: String,
    pub(super) date: Option<String>,
    pub(super) columns: Option<Vec<String>>,
    pub(super) when: Vec<Condition>,
    pub(super) otherwise: bool,
    pub(super) distinct: Option<Vec<String>>,
    pub(super) anew: Vec<AnewEntry>,
}

impl Tables {
    /// The tables, in the order in which their rows are brought together.
    pub(crate) fn all(&self) -> &[TableMapping] {
        &self.all
    }

    /// The case that rows tell of.
    pub(crate) fn assemble(&self, group: RowGroup) -> Result<SourceCase, Fault> {
        let RowGroup { case, rows } = group;
        let number = rows.first().map_or(0, |row| row.place.line);
        let mut source = SourceCase { number, ..SourceCase::default() };
        source.fields.append(CASE.to_owned(), case);
        for row in &rows {
            self.tell_of_case(row, &mut source.fields);
        }
        let mut at = 0;
        while at < self.steps.len() {
            let length = self.together(at);
            let steps = &self.steps[at..at + length];
            match steps[0].table {
                None => self.of_case(&steps[0], &rows, &mut source),
                Some(table) if self.is_register(table) => {
                    Register::new(self, table, steps).follow(&rows, &mut source)?;
                }
                Some(table) => self.plain(table, steps, &rows, &mut source),
            }
            at += length;
        }
        Ok(source)
    }

    /// How many steps from here on are told row by row: all of a register, else those that are alternatives.
    fn together(&self, at: usize) -> usize {
        let first = self.steps[at].table;
        let is_register = first.is_some_and(|table| self.is_register(table));
        let belongs = |step: &&StepMapping| if is_register { step.table == first } else { step.otherwise };
        1 + self.steps[at + 1..].iter().take_while(belongs).count()
    }

    fn is_register(&self, table: u16) -> bool {
        !self.table(table).key.is_empty()
    }

    fn table(&self, number: u16) -> &TableMapping {
        &self.all[usize::from(number)]
    }

    fn of_case(&self, step: &StepMapping, rows: &[Row], source: &mut SourceCase) {
        let fields = Arc::new(source.fields.clone());
        if let Some(row) = rows.first().filter(|_| step.holds(&fields)) {
            source.push(step, Attributes::default(), &fields, self.known_at(row), row, Turn::Step);
        }
    }

    fn tell_of_case(&self, row: &Row, fields: &mut Attributes) {
        let columns = &self.table(row.table).of_case;
        for (name, value) in row.fields.iter().filter(|(name, _)| columns.iter().any(|c| patterns::is_way(c, name))) {
            if fields.get(name).is_none() {
                fields.append(name.to_owned(), value.to_owned());
            }
        }
    }

    fn plain(&self, table: u16, steps: &[StepMapping], rows: &[Row], source: &mut SourceCase) {
        let mut seen: HashSet<(usize, Vec<String>)> = HashSet::new();
        for row in rows.iter().filter(|row| row.table == table) {
            for fields in items(row, steps[0].each.as_deref()) {
                let fields = Arc::new(fields);
                let mut is_made = false;
                for (number, step) in steps.iter().enumerate() {
                    if is_made && step.otherwise || !step.holds(&fields) {
                        continue;
                    }
                    if let Some(distinct) = &step.distinct
                        && !seen.insert((number, values(&fields, distinct)))
                    {
                        continue;
                    }
                    is_made = true;
                    let known_at = self.known_at(row);
                    source.push(step, step.own(&fields), &fields, known_at, row, Turn::Step);
                }
            }
        }
    }

    fn known_at(&self, row: &Row) -> Option<String> {
        match &self.table(row.table).known {
            Known::NotSaid => None,
            Known::At(moment) => Some(moment.clone()),
            Known::From(column) => row.fields.get(column).map(str::to_owned),
        }
    }
}

/// The attribute that names a case of tables.
pub(super) const CASE: &str = "case";

impl StepMapping {
    fn holds(&self, fields: &Attributes) -> bool {
        self.when.iter().all(|condition| condition.holds_of(|name| fields.get(name)))
    }

    /// What of a row belongs to the step.
    fn own(&self, fields: &Attributes) -> Attributes {
        let mut own = Attributes::default();
        for (name, value) in fields.iter().filter(|(name, _)| self.is_own(name)) {
            own.append(name.to_owned(), value.to_owned());
        }
        own
    }

    fn is_own(&self, name: &str) -> bool {
        self.columns.as_ref().is_none_or(|own| own.iter().any(|column| patterns::is_way(column, name)))
    }
}

impl Condition {
    /// Whether it holds of these values; what asks for the case as a whole always does.
    pub(super) fn holds_of<'a>(&self, value: impl Fn(&str) -> Option<&'a str>) -> bool {
        let one_of = |patterns: &[String], value: &str| patterns.iter().any(|pattern| patterns::fits(pattern, value));
        match self {
            Self::Is { attribute, is } => value(attribute).is_some_and(|value| one_of(is, value)),
            Self::Not { attribute, not } => !value(attribute).is_some_and(|value| one_of(not, value)),
            Self::Blank { attribute, blank } => value(attribute).is_none() == *blank,
            Self::Any { any } => any.iter().any(|attribute| value(attribute).is_some()),
            Self::With { .. } | Self::Without { .. } | Self::First { .. } => true,
        }
    }
}

impl SourceCase {
    fn push(
        &mut self,
        step: &StepMapping,
        own: Attributes,
        fields: &Arc<Attributes>,
        known_at: Option<String>,
        row: &Row,
        turn: Turn,
    ) -> usize {
        let date = step.date.as_ref().and_then(|column| fields.get(column)).map(str::to_owned);
        let (activity, place) = (step.activity.clone(), row.place);
        self.heads.push(Head { activity, date, known_at, row: Arc::clone(fields), place, turn });
        self.events.push(own);
        self.events.len() - 1
    }
}

fn values(fields: &Attributes, columns: &[String]) -> Vec<String> {
    columns.iter().map(|column| fields.get(column).unwrap_or_default().to_owned()).collect()
}

/// The rows within a row: itself, or one for each item of the lists on a way. An item knows the plain values of what it
/// lies in, unless it has one of the same name.
fn items(row: &Row, each: Option<&str>) -> Vec<Attributes> {
    let Some(each) = each else { return vec![row.fields.clone()] };
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (way, _) in row.fields.iter() {
        let Some(item) = item_of(way, each) else { continue };
        if !seen.insert(item.to_owned()) {
            continue;
        }
        let mut fields = Attributes::default();
        for (name, value) in row.fields.iter() {
            if let Some(own) = name.strip_prefix(item).and_then(inner) {
                fields.append(own.to_owned(), value.to_owned());
            } else if name == item {
                fields.append(ITEM.to_owned(), value.to_owned());
            }
        }
        for outer in around(item, each) {
            for (name, value) in row.fields.iter() {
                let own = if outer.is_empty() { Some(name) } else { name.strip_prefix(outer).and_then(inner) };
                if let Some(own) = own.filter(|own| !own.contains('/') && fields.get(own).is_none()) {
                    fields.append(own.to_owned(), value.to_owned());
                }
            }
        }
        found.push(fields);
    }
    found
}

/// What an item lies in, the nearest first and the whole line, which has no name, last; the lists between are left out.
fn around<'a>(item: &'a str, each: &str) -> Vec<&'a str> {
    let ends = item.match_indices('/').map(|(at, _)| at);
    // Before the name that a list is followed by stands the list.
    let within = ends.zip(each.split('/').skip(1)).filter(|(_, next)| *next != LIST).map(|(at, _)| &item[..at]);
    let mut all: Vec<&str> = std::iter::once("").chain(within).collect();
    all.reverse();
    all
}

/// Stands in a way for any item of a list.
const LIST: &str = "*";

fn inner(rest: &str) -> Option<&str> {
    rest.strip_prefix('/')
}

/// The name of an item that is a plain value itself.
const ITEM: &str = "item";

/// The part of a way that is an item of the lists named.
fn item_of<'a>(way: &'a str, each: &str) -> Option<&'a str> {
    let names = each.split('/').count();
    let end = way.match_indices('/').nth(names - 1).map_or(way.len(), |(at, _)| at);
    let item = &way[..end];
    patterns::is_way(each, item).then_some(item)
}

#[cfg(test)]
mod tests;
