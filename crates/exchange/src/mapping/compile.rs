//! From the file to a mapping whose acts are known to be readable.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::canonical;
use wenze_domain::envelope::Actor;
use wenze_domain::regimes::Regimes;
use wenze_domain::request::Draft;

use super::file::{ActEntry, At, AttributeEntry, Condition, Format, ImpliedEntry, MappingFile};
use super::names::Name;
use super::objects::OWN_CASE;
use super::rule::{self, Rule};
use super::tables::Tables;
use super::template::{READINGS, Source, Template, ValueMaps};
use super::{Implied, LogMapping, Mapping, MappingError, defaults};
use crate::ids::Ids;
use crate::pseudonyms::Pseudonyms;

mod tables;

const VERSION: u32 = 1;
/// Longest name of a set, in bytes: with the row it stands in a claim key.
const SET_BYTES_MAX: usize = 40;

pub(super) fn compile(mut file: MappingFile, fingerprint: Uuid) -> Result<Mapping, MappingError> {
    if file.version != VERSION {
        return Err(MappingError::wrong("version", format!("this program reads version {VERSION} of the form")));
    }
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b'.');
    if file.set.is_empty() || file.set.len() > SET_BYTES_MAX || !file.set.bytes().all(fits) {
        let message = format!("the name of a set has 1 to {SET_BYTES_MAX} of a-z, 0-9, '-', '_' and '.'");
        return Err(MappingError::wrong("set", message));
    }
    let ids = Ids::of_set(&file.set);
    let actor = Actor {
        person_id: file.actor.person_id.unwrap_or_else(|| ids.importer()),
        role: file.actor.role,
        office_id: file.actor.office_id.unwrap_or_else(|| ids.office()),
    };
    let (set, format) = (file.set.clone(), file.format);
    let has_tables = !file.tables.is_empty() || !file.steps.is_empty() || file.pseudonyms.is_some();
    if has_tables && format != Format::Tables {
        return Err(MappingError::wrong("format", "only a mapping of tables has tables, steps and pseudonyms"));
    }
    let mut tables = Tables::default();
    let mut pseudonyms = Pseudonyms::default();
    let log = match format {
        Format::Xes => Some(log(file)?),
        Format::Tables => {
            tables = tables::compile(&mut file)?;
            pseudonyms = tables::pseudonyms(file.pseudonyms.take(), &tables)?;
            Some(log(file)?)
        }
        Format::Acts => {
            let has_log = file.case.is_some() || file.activity.is_some() || file.time.is_some();
            if has_log || !file.acts.is_empty() || !file.implied.is_empty() || !file.other.refs.is_empty() {
                return Err(MappingError::wrong("format", "acts are written out in the file and are not mapped"));
            }
            None
        }
    };
    if let (Format::Tables, Some(log)) = (format, &log) {
        tables::check_activities(&tables, log)?;
    }
    Ok(Mapping { set, format, actor, ids, log, tables, pseudonyms, fingerprint })
}

fn log(file: MappingFile) -> Result<LogMapping, MappingError> {
    let is_log = file.format == Format::Xes;
    if let Some(name) = file.values.keys().find(|name| READINGS.contains(&name.as_str())) {
        return Err(MappingError::wrong(format!("values.{name}"), "the name is that of a built-in reading"));
    }
    let time = file.time.ok_or_else(|| MappingError::wrong("time", "name the attribute that holds the date"))?;
    let attribute = |entry: Option<String>, place: &str| match entry {
        None if !is_log => Ok(String::new()),
        Some(_) if !is_log => Err(MappingError::wrong(place, "the tables and steps say so")),
        named => {
            let named = named.filter(|name| !name.is_empty());
            named.ok_or_else(|| MappingError::wrong(place, "name the attribute"))
        }
    };
    let named = |entry: Option<AttributeEntry>| entry.map(|entry| entry.attribute);
    let mut rules = Vec::new();
    for (number, entry) in (1..).zip(file.acts) {
        let place = format!("act {number} ({} of '{}')", entry.kind, entry.activity);
        rules.push(act(entry, &place, &file.values)?);
    }
    let mut implied = Vec::new();
    for entry in file.implied {
        let (object, place) = (entry.object.clone(), format!("implied '{}'", entry.object));
        let rule = act(from_implied(entry), &place, &file.values)?;
        if !rule.creates.iter().any(|name| name.text == object) {
            return Err(MappingError::wrong(place, format!("{} does not make it", rule.kind.as_str())));
        }
        let object = Name::compile(&object, &file.values).map_err(|message| MappingError::wrong(place, message))?;
        implied.push(Implied { object, rule });
    }
    check_made(&rules, &implied)?;
    Ok(LogMapping {
        case_attribute: if is_log { attribute(named(file.case), "case")? } else { tables::CASE.to_owned() },
        activity_attribute: attribute(named(file.activity), "activity")?,
        time_attribute: attribute(time.attribute, "time")?,
        zone: time.zone,
        until: time.until,
        checks: file.checks,
        other_refs: rule::refs(Kind::OtherActRecorded, file.other.refs, &file.values, "other")?,
        rules,
        implied,
    })
}

