//! Ids made from names, so that the same source row always is the same case, object and command.

use uuid::Uuid;
use wenze_domain::envelope::StreamKind;

/// Stands between the words of a name; no source word may hold it, so no two names run together.
const BETWEEN: char = '\u{0}';

/// The ids of one set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ids {
    namespace: Uuid,
}

impl Ids {
    /// The ids of the set with this name.
    pub fn of_set(set: &str) -> Self {
        Self { namespace: Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze/import/{set}").as_bytes()) }
    }

    /// The case of a row.
    pub fn case(&self, row: &str) -> Uuid {
        self.id(&["case", row])
    }

    /// The entry of a register.
    pub fn entry(&self, kind: StreamKind, row: &str) -> Uuid {
        self.id(&[kind.as_str(), row])
    }

    /// The `number`th object, from 1, that a row brings into being under a name.
    pub fn object(&self, row: &str, name: &str, number: u32) -> Uuid {
        self.id(&["object", row, name, &number.to_string()])
    }

    /// The command that records a part of a row.
    pub fn command(&self, row: &str, part: u32, chunk: usize) -> Uuid {
        self.id(&["command", row, &part.to_string(), &chunk.to_string()])
    }

    /// Who imports, when nobody is named.
    pub fn importer(&self) -> Uuid {
        self.id(&["importer"])
    }

    /// The office that imports, when none is named.
    pub fn office(&self) -> Uuid {
        self.id(&["office"])
    }

    fn id(&self, words: &[&str]) -> Uuid {
        let mut name = String::new();
        for word in words {
            name.push_str(word);
            name.push(BETWEEN);
        }
        Uuid::new_v5(&self.namespace, name.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_same_name_is_the_same_id_and_no_two_names_run_together() {
        let (one, other) = (Ids::of_set("fines"), Ids::of_set("finest"));
        assert_eq!(one.case("A1"), Ids::of_set("fines").case("A1"));
        let all = [
            one.case("A1"),
            other.case("A1"),
            one.object("A1", "fine", 1),
            one.object("A1", "fine", 2),
            one.object("A", "1fine", 2),
            one.object("A1", "fine1", 2),
            one.object("A1", "fin", 12),
            one.command("A1", 1, 0),
            one.command("A1", 1, 1),
            one.command("A1", 2, 0),
            one.entry(StreamKind::Organ, "A1"),
            one.entry(StreamKind::Person, "A1"),
            one.importer(),
            one.office(),
        ];
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
    }

    #[test]
    fn the_ids_never_change() {
        assert_eq!(Ids::of_set("fines").case("A1").to_string(), "1a2bde1d-2f81-5eca-a856-2927c6c30a06");
    }
}
