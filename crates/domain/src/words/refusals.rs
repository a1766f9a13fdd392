//! Refusals and missing facts in words.

use std::collections::BTreeSet;

use super::Words;
use crate::acts::Kind;
use crate::case::Missing;
use crate::codes::{CodeList, Role};
use crate::machine::State;
use crate::refusal::Refusal;
use crate::states::TrackState;
use crate::time::PartialDate;

impl Words {
    /// Why nothing was stored, or what must be confirmed first.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let id = match refusal {
            Refusal::ConfirmNeeded { .. } => "confirm-needed".to_owned(),
            other => format!("refusal-{}", other.code()),
        };
        self.message(&id, &self.details(refusal))
    }

    fn details(&self, refusal: &Refusal) -> Vec<(&'static str, String)> {
        let said = |reason: &str| self.reason(reason).into_owned();
        match refusal {
            Refusal::Malformed { pointer, message } => vec![("pointer", pointer.clone()), ("reason", said(message))],
            Refusal::Roles { role, problem } => vec![("role", self.refs_role(role)), ("detail", said(problem))],
            Refusal::ObjectMissing { role, id } if id.is_empty() => vec![("role", self.refs_role(role))],
            Refusal::ObjectMissing { role, id } => vec![("role", self.refs_role(role)), ("id", id.clone())],
            Refusal::ObjectExists { role, id } => vec![("role", self.refs_role(role)), ("id", id.to_string())],
            Refusal::Absorbed { by } => vec![("case", by.to_string())],
            Refusal::Unreadable { versions } => {
                vec![("versions", self.listed(versions.iter().map(ToString::to_string)))]
            }
            Refusal::Stale { expected, actual } => {
                vec![("expected", expected.to_string()), ("actual", actual.to_string())]
            }
            Refusal::Future { date } => {
                vec![("date", PartialDate::parse(date).map_or(date.clone(), |d| self.partial_date(d)))]
            }
            Refusal::NotAuthorised { reason } => vec![("reason", said(reason))],
            Refusal::Undelegated { why } => {
                let day = why.day().map(|day| ("day", self.partial_date(PartialDate::day(day))));
                [("why", why.code().to_owned())].into_iter().chain(day).collect()
            }
            Refusal::Separation { bar, kind, day } => {
                let act = Kind::parse(kind).map_or(kind.as_str(), |kind| self.kind(kind)).to_owned();
                let day = day.map(|day| ("day", self.partial_date(day)));
                [("bar", bar.as_str().to_owned()), ("act", act)].into_iter().chain(day).collect()
            }
            Refusal::UnknownCode { field, code } => vec![("field", field.clone()), ("code", code.clone())],
            Refusal::Guard { rule } => vec![("rule", rule.clone())],
            Refusal::File { pointer, why } => vec![("field", pointer.clone()), ("why", why.code().to_owned())],
            Refusal::Correction { pointer, message } => vec![("field", pointer.clone()), ("detail", said(message))],
            Refusal::ConfirmNeeded { missing } => {
                let all: Vec<_> = missing.iter().map(|m| self.missing(m)).collect();
                let mut told = vec![("missing", all.join(&self.plain("join-items").unwrap_or_default()))];
                let rules = missing.iter().filter(|missing| missing.is_of_rule()).count();
                told.extend((rules > 0).then(|| ("rules", rules.to_string())));
                told
            }
        }
    }

    /// One missing fact: of which object, where it stands, where it would usually stand, which acts supply it, and whose
    /// acts they are.
    pub fn missing(&self, missing: &Missing) -> String {
        let states = self.listed(missing.needs.iter().map(|state| self.state(&missing.machine, state)));
        // Nothing lacks but whom it is about: that it is and should be the same would help nobody.
        let is_unnamed = missing.machine == TrackState::MACHINE && missing.object.is_none();
        if is_unnamed && missing.needs.contains(&missing.state) {
            return self.message("missing-unnamed", &[("states", states)]);
        }
        let kinds: Vec<Kind> = missing.acts.iter().filter_map(|name| Kind::parse(name)).collect();
        let whose: BTreeSet<Role> = kinds.iter().flat_map(|kind| kind.spec().actors.iter().copied()).collect();
        let facts = [
            ("machine", missing.machine.clone()),
            ("state", self.state(&missing.machine, &missing.state)),
            ("states", states),
            ("acts", self.listed(kinds.iter().map(|kind| self.kind(*kind).to_owned()))),
            ("who", self.listed(whose.into_iter().map(|role| self.code(Role::LIST, role.as_str())))),
        ];
        let known: Vec<_> = facts.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        self.message("missing-fact", &known)
    }

    fn listed(&self, items: impl Iterator<Item = String>) -> String {
        items.collect::<Vec<_>>().join(&self.plain("join-words").unwrap_or_default())
    }
}
