//! From the form of a sitting to its acts: each act once, or once for each that was chosen, with what it is about filled in.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::case::Case;

use super::choices::{Choices, From};
use super::given::Given;
use super::outcome::add_digest;
use super::read::Reading;
use super::refused::Wrong;
use super::sittings::{About, Each, Part, Spec};
use super::typed::Typed;
use crate::reader::Reader;

/// The field of what a sitting is about.
pub(super) const ABOUT: &str = "about";
/// Fields that follow from whom an act is about.
pub(super) const FOLLOWING: [(Kind, &str); 2] =
    [(Kind::SanctionImposed, "regime"), (Kind::DecisionServed, "recipient_kind")];
/// Objects that are chosen at one act of a sitting and that its other acts are about, too: its name, the role, and the act.
const ASKED_ONCE: [(&str, &str, Kind); 1] = [("appeal", "appeal", Kind::AppealDecided)];
/// Most acts for which a form is expanded; casework takes no more at once.
const ITEMS_MAX: usize = 60;

/// One that a sitting is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// Names it in the form.
    pub(super) key: String,
    pub(super) label: String,
    pub(super) respondent: Option<String>,
    pub(super) track: Option<String>,
    /// The tracks of one who is entered here.
    pub(super) entered: Vec<String>,
}

/// One act of the form, ready to be recorded.
pub(super) struct Ready {
    /// Under which names its fields stand: those that are the same for all, and those of its row.
    pub(super) sheet: String,
    pub(super) row: String,
    pub(super) part: &'static Part,
    /// Whom it is about, where it is one of several.
    pub(super) label: String,
    pub(super) typed: Typed,
    pub(super) request: Value,
}

