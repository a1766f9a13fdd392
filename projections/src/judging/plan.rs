//! How the payload of each kind of act is read, made once from the schema of its stored form.

use std::collections::HashMap;
use std::sync::LazyLock;

use wenze_domain::acts::Kind;
use wenze_domain::words::shape::{self, Shape};
use wenze_domain::words::vocabulary::belongs_to;

/// How one field is read.
#[derive(Debug)]
pub(super) enum Field {
    /// A value that everybody may see.
    Open,
    /// Private: only that it was given.
    Private,
    /// A corrected value: open unless it is a private part.
    Any,
    /// A map. Where it names somebody, the field with the id and the role.
    Map { fields: Vec<(String, Field)>, names: Option<(&'static str, String)>, below: Vec<String> },
    /// A list.
    List(Box<Field>),
}

/// How the acts of a kind are read.
#[derive(Debug)]
pub(super) struct Plan {
    /// The payload.
    pub(super) payload: Field,
    /// Roles that an act of this kind has though it may not name them.
    pub(super) brings: Brings,
}

/// Which roles are completed from the case.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "one for each role that can be completed")]
pub(super) struct Brings {
    pub(super) respondent: bool,
    pub(super) track: bool,
    pub(super) determination: bool,
    pub(super) clue: bool,
    pub(super) report: bool,
}

static PLANS: LazyLock<HashMap<Kind, Plan>> =
    LazyLock::new(|| Kind::ALL.iter().map(|kind| (*kind, Plan::new(*kind))).collect());

impl Plan {
    /// The plan of a kind.
    pub(super) fn of(kind: Kind) -> &'static Self {
        static NOTHING: Plan = Plan {
            payload: Field::Private,
            brings: Brings { respondent: false, track: false, determination: false, clue: false, report: false },
        };
        PLANS.get(&kind).unwrap_or(&NOTHING)
    }

    fn new(kind: Kind) -> Self {
        let fields = shape::fields(kind).iter().map(|(name, shape)| (name.clone(), field(shape, name))).collect();
        Self { payload: map(fields, None), brings: Brings::of(kind) }
    }
}

impl Brings {
    fn of(kind: Kind) -> Self {
        let brings = |wanted: &str| {
            kind.spec().roles().any(|role| role.name == wanted || belongs_to(role.name).contains(&wanted))
        };
        Self {
            respondent: brings("respondent"),
            track: brings("track"),
            determination: brings("determination"),
            clue: brings("clue"),
            report: brings("report"),
        }
    }
}

impl Field {
    /// Roles of the people and organs in it, which are all open when the whole is not recorded.
    pub(super) fn roles(&self) -> &[String] {
        match self {
            Self::Map { below, .. } => below,
            Self::List(inner) => inner.roles(),
            Self::Open | Self::Private | Self::Any => &[],
        }
    }
}

fn field(shape: &Shape, path: &str) -> Field {
    match shape {
        Shape::Part | Shape::TextOrFile => Field::Private,
        Shape::Any => Field::Any,
        Shape::Array(inner) => Field::List(Box::new(field(inner, path))),
        Shape::Object(_, fields) => map(
            fields.iter().map(|(name, inner)| (name.clone(), field(inner, &format!("{path}_{name}")))).collect(),
            None,
        ),
        Shape::Person => map(
            named(&[
                ("as_named", false),
                ("organ_id", true),
                ("organ_level", true),
                ("person_id", true),
                ("post", false),
            ]),
            Some(("person_id", path.to_owned())),
        ),
        Shape::Organ => map(named(&[("level", true), ("organ_id", true)]), Some(("organ_id", path.to_owned()))),
        _ => Field::Open,
    }
}

fn named(fields: &[(&str, bool)]) -> Vec<(String, Field)> {
    let field =
        |(name, is_open): &(&str, bool)| ((*name).to_owned(), if *is_open { Field::Open } else { Field::Private });
    fields.iter().map(field).collect()
}

fn map(fields: Vec<(String, Field)>, names: Option<(&'static str, String)>) -> Field {
    let mut below: Vec<String> = fields.iter().flat_map(|(_, field)| field.roles().iter().cloned()).collect();
    below.extend(names.iter().map(|(_, role)| role.clone()));
    Field::Map { fields, names, below }
}
