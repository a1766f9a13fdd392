//! What a reviewer asks of the history: differences, origins, the events as seen from a moment, and answers kept until
//! something changes.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::setting::{OFFICE, PERSON, Reply, Setting, accepted, ask, registered};

fn ok(reply: &Reply) -> Value {
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

/// An act that fits everywhere.
fn noted(day: &str) -> Value {
    json!({ "kind": "OtherActRecorded", "occurred": { "date": day }, "payload": { "label": "其他" } })
}

/// A report registered as number 7, which is put right to 8 afterwards: the case, the report, and the version of each.
async fn corrected(setting: &Setting) -> (String, String) {
    let (case, letter) = setting.open_case().await;
    let acts = format!("{case}/acts");
    let entered = setting.post(&acts, &registered(&letter, "7")).await.json();
    setting.post(&acts, &accepted(&letter, "2024-03-08")).await;
    let correction = json!({
        "kind": "RecordCorrected",
        "occurred": { "date": "2024-05-01" },
        "refs": { "event": [entered["events"][0]["event_id"]] },
        "payload": {
            "changes": [{ "pointer": "/payload/register_no", "was": "7", "is": "8" }],
            "reason": "编号写错",
            "approval": "not_recorded"
        }
    });
    let actor = format!("{OFFICE};role=CLERK;office={OFFICE}");
    let reply = setting.send(ask("POST", &acts).header("wenze-actor", &actor).json(&correction)).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    (case, letter)
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_difference_lies_under_who_made_it_and_why(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let (case, letter) = corrected(&setting).await;
    let difference = ok(&setting.get(&format!("{case}/diff?from=3&to=4")).await);
    let actor = &difference["actors"][0];
    assert_eq!((&actor["person_id"], difference["actors"].as_array().unwrap().len()), (&json!(OFFICE), 1));
    let event = &actor["events"][0];
    assert_eq!((&event["version"], &event["reason"]), (&json!(4), &json!("编号写错")), "{difference:#}");
    let field = json!([{ "path": format!("/reports/{letter}/register_no"), "before": "7", "after": "8" }]);
    assert_eq!(event["fields"], field);

    let whole = ok(&setting.get(&format!("{case}/diff?from=0&to=4")).await);
    let people: Vec<&Value> = whole["actors"].as_array().unwrap().iter().map(|one| &one["person_id"]).collect();
    assert_eq!(people, [&json!(PERSON)], "a report that is added whole is its own, whoever put it right");
    let added = &whole["actors"][0]["events"][0]["added"][0];
    assert_eq!((&added["role"], &added["object"]), (&json!("report"), &json!(letter)));
    assert_eq!(added["versions"], json!([1, 3, 4]), "and every act of which something is left in it");
    assert_eq!(added["value"]["summary"]["text"], "反映张三违规收受礼金");
    let back = ok(&setting.get(&format!("{case}/diff?from=4&to=0")).await);
    assert_eq!(back["actors"][0]["events"][0]["removed"][0]["object"], json!(letter), "{back:#}");
    for same in ["from=4&to=4", "from=2024-03-08&to=2024-03-08"] {
        let none = ok(&setting.get(&format!("{case}/diff?{same}")).await);
        assert_eq!((&none["actors"], &none["obligations"]), (&json!([]), &json!([])), "{same}");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_was_learnt_is_the_same_moment_with_two_knowledges(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let (case, letter) = corrected(&setting).await;
    let events = setting.get(&format!("{case}/events")).await.json();
    let before = events["items"][2]["recorded_at"].as_str().unwrap();
    let moment = "from=2024-03-06&to=2024-03-06";
    let learnt = ok(&setting.get(&format!("{case}/diff?{moment}&from_known={before}&known=2999-01-01")).await);
    let field = &learnt["actors"][0]["events"][0]["fields"][0];
    assert_eq!(field["path"], json!(format!("/reports/{letter}/register_no")), "{learnt:#}");
    let nothing = ok(&setting.get(&format!("{case}/diff?{moment}&known={before}")).await);
    assert_eq!(nothing["actors"], json!([]), "by one knowledge nothing differs");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_value_is_traced_to_its_act_and_through_its_corrections(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let (case, letter) = corrected(&setting).await;
    let field = format!("/reports/{letter}/register_no");
    let blamed = ok(&setting.get(&format!("{case}/blame?field={field}")).await);
    let one = &blamed["fields"][0];
    assert_eq!((&one["value"], &one["version"], &one["of"]), (&json!("8"), &json!(4), &json!([2])), "{blamed:#}");
    assert_eq!(one["corrections"], json!([4]));
    assert_eq!(one["earlier"], json!([{ "version": 2, "value": "7" }, { "version": 1, "value": null }]));
    let events: Vec<&Value> = blamed["events"].as_array().unwrap().iter().map(|one| &one["kind"]).collect();
    assert_eq!(events, ["ReportReceived", "ReportRegistered", "RecordCorrected"]);
    let then = ok(&setting.get(&format!("{case}/blame?field={field}&version=3")).await);
    assert_eq!((&then["fields"][0]["value"], &then["fields"][0]["corrections"]), (&json!("7"), &json!([])));

    let all = ok(&setting.get(&format!("{case}/blame")).await);
    let fields = all["fields"].as_array().unwrap();
    assert!(fields.iter().all(|one| one["version"].is_i64()) && fields.len() > 5, "{all:#}");
    let texts: Vec<&Value> = fields.iter().filter(|one| one["field"].as_str().unwrap().ends_with("/summary")).collect();
    assert_eq!(texts[0]["value"]["text"], "反映张三违规收受礼金");
    assert_eq!(all["left_out"], 0);
    let below = ok(&setting.get(&format!("{case}/blame?field=/reports/{letter}")).await);
    assert!(below["fields"].as_array().unwrap().len() > 3);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_events_are_told_in_three_forms_and_from_any_moment(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let (case, letter) = corrected(&setting).await;
    let told = async |query: &str| ok(&setting.get(&format!("{case}/events?{query}")).await)["items"].clone();
    let full = told("view=full&as_of=2024-03-06").await;
    let gaps: Vec<&Value> = full.as_array().unwrap().iter().map(|row| &row["gap_days"]).collect();
    assert_eq!(gaps, [&json!(null), &json!(1), &json!(2), &json!(54)]);
    let future: Vec<&Value> = full.as_array().unwrap().iter().map(|row| &row["future"]).collect();
    assert_eq!(future, [&json!(false), &json!(false), &json!(true), &json!(true)]);
    assert!(full[3]["changes"][0]["to"].as_str().is_some_and(|to| to.contains('8')), "{full:#}");
    let english = told("view=full&lang=en").await;
    assert_ne!(english[0]["sentence"], full[0]["sentence"]);

    let raw = told("view=raw").await;
    let summary = &raw[0]["event"]["payload"]["summary"];
    assert_eq!((&summary["$part"].is_i64(), summary.get("text")), (&true, None), "no private text: {raw:#}");
    assert_eq!(told("").await[0]["event"]["payload"]["summary"]["text"], "反映张三违规收受礼金");

    setting.post(&format!("{case}/acts"), &noted("2024-05-01")).await;
    let rows = told("view=compact").await;
    let last = rows.as_array().unwrap().last().unwrap();
    assert_eq!((&last["version"], &last["until_version"]), (&json!(4), &json!(5)), "{rows:#}");
    assert_eq!(last["acts"].as_array().unwrap().len(), 2);
    assert_eq!(told(&format!("about={letter}&limit=200")).await.as_array().unwrap().len(), 3);
    assert_eq!(told("role=CLERK").await[0]["kind"], "RecordCorrected");
    assert_eq!(told(&format!("official={PERSON}")).await.as_array().unwrap().len(), 4);
    let page = ok(&setting.get(&format!("{case}/events?view=full&role=INSPECTOR&limit=2&known=2999-01-01")).await);
    let rest = ok(&setting.get(page["next"].as_str().unwrap()).await);
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["items"][0]["version"]), (2, &json!(3)), "{rest:#}");
    assert_eq!(rest["items"][0]["gap_days"], 2, "also over the edge of a page");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_answer_is_kept_until_what_it_stands_on_changes(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let (case, _) = corrected(&setting).await;
    let clocks = "as_of=2024-06-01&known=2999-01-01";
    for path in ["state", "events?view=full", "events?view=compact", "events?view=raw", "blame", "diff?from=1&to=3"] {
        let joint = if path.contains('?') { '&' } else { '?' };
        let path = if path.starts_with("diff") {
            format!("{case}/{path}&known=2999-01-01")
        } else {
            format!("{case}/{path}{joint}{clocks}")
        };
        let first = setting.get(&path).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("\"4-zh-CN-"), "{path}: {tag} {}", first.text());
        assert_eq!(ok(&first)["stamp"]["case_version"], 4, "{path}");
        let again = setting.send(ask("GET", &path).header("if-none-match", &tag)).await;
        assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
        let english = setting.send(ask("GET", &format!("{path}&lang=en")).header("if-none-match", &tag)).await;
        assert_eq!(english.status, StatusCode::OK, "{path}");
    }
    let path = format!("{case}/blame?{clocks}");
    let tag = setting.get(&path).await.header("etag").to_owned();
    let acts = format!("{case}/acts");
    let write = ask("POST", &acts).acting().header("if-match", &tag).json(&noted("2024-05-02"));
    let written = setting.send(write).await;
    assert_eq!(written.status, StatusCode::CREATED, "a tag is good for a write: {}", written.text());
    let moved = setting.send(ask("GET", &path).header("if-none-match", &tag)).await;
    assert_eq!(moved.status, StatusCode::OK, "the case has moved on");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_cannot_be_answered_is_refused(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let (case, _) = setting.open_case().await;
    for query in [
        "diff",
        "diff?from=1",
        "diff?from=1&to=soon",
        "diff?from=-1&to=1",
        "diff?from=1&to=1&known=x",
        "blame?field=reports",
        "blame?as_of=x",
        "events?view=short",
        "events?role=BOSS",
        "events?official=7",
        "events?known=x",
        "events?view=full&limit=0",
    ] {
        setting.get(&format!("{case}/{query}")).await.problem(400, "query");
    }
    for query in [
        "diff?from=0&to=2",
        "diff?from=99999999999&to=1",
        "blame?version=2",
        "blame?field=/reports/7",
        "blame?field=/effects",
    ] {
        setting.get(&format!("{case}/{query}")).await.problem(404, "not-found");
    }
    let nobody = "/api/v1/cases/0192f0c1-0000-7000-8000-00000000dead";
    for query in ["diff?from=0&to=0", "blame", "events?view=full"] {
        setting.get(&format!("{nobody}/{query}")).await.problem(404, "not-found");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_a_verdict_hangs_on_is_told_and_nothing_is_stored(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let (case, _) = corrected(&setting).await;
    let at = "as_of=2024-12-31&known=2030-01-01";
    let nothing = ok(&setting.get(&format!("{case}/what-if?{at}")).await);
    assert_eq!((&nothing["left_out"], &nothing["turned"]), (&json!([]), &json!([])), "{nothing:#}");
    // Without the acceptance what depends on it is not asked for; what corrects an act that is left out goes with it.
    let without = ok(&setting.get(&format!("{case}/what-if?without=3&{at}")).await);
    assert_eq!(without["left_out"][0]["version"], 3, "{without:#}");
    assert!(!without["turned"].as_array().unwrap().is_empty(), "{without:#}");
    let versions = |answer: &Value| -> Vec<i64> {
        answer["left_out"].as_array().unwrap().iter().map(|one| one["version"].as_i64().unwrap()).collect()
    };
    let registration = ok(&setting.get(&format!("{case}/what-if?without=2&{at}")).await);
    assert_eq!(versions(&registration), [2, 4], "{registration:#}");
    let release = nothing["releases"][0]["release"].as_str().unwrap();
    let other = ok(&setting.get(&format!("{case}/what-if?release={release}&{at}")).await);
    assert_eq!(other["release"]["release"], release);
    assert_eq!(ok(&setting.get(&case).await)["version"], 4, "nothing was recorded");
    setting.get(&format!("{case}/what-if?without=x")).await.problem(400, "query");
    setting.get(&format!("{case}/what-if?without=99")).await.problem(404, "not-found");
    setting.get(&format!("{case}/what-if?release=none@1")).await.problem(404, "not-found");
}
