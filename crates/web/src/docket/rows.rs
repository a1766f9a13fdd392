//! One appeal as a row: what it is, in time or not, until when it is to be decided, by whom, and what comes next.

use askama::Template;
use askama::filters::HtmlSafe;
use wenze_casework::{DocketEntry, Overlap};
use wenze_domain::fields::PartialDate;

use crate::due::Stand;
use crate::forms::Act;
use crate::parts::{LongText, StateTag, When};
use crate::reader::Reader;

/// Acts that a row names as next; the page of the appeal has them all.
const NEXT_MAX: usize = 3;

/// One row.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) number: String,
    pub(super) case: String,
    pub(super) route: String,
    pub(super) instance: String,
    pub(super) state: StateTag,
    pub(super) received: Option<When>,
    pub(super) filed: Option<When>,
    pub(super) relief: Option<LongText>,
    pub(super) window: Option<Stand>,
    /// An obstacle was heard, and what was decided on it.
    pub(super) extended: Option<String>,
    /// Whether it was taken up.
    pub(super) admitted: String,
    pub(super) admitted_on: Option<When>,
    pub(super) decide: Option<Stand>,
    pub(super) people: People,
    pub(super) next: Vec<Act>,
}

/// Who handles it, beside who handled the case before.
#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<span class="checked">{{ checked }}</span>{% for line in overlap %}<span class="under heed">{{ line }}</span>{% endfor %}"#
)]
pub(crate) struct People {
    pub(crate) checked: String,
    /// Each who is both, with what he did.
    pub(crate) overlap: Vec<String>,
}

impl Row {
    pub(super) fn new(reader: &Reader, entry: &DocketEntry) -> Self {
        let (words, texts, appeal) = (reader.words, reader.texts, &entry.appeal);
        let day = |day: &Option<String>| day.as_deref().and_then(PartialDate::parse).map(|day| When::date(words, day));
        let id = appeal.id.to_string();
        let objects = [("appeal", id.as_str())];
        let route = appeal.route.as_ref().map_or_else(|| words.not_recorded(), |route| route.words.clone());
        let state = appeal.state.as_ref().map_or("none", |state| state.code.as_str());
        let heard =
            |granted: bool| if granted { texts.say("docket-extended") } else { texts.say("docket-not-extended") };
        let extended = appeal.time_extended.map(heard);
        let (admitted, admitted_on) = match (&appeal.days.accepted, &appeal.days.refused, &appeal.days.passed_on) {
            (Some(_), ..) => (texts.say("docket-accepted"), day(&appeal.days.accepted)),
            (_, Some(_), _) => (texts.say("docket-refused"), day(&appeal.days.refused)),
            (.., Some(_)) => (texts.say("docket-passed-on"), day(&appeal.days.passed_on)),
            _ if state == "filed" => (texts.say("docket-to-be-seen"), None),
            _ => (texts.say("docket-no-admission"), None),
        };
        Self {
            href: format!("/cases/{}/appeals/{}", entry.case, appeal.id),
            name: appeal.name.clone().unwrap_or_else(|| texts.say("name-withheld")),
            number: entry.number.clone().unwrap_or_else(|| reader.short_id(entry.case)),
            case: format!("/cases/{}", entry.case),
            route,
            instance: texts.tell("docket-instance", [("instance", appeal.instance.into())]),
            state: StateTag::new(words, "appeal", state),
            received: day(&appeal.days.received),
            filed: day(&appeal.days.filed),
            relief: entry.relief.as_deref().map(LongText::new),
            window: entry.window.as_ref().map(|stand| Stand::new(reader, stand, |code| window(reader, code))),
            extended,
            admitted,
            admitted_on,
            decide: entry.decide.as_ref().map(|stand| Stand::new(reader, stand, |code| decided(reader, code))),
            people: People::new(reader, &entry.people),
            next: entry
                .next
                .iter()
                .take(NEXT_MAX)
                .map(|act| Act::new(reader, entry.case, &act.code, &objects))
                .collect(),
        }
    }
}

// Made by its own template, which escapes what it is given.
impl HtmlSafe for People {}

impl People {
    pub(crate) fn new(reader: &Reader, people: &wenze_casework::AppealPeople) -> Self {
        let texts = reader.texts;
        let checked = match (people.handling.len(), people.overlap.len()) {
            (0, _) => texts.say("handlers-nobody"),
            (handling, 0) => {
                texts.tell("handlers-apart", [("handling", handling.into()), ("original", people.original.into())])
            }
            (handling, both) => texts.tell("handlers-both", [("handling", handling.into()), ("both", both.into())]),
        };
        Self { checked, overlap: people.overlap.iter().map(|one| overlap(reader, one)).collect() }
    }
}

fn overlap(reader: &Reader, one: &Overlap) -> String {
    let name = one.name.clone().unwrap_or_else(|| reader.texts.say("name-withheld"));
    let day = PartialDate::parse(&one.day).map(|day| reader.words.partial_date(day)).unwrap_or_default();
    let told = [("name", name.into()), ("act", one.act.words.as_str().into()), ("day", day.into())];
    match one.bar {
        "reviewed" => reader.texts.tell("handlers-reviewed", told),
        _ => reader.texts.tell("handlers-investigated", told),
    }
}

/// What a verdict on the time to appeal means.
pub(crate) fn window(reader: &Reader, verdict: &str) -> Option<String> {
    let texts = reader.texts;
    Some(match verdict {
        "satisfied" => texts.say("window-in-time"),
        "violated" => texts.say("window-late"),
        "pending" => texts.say("window-runs"),
        "not_regulated" => texts.say("window-unlimited"),
        _ => return None,
    })
}

/// What a verdict on the time to decide means.
pub(crate) fn decided(reader: &Reader, verdict: &str) -> Option<String> {
    let texts = reader.texts;
    Some(match verdict {
        "satisfied" => texts.say("decide-in-time"),
        "violated" => texts.say("decide-late"),
        "pending" => texts.say("decide-runs"),
        "discharged" => texts.say("decide-ended"),
        _ => return None,
    })
}
