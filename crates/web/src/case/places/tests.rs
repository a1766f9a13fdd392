//! Every field that the state of a case can hold has a name in both languages, and its codes have words.

use std::collections::BTreeSet;

use schemars::schema_for;
use serde_json::json;
use wenze_domain::case::Case;
use wenze_domain::codes::{CodeList, TrackCode};
use wenze_domain::words::Lang;

use super::*;

/// The groups of the schema and the names of their fields.
fn fields() -> BTreeSet<String> {
    fn collect(schema: &Value, found: &mut BTreeSet<String>) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            found.extend(properties.keys().cloned());
        }
        match schema {
            Value::Object(object) => object.values().for_each(|inner| collect(inner, found)),
            Value::Array(items) => items.iter().for_each(|inner| collect(inner, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    collect(&serde_json::to_value(schema_for!(Case)).unwrap(), &mut found);
    found
}

fn is_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// What the document of the state leaves out, and where private parts lie.
const NOT_TOLD: [&str; 12] = [
    "id",
    "version",
    "events",
    "unreadable",
    "part",
    "kind",
    "missing",
    "uncertain",
    "undated",
    "machine",
    "needs",
    "acts",
];

#[test]
fn every_field_of_the_state_is_named_in_both_languages() {
    let all = fields();
    assert!(all.len() > 80, "{all:?}");
    // The fields under which objects stand are never told: an object is called by its role.
    let holders: Vec<&str> = OBJECTS.iter().map(|(part, _)| *part).collect();
    // What stands under a track is told with the name of the track.
    let tracks: Vec<&str> = TrackCode::ALL.iter().map(|track| track.as_str()).collect();
    let is_told = |field: &&String| {
        let name = field.as_str();
        !tracks.contains(&name) && !NOT_TOLD.contains(&name) && !holders.contains(&name) && !is_hidden(name)
    };
    let mut unnamed = Vec::new();
    for field in all.iter().filter(is_told) {
        let of = |lang| {
            let groups =
                ["case", "tracks", "reports", "clues", "measures", "items", "proposal", "clarifications", "case_no"];
            let named = groups.map(|group| label(Words::of(lang), Texts::of(lang), group, field));
            named.into_iter().find(|name| is_han(name) == (lang == Lang::ZhCn))
        };
        let has_both = of(Lang::ZhCn).is_some() && of(Lang::En).is_some_and(|name| !name.contains('_'));
        unnamed.extend((!has_both).then_some(field));
    }
    assert!(unnamed.is_empty(), "without a name in one of the languages: {unnamed:?}");
}

#[test]
fn places_are_told_by_object_field_and_value() {
    let (respondent, measure) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let read = crate::case::tests::read(Case::new(Uuid::from_u128(9)), wenze_domain::effective::Cut::default());
    for (lang, months, state, removal) in
        [(Lang::ZhCn, "期限(月)", "在审理", "撤职"), (Lang::En, "Months", "review", "emoval")]
    {
        let reader = Reader::plain(lang);
        let labels = Labels::new(&reader, &read);
        let places = Places { reader: &reader, labels: &labels, names: &HashMap::new() };
        let told = places.field(&format!("/measures/{measure}/months"));
        assert!(told.contains(months), "{told}");
        let path = format!("/respondents/{respondent}/tracks/gov/state");
        let told = places.value(&path, &json!("in_review"));
        assert!(told.contains(state) || is_han(&told) == (lang == Lang::ZhCn), "{told}");
        assert!(!places.field(&path).is_empty() && !places.field(&path).contains("tracks"), "{}", places.field(&path));
        let told = places.value(&format!("/measures/{measure}/code"), &json!("removal_from_post"));
        assert!(told.contains(removal), "{told}");
        let told = places.value("/opened_as_case_on", &json!("2024-03-05"));
        assert!(told.contains("2024") && told.contains(if lang == Lang::En { "March" } else { "3月5日" }), "{told}");
        let hidden =
            places.value("/reports/x/summary", &json!({ "event_id": respondent, "part": 1, "withheld": "sealed" }));
        assert!(!hidden.contains("sealed ") && is_han(&hidden) == (lang == Lang::ZhCn), "{hidden}");
    }
    assert!(Places::is_hidden("/stage/state") && Places::is_hidden("/answers/0/event_id"));
    assert!(!Places::is_hidden("/closed/on"));
}
