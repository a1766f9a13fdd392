//! What rules ask for in a case: told at any moment, derived step by step, tried on drafts, and held against them.

use std::sync::Arc;

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;
use wenze_projections::judging::{Bench, Days, Judges};
use wenze_rulebook::bundle::{Bundle, RULEBOOK_FILE};
use wenze_rulebook::rule::Rulebook;

use crate::setting::{OFFICE, PERSON, Reply, Setting, accepted, ask, registered};

/// Three rules of a house: one that warns, one that asks for a reason, one that blocks.
const TRIAL: &str = r#"
format = "wenze-rulebook/1"
id = "trial"
version = "1"
title = "试行规则"
timezone = "Asia/Shanghai"
calendar = "cn-state-council"
vocabulary = "wenze"

[source.HOUSE]
name = "信访举报办理试行办法"
in_force = { from = 2020-01-01 }
counting = "plain"
rank = "house"
mark = "verified"

[counting.plain]
start = "next_day"
end = "24:00"

[[rule]]
id = "T-1"
title = "收到信访举报后应当在十日内受理"
kind = "respond"
level = "must"
law = [{ source = "HOUSE", at = "第一条", mark = "remembered" }]
per = ["report"]
on = { event = "ReportReceived" }
do = { event = "ReportAccepted" }
within = { n = 10, unit = "day" }

[[rule]]
id = "T-2"
title = "登记编号应当以甲字开头"
kind = "require"
level = "house"
guard = "explain"
law = [{ source = "HOUSE", at = "第二条", mark = "verified" }]
per = ["report"]
on = { event = "ReportRegistered" }
check = "event.data.register_no.startsWith('甲')"

[[rule]]
id = "T-3"
title = "同一信访举报只登记一次"
kind = "limit"
level = "house"
guard = "block"
law = [{ source = "HOUSE", at = "第三条", mark = "verified" }]
per = ["report"]
on = { event = "ReportRegistered" }
max = 1
"#;

pub(crate) fn judges() -> Judges {
    let bundle = Bundle::new([(RULEBOOK_FILE.to_owned(), TRIAL.to_owned())]).unwrap();
    let book = Rulebook::load(&bundle).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    Judges::new(Bench::new(vec![Arc::new(book)], Days::Shipped, Vec::new()))
}

