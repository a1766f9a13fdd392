//! The writing of one case: a calendar, the people who work on it, and the acts written so far.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde_json::{Map, Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{Role, TrackCode};
use wenze_domain::envelope::Actor;

use super::cast::{Cast, Desk, Unit};
use super::dice::Dice;
use super::texts::{Matter, Texts, fill};

mod shapes;
pub(crate) use shapes::{Party, about, code};

/// An act as written, before it is known whether it has happened yet.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    /// Its number; corrections name it, wherever it comes to stand.
    pub(crate) key: usize,
    pub(crate) kind: Kind,
    pub(crate) day: NaiveDate,
    pub(crate) request: Value,
    pub(crate) actor: Actor,
}

/// How references to the event of an act begin, both while writing (followed by its key) and in the finished case
/// (followed by its place).
pub(crate) const EVENT_MARK: &str = "@event:";

/// One case being written.
pub(crate) struct Script<'a> {
    pub(crate) cast: &'a Cast,
    pub(crate) texts: &'static Texts,
    pub(crate) dice: Dice,
    pub(crate) case: Uuid,
    /// The number of the case in the world; numbers of documents are made of it.
    pub(crate) number: usize,
    pub(crate) desk: usize,
    pub(crate) unit: usize,
    pub(crate) matter: &'static Matter,
    pub(crate) day: NaiveDate,
    pub(crate) today: NaiveDate,
    pub(crate) notes: Vec<Note>,
    /// The person the texts speak of.
    pub(crate) person: usize,
    /// An earlier case of the world, to link with.
    pub(crate) other: Option<Uuid>,
    /// Whether the office keeps every rule.
    pub(crate) careful: bool,
    /// What sets this story apart from others.
    pub(crate) plot: Plot,
    village: String,
    company: String,
    year: i32,
    named: usize,
    written: usize,
}

/// Where and when a case is written.
pub(crate) struct Setting<'a> {
    pub(crate) cast: &'a Cast,
    pub(crate) case: Uuid,
    pub(crate) number: usize,
    pub(crate) other: Option<Uuid>,
    pub(crate) start: NaiveDate,
    pub(crate) today: NaiveDate,
    pub(crate) careful: bool,
    /// The kind of unit it happens in; any for an empty one.
    pub(crate) unit: &'a str,
}

/// What sets one story apart from others, as told and as it goes on.
#[derive(Debug, Default)]
pub(crate) struct Plot {
    /// Whom a report names, where that decides who may work on it.
    pub(crate) concerns: Concerns,
    /// The one track the story is about, if it is about one.
    pub(crate) only: Option<TrackCode>,
    /// Whether the execution will rest, so that it is not reported as done yet.
    pub(crate) rests: bool,
    /// Whether a reporter without a name gives it when asked.
    pub(crate) named_later: bool,
    /// Items of rectification that are put right before the case is closed.
    pub(crate) open_items: Vec<Uuid>,
    /// Whether a member has left the team of the investigation.
    pub(crate) one_left: bool,
}

/// Whom a report names, seen from the office that receives it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Concerns {
    /// Somebody the committee of the office manages.
    #[default]
    Managed,
    /// The principal of the office itself.
    OwnPrincipal,
    /// Somebody managed one level above.
    ManagedAbove,
}

impl<'a> Script<'a> {
    /// A case of a unit where this style of matter can happen.
    pub(crate) fn new(setting: &Setting<'a>, style: &str, mut dice: Dice) -> Self {
        let (cast, texts) = (setting.cast, Texts::shipped());
        let fits = |unit: &Unit, matter: &Matter| {
            let wanted = setting.unit.is_empty() || setting.unit == cast.organs[unit.organ].kind;
            wanted && matter.style == style && matter.units.iter().any(|kind| kind == cast.organs[unit.organ].kind)
        };
        let units: Vec<usize> = (0..cast.units.len())
            .filter(|at| texts.matters.iter().any(|matter| fits(&cast.units[*at], matter)))
            .collect();
        let unit = *dice.pick(&units);
        let matters: Vec<&'static Matter> =
            texts.matters.iter().filter(|matter| fits(&cast.units[unit], matter)).collect();
        let matter = *dice.pick(&matters);
        let officials = &cast.units[unit].officials;
        let person = officials[usize::from(dice.chance(60))];
        let year = setting.start.year() - i32::try_from(dice.between(1, 3)).unwrap_or(1);
        Self {
            cast,
            texts,
            case: setting.case,
            number: setting.number,
            desk: cast.units[unit].desk,
            unit,
            matter,
            day: working_day(setting.start),
            today: setting.today,
            notes: Vec::new(),
            person,
            other: setting.other,
            careful: setting.careful,
            plot: Plot::default(),
            village: dice.text(&texts.names.villages).to_owned(),
            company: dice.text(&texts.names.companies).to_owned(),
            year,
            named: 0,
            written: 0,
            dice,
        }
    }