fn from_implied(entry: ImpliedEntry) -> ActEntry {
    let ImpliedEntry { object: _, kind, refs, payload, regime } = entry;
    ActEntry { activity: String::new(), kind, at: At::Step, dated: false, when: Vec::new(), refs, payload, regime }
}

fn act(entry: ActEntry, place: &str, maps: &ValueMaps) -> Result<Rule, MappingError> {
    let wrong = |message: String| MappingError::wrong(place, message);
    let kind = Kind::parse(&entry.kind).ok_or_else(|| wrong(format!("there is no act '{}'", entry.kind)))?;
    if let Some(regime) = entry.regime.as_deref().filter(|regime| !is_regime(regime)) {
        return Err(wrong(format!("there is no regime '{regime}'")));
    }
    let refs = rule::refs(kind, entry.refs, maps, place)?;
    let payload = Template::compile(defaults::complete(kind, entry.payload), maps).map_err(wrong)?;
    let (creates, needs) = rule::makes_and_needs(kind, &refs, &payload);
    let ActEntry { activity, at, dated, when, regime, .. } = entry;
    let rule = Rule { activity, kind, at, dated, when, refs, payload, regime, creates, needs };
    check_readable(&rule).map_err(wrong)?;
    Ok(rule)
}

fn is_regime(name: &str) -> bool {
    Regimes::shipped().all().iter().any(|version| version.regime == name)
}

/// Reads the act as it looks when the source says nothing, so that a mapping fails before its first case does.
fn check_readable(rule: &Rule) -> Result<(), String> {
    let request = json!({
        "kind": rule.kind.as_str(),
        "occurred": { "date": null },
        "refs": Rule::refs_json(&rule.refs, &Silent),
        "payload": rule.payload.fill(&Silent),
    });
    canonical::bytes(&request).map_err(|error| error.to_string())?;
    let mut fresh = Uuid::max;
    Draft::read(request, &mut fresh).map(drop).map_err(|refusal| refusal.to_string())
}

/// Every object needed is made by some act, or is implied.
fn check_made(rules: &[Rule], implied: &[Implied]) -> Result<(), MappingError> {
    let all = || rules.iter().chain(implied.iter().map(|one| &one.rule));
    let made: BTreeSet<&str> = all().flat_map(|rule| rule.creates.iter().map(|name| name.text.as_str())).collect();
    for rule in all() {
        if let Some(name) = rule.needs.iter().find(|name| !made.contains(name.text.as_str()) && name.text != OWN_CASE) {
            let place = format!("{} of '{}'", rule.kind.as_str(), rule.activity);
            return Err(MappingError::wrong(place, format!("no act makes '{}'", name.text)));
        }
    }
    let unknown = |activity: &&String| !rules.iter().any(|rule| rule.activity == **activity);
    let named = rules.iter().flat_map(|rule| &rule.when).filter_map(|condition| match condition {
        Condition::With { with: activity } | Condition::Without { without: activity } => Some(activity),
        _ => None,
    });
    match named.into_iter().find(unknown) {
        Some(activity) => Err(MappingError::wrong("when", format!("no act is written for a step '{activity}'"))),
        None => Ok(()),
    }
}

/// A source that says nothing and has every object.
struct Silent;

impl Source for Silent {
    fn case_name(&self) -> &'static str {
        "case"
    }
    fn of_case(&self, _: &str) -> Option<&'static str> {
        None
    }
    fn of_step(&self, _: &str) -> Option<&'static str> {
        None
    }
    fn of_activity(&self, _: &str, _: &str) -> Option<&'static str> {
        None
    }
    fn person(&self, _: &str) -> Uuid {
        Uuid::max()
    }
    fn nobody(&self) -> Value {
        Uuid::max().to_string().into()
    }
    fn object(&self, name: &str) -> Option<Uuid> {
        Some(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()))
    }
}