fn ok(reply: &Reply) -> Value {
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn obligations_are_told_at_any_moment_and_come_out_the_same_again(owner: PgPool) {
    let setting = Setting::judged_by(owner, judges()).await;
    let (case, report) = setting.open_case().await;
    let known = "known=2030-01-01";
    let early = ok(&setting.get(&format!("{case}/obligations?as_of=2024-03-15&{known}")).await);
    assert_eq!(early["items"].as_array().unwrap().len(), 1, "{early:#}");
    assert_eq!((&early["items"][0]["verdict"], &early["items"][0]["due"]), (&json!("pending"), &json!("2024-03-15")));

    let late = setting.get(&format!("{case}/obligations?as_of=2024-03-16&{known}")).await;
    let one = ok(&late)["items"][0].clone();
    assert_eq!(
        (&one["verdict"], &one["phase"], &one["instance"]["report"]),
        (&json!("violated"), &json!("open"), &json!(report))
    );
    let breach = &one["breach"];
    assert_eq!((&breach["version"], &breach["is_omission"]), (&json!(1), &json!(true)), "nothing was done: {one:#}");
    assert_eq!(breach["at"], one["due_at"]);
    assert_eq!(early["items"][0].get("breach"), None, "nothing is broken yet");
    let lines: Vec<&str> = one["lines"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    assert!((3..=5).contains(&lines.len()), "{lines:#?}");
    assert!(lines.iter().all(|line| !line.contains(|c: char| c.is_ascii_alphabetic())), "words only: {lines:#?}");
    assert!(lines.iter().any(|line| line.contains("依据待核")), "{lines:#?}");
    let again = setting.get(&format!("{case}/obligations?as_of=2024-03-16&{known}")).await;
    assert_eq!(late.body, again.body, "the same to the byte");
    let stamp = &ok(&late)["stamp"];
    assert_eq!(stamp["rulebooks"][0]["sha256"].as_str().map(str::len), Some(64), "{stamp:#}");
    assert_eq!(stamp["case_version"], 1);

    let unknown = ok(&setting.get(&format!("{case}/obligations?as_of=2024-03-16&known=2024-03-16")).await);
    assert_eq!(unknown["items"], json!([]), "nothing was recorded then");
    let english = ok(&setting.get(&format!("{case}/obligations?as_of=2024-03-16&{known}&lang=en")).await);
    assert_ne!(english["items"][0]["lines"], one["lines"]);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn obligations_as_of_now_are_not_sent_again_until_they_are_others(owner: PgPool) {
    let setting = Setting::judged_by(owner, judges()).await;
    let (case, report) = setting.open_case().await;
    let list = format!("{case}/obligations");
    let held = setting.get(&list).await;
    let one = format!("{list}/{}", ok(&held)["items"][0]["id"].as_str().unwrap());
    let derived = setting.get(&one).await;
    let asked = async |path: &str, tag: &str| setting.send(ask("GET", path).header("if-none-match", tag)).await.status;
    assert_ne!(setting.get(&list).await.body, held.body, "the stamp tells the moment");
    for (path, held) in [(&list, &held), (&one, &derived)] {
        assert!(held.header("etag").starts_with("W/"), "other bytes that say the same: {}", held.header("etag"));
        assert_eq!(asked(path, held.header("etag")).await, StatusCode::NOT_MODIFIED, "{path}");
        assert_eq!(asked(&format!("{path}?lang=en"), held.header("etag")).await, StatusCode::OK, "{path}");
    }
    // One named moment is held to, and the end of a day makes another answer.
    let of_day = async |day: &str| setting.get(&format!("{list}?as_of={day}")).await.header("etag").to_owned();
    assert_eq!(of_day("2024-03-15").await, of_day("2024-03-15").await);
    assert_ne!(of_day("2024-03-15").await, of_day("2024-03-16").await);
    let both = setting.get(&format!("{list}?as_of=2024-03-15&known=2030-01-01")).await;
    assert!(both.header("etag").starts_with('"'), "the same to the byte");
    let moved = setting.post(&format!("{case}/acts"), &registered(&report, "甲7")).await;
    assert_eq!(moved.status, StatusCode::CREATED, "{}", moved.text());
    for (path, held) in [(&list, &held), (&one, &derived)] {
        assert_eq!(asked(path, held.header("etag")).await, StatusCode::OK, "{path}");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn obligations_are_filtered_strictly(owner: PgPool) {
    let setting = Setting::judged_by(owner, judges()).await;
    let (case, _) = setting.open_case().await;
    let count = async |query: &str| {
        ok(&setting.get(&format!("{case}/obligations?{query}")).await)["items"].as_array().unwrap().len()
    };
    assert_eq!(count("verdict=violated,pending&rulebook=trial").await, 1);
    assert_eq!(count("verdict=satisfied").await, 0);
    assert_eq!(count("rulebook=another").await, 0);
    setting.get(&format!("{case}/obligations?verdict=broken")).await.problem(400, "query");
    setting.get(&format!("{case}/obligations?verdicts=violated")).await.problem(400, "query");
    setting.get("/api/v1/cases/0192f0c1-0000-7000-8000-00000000dead/obligations").await.problem(404, "not-found");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn one_obligation_is_derived_step_by_step_and_has_a_history(owner: PgPool) {
    let setting = Setting::judged_by(owner, judges()).await;
    let (case, report) = setting.open_case().await;
    let one = ok(&setting.get(&format!("{case}/obligations")).await)["items"][0].clone();
    let (id, key) = (one["id"].as_str().unwrap(), one["key"].as_str().unwrap());
    let derived = ok(&setting.get(&format!("{case}/obligations/{id}")).await);
    let steps = derived["steps"].as_array().unwrap();
    assert!(
        steps.iter().any(|step| step["step"]["step"] == "added" && step["words"].as_str().unwrap().contains("10")),
        "{derived:#}"
    );
    assert!(derived["sentence"].as_str().unwrap().contains("受理"), "{derived:#}");
    assert!(derived["cites"][0]["words"].as_str().unwrap().contains("2024年3月5日"), "{derived:#}");
    let escaped: String = form_urlencoded::byte_serialize(key.as_bytes()).collect();
    assert_eq!(ok(&setting.get(&format!("{case}/obligations/{escaped}")).await)["obligation"]["id"], one["id"]);
    setting.get(&format!("{case}/obligations/none")).await.problem(404, "not-found");

    let act = json!({ "acts": [registered(&report, "甲7"), accepted(&report, "2024-03-12")] });
    let written = setting.post(&format!("{case}/acts"), &act).await;
    assert_eq!(written.status, StatusCode::CREATED, "{}", written.text());
    let position = written.header("wenze-position").to_owned();
    let request = ask("GET", &format!("{case}/obligations/{id}/history")).header("wenze-position", &position);
    let history = ok(&setting.send(request).await);
    let items = history["items"].as_array().unwrap();
    assert_eq!(items.last().unwrap()["to"]["verdict"], "satisfied", "{history:#}");
    assert!(items.iter().all(|item| !item["words"].as_str().unwrap().is_empty()));
    setting.get(&format!("{case}/obligations/none/history")).await.problem(404, "not-found");
    let before = setting.get(&format!("{case}/obligations/{id}/history?known=2024-03-01")).await;
    before.problem(404, "not-found");
    setting.get(&format!("{case}/obligations/{id}/history?known=soon")).await.problem(400, "query");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_draft_is_tried_without_being_stored(owner: PgPool) {
    let setting = Setting::judged_by(owner, judges()).await;
    let (case, report) = setting.open_case().await;
    let before = setting.stored().await;
    let tried = ok(&setting.post(&format!("{case}/simulate"), &accepted(&report, "2024-03-12")).await);
    let effect = &tried["effects"][0];
    assert_eq!((&effect["obligation"]["rule"], &effect["was"]), (&json!("T-1"), &json!("violated")), "{tried:#}");
    assert_eq!(effect["obligation"]["verdict"], "satisfied");
    assert_eq!(tried["guard"], Value::Null);
    assert!(!tried["missing"].as_array().unwrap().is_empty(), "out of order: told, not asked");
    let tried = ok(&setting.post(&format!("{case}/simulate"), &registered(&report, "乙7")).await);
    assert_eq!(tried["guard"], "explain", "{tried:#}");
    setting.post(&format!("{case}/simulate"), &json!({ "kind": "Nothing" })).await.problem(400, "malformed");
    assert_eq!(setting.stored().await, before, "nothing was stored");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_rule_can_ask_for_a_reason_or_block_what_is_done_in_the_system(owner: PgPool) {
    let setting = Setting::judged_by(owner, judges()).await;
    let (case, report) = setting.open_case().await;
    let acts = format!("{case}/acts");
    let asked = setting.post(&acts, &registered(&report, "乙7")).await.problem(409, "confirm-needed");
    assert_eq!(
        (&asked["missing"][0]["machine"], &asked["missing"][0]["needs"][0]),
        (&json!("rule"), &json!("登记编号应当以甲字开头"))
    );
    let mut explained = registered(&report, "乙7");
    // A reason alone is not enough, and nobody approves what he records himself.
    for confirmed in
        [json!({ "reason": "沿用旧台账编号" }), json!({ "reason": "沿用旧台账编号", "approved_by": PERSON })]
    {
        explained["confirm_out_of_order"] = confirmed;
        let asked = setting.post(&acts, &explained).await.problem(409, "confirm-needed");
        assert!(asked["example"]["confirm_out_of_order"]["approved_by"].is_string(), "{asked:#}");
        assert!(asked["detail"].as_str().unwrap().contains("批准人不得是登记人本人"), "{asked:#}");
    }
    explained["confirm_out_of_order"] = json!({ "reason": "沿用旧台账编号", "approved_by": OFFICE });
    let recorded = setting.post(&acts, &explained).await;
    assert_eq!(recorded.status, StatusCode::CREATED, "{}", recorded.text());
    let event = &ok(&setting.get(&format!("{case}/events?after=1")).await)["items"][0]["event"];
    assert_eq!(event["out_of_order"]["reason"]["text"], "沿用旧台账编号", "the reason is kept: {event:#}");
    assert_eq!(event["out_of_order"]["approved_by"], json!(OFFICE), "and who approved it: {event:#}");

    let mut twice = registered(&report, "甲8");
    twice["confirm_out_of_order"] = json!({ "reason": "重复登记" });
    let blocked = setting.post(&acts, &twice).await.problem(422, "guard");
    assert!(blocked["detail"].as_str().unwrap().contains("同一信访举报只登记一次"), "{blocked:#}");
    twice["entered_from"] = json!("paper");
    let recorded = setting.post(&acts, &twice).await;
    assert_eq!(recorded.status, StatusCode::CREATED, "what was done on paper is recorded: {}", recorded.text());
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn deadlines_are_listed_by_date_and_organ(owner: PgPool) {
    let setting = Setting::judged_by(owner, judges()).await;
    for _ in 0..3 {
        setting.open_case().await;
    }
    let (_, report) = setting.open_case().await;
    let written = setting.post("/api/v1/cases", &crate::setting::report("2024-03-06")).await;
    let position = written.header("wenze-position").to_owned();
    let first = ok(&setting.send(ask("GET", "/api/v1/deadlines?limit=2").header("wenze-position", &position)).await);
    assert_eq!(first["items"].as_array().unwrap().len(), 2, "{first:#}");
    assert_eq!((&first["items"][0]["state"], &first["items"][0]["due"]), (&json!("overdue"), &json!("2024-03-15")));
    assert_eq!(first["items"][0]["title"], "收到信访举报后应当在十日内受理");
    let mut seen = 2;
    let mut next = first["next"].as_str().map(str::to_owned);
    while let Some(address) = next {
        let page = ok(&setting.get(&address).await);
        seen += page["items"].as_array().unwrap().len();
        next = page["next"].as_str().map(str::to_owned);
    }
    assert_eq!(seen, 5, "each once: {report}");
    let count = async |query: &str| {
        ok(&setting.get(&format!("/api/v1/deadlines?{query}")).await)["items"].as_array().unwrap().len()
    };
    assert_eq!(count("before=2024-03-15").await, 4);
    assert_eq!(count("before=2024-03-14").await, 0);
    assert_eq!(count(&format!("organ={}", crate::setting::OFFICE)).await, 5);
    assert_eq!(count(&format!("organ={}", crate::setting::PERSON)).await, 0);
    setting.get("/api/v1/deadlines?before=soon").await.problem(400, "query");
    setting.get("/api/v1/deadlines?cursor=made-up").await.problem(400, "token");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_signed_check_is_answered_and_only_the_competent_person_waives(owner: PgPool) {
    let setting = Setting::judged_by(owner, judges()).await;
    let (case, report) = setting.open_case().await;
    let id = case.rsplit('/').next().unwrap().parse().unwrap();
    let words = wenze_domain::words::Words::of(wenze_domain::words::Lang::ZhCn);
    let sheet = setting.casework.procedure(id, &wenze_casework::ProcedureAsked::default(), words).await.unwrap();
    let signed = setting.post(&format!("{case}/acts"), &sheet.signing(&json!({})).unwrap()).await;
    assert_eq!(signed.status, StatusCode::CREATED, "{}", signed.text());
    let check = signed.json()["events"][0]["event_id"].clone();
    let event = &ok(&setting.get(&format!("{case}/events?after=1")).await)["items"][0]["event"];
    assert_eq!(event["payload"]["violations"][0]["rule"], "T-1", "{event:#}");

    let waived = json!({
        "kind": "FindingAnswered", "occurred": { "date": "2024-04-01" }, "refs": { "event": [check] },
        "payload": {
            "rulebook": "trial", "rule": "T-1", "instance": [{ "role": "report", "object": report }], "answer": "waived",
            "reason": "举报人要求暂缓", "by": { "person_id": crate::setting::PERSON },
        },
    });
    let answer = async |role: &str| {
        let actor = format!("{};role={role};office={}", crate::setting::PERSON, crate::setting::OFFICE);
        let reply =
            setting.send(ask("POST", &format!("{case}/acts")).header("wenze-actor", &actor).json(&waived)).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        ok(&setting.get(&format!("{case}/obligations?rulebook=trial")).await)["items"][0].clone()
    };
    let in_vain = answer("INSPECTOR").await;
    assert_eq!(in_vain["verdict"], "violated");
    assert!(in_vain["lines"].to_string().contains("未经有权机关批准"), "{in_vain:#}");
    let one = answer("ORGAN_HEAD").await;
    assert_eq!((&one["verdict"], &one["answers"][1]["answer"]), (&json!("waived"), &json!("waived")), "{one:#}");
    let lines = one["lines"].as_array().unwrap();
    assert!(lines.len() <= 5 && lines.last().unwrap().as_str().unwrap().contains("举报人要求暂缓"), "{lines:#?}");
}
