//! What somebody typed into a form, as a tree: names of fields are paths with dots, rows are numbered from 0.

use std::collections::BTreeMap;

use crate::brought::{DROP, FILE};

/// The name of the box that says a fact is not recorded.
pub(super) const UNRECORDED: &str = "_none";
/// The name of the box that says a list has nothing in it.
pub(super) const EMPTY: &str = "_empty";

/// What stands at one place and below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    values: Vec<String>,
    below: BTreeMap<String, Typed>,
}

impl Typed {
    /// Reads fields in their order, then closes the rows up that were left blank.
    pub(super) fn of<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut root = Self::default();
        for (name, value) in fields {
            let place = name.split('.').fold(&mut root, |at, step| at.below.entry(step.to_owned()).or_default());
            place.values.push(value.to_owned());
        }
        root.close_up();
        root
    }

    /// What stands at a step below.
    pub(super) fn at(&self, step: &str) -> Option<&Self> {
        self.below.get(step)
    }

    /// The value, without what surrounds it; empty when nothing was typed.
    pub(super) fn text(&self) -> &str {
        self.values.first().map_or("", |value| value.trim())
    }

    /// Every value that says something.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// Whether a box below is ticked.
    pub(super) fn is_ticked(&self, name: &str) -> bool {
        self.at(name).is_some_and(|one| !one.is_blank())
    }

    /// The rows, in their order.
    pub(super) fn rows(&self) -> Vec<&Self> {
        let numbered = self.below.iter().filter_map(|(step, row)| Some((step.parse::<usize>().ok()?, row)));
        let mut rows: Vec<(usize, &Self)> = numbered.collect();
        rows.sort_by_key(|(number, _)| *number);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// Every value that stands at a step, wherever it does, with its path.
    pub(super) fn everywhere(&self, step: &str) -> Vec<(String, String)> {
        let mut found = self.flat("");
        found.retain(|(path, _)| path.rsplit('.').next() == Some(step));
        found
    }

    /// Takes away files that are not wanted any more.
    pub(super) fn drop_files(&mut self) {
        if self.is_ticked(DROP) {
            self.below.retain(|step, _| step != DROP && step != FILE);
        }
        self.below.values_mut().for_each(Self::drop_files);
    }

    /// Nothing was typed here or below.
    pub(super) fn is_blank(&self) -> bool {
        self.texts().next().is_none() && self.below.values().all(Self::is_blank)
    }

    /// Sets a value where nothing stands.
    pub(super) fn fill(&mut self, path: &str, value: &str) {
        let place = path.split('.').fold(self, |at, step| at.below.entry(step.to_owned()).or_default());
        if place.is_blank() {
            place.values = vec![value.to_owned()];
        }
    }

    /// Sets several values.
    pub(super) fn choose(&mut self, path: &str, values: Vec<String>) {
        let place = path.split('.').fold(self, |at, step| at.below.entry(step.to_owned()).or_default());
        place.values = values;
    }

    /// The same with what another tells put over it.
    #[must_use]
    pub(super) fn overlaid(mut self, over: &Self) -> Self {
        if over.texts().next().is_some() {
            self.values.clone_from(&over.values);
        }
        for (step, inner) in over.below.iter().filter(|(_, inner)| !inner.is_blank()) {
            let own = self.below.remove(step).unwrap_or_default();
            self.below.insert(step.clone(), own.overlaid(inner));
        }
        self
    }

    /// Every value with its path, to be sent again.
    pub(super) fn flat(&self, path: &str) -> Vec<(String, String)> {
        let own = self.values.iter().filter(|value| !value.is_empty()).map(|value| (path.to_owned(), value.clone()));
        let inner = |step: &String| if path.is_empty() { step.clone() } else { format!("{path}.{step}") };
        own.chain(self.below.iter().flat_map(|(step, below)| below.flat(&inner(step)))).collect()
    }

    fn close_up(&mut self) {
        let (rows, mut kept): (Vec<_>, BTreeMap<_, _>) = {
            let (rows, kept): (Vec<_>, Vec<_>) =
                std::mem::take(&mut self.below).into_iter().partition(|(step, _)| step.parse::<usize>().is_ok());
            (rows, kept.into_iter().collect())
        };
        let mut numbered: Vec<(usize, Self)> =
            rows.into_iter().filter_map(|(step, row)| Some((step.parse().ok()?, row))).collect();
        numbered.sort_by_key(|(number, _)| *number);
        let rows = numbered.into_iter().map(|(_, row)| row).filter(|row| !row.is_blank());
        kept.extend(rows.enumerate().map(|(number, row)| (number.to_string(), row)));
        self.below = kept;
        self.below.values_mut().for_each(Self::close_up);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_rows_are_closed_up_and_the_rest_keeps_its_order() {
        let fields =
            [("a.0.x", ""), ("a.10.x", "十"), ("a.2.x", "二"), ("a.2.y", "乙"), ("b", " 丙 "), ("a._none", "")];
        let typed = Typed::of(fields.into_iter());
        let rows = typed.at("a").unwrap().rows();
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].at("x").unwrap().text(), rows[1].at("x").unwrap().text()), ("二", "十"));
        assert_eq!(typed.at("b").unwrap().text(), "丙");
        assert!(!typed.at("a").unwrap().is_ticked(UNRECORDED));
        let again = typed.flat("");
        assert_eq!(Typed::of(again.iter().map(|(name, value)| (name.as_str(), value.as_str()))).flat(""), again);
    }
}
