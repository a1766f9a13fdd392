//! Which names an expression of a rule may read, with their types.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::expr::Type;
use crate::vocabulary::{Vocabulary, any_event};

/// The names around a rule's expressions.
pub(super) struct Names<'a> {
    vocabulary: Option<&'a Vocabulary>,
    facts: &'a [String],
}

impl<'a> Names<'a> {
    pub(super) fn new(vocabulary: Option<&'a Vocabulary>, facts: &'a [String]) -> Self {
        Self { vocabulary, facts }
    }

    /// The type of an act of one of these kinds; of any act, where there is no vocabulary or no kind.
    pub(super) fn event(&self, kinds: &[Arc<str>]) -> Type {
        match self.vocabulary {
            Some(vocabulary) if !kinds.is_empty() => vocabulary.event(kinds),
            _ => any_event(),
        }
    }

    /// `case` or `inst` with the facts that the rulebook lists.
    pub(super) fn facts(&self, root: &str) -> Type {
        let mut fields = BTreeMap::new();
        for fact in self.facts {
            if let Some(field) = fact.strip_prefix(root).and_then(|rest| rest.strip_prefix('.')) {
                let found = self.vocabulary.and_then(|v| v.fact(fact)).unwrap_or(Type::Any);
                fields.insert(field.to_owned(), found);
            }
        }
        Type::Map(Arc::new(fields))
    }
}
