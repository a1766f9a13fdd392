//! Arguments of a message: texts and numbers.

use std::collections::BTreeMap;

use fluent_bundle::{FluentArgs, FluentValue};

/// Named arguments.
pub(super) type Args = BTreeMap<String, Arg>;

/// One argument.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Arg {
    /// A text, or a code to choose by.
    Text(String),
    /// A number, so that one and many can differ.
    Number(u32),
}

impl Arg {
    /// Takes a text; one that is written exactly as a number is one.
    pub(super) fn read(text: &str) -> Self {
        match text.parse::<u32>() {
            Ok(n) if n.to_string() == text => Self::Number(n),
            _ => Self::Text(text.to_owned()),
        }
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// As Fluent takes them.
pub(super) fn fluent(args: &Args) -> FluentArgs<'_> {
    let mut out = FluentArgs::with_capacity(args.len());
    for (name, arg) in args {
        match arg {
            Arg::Text(text) => out.set(name.as_str(), FluentValue::from(text.as_str())),
            Arg::Number(n) => out.set(name.as_str(), FluentValue::from(*n)),
        }
    }
    out
}
