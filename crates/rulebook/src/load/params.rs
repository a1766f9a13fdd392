//! Dated parameters.

use std::sync::Arc;

use serde_json::Value;
use toml::Spanned;
use toml::value::Datetime;

use super::{Loading, day};
use crate::period::{N_MAX, Period, Unit};
use crate::rule::{Param, ParamValue, Window};
use crate::source::ParamSource;

pub(super) fn param(loading: &mut Loading<'_>, id: &str, written: &Spanned<ParamSource>) -> Param {
    let line = loading.line(written.span().start);
    let law = written.get_ref().law.iter().map(|law| loading.law(law)).collect();
    let mut values: Vec<ParamValue> = Vec::new();
    for table in &written.get_ref().values {
        match value(table) {
            Ok(made) => values.push(made),
            Err(message) => loading.complain(line, format!("parameter '{id}': {message}")),
        }
    }
    if values.is_empty() {
        loading.complain(line, format!("parameter '{id}' has no value"));
    }
    for (at, one) in values.iter().enumerate() {
        if values
            .iter()
            .skip(at + 1)
            .any(|other| other.selectors == one.selectors && other.window.overlaps(&one.window))
        {
            loading
                .complain(line, format!("parameter '{id}' has two values for the same day: end the older with `to`"));
        }
    }
    Param { id: Arc::from(id), law, values }
}

fn value(table: &toml::Table) -> Result<ParamValue, String> {
    let date = |key: &str| -> Result<Option<chrono::NaiveDate>, String> {
        match table.get(key) {
            None => Ok(None),
            Some(toml::Value::Datetime(written)) => {
                day(*written).map(Some).ok_or_else(|| format!("`{key}` is a date, such as 2026-01-01"))
            }
            Some(_) => Err(format!("`{key}` is a date, such as 2026-01-01, without quotes")),
        }
    };
    let from = date("from")?.ok_or("a value says from when it applies: from = 2026-01-01")?;
    let window = Window { from: Some(from), to: date("to")? };
    let silent = table.get("not_regulated").and_then(toml::Value::as_bool).unwrap_or(false);
    let number = if silent { None } else { Some(number(table)?) };
    let period = match (number, table.get("unit")) {
        (Some(n), Some(unit)) => Some(Period { n, unit: unit.as_str().and_then(self::unit).ok_or(UNITS)? }),
        _ => None,
    };
    let own = ["from", "to", "n", "unit", "not_regulated", "note"];
    let selectors = table
        .iter()
        .filter(|(key, _)| !own.contains(&key.as_str()))
        .map(|(key, value)| selector(value).map(|value| (key.clone(), value)))
        .collect::<Result<_, _>>()?;
    Ok(ParamValue { window, selectors, number, period })
}

const UNITS: &str = "the unit is \"hour\", \"day\", \"workday\", \"month\" or \"year\"";

fn number(table: &toml::Table) -> Result<u32, String> {
    let n = table.get("n").and_then(toml::Value::as_integer).and_then(|n| u32::try_from(n).ok());
    let wanted = format!("a value has a whole number n from 1 to {N_MAX}, or not_regulated = true");
    n.filter(|n| (1..=N_MAX).contains(n)).ok_or(wanted)
}

fn unit(text: &str) -> Option<Unit> {
    serde_json::from_value(Value::from(text)).ok()
}

fn selector(value: &toml::Value) -> Result<Value, String> {
    match value {
        toml::Value::String(text) => Ok(Value::from(text.as_str())),
        toml::Value::Integer(n) => Ok(Value::from(*n)),
        toml::Value::Boolean(yes) => Ok(Value::from(*yes)),
        toml::Value::Datetime(Datetime { .. })
        | toml::Value::Float(_)
        | toml::Value::Array(_)
        | toml::Value::Table(_) => Err("a fact that picks a value is a text, a whole number, true or false".to_owned()),
    }
}
