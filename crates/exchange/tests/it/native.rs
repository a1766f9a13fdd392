//! Acts written as requests.

use serde_json::{Value, json};
use sqlx::PgPool;
use wenze_domain::effective::Cut;
use wenze_exchange::import::run;

use crate::setting::{Setting, acts};

fn report(day: &str) -> Value {
    let unknown = "not_recorded";
    let payload = json!({"source_kind": unknown, "reporter_kind": unknown, "reporter": unknown, "contact_given": unknown,
        "contact": unknown, "subjects": unknown, "summary": "a text of the report", "verbatim_ref": unknown,
        "verbatim_sha256": unknown});
    json!({"kind": "ReportReceived", "occurred": {"date": day}, "refs": {"report": ["@report"]}, "payload": payload})
}

fn note(label: &str) -> Value {
    json!({"kind": "OtherActRecorded", "occurred": {"date": null}, "payload": {"label": label}})
}

fn lines(lines: &[Value]) -> String {
    lines.iter().map(Value::to_string).collect::<Vec<_>>().join("\n")
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn acts_are_stored_with_their_private_texts_and_a_later_part_continues_the_case(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    let text = lines(&[
        json!({"case": "R1", "act": report("2024-03")}),
        json!({"case": "R1", "act": note("one")}),
        json!({"case": "R2", "acts": [report("2024-04-05")]}),
    ]);
    let first = run(&setting.casework, setting.plan("own.jsonl", &text, acts()), |_| ()).await.unwrap();
    assert_eq!((first.cases, first.rejected), (2, 0), "{first:?}");
    let later = lines(&[json!({"case": "R1", "part": 2, "act": note("two")})]);
    let plan = || setting.plan("later.jsonl", &later, acts());
    assert_eq!(run(&setting.casework, plan(), |_| ()).await.unwrap().rejected, 0);
    assert_eq!(run(&setting.casework, plan(), |_| ()).await.unwrap().unchanged, 1);

    let ids = acts().ids().clone();
    let view = setting.casework.case_at(ids.case("R1"), Cut::default()).await.unwrap().view;
    assert_eq!(view.case.version, 3);
    let report = &view.case.reports[&ids.object("R1", "report", 1)];
    assert_eq!(view.texts.text(report.summary.unwrap()), Some("a text of the report"));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_long_case_takes_several_commands_and_is_still_stored_once(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    let mut all = vec![report("2024")];
    all.extend((0..200).map(|n| note(&format!("step {n}"))));
    let text = lines(&[json!({"case": "R1", "acts": all})]);
    let plan = || setting.plan("long.jsonl", &text, acts());
    let first = run(&setting.casework, plan(), |_| ()).await.unwrap();
    assert_eq!((first.rejected, first.acts["OtherActRecorded"]), (0, 200), "{first:?}");
    let again = run(&setting.casework, plan(), |_| ()).await.unwrap();
    assert_eq!((again.unchanged, again.acts.len()), (1, 0));
    assert_eq!(setting.head().await, 201);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_one_command_of_a_case_brings_in_the_next_ones_find(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    let mut all = vec![report("2024")];
    all.extend((0..80).map(|n| note(&format!("step {n}"))));
    let entry = json!({"respondent": "@officer", "kind": "cadre", "tracks": ["gov"], "name": "not_recorded",
        "post": "not_recorded", "post_level": "not_recorded", "post_kind": "not_recorded", "identity": "not_recorded",
        "status": "not_recorded", "elected": "not_recorded", "employer_kind": "not_recorded",
        "managing_organ": "not_recorded"});
    all.push(json!({"kind": "RespondentAdded", "occurred": {"date": null}, "refs": {"respondent": ["@officer"]},
        "payload": {"entry": entry, "approval": "not_recorded", "on": "not_recorded"}}));
    all.extend((0..80).map(|n| note(&format!("later step {n}"))));
    all.push(json!({"kind": "OtherActRecorded", "occurred": {"date": null}, "refs": {"respondent": ["@officer"]},
        "payload": {"label": "about the officer"}}));
    let text = lines(&[json!({"case": "R1", "acts": all})]);
    let first = run(&setting.casework, setting.plan("long.jsonl", &text, acts()), |_| ()).await.unwrap();
    assert_eq!(first.rejected, 0, "{first:?}");
    assert_eq!(setting.head().await, 163);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_is_wrong_with_an_act_is_told_with_its_line_and_number(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    let text = lines(&[
        json!({"case": "R1", "act": report("2024")}),
        json!({"case": "R1", "act": {"kind": "CaseFiled"}}),
        json!({"case": "R2", "act": {"kind": "OtherActRecorded", "occurred": {"date": null}, "refs": {"respondent": ["@nobody"]}, "payload": {"label": "x"}}}),
        json!({"case": "R3", "part": 2, "act": note("continues nothing")}),
    ]);
    let report = run(&setting.casework, setting.plan("own.jsonl", &text, acts()), |_| ()).await.unwrap();
    let mut told: Vec<_> = report.first_rejects.iter().map(|r| (r.line, r.act, r.code.as_str())).collect();
    told.sort();
    let wanted = [(Some(1), Some(1), "malformed"), (Some(3), Some(0), "object-missing"), (Some(4), None, "not-found")];
    assert_eq!(told, wanted);
    assert_eq!(setting.head().await, 0);
}
