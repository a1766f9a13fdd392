//! Which acts a rulebook may name, what they are about and which fields they have.
//!
//! The product's own vocabulary is generated from its catalogue of acts (`cargo xtask schemas` writes
//! `vocabulary/wenze.json`), so that a rulebook is checked against the very forms that are stored.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;
use serde_json::Value;

use crate::expr::Type;

/// The name a rulebook gives to be checked against the product's acts.
pub const WENZE: &str = "wenze";

/// A catalogue of acts.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Vocabulary {
    /// Kinds of act by their names.
    pub kinds: BTreeMap<String, KindForm>,
    /// Facts of the case and of instances, by their paths such as `inst.identity`, with their types.
    facts: BTreeMap<String, Value>,
    /// Chinese labels of codes.
    #[serde(default)]
    codes_zh: BTreeMap<String, String>,
    /// Chinese labels of the usual codes of open lists, by the names of these.
    #[serde(default)]
    open_zh: BTreeMap<String, BTreeMap<String, String>>,
}

/// The form of a kind of act.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct KindForm {
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Whose act it is, in Chinese.
    pub by_zh: String,
    /// Whose act it is, in English.
    pub by_en: String,
    /// Roles of objects, people and organs, each with whether an act may leave it out.
    pub roles: BTreeMap<String, RoleForm>,
    /// Open fields and their types.
    data: BTreeMap<String, Value>,
    /// Fields that hold a code of an open list, by their paths, with the name of the list.
    #[serde(default)]
    open: BTreeMap<String, String>,
    /// Fields in Chinese.
    #[serde(default)]
    pub fields_zh: BTreeMap<String, String>,
    /// Fields in English.
    #[serde(default)]
    pub fields_en: BTreeMap<String, String>,
}

/// A role of a kind of act.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct RoleForm {
    /// Whether an act may leave it out, and is then about the whole case.
    #[serde(default)]
    pub optional: bool,
}

impl Vocabulary {
    /// The product's own.
    pub fn wenze() -> &'static Vocabulary {
        static SHIPPED: LazyLock<Vocabulary> = LazyLock::new(|| {
            // A file that a test reads too; an empty catalogue would make every rulebook fail to load, loudly.
            serde_json::from_str(include_str!("../vocabulary/wenze.json")).unwrap_or_default()
        });
        &SHIPPED
    }

    /// The vocabulary a rulebook names, if it is known.
    pub fn named(name: &str) -> Option<&'static Vocabulary> {
        (name == WENZE).then(Self::wenze)
    }

    /// What a code is called in Chinese.
    pub fn code(&self, code: &str) -> Option<&str> {
        self.codes_zh.get(code).map(String::as_str)
    }

    /// The type of a fact.
    pub fn fact(&self, path: &str) -> Option<Type> {
        self.facts.get(path).map(type_of)
    }

    /// All facts.
    pub fn facts(&self) -> impl Iterator<Item = &str> {
        self.facts.keys().map(String::as_str)
    }

    /// What a code of a field is called in Chinese; `path` is that of the field in an expression, such as
    /// `event.data.way` or `inst.kind`.
    pub(crate) fn code_at<'v>(&'v self, kinds: &[Arc<str>], path: &str, code: &str) -> Option<&'v str> {
        let own = match path.split_once('.') {
            Some((_, "type")) => self.kinds.get(code).map(|form| form.zh.as_str()),
            Some(("inst" | "case", _)) => self.facts.get(path).and_then(|fact| label(fact, code)),
            Some((_, inner)) => {
                // An item of a list has a name of its own, and only the end of the path is the field's.
                let inner = inner.strip_prefix("data.").unwrap_or(inner);
                let own = || kinds.iter().filter_map(|kind| self.kinds.get(kind.as_ref()));
                let closed = |form: &'v KindForm| form.field(inner).and_then(|field| label(field, code));
                let open = |form: &'v KindForm| {
                    let labels = self.open_zh.get(form.open.get(inner)?)?;
                    labels.get(code).map(String::as_str)
                };
                let named = own().find_map(closed).or_else(|| own().find_map(open));
                named.or_else(|| self.kinds.values().find_map(closed))
            }
            None => None,
        };
        own.or_else(|| self.code(code))
    }

    /// The codes that a field of an act of these kinds can hold, where they are listed; `path` as in [`Self::code_at`].
    pub(crate) fn codes_at(&self, kinds: &[Arc<str>], path: &str) -> Vec<&str> {
        let inner = path.split_once('.').map_or(path, |(_, inner)| inner.strip_prefix("data.").unwrap_or(inner));
        let mut own = kinds.iter().filter_map(|kind| self.kinds.get(kind.as_ref()));
        let codes = own.find_map(|form| form.field(inner)?.get("codes")?.as_array());
        codes.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// Whether an act of a kind may leave a role out and is then about the whole case.
    pub fn is_optional(&self, kind: &str, role: &str) -> bool {
        self.kinds.get(kind).and_then(|form| form.roles.get(role)).is_some_and(|role| role.optional)
    }

    /// The type of an act of one of these kinds: fields that two of them have with different types can be anything.
    pub fn event(&self, kinds: &[Arc<str>]) -> Type {
        let mut data: BTreeMap<String, Type> = BTreeMap::new();
        let mut rel: BTreeMap<String, Type> = BTreeMap::new();
        for form in kinds.iter().filter_map(|kind| self.kinds.get(kind.as_ref())) {
            for (name, written) in &form.data {
                let found = type_of(written);
                data.entry(name.clone())
                    .and_modify(|known| {
                        if *known != found {
                            *known = Type::Any;
                        }
                    })
                    .or_insert(found);
            }
            rel.extend(form.roles.keys().map(|role| (role.clone(), Type::List(Box::new(Type::Text)))));
        }
        event_type(Type::Map(Arc::new(data)), Type::Map(Arc::new(rel)))
    }
}

