use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use serde_json::{Map, Value, json};

use super::shape::{self, Shape};
use super::*;
use crate::codes::LISTS;
use crate::fields::NOT_RECORDED;
use crate::time::Occurred;

mod samples;
mod sentences;

/// Every message of a language with the names of its clauses.
fn messages(lang: Lang) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for (file, text) in locale::sources(lang) {
        let place = format!("{}/{file}.ftl", lang.as_str());
        let resource = FluentResource::try_new((*text).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{place} does not parse: {errors:?}"));
        drop(resource);
        let mut current = String::new();
        for line in text.lines() {
            if let Some((id, _)) = line.split_once(" =").filter(|(id, _)| !id.starts_with([' ', '#'])) {
                assert!(found.insert(id.to_owned(), Vec::new()).is_none(), "{place}: {id} stands twice");
                id.clone_into(&mut current);
            } else if let Some((clause, _)) = line.strip_prefix("    .").and_then(|rest| rest.split_once(" =")) {
                found.get_mut(&current).expect("a clause follows its message").push(clause.to_owned());
            }
        }
    }
    found
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_clauses() {
    assert_eq!(messages(Lang::ZhCn), messages(Lang::En));
}

#[test]
fn no_message_is_left_without_a_use() {
    let kinds: BTreeSet<String> = Kind::ALL.iter().map(|k| format!("act-{}", k.as_str())).collect();
    let fields = all_fields();
    for id in messages(Lang::En).keys() {
        if id.starts_with("act-") {
            assert!(kinds.contains(id), "{id} is the sentence of no kind");
        } else if let Some(name) = id.strip_prefix("field-") {
            let used = match name.split_once('-') {
                Some((kind, field)) => fields.get(field).is_some_and(|kinds| kinds.contains(kind)),
                None => fields.contains_key(name),
            };
            assert!(used, "{id} labels no field");
        } else if let Some(name) = id.strip_prefix("code-") {
            let known = LISTS.iter().any(|(list, codes)| codes.iter().any(|c| format!("{list}-{c}") == name));
            assert!(known, "{id} labels no code");
        }
    }
}

/// Every field name of every request, with the kinds that have it.
fn all_fields() -> BTreeMap<String, BTreeSet<String>> {
    fn walk(schema: &Value, names: &mut BTreeSet<String>) {
        match schema {
            Value::Object(object) => {
                if let Some(properties) = object.get("properties").and_then(Value::as_object) {
                    names.extend(properties.keys().cloned());
                }
                object.values().for_each(|inner| walk(inner, names));
            }
            Value::Array(items) => items.iter().for_each(|inner| walk(inner, names)),
            _ => {}
        }
    }
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for kind in Kind::ALL {
        let mut names = BTreeSet::new();
        walk(kind.payload_schema(false).as_value(), &mut names);
        for name in names {
            found.entry(name).or_default().insert(kind.as_str().to_owned());
        }
    }
    found
}

#[test]
fn every_field_code_role_phase_and_heading_has_its_label_in_both_languages() {
    let mut missing = BTreeSet::new();
    for lang in Lang::ALL {
        let known = messages(*lang);
        let mut need = |id: String| {
            if !known.contains_key(&id) {
                missing.insert(id);
            }
        };
        for field in all_fields().keys() {
            need(format!("field-{field}"));
        }
        for (list, codes) in LISTS {
            codes.iter().for_each(|code| need(format!("code-{list}-{code}")));
        }
        for kind in Kind::ALL {
            let spec = kind.spec();
            need(format!("act-{}", kind.as_str()));
            need(format!("phase-{}", lists::phase(spec.phase)));
            spec.roles().for_each(|role| need(format!("ref-{}", role.name)));
            let group = lists::GROUPS.iter().find(|(zh, _)| *zh == spec.group);
            let (zh, id) = group.unwrap_or_else(|| panic!("no heading {}", spec.group));
            need(format!("group-{id}"));
            assert_eq!(Words::of(Lang::ZhCn).group(*kind), *zh);
        }
    }
    assert!(missing.is_empty(), "without a label: {missing:#?}");
}

#[test]
fn every_state_of_every_machine_has_its_name() {
    use crate::machine::State;
    use crate::states::{
        AccusationState, AppealState, ClarificationState, ClueState, EvidenceState, ItemState, LetterState,
        ReappointmentState, RecusalState, ReferralState, ReportState, RequestState, TrackState,
    };
    fn check<S: State>(known: &BTreeMap<String, Vec<String>>) {
        for state in S::ALL {
            let id = format!("state-{}-{}", S::MACHINE, state.as_str());
            assert!(known.contains_key(&id), "{id}");
        }
    }
    let known = messages(Lang::En);
    check::<ReportState>(&known);
    check::<ClueState>(&known);
    check::<TrackState>(&known);
    check::<AppealState>(&known);
    check::<ItemState>(&known);
    check::<RequestState>(&known);
    check::<LetterState>(&known);
    check::<RecusalState>(&known);
    check::<EvidenceState>(&known);
    check::<ReferralState>(&known);
    check::<ReappointmentState>(&known);
    check::<AccusationState>(&known);
    check::<ClarificationState>(&known);
    assert_eq!(Words::of(Lang::ZhCn).state("case", "in_review"), "审理中");
}

#[test]
fn every_closed_code_of_a_payload_is_found_by_its_list() {
    fn walk(shape: &Shape, lists: &mut BTreeSet<&'static str>) {
        match shape {
            Shape::List(list) => {
                lists.insert(*list);
            }
            Shape::Array(inner) => walk(inner, lists),
            Shape::Object(_, fields) => {
                for (_, inner) in fields {
                    walk(inner, lists);
                }
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    for kind in Kind::ALL {
        for (_, shape) in shape::fields(*kind) {
            walk(shape, &mut found);
        }
    }
    let envelope = ["EnteredFrom", "Confidentiality", "Role"];
    for (list, _) in LISTS {
        assert!(found.contains(list) || envelope.contains(list), "{list} stands in no payload");
    }
}

#[test]
fn dates_are_as_precise_as_the_papers() {
    let on = |date: Value| -> Occurred { serde_json::from_value(json!({ "date": date })).expect("a date") };
    let words = |lang, date: Value| Words::of(lang).date(&on(date));
    assert_eq!(words(Lang::ZhCn, json!("2024-03-05")), "2024年3月5日(星期二)");
    assert_eq!(words(Lang::En, json!("2024-03-05")), "Tue 5 March 2024");
    assert_eq!(words(Lang::ZhCn, json!("2024-03")), "2024年3月");
    assert_eq!(words(Lang::En, json!("2024-03")), "March 2024");
    assert_eq!(words(Lang::En, json!("2024")), "2024");
    assert_eq!(words(Lang::ZhCn, Value::Null), "未注明日期");
    assert_eq!(words(Lang::En, Value::Null), "undated");
    let timed: Occurred = serde_json::from_value(json!({ "date": "2024-03-05", "time": "09:30" })).expect("a time");
    assert_eq!(Words::of(Lang::ZhCn).date(&timed), "2024年3月5日(星期二) 09:30");
    assert_eq!(Words::of(Lang::En).date(&timed), "Tue 5 March 2024, 09:30");
}

#[test]
fn a_language_is_read_from_a_tag_or_a_header() {
    assert_eq!(Lang::parse("zh-CN"), Some(Lang::ZhCn));
    assert_eq!(Lang::parse("en"), Some(Lang::En));
    assert_eq!(Lang::parse("de-DE,de;q=0.9,en;q=0.8,zh;q=0.7"), Some(Lang::En));
    assert_eq!(Lang::parse("en;q=0.5, zh-Hans-CN"), Some(Lang::ZhCn));
    assert_eq!(Lang::parse("zh;q=0, en;q=0.001"), Some(Lang::En));
    assert_eq!(Lang::parse("fr"), None);
    assert_eq!(Lang::parse(";;,q=é"), None);
    assert!(Lang::ALL.iter().all(|lang| Lang::parse(lang.as_str()) == Some(*lang)));
}

#[test]
fn messages_leave_out_the_clauses_whose_arguments_are_not_given() {
    let say = |lang, id, args: &[(&str, &str)]| {
        let args: Vec<_> = args.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
        Words::of(lang).message(id, &args)
    };
    assert_eq!(say(Lang::En, "audit-recorded-late", &[]), "Recorded late");
    assert_eq!(
        say(
            Lang::En,
            "audit-recorded-late",
            &[("happened", "5 March 2024"), ("recorded", "6 March 2024"), ("days", "1")]
        ),
        "Recorded late, happened on 5 March 2024, recorded on 6 March 2024, 1 day later"
    );
    assert_eq!(say(Lang::ZhCn, "refusal-roles", &[("problem", "missing")]), "缺少该事项必须指明的对象");
    assert_eq!(
        say(Lang::En, "audit-state-moved", &[("object", "Clue"), ("old", "opened"), ("new", "assigned")]),
        "Clue: opened → assigned"
    );
    assert_eq!(say(Lang::En, "no-such-message", &[]), "no-such-message");
}

#[test]
fn stable_messages_exist_and_stand_without_arguments() {
    const STABLE: &[&str] = &[
        "refusal-malformed",
        "refusal-object-missing",
        "refusal-object-exists",
        "refusal-absorbed",
        "refusal-unreadable",
        "refusal-stale",
        "refusal-future",
        "refusal-not-authorised",
        "refusal-unknown-code",
        "refusal-guard",
        "refusal-file",
        "refusal-roles",
        "refusal-own-date",
        "refusal-correction",
        "confirm-needed",
        "missing-fact",
        "missing-unnamed",
        "audit-recorded-late",
        "audit-out-of-order",
        "audit-corrected",
        "audit-voided",
        "audit-undated",
        "audit-imported",
        "audit-paper",
    ];
    for lang in Lang::ALL {
        for id in STABLE {
            let text = Words::of(*lang).message(id, &[]);
            assert!(text != *id && !text.contains("{$"), "{id}: {text}");
        }
        for id in ["audit-state-moved", "audit-known-at", "audit-actor"] {
            assert!(messages(*lang).contains_key(id), "{id}");
        }
    }
}

#[test]
fn a_refusal_says_why_and_a_missing_fact_says_who_supplies_it() {
    use crate::case::Missing;
    use crate::refusal::Refusal;
    let missing = Missing {
        object: None,
        machine: "clue".to_owned(),
        state: "opened".to_owned(),
        needs: vec!["assigned".to_owned()],
        acts: vec!["ClueAssigned".to_owned()],
    };
    let en = Words::of(Lang::En);
    assert_eq!(
        en.missing(&missing),
        "The clue is not yet as it usually is, it is: opened, it should be: assigned, supplied by: Clue assigned, done by: case-supervision department"
    );
    assert!(en.refusal(&Refusal::ConfirmNeeded { missing: vec![missing.clone()] }).contains("missing: The clue"));
    let unnamed = Missing { machine: "track".to_owned(), state: "announced".to_owned(), ..missing };
    let unnamed = Missing { needs: vec!["served".to_owned(), "announced".to_owned()], ..unnamed };
    let told = en.missing(&unnamed);
    assert!(told.contains("choose the respondent") && !told.contains("should be"), "{told}");
    let zh = Words::of(Lang::ZhCn);
    let stale = zh.refusal(&Refusal::Stale { expected: 3, actual: 5 });
    assert_eq!(stale, "案件已有更新，请刷新后重试，提交所依据的版本：3，当前版本：5");
    assert!(zh.refusal(&Refusal::Future { date: "2999-01-01".to_owned() }).contains("2999年1月1日"));
}

#[test]
fn one_value_is_told_by_its_pointer() {
    let sources = Sources { texts: &|_| None, names: &|_| None };
    let en = Words::of(Lang::En);
    let value = |pointer, value: Value| en.value(Kind::SanctionImposed, pointer, &value, None, &sources);
    assert_eq!(value("/effective_on", json!("2024-03-05")), "5 March 2024");
    assert_eq!(value("/payload/regime", json!("party")), "party sanction");
    assert_eq!(value("/months", json!(NOT_RECORDED)), "not recorded");
    assert_eq!(value("/kind", json!("major_demerit")), "major demerit");
    assert_eq!(value("/per_violation/0/months", json!(6)), "6");
    assert_eq!(en.field_at(Kind::SanctionImposed, "/payload/per_violation/0/months"), "Months");
    assert_eq!(en.field_at(Kind::SanctionImposed, "/refs/respondent/0"), "Respondent");
    assert_eq!(en.field_at(Kind::SanctionImposed, "/document_no"), "Document number");
    assert_eq!(en.field_at(Kind::SanctionImposed, "/occurred/date"), "Date of the act");
}

/// A payload of a kind that holds nothing but what it must.
fn bare(kind: Kind) -> Value {
    Value::Object(
        shape::fields(kind).iter().map(|(name, _)| (name.clone(), json!(NOT_RECORDED))).collect::<Map<_, _>>(),
    )
}
