//! One act of a mapping, ready to be filled.

use serde_json::{Map, Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::CodeList;
use wenze_domain::codes::TrackCode;
use wenze_domain::refs::RoleSpec;

use super::MappingError;
use super::file::{At, Condition, RefEntry};
use super::names::Name;
use super::template::{Source, Template, ValueMaps};

/// Roles under which an object that exists is taken up instead of being made again.
const TAKEN_UP: [&str; 1] = ["respondent"];
/// Longest name of an object, in bytes: it stands in labels.
const OBJECT_NAME_BYTES_MAX: usize = 40;

/// Role → what stands under it.
pub(super) type Refs = Vec<(String, Vec<RefTarget>)>;

/// One object an act is about.
#[derive(Debug, Clone)]
pub(super) enum RefTarget {
    /// An object of the case by name; with a track, one of its pairs. Optional ones are left out while they are not there.
    Named { name: Name, track: Option<&'static str>, optional: bool },
    /// Something outside the case, by its id.
    Outside(Uuid),
}

/// An act for a step.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) activity: String,
    pub(super) kind: Kind,
    pub(super) at: At,
    pub(super) dated: bool,
    pub(super) when: Vec<Condition>,
    pub(super) refs: Refs,
    pub(super) payload: Template,
    pub(super) regime: Option<String>,
    /// Names of the objects it brings into being.
    pub(super) creates: Vec<Name>,
    /// Names of the objects that must be there before it.
    pub(super) needs: Vec<Name>,
}

impl Rule {
    /// Whether a role's object is made by the act; one that may exist already is made only if it does not.
    pub(super) fn makes(&self, name: &Name, exists: bool) -> bool {
        !exists || !self.takes_up(name)
    }

    fn takes_up(&self, name: &Name) -> bool {
        let stands = |target: &RefTarget| matches!(target, RefTarget::Named { name: own, .. } if own.text == name.text);
        self.refs.iter().any(|(role, targets)| TAKEN_UP.contains(&role.as_str()) && targets.iter().any(stands))
    }

    /// The refs as JSON.
    pub(super) fn refs_json(refs: &Refs, source: &impl Source) -> Map<String, Value> {
        let mut all = Map::new();
        for (role, targets) in refs {
            let values: Vec<Value> = targets.iter().filter_map(|target| target.value(source)).collect();
            if !values.is_empty() {
                all.insert(role.clone(), values.into());
            }
        }
        all
    }
}

impl RefTarget {
    fn value(&self, source: &impl Source) -> Option<Value> {
        match self {
            Self::Outside(id) => Some(json!(id)),
            Self::Named { name, track: None, .. } => source.object(&name.fill(source)).map(|id| json!(id)),
            Self::Named { name, track: Some(track), .. } => {
                source.object(&name.fill(source)).map(|id| format!("{id}/{track}").into())
            }
        }
    }
}

/// Reads the refs of an act and checks them against its kind.
pub(super) fn refs(
    kind: Kind,
    entries: impl IntoIterator<Item = (String, RefEntry)>,
    maps: &ValueMaps,
    place: &str,
) -> Result<Refs, MappingError> {
    let mut all = Refs::new();
    for (name, entry) in entries {
        let wrong = |message: String| MappingError::wrong(format!("{place}, refs.{name}"), message);
        let role = kind.spec().role(&name).ok_or_else(|| {
            let known: Vec<_> = kind.spec().roles().map(|role| role.name).collect();
            wrong(format!("{} has no such role; it has {}", kind.as_str(), known.join(", ")))
        })?;
        let targets = match entry {
            RefEntry::One(one) => vec![one],
            RefEntry::Many(many) => many,
        };
        let targets =
            targets.iter().map(|text| target(text, role, maps)).collect::<Result<Vec<_>, _>>().map_err(wrong)?;
        all.push((name, targets));
    }
    let given = |role: &RoleSpec| all.iter().any(|(name, targets)| name == role.name && !targets.is_empty());
    match kind.spec().roles().find(|role| !role.optional && !given(role)) {
        Some(role) => Err(MappingError::wrong(place, format!("{} needs refs.{}", kind.as_str(), role.name))),
        None => Ok(all),
    }
}

fn target(text: &str, role: RoleSpec, maps: &ValueMaps) -> Result<RefTarget, String> {
    if let Ok(id) = Uuid::try_parse(text) {
        return Ok(RefTarget::Outside(id));
    }
    let (text, optional) = text.strip_suffix('?').map_or((text, false), |text| (text, true));
    if optional && (role.creates || !role.optional) {
        return Err(format!("'{text}?' may be missing, and this role may not"));
    }
    // A '/' within a gap is part of the way to a value.
    let (name, track) = match text.rsplit_once('/').filter(|(_, code)| !code.contains('}')) {
        None => (text, None),
        Some((name, code)) => {
            let track = TrackCode::ALL.iter().find(|track| track.as_str() == code);
            (name, Some(track.ok_or_else(|| format!("'{code}' is not a track"))?.as_str()))
        }
    };
    if (role.name == "track") != track.is_some() {
        return Err("a track is written <respondent>/<track>, anything else without '/'".to_owned());
    }
    if name.is_empty() || name.len() > OBJECT_NAME_BYTES_MAX || name.chars().any(char::is_control) {
        return Err(format!("the name of an object has 1 to {OBJECT_NAME_BYTES_MAX} bytes"));
    }
    Ok(RefTarget::Named { name: Name::compile(name, maps)?, track, optional })
}

/// The objects that refs and payload of an act make, and those they need.
pub(super) fn makes_and_needs(kind: Kind, refs: &Refs, payload: &Template) -> (Vec<Name>, Vec<Name>) {
    let (mut creates, mut needs) = (Vec::new(), Vec::new());
    for (role, targets) in refs {
        let makes = kind.spec().role(role).is_some_and(|role| role.creates);
        for target in targets {
            if let RefTarget::Named { name, optional: false, .. } = target {
                let list: &mut Vec<Name> = if makes { &mut creates } else { &mut needs };
                list.push(name.clone());
            }
        }
    }
    let mut named = Vec::new();
    payload.objects(&mut named);
    needs.extend(named.into_iter().cloned());
    needs.retain(|name| creates.iter().all(|made| made.text != name.text));
    needs.sort_by(|one, other| one.text.cmp(&other.text));
    needs.dedup_by(|one, other| one.text == other.text);
    (creates, needs)
}
