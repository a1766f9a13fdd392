//! Which fields the form of an act has, and what each may hold: read once from the schema of a request, as the API serves it.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};
use wenze_domain::acts::Kind;
use wenze_domain::codes::LISTS;
use wenze_domain::fields::NOT_RECORDED;
use wenze_domain::refs::RoleSpec;
use wenze_domain::schema;

/// How deep shapes lie within each other at most; no act comes near it.
const DEPTH_MAX: usize = 16;
/// Ids of what an act brings into being: given when the act is read.
const GIVEN_IDS: [(&str, &str); 2] = [("Allegation", "allegation"), ("Argument", "argument")];
/// The id of an entry that may be of somebody whom the case knows already; of a new one it is given, too.
pub(super) const KNOWN: (&str, &str) = ("RespondentEntry", "respondent");
/// Digests that are made of a text beside them.
const COMPUTED: [&str; 1] = ["verbatim_sha256"];
/// Numbers that the rows of a list have of themselves.
pub(super) const NUMBERED: [(&str, &str); 2] = [("ReportedSubject", "subject_no"), ("ClueSubject", "subject_no")];
/// Roles of objects that stand in no list the pages could offer.
const NOT_OFFERED: [&str; 2] = ["inv_measure", "finding"];

/// The form of one kind of act.
#[derive(Debug)]
pub(super) struct Form {
    /// What the act is about.
    pub(super) roles: Vec<RoleSpec>,
    /// What happened.
    pub(super) fields: Vec<Field>,
}

/// One field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field {
    pub(super) name: String,
    /// It may be left out altogether.
    pub(super) is_optional: bool,
    /// The papers may say nothing of it.
    pub(super) may_be_unrecorded: bool,
    pub(super) guard: Guard,
    pub(super) shape: Shape,
}

/// How well a value is guarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// Open.
    Open,
    /// A private text.
    Text,
    /// Read by intake alone, on a stated ground.
    Sealed,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// A code of a closed list.
    List(&'static str, &'static [&'static str]),
    /// A code of a regime or an open list.
    Code,
    /// Yes or no.
    Bool,
    /// A whole number.
    Number,
    /// A number with decimals, written as a text.
    Decimal,
    /// A date of any precision.
    Date,
    /// A date with a time of day.
    Moment,
    /// A point in time.
    Instant,
    /// One line.
    Line,
    /// A digest.
    Digest,
    /// A text of any length.
    Text,
    /// A text that could be a file.
    TextBody,
    /// Texts, one on each line.
    Lines,
    /// The id of an object.
    Id,
    /// An object as refs name it.
    Ref,
    /// Several fields, with the name of their shape.
    Group(String, Vec<Field>),
    /// Several codes.
    Several(Box<Shape>),
    /// Any number of rows.
    Rows(Box<Field>),
    /// Whatever a correction puts there.
    Any,
}

static FORMS: LazyLock<HashMap<Kind, Form>> =
    LazyLock::new(|| Kind::ALL.iter().map(|kind| (*kind, Form::read(*kind))).collect());

impl Form {
    /// The form of a kind.
    pub(super) fn of(kind: Kind) -> &'static Self {
        static NONE: Form = Form { roles: Vec::new(), fields: Vec::new() };
        FORMS.get(&kind).unwrap_or(&NONE)
    }

    fn read(kind: Kind) -> Self {
        let schema = schema::request(kind);
        let none = Map::new();
        let defs = schema.get("$defs").and_then(Value::as_object).unwrap_or(&none);
        let own_date = kind.spec().own_date;
        let payload = schema.pointer("/properties/payload").unwrap_or(&Value::Null);
        let mut fields = fields("", payload, defs, 0);
        // The date of the act is asked for once.
        fields.retain(|field| Some(field.name.as_str()) != own_date && !COMPUTED.contains(&field.name.as_str()));
        Self { roles: roles(kind), fields }
    }
}

/// The roles that somebody chooses objects for: not what the act brings into being, nor what its fields tell already.
fn roles(kind: Kind) -> Vec<RoleSpec> {
    let spec = kind.spec();
    let enters = spec.role("respondent").is_some_and(|role| role.creates);
    let by_track = spec.role("track").is_some_and(|role| !role.optional);
    let is_asked = |role: &RoleSpec| {
        let is_told = match role.name {
            "track" => enters,
            // Whoever chooses a track chooses whose it is.
            "respondent" => by_track,
            _ => false,
        };
        !(role.creates || is_told || NOT_OFFERED.contains(&role.name))
    };
    spec.roles().filter(is_asked).collect()
}

/// The fields of an object: in the order in which they are declared, which `required` keeps, then those that may be left out.
fn fields(shape: &str, schema: &Value, defs: &Map<String, Value>, depth: usize) -> Vec<Field> {
    let none = Map::new();
    let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let rest = properties.keys().map(String::as_str).filter(|name| !required.contains(name));
    let named = required
        .iter()
        .copied()
        .chain(rest)
        .filter(|name| !GIVEN_IDS.iter().chain(&NUMBERED).any(|one| *one == (shape, *name)));
    named.filter_map(|name| field(name, properties.get(name)?, required.contains(&name), defs, depth)).collect()
}

fn field(name: &str, schema: &Value, is_required: bool, defs: &Map<String, Value>, depth: usize) -> Option<Field> {
    let mut found = Found { is_optional: !is_required, may_be_unrecorded: false, guard: Guard::Open, shape: None };
    found.read(schema, defs, depth);
    let Found { is_optional, may_be_unrecorded, guard, shape } = found;
    Some(Field { name: name.to_owned(), is_optional, may_be_unrecorded, guard, shape: shape? })
}

/// What was found out of a field so far.
struct Found {
    is_optional: bool,
    may_be_unrecorded: bool,
    guard: Guard,
    shape: Option<Shape>,
}