impl KindForm {
    /// The written types of its open fields.
    pub(crate) fn written(&self) -> impl Iterator<Item = &Value> {
        self.data.values()
    }

    /// The written type of a field within lists and maps.
    fn field(&self, path: &str) -> Option<&Value> {
        let mut steps = path.split('.');
        let mut at = self.data.get(steps.next()?)?;
        for step in steps {
            at = at.get("list").unwrap_or(at).get("map")?.get(step)?;
        }
        Some(at)
    }
}

/// The label of a code in a written type.
fn label<'v>(written: &'v Value, code: &str) -> Option<&'v str> {
    let written = written.get("list").unwrap_or(written);
    let at = written.get("codes")?.as_array()?.iter().position(|known| known == code)?;
    written.get("zh")?.get(at)?.as_str()
}

/// The type of an act about which nothing is known.
pub fn any_event() -> Type {
    let anything = Type::List(Box::new(Type::Text));
    event_type(Type::Any, Type::Map(Arc::new(BTreeMap::from([("*".to_owned(), anything)]))))
}

fn event_type(data: Type, rel: Type) -> Type {
    let map = |fields: &[(&str, Type)]| {
        Type::Map(Arc::new(fields.iter().map(|(name, of)| ((*name).to_owned(), of.clone())).collect()))
    };
    let behalf = map(&[("person", Type::Text), ("organ", Type::Text), ("level", Type::Text)]);
    map(&[
        ("id", Type::Text),
        ("type", Type::Text),
        ("at", Type::Text),
        ("recorded", Type::Text),
        ("entered_from", Type::Code(Arc::from(["system", "paper", "import"].map(str::to_owned)))),
        ("behalf", behalf),
        ("regime", map(&[("name", Type::Text), ("version", Type::Text)])),
        ("data", data),
        ("rel", rel),
    ])
}

fn type_of(written: &Value) -> Type {
    match written {
        Value::String(name) => match name.as_str() {
            "bool" => Type::Bool,
            "number" => Type::Number,
            "text" => Type::Text,
            _ => Type::Any,
        },
        Value::Object(map) => {
            if let Some(Value::Array(codes)) = map.get("codes") {
                Type::Code(codes.iter().filter_map(Value::as_str).map(str::to_owned).collect())
            } else if let Some(of) = map.get("list") {
                Type::List(Box::new(type_of(of)))
            } else if let Some(Value::Object(fields)) = map.get("map") {
                Type::Map(Arc::new(fields.iter().map(|(name, of)| (name.clone(), type_of(of))).collect()))
            } else {
                Type::Any
            }
        }
        _ => Type::Any,
    }
}
