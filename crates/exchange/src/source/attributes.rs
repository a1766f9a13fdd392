//! Names and values as a source writes them, in its order; a name that stands twice keeps both values.

/// Attributes of one event or case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// The first value under a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Adds a value. A name that is taken gets a number, so that nothing the source says is lost.
    pub(crate) fn push(&mut self, name: &str, value: String) {
        let mut own = name.to_owned();
        let mut number = 2;
        while self.get(&own).is_some() {
            own = format!("{name}#{number}");
            number += 1;
        }
        self.0.push((own, value));
    }

    /// Adds a value under a name that no other has.
    pub(crate) fn append(&mut self, name: String, value: String) {
        self.0.push((name, value));
    }

    /// Puts another value under a name, or takes the value away.
    pub(crate) fn set(&mut self, name: &str, value: Option<String>) {
        let at = self.0.iter().position(|(own, _)| own == name);
        match (at, value) {
            (Some(at), Some(value)) => self.0[at].1 = value,
            (Some(at), None) => drop(self.0.remove(at)),
            (None, Some(value)) => self.append(name.to_owned(), value),
            (None, None) => {}
        }
    }

    /// Changes every value.
    pub(crate) fn change(&mut self, mut by: impl FnMut(&str, &mut String)) {
        for (name, value) in &mut self.0 {
            by(name, value);
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Attributes {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(pairs: I) -> Self {
        let mut all = Self::default();
        for (name, value) in pairs {
            all.push(name, value.to_owned());
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_stands_twice_keeps_both_values() {
        let all: Attributes = [("a", "1"), ("a", "2"), ("a#2", "3"), ("a", "4")].into_iter().collect();
        assert_eq!(all.get("a"), Some("1"));
        let read: Vec<_> = all.iter().collect();
        assert_eq!(read, [("a", "1"), ("a#2", "2"), ("a#2#2", "3"), ("a#3", "4")]);
        assert_eq!(all.len(), 4);
    }
}
