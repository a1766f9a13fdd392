//! Tables, steps and pseudonyms of a mapping, checked.

use std::collections::BTreeSet;

use chrono::SecondsFormat;

use super::super::file::{Condition, MappingFile, PseudonymsEntry, StepEntry, TableEntry};
use super::super::tables::{Known, StepMapping, TableMapping, Tables};
use super::super::{LogMapping, MappingError};
use crate::pseudonyms::Pseudonyms;
use crate::source::Table;

pub(super) use super::super::tables::CASE;

/// Reads the tables and the steps in them.
pub(super) fn compile(file: &mut MappingFile) -> Result<Tables, MappingError> {
    let mut all = Vec::new();
    for entry in std::mem::take(&mut file.tables) {
        all.push(table(entry)?);
    }
    if all.is_empty() || u16::try_from(all.len()).is_err() {
        return Err(MappingError::wrong("tables", "name at least one table"));
    }
    check_tables(&all)?;
    let mut steps: Vec<StepMapping> = Vec::new();
    for (number, entry) in (1..).zip(std::mem::take(&mut file.steps)) {
        let place = format!("step {number} ('{}')", entry.activity);
        steps.push(step(entry, &all, steps.last()).map_err(|message| MappingError::wrong(place, message))?);
    }
    Ok(Tables { all, steps })
}

fn table(entry: TableEntry) -> Result<TableMapping, MappingError> {
    let place = format!("table '{}'", entry.name);
    let known = match (entry.known_at, entry.known_from) {
        (None, None) => Known::NotSaid,
        (Some(moment), None) => Known::At(moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        (None, Some(column)) => Known::From(column),
        (Some(_), Some(_)) => {
            return Err(MappingError::wrong(place, "give 'known_at' or 'known_from', not both"));
        }
    };
    Ok(TableMapping {
        table: Table { name: entry.name, lines: entry.lines, encoding: entry.encoding, case: entry.case },
        file: entry.file,
        is_optional: entry.optional,
        is_grouped: entry.grouped,
        of_case: entry.of_case,
        known,
        key: entry.key,
        changes: entry.changes,
    })
}

fn check_tables(all: &[TableMapping]) -> Result<(), MappingError> {
    let mut names = BTreeSet::new();
    for own in all {
        let wrong = |message: &str| Err(MappingError::wrong(format!("table '{}'", own.table.name), message));
        if own.table.name.is_empty() || !names.insert(&own.table.name) {
            return wrong("every table has a name of its own");
        }
        if own.is_grouped && all.len() > 1 {
            return wrong(
                "'grouped' is for a set of one table: rows of several tables are brought together by sorting",
            );
        }
        let Some(changes) = &own.changes else { continue };
        match all.iter().position(|other| other.table.name == changes.of) {
            None => return wrong("it changes a table that is not there"),
            Some(at) if all[at].key.is_empty() => return wrong("the table it changes needs a 'key'"),
            Some(at) if all[at..].iter().any(|after| std::ptr::eq(after, own)) => {}
            Some(_) => return wrong("write it after the table it changes: tables are read in this order"),
        }
    }
    Ok(())
}

fn step(entry: StepEntry, all: &[TableMapping], before: Option<&StepMapping>) -> Result<StepMapping, String> {
    let find = |name: String| {
        let at = all.iter().position(|own| own.table.name == name);
        at.and_then(|at| u16::try_from(at).ok()).ok_or_else(|| format!("there is no table '{name}'"))
    };
    let table = entry.table.map(find).transpose()?;
    let is_register = table.is_some_and(|at| !all[usize::from(at)].key.is_empty());
    if table.is_some_and(|at| all[usize::from(at)].changes.is_some()) {
        return Err("a change log tells of steps of the table it changes; name that".to_owned());
    }
    if !entry.anew.is_empty() && !is_register {
        return Err("'anew' is for the rows of a table with a 'key'".to_owned());
    }
    if is_register && (entry.otherwise || entry.distinct.is_some() || entry.each.is_some()) {
        return Err("rows that change have neither 'otherwise' nor 'distinct' nor 'each'".to_owned());
    }
    if table.is_none() && (entry.each.is_some() || entry.distinct.is_some() || entry.columns.is_some()) {
        return Err("a step of the case as a whole has neither 'each' nor 'distinct' nor 'columns'".to_owned());
    }
    if entry.otherwise && before.is_none_or(|before| before.table != table || before.each != entry.each) {
        return Err("'otherwise' follows a step of the same table with the same 'each'".to_owned());
    }
    let of_case = |condition: &Condition| {
        matches!(condition, Condition::With { .. } | Condition::Without { .. } | Condition::First { .. })
    };
    if entry.when.iter().any(of_case) {
        return Err("a step is told by its row; 'with', 'without' and 'first' are for acts".to_owned());
    }
    let StepEntry { each, activity, date, columns, when, otherwise, distinct, anew, .. } = entry;
    Ok(StepMapping { table, each, activity, date, columns, when, otherwise, distinct, anew })
}

/// Every act and every check is about a step that there is.
pub(super) fn check_activities(tables: &Tables, log: &LogMapping) -> Result<(), MappingError> {
    let is_step = |activity: &str| tables.steps.iter().any(|step| step.activity == activity);
    if let Some(rule) = log.rules.iter().find(|rule| !is_step(&rule.activity)) {
        let place = format!("{} of '{}'", rule.kind.as_str(), rule.activity);
        return Err(MappingError::wrong(place, "there is no such step"));
    }
    for check in &log.checks {
        let others = [&check.not_before, &check.not_after];
        if others.iter().all(|other| other.is_none()) {
            return Err(MappingError::wrong("checks", "name the step in 'not_before' or 'not_after'"));
        }
        let named = others.into_iter().flatten().chain([&check.activity]);
        if let Some(name) = named.into_iter().find(|name| !is_step(name)) {
            return Err(MappingError::wrong("checks", format!("there is no step '{name}'")));
        }
    }
    Ok(())
}

/// The columns that are replaced, also where a change log tells of them.
pub(super) fn pseudonyms(entry: Option<PseudonymsEntry>, tables: &Tables) -> Result<Pseudonyms, MappingError> {
    let Some(entry) = entry else { return Ok(Pseudonyms::default()) };
    if entry.columns.is_empty() || entry.key_env.is_none() && entry.key_file.is_none() {
        let message = "name the columns, and in 'key_env' or 'key_file' where the key is";
        return Err(MappingError::wrong("pseudonyms", message));
    }
    let mut columns: Vec<(String, String)> = entry.columns.into_iter().collect();
    for changes in tables.all.iter().filter_map(|own| own.changes.as_ref()) {
        for (column, kind) in columns.clone() {
            columns.push((format!("{}/{column}", changes.values), kind.clone()));
            columns.push((format!("{}/{column}/*", changes.changed), kind));
        }
    }
    Ok(Pseudonyms::new(columns, entry.key_env, entry.key_file))
}