    pub(crate) fn desk(&self) -> &'a Desk {
        &self.cast.desks[self.desk]
    }

    pub(crate) fn unit(&self) -> &'a Unit {
        &self.cast.units[self.unit]
    }

    /// An id that no other object of any case has, and that is the same in every run.
    pub(crate) fn id(&mut self, what: &str) -> Uuid {
        self.named += 1;
        Uuid::new_v5(&self.case, format!("{what}/{}", self.named).as_bytes())
    }

    /// Whether a determination was made under the regulations on managers of enterprises; before, they appealed as civil
    /// servants do.
    pub(crate) fn decided_by_2024(&self, determination: Uuid) -> bool {
        let id = determination.to_string();
        let is_it = |note: &&Note| {
            note.kind == Kind::DeterminationMade
                && note.request["refs"]["determination"][0].as_str() == Some(id.as_str())
        };
        let from = NaiveDate::from_ymd_opt(2024, 9, 1);
        self.notes.iter().find(is_it).is_some_and(|note| Some(note.day) >= from)
    }

    /// Evidence written down so far, the latest last.
    pub(crate) fn gathered(&self) -> Vec<Uuid> {
        let gathers = |note: &&Note| matches!(note.kind, Kind::EvidenceCollected | Kind::InterviewRecorded);
        let id = |note: &Note| note.request["refs"]["evidence"][0].as_str().and_then(|id| id.parse().ok());
        self.notes.iter().filter(gathers).filter_map(id).collect()
    }

    /// Lets some days pass; work is done on working days. A careful office takes a quarter of them.
    pub(crate) fn wait(&mut self, low: i64, high: i64) {
        let days = self.dice.between(low, high);
        self.pass(if self.careful { (days / 4).max(low.min(1)) } else { days });
    }

    /// What a careful office does the same day.
    pub(crate) fn soon_after(&mut self, low: i64, high: i64) {
        let days = self.dice.between(low, high);
        self.pass(if self.careful { 0 } else { days });
    }

    /// Lets days pass that no diligence makes fewer.
    pub(crate) fn rest(&mut self, low: i64, high: i64) {
        let days = self.dice.between(low, high);
        self.pass(days);
    }

    /// Lets so many days pass.
    pub(crate) fn pass(&mut self, days: i64) {
        self.day = working_day(self.day.checked_add_days(Days::new(days.unsigned_abs())).unwrap_or(self.day));
    }

    /// Today, in this case.
    pub(crate) fn on(&self) -> String {
        self.day.to_string()
    }

    /// A day so much later that has passed already when the case is recorded.
    pub(crate) fn soon(&mut self, low: i64, high: i64) -> String {
        let later = self.ahead_day(low, high);
        later.min(self.today).max(self.day).to_string()
    }

    /// A day so much later, whether it has come or not: a due date.
    pub(crate) fn ahead(&mut self, low: i64, high: i64) -> String {
        self.ahead_day(low, high).to_string()
    }

    /// A due date that can be kept: a careful office sets it half a year later.
    pub(crate) fn term(&mut self, low: i64, high: i64) -> String {
        let due = self.ahead_day(low, high);
        let more = if self.careful { 180 } else { 0 };
        due.checked_add_days(Days::new(more)).unwrap_or(due).to_string()
    }

    fn ahead_day(&mut self, low: i64, high: i64) -> NaiveDate {
        let days = self.dice.between(low, high).unsigned_abs();
        self.day.checked_add_days(Days::new(days)).unwrap_or(self.day)
    }

    /// A day so much earlier.
    pub(crate) fn ago(&mut self, low: i64, high: i64) -> String {
        let days = self.dice.between(low, high).unsigned_abs();
        self.day.checked_sub_days(Days::new(days)).unwrap_or(self.day).to_string()
    }

    /// A phrase by its name, with the words of this case.
    pub(crate) fn say(&mut self, phrase: &str) -> String {
        let template = self.dice.text(self.texts.phrase(phrase)).to_owned();
        self.fill(&template)
    }

    /// One of the texts of what the case is about.
    pub(crate) fn of_matter(&mut self, list: fn(&'static Matter) -> &'static [String]) -> String {
        let template = self.dice.text(list(self.matter));
        self.fill(template)
    }

    /// A text with the words of this case put in.
    pub(crate) fn fill(&mut self, template: &str) -> String {
        let (human, unit) = (&self.cast.humans[self.person], &self.cast.units[self.unit]);
        let (organs, area) = (&self.cast.organs, self.cast.desks[self.desk].area);
        let dice = &mut self.dice;
        fill(template, |word| match word {
            "person" => human.name.clone(),
            "post" => human.post.clone(),
            "unit" => organs[unit.organ].name.clone(),
            "town" => unit.town.clone(),
            "county" => area.to_owned(),
            "village" => self.village.clone(),
            "company" => self.company.clone(),
            "year" => self.year.to_string(),
            "month" => dice.between(1, 12).to_string(),
            "sum" => format!("{}.{}", dice.between(1, 180), dice.between(1, 9)),
            _ => dice.between(2, 9).to_string(),
        })
    }

    /// Throws for a case: true in so many of a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.dice.chance(percent)
    }

    /// Throws for a slip of the office, which a careful one never makes; the throw is made all the same.
    pub(crate) fn slips(&mut self, percent: usize) -> bool {
        self.chance(percent) && !self.careful
    }

    /// Throws for what an office ought to do, and a careful one always does.
    pub(crate) fn keeps(&mut self, percent: usize) -> bool {
        self.chance(percent) || self.careful
    }

    /// Writes an act done today and returns its key.
    pub(crate) fn act(&mut self, kind: Kind, refs: &Value, payload: &Value) -> usize {
        self.act_in_role(kind, kind.spec().actors[0], refs, payload)
    }

    /// The same, done in one of the roles that may do it.
    pub(crate) fn act_in_role(&mut self, kind: Kind, role: Role, refs: &Value, payload: &Value) -> usize {
        let key = self.next_key();
        let (actor, behalf) = self.actor(role);
        let mut request = Map::new();
        request.insert("kind".to_owned(), json!(kind.as_str()));
        request.insert("occurred".to_owned(), json!({ "date": self.on() }));
        request.insert("refs".to_owned(), refs.clone());
        request.insert("payload".to_owned(), payload.clone());
        if let Some(behalf) = behalf {
            request.insert("on_behalf_of".to_owned(), behalf);
        }
        if let Some(number) = self.document_number(kind) {
            request.insert("document_no".to_owned(), json!(number));
        }
        self.notes.push(Note { key, kind, day: self.day, request: Value::Object(request), actor });
        key
    }

    /// A key that no act has yet.
    pub(crate) fn next_key(&mut self) -> usize {
        self.written += 1;
        self.written
    }

    /// Changes the request of the act written last.
    pub(crate) fn amend(&mut self, change: impl FnOnce(&mut Value)) {
        if let Some(note) = self.notes.last_mut() {
            change(&mut note.request);
        }
    }

    /// Confirms with a reason that the act written last is recorded although the usual order has no place for it.
    pub(crate) fn confirmed(&mut self, phrase: &str) {
        let reason = self.say(phrase);
        self.amend(|request| request["confirm_out_of_order"] = json!({ "reason": reason }));
    }

    /// Who enters an act of a role, and for whom: leaders and bodies mostly have it entered for them.
    fn actor(&mut self, role: Role) -> (Actor, Option<Value>) {
        let performer = self.member(role);
        let entered_for = match role {
            Role::OrganHead | Role::CommitteeHead => self.chance(70),
            Role::DecisionBody => true,
            _ => false,
        };
        if !entered_for {
            return (self.actor_of(performer, role), None);
        }
        let clerk = self.member(Role::Clerk);
        let behalf = if role == Role::DecisionBody {
            let committee = &self.cast.organs[self.desk().committee];
            json!({ "organ_id": committee.id, "organ_level": shapes::code(committee.level) })
        } else {
            let human = &self.cast.humans[performer];
            let organ = &self.cast.organs[human.organ];
            json!({
                "person": { "person_id": human.id, "as_named": human.name, "post": human.post },
                "organ_id": organ.id,
                "organ_level": shapes::code(organ.level),
                "post": human.post,
            })
        };
        (self.actor_of(clerk, Role::Clerk), Some(behalf))
    }

    fn actor_of(&self, at: usize, role: Role) -> Actor {
        let human = &self.cast.humans[at];
        Actor { person_id: human.id, role, office_id: self.cast.organs[human.organ].id }
    }

    /// The number of the paper, where such an act usually has a numbered one.
    fn document_number(&mut self, kind: Kind) -> Option<String> {
        let word = shapes::series(kind)?;
        Some(self.paper(word))
    }

    /// The number of a judgment, or of a decision not to prosecute.
    pub(crate) fn judgment(&mut self, series: &str) -> String {
        let short: String = self.desk().area.chars().take(1).collect();
        format!("（{}）{short}{series}{}号", self.day.year(), self.number * 10 + self.dice.below(10) + 1)
    }

    /// A document number as offices write them.
    pub(crate) fn paper(&mut self, series: &str) -> String {
        let short: String = self.desk().area.chars().take(1).collect();
        format!("{short}纪{series}〔{}〕{}号", self.day.year(), self.number * 10 + self.named % 10 + 1)
    }
}

/// The day itself, or the Monday after.
fn working_day(day: NaiveDate) -> NaiveDate {
    let over = match day.weekday() {
        Weekday::Sat => 2,
        Weekday::Sun => 1,
        _ => 0,
    };
    day.checked_add_days(Days::new(over)).unwrap_or(day)
}