impl Found {
    fn read(&mut self, schema: &Value, defs: &Map<String, Value>, depth: usize) {
        if depth > DEPTH_MAX {
            return;
        }
        match schema.get("x-private").and_then(Value::as_str) {
            Some("sealed") => self.guard = Guard::Sealed,
            Some(_) => self.guard = Guard::Text,
            None => {}
        }
        if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next()) {
            if name == "TextRef" {
                self.guard = Guard::Text;
            }
            self.shape = Some(named(name, defs, depth));
        } else if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
            for choice in choices {
                self.read(choice, defs, depth + 1);
            }
        } else if schema.get("const").is_some_and(|only| only == NOT_RECORDED) {
            self.may_be_unrecorded = true;
        } else if *schema == Value::Bool(true) {
            self.shape = Some(Shape::Any);
        } else {
            self.plain(schema, defs, depth);
        }
    }

    fn plain(&mut self, schema: &Value, defs: &Map<String, Value>, depth: usize) {
        let types = schema.get("type");
        let is = |name: &str| {
            types.is_some_and(|one| one == name || one.as_array().is_some_and(|all| all.iter().any(|one| one == name)))
        };
        self.is_optional |= is("null");
        let shape = if is("array") {
            schema.get("items").and_then(|items| Self::list(items, defs, depth))
        } else if is("boolean") {
            Some(Shape::Bool)
        } else if is("integer") {
            Some(Shape::Number)
        } else if is("string") {
            let is_id = schema.get("format").is_some_and(|format| format == "uuid");
            let is_private = self.guard != Guard::Open;
            Some(if is_id {
                Shape::Id
            } else if is_private {
                Shape::Text
            } else {
                Shape::Line
            })
        } else {
            None
        };
        self.shape = shape.or(self.shape.take());
    }

    fn list(items: &Value, defs: &Map<String, Value>, depth: usize) -> Option<Shape> {
        let item = field("", items, true, defs, depth + 1)?;
        Some(match item.shape {
            Shape::List(..) | Shape::Code => Shape::Several(Box::new(item.shape)),
            Shape::Line | Shape::Text => Shape::Lines,
            _ => Shape::Rows(Box::new(item)),
        })
    }
}

fn named(name: &str, defs: &Map<String, Value>, depth: usize) -> Shape {
    if let Some((list, codes)) = LISTS.iter().find(|(list, _)| *list == name) {
        return Shape::List(list, codes);
    }
    match name {
        "Code" => Shape::Code,
        "PartialDate" => Shape::Date,
        "Moment" => Shape::Moment,
        "Instant" => Shape::Instant,
        "Label" => Shape::Line,
        "Digest" => Shape::Digest,
        "Decimal" => Shape::Decimal,
        "TextRef" => Shape::TextBody,
        "RefValue" => Shape::Ref,
        "FieldValue" => Shape::Any,
        _ => Shape::Group(name.to_owned(), defs.get(name).map_or(Vec::new(), |def| fields(name, def, defs, depth + 1))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: Kind, name: &str) -> &'static Field {
        Form::of(kind).fields.iter().find(|field| field.name == name).unwrap()
    }

    #[test]
    fn a_form_has_the_fields_of_the_act_in_their_order() {
        let names: Vec<&str> = Form::of(Kind::ReportReceived).fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(
            names[..3],
            ["source_kind", "reporter_kind", "reporter"],
            "the date of the act is not asked for again"
        );
        let reporter = field(Kind::ReportReceived, "reporter");
        assert!(reporter.guard == Guard::Sealed && reporter.may_be_unrecorded && !reporter.is_optional);
        assert_eq!(reporter.shape, Shape::Text);
        let repeat = field(Kind::ReportReceived, "repeat_of");
        assert!(repeat.shape == Shape::Id && repeat.is_optional && repeat.may_be_unrecorded);
        assert_eq!(field(Kind::ReportReceived, "verbatim_ref").shape, Shape::TextBody);
        assert_eq!(field(Kind::CircumstancesFound, "mitigating").shape, Shape::Several(Box::new(Shape::Code)));
        assert_eq!(field(Kind::SanctionImposed, "posts").shape, Shape::Lines);
        let Shape::Rows(subject) = &field(Kind::ReportReceived, "subjects").shape else { panic!("no rows") };
        assert!(matches!(&subject.shape, Shape::Group(name, fields) if name == "ReportedSubject" && fields.len() == 5));
    }

    #[test]
    fn what_an_act_brings_into_being_is_not_asked_for() {
        let roles = |kind| Form::of(kind).roles.iter().map(|role| role.name).collect::<Vec<_>>();
        assert!(roles(Kind::ReportReceived).is_empty());
        assert_eq!(roles(Kind::DeterminationMade), ["meeting", "track", "fact", "round"]);
        assert!(!roles(Kind::CaseFiled).contains(&"track"));
        let Shape::Rows(entry) = &field(Kind::CaseFiled, "respondents").shape else { panic!("no rows") };
        let Shape::Group(_, fields) = &entry.shape else { panic!("no group") };
        assert!(fields.iter().any(|field| field.name == "tracks"));
        assert!(fields.iter().any(|field| field.name == KNOWN.1 && field.is_optional && field.shape == Shape::Id));
    }

    #[test]
    fn every_field_of_every_act_has_a_shape() {
        for kind in Kind::ALL {
            let schema = schema::request(*kind);
            let declared =
                schema.pointer("/properties/payload/properties").and_then(Value::as_object).map_or(0, Map::len);
            let own = usize::from(kind.spec().own_date.is_some()) + usize::from(*kind == Kind::ReportReceived);
            assert_eq!(Form::of(*kind).fields.len() + own, declared, "{}", kind.as_str());
        }
    }
}
