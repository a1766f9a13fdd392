//! What a mapping makes of a trace, and which mappings are refused.

use serde_json::{Value, json};
use wenze_domain::request::Draft;

use super::*;
use crate::samples::{Step, log_case};

const FINES: &str = include_str!("../../../../mappings/roadtraffic.toml");

fn fines() -> Mapping {
    Mapping::parse(FINES).unwrap()
}

fn translate(steps: &[Step<'_>]) -> Vec<Value> {
    fines().translate(&log_case("A1", steps)).unwrap().acts
}

/// Each act as `row kind`, with its date.
fn told(acts: &[Value]) -> Vec<String> {
    let tell = |act: &Value| {
        let row = act["origin"]["row"].as_str().unwrap_or_default().trim_start_matches("A1#");
        format!(
            "{row} {} {}",
            act["kind"].as_str().unwrap_or_default(),
            act["occurred"]["date"].as_str().unwrap_or("?")
        )
    };
    acts.iter().map(tell).collect()
}

const CREATE: Step<'_> = ("Create Fine", "2006-07-24", &[("amount", "35.0")]);

#[test]
fn a_step_becomes_its_acts_and_the_first_carries_the_source() {
    let acts = translate(&[CREATE, ("Send Fine", "2006-12-05", &[("expense", "11.0")])]);
    let wanted = [
        "1 CaseFiled 2006-07-24",
        "1.2 DeterminationMade 2006-07-24",
        "1.3 SanctionImposed 2006-07-24",
        "2 DecisionDocumentIssued 2006-12-05",
    ];
    assert_eq!(told(&acts), wanted);
    let origin = json!({"set": "roadtraffic", "row": "A1#1", "label": "Create Fine", "fields": {
        "amount": "35.0", "concept:name": "Create Fine", "time:timestamp": "2006-07-24T00:00:00.000+02:00"}});
    assert_eq!(acts[0]["origin"], origin);
    assert_eq!(acts[2]["origin"], json!({"set": "roadtraffic", "row": "A1#1.3"}));
    let ids = fines().ids().clone();
    let respondent = ids.object("A1", "respondent", 1);
    assert_eq!(acts[0]["payload"]["respondents"][0]["respondent"], json!(respondent));
    assert_eq!(acts[2]["refs"]["track"], json!([format!("{respondent}/gov")]));
    assert_eq!(acts[2]["payload"]["kind"], "fine");
    assert_eq!(acts[2]["regime"], json!({"regime": "generic"}));
    assert_eq!(acts[3]["refs"]["document"], json!([ids.object("A1", "document", 1)]));
}

#[test]
fn a_repeated_step_makes_a_further_object() {
    let acts = translate(&[CREATE, ("Add penalty", "2007-01-01", &[]), ("Add penalty", "2007-02-01", &[])]);
    let ids = fines().ids().clone();
    assert_eq!(acts[3]["refs"]["measure"], json!([ids.object("A1", "increase", 1)]));
    assert_eq!(acts[4]["refs"]["measure"], json!([ids.object("A1", "increase", 2)]));
    assert_eq!(acts[4]["payload"]["effective_on"], "2007-02-01");
}

#[test]
fn an_act_about_an_object_that_the_file_names_later_waits_for_it() {
    let acts = translate(&[
        CREATE,
        ("Send Appeal to Prefecture", "2007-01-01", &[("dismissal", "NIL")]),
        ("Payment", "2007-01-02", &[]),
        ("Insert Date Appeal to Prefecture", "2007-01-03", &[]),
        ("Add penalty", "2007-01-04", &[]),
    ]);
    let wanted = [
        "3 ExecutionReported 2007-01-02",
        "4 AppealFiled 2007-01-03",
        "2 AppealPassedOn 2007-01-01",
        "5 SanctionImposed 2007-01-04",
    ];
    assert_eq!(told(&acts[3..]), wanted);
}

#[test]
fn an_object_that_the_source_never_introduces_is_implied_undated() {
    let acts = translate(&[CREATE, ("Receive Result Appeal from Prefecture", "2007-01-01", &[])]);
    assert_eq!(told(&acts[3..]), ["2+appeal:prefecture AppealFiled ?", "2 AppealDecided 2007-01-01"]);
    assert_eq!(acts[3]["origin"]["label"], Value::Null, "it is no step of the source");
    assert_eq!(acts[4]["payload"]["outcome"], "not_recorded", "nothing tells the outcome");
}

#[test]
fn the_outcome_of_an_appeal_is_dated_only_where_its_result_was_received() {
    let send: Step<'_> = ("Send Appeal to Prefecture", "2007-02-01", &[("dismissal", "#")]);
    let filed: Step<'_> = ("Insert Date Appeal to Prefecture", "2007-01-01", &[]);
    let penalty: Step<'_> = ("Add penalty", "2007-03-01", &[]);
    let undated = translate(&[CREATE, filed, send, penalty]);
    let wanted = [
        "2 AppealFiled 2007-01-01",
        "3 AppealPassedOn 2007-02-01",
        "4 SanctionImposed 2007-03-01",
        "3.2 AppealDecided ?",
    ];
    assert_eq!(told(&undated[3..]), wanted);
    assert_eq!(undated[6]["payload"]["outcome"], "revoked");

    let result: Step<'_> = ("Receive Result Appeal from Prefecture", "2007-02-20", &[]);
    let dated = translate(&[CREATE, filed, result, send]);
    assert_eq!(told(&dated[4..]), ["3 AppealDecided 2007-02-20", "4 AppealPassedOn 2007-02-01"]);
    assert_eq!(dated[4]["payload"]["outcome"], "revoked", "though the code stands on a later step");

    let pending = translate(&[CREATE, filed, ("Send Appeal to Prefecture", "2007-02-01", &[("dismissal", "NIL")])]);
    assert_eq!(told(&pending[4..]), ["3 AppealPassedOn 2007-02-01"], "not annulled is not decided");
}

#[test]
fn a_second_appeal_names_the_first_only_if_it_came_before() {
    let (first, second): (Step<'_>, Step<'_>) = (
        ("Insert Date Appeal to Prefecture", "2007-01-01", &[]),
        ("Appeal to Judge", "2007-02-01", &[("dismissal", "G")]),
    );
    let ids = fines().ids().clone();
    let after = translate(&[CREATE, first, second]);
    assert_eq!(after[4]["refs"]["prior_appeal"], json!([ids.object("A1", "appeal:prefecture", 1)]));
    assert_eq!(after[5]["payload"]["outcome"], "revoked");
    assert_eq!(translate(&[CREATE, second, first])[3]["refs"]["prior_appeal"], Value::Null);
}

#[test]
fn a_step_without_an_act_keeps_its_own_words() {
    let long = "x".repeat(300);
    let acts =
        translate(&[CREATE, ("Send for Credit Collection", "2009-03-30", &[]), (&long, "2009", &[("$part", "1")])]);
    assert_eq!(
        (&acts[3]["kind"], &acts[3]["payload"]),
        (&json!("OtherActRecorded"), &json!({"label": "Send for Credit Collection"}))
    );
    assert!(acts[3]["refs"]["respondent"].is_array());
    assert_eq!(acts[4]["payload"]["label"], json!("x".repeat(200)));
    assert_eq!(acts[4]["origin"]["fields"]["concept:name"], json!(long));
    assert_eq!(acts[4]["origin"]["fields"]["attribute:$part"], "1");
    let alone = translate(&[("Payment", "2009-03-30", &[])]);
    assert_eq!(told(&alone), ["1 OtherActRecorded 2009-03-30"], "nobody to pay and nothing implied");
    assert_eq!(alone[0]["refs"], json!({}));
}

#[test]
fn missing_names_and_dates_lose_nothing() {
    let mut case = log_case("A1", &[CREATE]);
    case.fields.push("lang", "it".to_owned());
    case.events.push([("amount", "1"), ("time:timestamp", "soon")].into_iter().collect());
    let acts = fines().translate(&case).unwrap().acts;
    assert_eq!(acts[0]["origin"]["fields"]["case:lang"], "it");
    assert_eq!(told(&acts[3..]), ["2 OtherActRecorded ?"]);
    assert_eq!(acts[3]["payload"]["label"], "(no name)");
    assert_eq!(acts[3]["origin"]["fields"], json!({"amount": "1", "time:timestamp": "soon"}));
}

#[test]
fn a_case_without_a_usable_name_is_a_fault() {
    let mut nameless = log_case("A1", &[CREATE]);
    nameless.fields = crate::source::Attributes::default();
    for case in [nameless, log_case("", &[]), log_case("a\nb", &[]), log_case(&"x".repeat(200), &[])] {
        assert_eq!(fines().translate(&case).unwrap_err().code, "case-name");
    }
}

#[test]
fn the_mapping_of_the_readme_works() {
    let readme = include_str!("../../README.md");
    let text = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let mapping = Mapping::parse(text).unwrap();
    let steps: [Step<'_>; 2] = [("Ticket", "2024-01-02", &[]), ("Ruling", "2024-02-03", &[("granted", "yes")])];
    let acts = mapping.translate(&log_case("A1", &steps)).unwrap().acts;
    let wanted = ["1 CaseFiled 2024-01-02", "2+objection AppealFiled ?", "2 AppealDecided 2024-02-03"];
    assert_eq!(told(&acts), wanted);
    assert_eq!(acts[2]["payload"]["outcome"], "revoked");
}

#[test]
fn every_act_can_be_read() {
    let all: Vec<Step<'_>> = fines()
        .log
        .unwrap()
        .rules
        .iter()
        .map(|rule| rule.activity.clone())
        .map(|activity| {
            let activity: &'static str = activity.leak();
            (activity, "2007-01-01", &[("dismissal", "#")] as &[_])
        })
        .collect();
    for act in translate(&all) {
        assert!(Draft::read(act.clone(), &mut Uuid::nil).is_ok(), "{act}");
    }
}

#[test]
fn every_shipped_mapping_of_tables_can_be_used() {
    let shipped = [
        ("ccdi", include_str!("../../../../mappings/ccdi.toml")),
        ("chicago", include_str!("../../../../mappings/chicago.toml")),
        ("congress", include_str!("../../../../mappings/congress.toml")),
        ("nyc-ccrb", include_str!("../../../../mappings/nyc-ccrb.toml")),
    ];
    for (set, text) in shipped {
        let mapping = Mapping::parse(text).unwrap_or_else(|error| panic!("{set}: {error}"));
        assert_eq!((mapping.set(), mapping.format()), (set, Format::Tables));
    }
}

/// The shipped mapping with one thing changed.
fn refused(from: &str, to: &str) -> String {
    assert!(FINES.contains(from), "{from}");
    Mapping::parse(&FINES.replacen(from, to, 1)).expect_err(to).to_string()
}

#[test]
fn a_mapping_that_cannot_work_says_where() {
    let wrong = [
        ("version = 1", "version = 2", "version: "),
        ("set = \"roadtraffic\"", "set = \"Road Traffic\"", "set: "),
        ("kind = \"CaseFiled\"", "kind = \"FineCreated\"", "act 1 (FineCreated of 'Create Fine'): there is no act"),
        ("regime = \"generic\"", "regime = \"italian\"", "there is no regime 'italian'"),
        ("{dismissal as outcome}", "{dismissal as outcomes}", "there is no value map 'outcomes'"),
        ("kind = \"fine\"", "sort = \"fine\"", "unknown field `sort`"),
        ("\"sanction\"", "\"sanctions\"", "/payload/outcome"),
        ("{ appeal = \"appeal:prefecture\" }", "{ appeal = \"appeal:prefect\" }", "no act makes 'appeal:prefect'"),
        (
            "{ appeal = \"appeal:prefecture\" }",
            "{ appeals = \"appeal:prefecture\" }",
            "has no such role; it has appeal",
        ),
        ("{ appeal = \"appeal:prefecture\" }", "{}", "AppealPassedOn needs refs.appeal"),
        ("{ appeal = \"appeal:prefecture\" }", "{ appeal = \"appeal:prefecture?\" }", "may be missing"),
        ("respondent/gov", "respondent/road", "'road' is not a track"),
        ("without = \"Receive", "without = \"Received", "no act is written for a step"),
        ("dates = \"local\"", "dates = \"utc\"", "does not parse"),
        ("Europe/Rome", "Rome", "does not parse"),
        ("[values.outcome]", "[values.date]", "built-in"),
        ("object = \"appeal:prefecture\"", "object = \"fine\"", "AppealFiled does not make it"),
        ("format = \"xes\"", "format = \"acts\"", "format: "),
    ];
    for (from, to, message) in wrong {
        let said = refused(from, to);
        assert!(said.contains(message), "{to}: {said}");
    }
}

mod total {
    use proptest::prelude::*;

    use super::*;
    use crate::samples::any_fine;

    proptest! {
        #[test]
        fn every_event_of_any_trace_is_told_once_and_every_act_can_be_read(case in any_fine()) {
            let acts = fines().translate(&case).unwrap().acts;
            let place = |act: &&Value| act["origin"]["row"].as_str()?.trim_start_matches("A1#").parse::<usize>().ok();
            let mut carried: Vec<&Value> = acts.iter().filter(|act| act["origin"]["label"].is_string()).collect();
            carried.sort_by_key(place);
            prop_assert_eq!(carried.len(), case.events.len());
            for (act, event) in carried.iter().zip(&case.events) {
                prop_assert_eq!(act["origin"]["fields"].as_object().map(serde_json::Map::len), Some(event.len()));
            }
            for act in &acts {
                let read = Draft::read(act.clone(), &mut Uuid::nil);
                prop_assert!(read.is_ok(), "{:?} {}", read, act);
            }
        }
    }
}