/// Expands a form.
pub(super) struct Expanding<'a> {
    pub(super) reader: &'a Reader,
    pub(super) spec: &'static Spec,
    pub(super) parts: Vec<(usize, &'static Part)>,
    pub(super) choices: &'a Choices,
    pub(super) case: &'a Case,
    pub(super) given: &'a Given,
    errors: BTreeMap<String, String>,
    /// Objects that its acts bring into being: by role, and by whom they are about.
    made: HashMap<(&'static str, String), Value>,
}

/// The name of the fields that are the same for all.
pub(super) fn sheet_name(part: usize) -> String {
    format!("a{part}")
}

/// The name of the fields in the row of one.
pub(super) fn row_name(part: usize, item: &Item) -> String {
    format!("a{part}-{}", item.key)
}

/// The items that were chosen.
pub(super) fn items(spec: &Spec, choices: &Choices, typed: &Typed) -> Vec<Item> {
    let chosen = |name: &str| -> Vec<String> {
        let place = typed.at(ABOUT).and_then(|about| about.at(name));
        place.into_iter().flat_map(Typed::texts).map(str::to_owned).collect()
    };
    let person = |id: String| {
        let label = choices.label_of(From::Case("respondent"), &id)?.to_owned();
        Some(Item { key: id.clone(), label, respondent: Some(id), track: None, entered: Vec::new() })
    };
    let pair = |id: String| {
        let label = choices.label_of(From::Case("track"), &id)?.to_owned();
        let (respondent, track) = id.split_once('/')?;
        let (respondent, track) = (Some(respondent.to_owned()), Some(track.to_owned()));
        Some(Item { key: id.replace('/', "-"), label, respondent, track, entered: Vec::new() })
    };
    let unit = |(at, label): (usize, &str)| Item {
        key: format!("unit{at}"),
        label: label.to_owned(),
        respondent: None,
        track: None,
        entered: Vec::new(),
    };
    let mut found: Vec<Item> = match spec.about {
        About::Nothing | About::Entered => Vec::new(),
        About::Respondents => chosen("respondent").into_iter().filter_map(person).collect(),
        About::Pairs => chosen("track").into_iter().filter_map(pair).collect(),
        About::Recipients => {
            let units = chosen("unit").join("\n");
            let units: Vec<Item> =
                units.lines().map(str::trim).filter(|one| !one.is_empty()).enumerate().map(unit).collect();
            chosen("respondent").into_iter().filter_map(person).chain(units).collect()
        }
    };
    found.truncate(ITEMS_MAX);
    found
}

impl<'a> Expanding<'a> {
    pub(super) fn new(
        (reader, spec, parts): (&'a Reader, &'static Spec, Vec<(usize, &'static Part)>),
        choices: &'a Choices,
        case: &'a Case,
        given: &'a Given,
    ) -> Self {
        let (errors, made) = (BTreeMap::new(), HashMap::new());
        Self { reader, spec, parts, choices, case, given, errors, made }
    }

    /// The acts, or what is wrong.
    pub(super) fn acts(mut self) -> Result<Vec<Ready>, Wrong> {
        let mut items = items(self.spec, self.choices, &self.given.typed);
        if items.is_empty() && matches!(self.spec.about, About::Respondents | About::Pairs | About::Recipients) {
            let field = if self.spec.about == About::Pairs { "track" } else { "respondent" };
            self.errors.insert(format!("{ABOUT}.{field}"), self.reader.texts.say("wrong-no-object"));
        }
        let mut ready = Vec::new();
        for (number, part) in self.parts.clone() {
            match part.each {
                Each::Once => ready.extend(self.once(number, part, &items)),
                Each::Item(tracks) => {
                    let own =
                        items.iter().filter(|item| tracks.holds(item.track.as_deref(), item.respondent.is_some()));
                    for item in own.cloned().collect::<Vec<_>>() {
                        ready.extend(self.of_item(number, part, &item));
                    }
                }
            }
            if self.spec.about == About::Entered && number == 0 {
                items = ready
                    .first_mut()
                    .map(|first| entered(self.case, self.choices, self.given, first))
                    .unwrap_or_default();
            }
        }
        if self.errors.is_empty() { Ok(ready) } else { Err(Wrong::of_fields(self.errors)) }
    }

    /// Whether an act that may be left out is wanted.
    fn is_wanted(&self, part: &Part) -> bool {
        let with = self.given.typed.at(ABOUT).and_then(|about| about.at("with"));
        !part.is_optional || with.into_iter().flat_map(Typed::texts).any(|one| one == part.kind.as_str())
    }

    fn once(&mut self, number: usize, part: &'static Part, items: &[Item]) -> Option<Ready> {
        if !self.is_wanted(part) {
            return None;
        }
        let name = sheet_name(number);
        let typed = self.given.typed.at(&name).cloned().unwrap_or_default();
        let typed = self.dated(typed);
        let mut request = self.read(part, &name, &name, &typed);
        let several = |of: fn(&Item) -> Option<String>| {
            let mut all: Vec<String> = items.iter().filter_map(of).collect();
            all.dedup();
            json!(all)
        };
        let respondents = several(|item| item.respondent.clone());
        let tracks = several(|item| Some(format!("{}/{}", item.respondent.as_ref()?, item.track.as_ref()?)));
        let asked = self.asked_once();
        let chosen: Vec<(&'static str, Value)> =
            [("respondent", respondents), ("track", tracks)].into_iter().chain(asked).collect();
        self.fill(part.kind, &mut request, &chosen, "");
        Some(Ready { sheet: name.clone(), row: name, part, label: String::new(), typed, request })
    }

    /// What is chosen at one act for all of them.
    fn asked_once(&self) -> Option<(&'static str, Value)> {
        let (_, role, at) = ASKED_ONCE.iter().find(|(name, ..)| *name == self.spec.name)?;
        let (number, _) = self.parts.iter().find(|(_, part)| part.kind == *at)?;
        let typed = self.given.typed.at(&sheet_name(*number))?.at("refs")?.at(role)?;
        let chosen = self.choices.value_of(From::of(role), typed.text())?;
        Some((*role, json!([chosen])))
    }

    fn of_item(&mut self, number: usize, part: &'static Part, item: &Item) -> Option<Ready> {
        let (sheet, row) = (sheet_name(number), row_name(number, item));
        let none = Typed::default();
        let own = self.given.typed.at(&row).unwrap_or(&none);
        let is_left_out =
            if part.columns.is_empty() { !self.is_wanted(part) } else { part.is_optional && own.is_blank() };
        if is_left_out {
            return None;
        }
        let mut typed = self.given.typed.at(&sheet).cloned().unwrap_or_default().overlaid(own);
        if part.kind == Kind::SanctionImposed
            && let Some(track) = &item.track
        {
            typed.fill("payload.regime", track);
        }
        if part.kind == Kind::DecisionServed {
            typed.fill("payload.recipient_kind", if item.respondent.is_some() { "person" } else { "unit" });
            typed.fill("payload.to", &item.label);
        }
        let typed = self.dated(typed);
        let mut request = self.read(part, &sheet, &row, &typed);
        let respondent = item.respondent.clone().map_or(json!([]), |id| json!([id]));
        let tracks = self.tracks_of(item);
        self.fill(part.kind, &mut request, &[("respondent", respondent), ("track", tracks)], &item.key);
        self.keep_own_determinations(&mut request, item);
        Some(Ready { sheet, row, part, label: item.label.clone(), typed, request })
    }

    /// An act of which no date is told was done on the day of the first.
    fn dated(&self, mut typed: Typed) -> Typed {
        let first = self.given.typed.at("a0").and_then(|first| first.at("occurred")).and_then(|one| one.at("date"));
        if let Some(date) = first.map(Typed::text).filter(|date| !date.is_empty()) {
            typed.fill("occurred.date", date);
        }
        typed
    }

    /// The track of a row, or all tracks of a respondent.
    fn tracks_of(&self, item: &Item) -> Value {
        let Some(respondent) = &item.respondent else { return json!([]) };
        if let Some(track) = &item.track {
            return json!([format!("{respondent}/{track}")]);
        }
        if self.spec.about == About::Entered {
            return json!(item.entered);
        }
        let all = self.choices.listed(From::Case("track")).iter().map(|one| &one.value);
        json!(all.filter(|value| value.split('/').next() == Some(respondent)).collect::<Vec<_>>())
    }

    /// Of the determinations that were chosen for all, a person gets those about himself.
    fn keep_own_determinations(&self, request: &mut Value, item: &Item) {
        let Some(respondent) = item.respondent.as_ref().and_then(|id| Uuid::try_parse(id).ok()) else { return };
        if let Some(all) = request.pointer_mut("/refs/determination").and_then(Value::as_array_mut) {
            let is_own = |id: &Value| {
                let found = id.as_str().and_then(|id| Uuid::try_parse(id).ok());
                found.and_then(|id| self.case.determinations.get(&id)).is_none_or(|one| one.respondent == respondent)
            };
            all.retain(is_own);
        }
    }

    fn read(&mut self, part: &Part, sheet: &str, row: &str, typed: &Typed) -> Value {
        let mut reading = Reading {
            reader: self.reader,
            kind: part.kind,
            choices: self.choices,
            blank_is_unrecorded: self.given.blank_is_unrecorded,
            is_about_given: false,
            errors: BTreeMap::new(),
        };
        let mut request = reading.act(row, typed);
        add_digest(&mut request);
        let covered: Vec<String> = covered(self.spec, part.kind).map(|role| format!("{row}.refs.{role}")).collect();
        for (path, why) in reading.errors.into_iter().filter(|(path, _)| !covered.contains(path)) {
            self.errors.entry(placed(part, sheet, row, &path)).or_insert(why);
        }
        // What is out of order is confirmed once for the whole sitting.
        let confirmed =
            self.given.typed.at("a0").and_then(|first| first.at("confirm")).and_then(|one| one.at("reason"));
        if let Some(reason) = confirmed.map(Typed::text).filter(|reason| !reason.is_empty()) {
            request["confirm_out_of_order"]["reason"] = json!(reason);
        }
        request
    }

    /// What an act is about: what was chosen for the sitting, what earlier acts brought into being, and an id for what it does.
    fn fill(&mut self, kind: Kind, request: &mut Value, chosen: &[(&'static str, Value)], key: &str) {
        for role in kind.spec().roles() {
            let of_item = self.made.get(&(role.name, key.to_owned()));
            let value = if role.creates && !role.many && !role.optional {
                let seed = format!("wenze/sitting/{}/{}/{}/{key}", self.given.key, kind.as_str(), role.name);
                let id = json!([Uuid::new_v5(&Uuid::NAMESPACE_OID, seed.as_bytes())]);
                self.made.insert((role.name, key.to_owned()), id.clone());
                Some(id)
            } else if role.creates {
                None
            } else if let Some(made) = of_item.or_else(|| self.made.get(&(role.name, String::new()))) {
                Some(made.clone())
            } else {
                let found = chosen.iter().find(|(name, _)| *name == role.name).map(|(_, value)| value.clone());
                found.filter(|value| value.as_array().is_some_and(|all| !all.is_empty()))
            };
            if let Some(value) = value {
                request["refs"][role.name] = value;
            }
        }
    }
}

/// The roles that a sitting fills in for an act, so that its sheet does not ask for them.
pub(super) fn covered(spec: &'static Spec, kind: Kind) -> impl Iterator<Item = &'static str> {
    let is_chosen = spec.about != About::Nothing;
    let is_asked_elsewhere =
        move |role: &str| ASKED_ONCE.iter().any(|(name, own, at)| *name == spec.name && *own == role && *at != kind);
    let made = spec.parts.iter().take_while(move |part| part.kind != kind).flat_map(|part| part.kind.spec().roles());
    let made: Vec<&'static str> = made.filter(|role| role.creates).map(|role| role.name).collect();
    kind.spec().roles().map(|role| role.name).filter(move |name| {
        made.contains(name) || is_asked_elsewhere(name) || (is_chosen && ["respondent", "track"].contains(name))
    })
}

/// A field of a row where it stands in the table, else in the sheet.
pub(super) fn placed(part: &Part, sheet: &str, row: &str, path: &str) -> String {
    let Some(rest) = path.strip_prefix(row).and_then(|rest| rest.strip_prefix('.')) else { return path.to_owned() };
    let name = match rest.strip_prefix("payload.") {
        Some(inner) => inner.split('.').next().unwrap_or_default(),
        None if rest.starts_with("occurred.date") => "date",
        None => "",
    };
    if part.columns.contains(&name) { path.to_owned() } else { format!("{sheet}.{rest}") }
}

/// The respondents that a filing enters: each gets its id here, and one who stands in the case under his name keeps his own.
fn entered(case: &Case, choices: &Choices, given: &Given, first: &mut Ready) -> Vec<Item> {
    let known = choices.listed(From::Case("respondent"));
    let rows = first.request.pointer_mut("/payload/respondents").and_then(Value::as_array_mut);
    let mut items: Vec<Item> = Vec::new();
    for (number, row) in rows.into_iter().flatten().enumerate() {
        let name = row["name"].as_str().unwrap_or_default().to_owned();
        let chosen = row["respondent"].as_str().map(str::to_owned);
        let of_name = known.iter().find(|one| one.label == name).map(|one| one.value.clone());
        let own = chosen.or(of_name);
        let own = own.filter(|id| Uuid::try_parse(id).is_ok_and(|id| case.respondents.contains_key(&id)));
        let is_free = |id: &String| items.iter().all(|item| item.respondent.as_ref() != Some(id));
        let seed = format!("wenze/sitting/{}/respondent/{number}", given.key);
        let id = own.filter(is_free).unwrap_or_else(|| Uuid::new_v5(&Uuid::NAMESPACE_OID, seed.as_bytes()).to_string());
        row["respondent"] = json!(id);
        let tracks = row["tracks"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let entered = tracks.map(|track| format!("{id}/{track}")).collect();
        items.push(Item { key: id.clone(), label: name, respondent: Some(id), track: None, entered });
    }
    items
}
