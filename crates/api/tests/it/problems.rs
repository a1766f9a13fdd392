//! Input that is wrong: a clear problem, and nothing stored.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::setting::{OFFICE, PERSON, Setting, accepted, ask, filed, report};

/// The report as bytes with one piece replaced.
fn bytes(piece: &str, by: &str) -> String {
    let text = report("2024-03-05").to_string();
    assert!(text.contains(piece), "{piece}");
    text.replacen(piece, by, 1)
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn bytes_that_are_not_strict_json_are_refused(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let before = setting.stored().await;
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    for (what, body) in [
        ("nothing", String::new()),
        ("half a document", "{\"kind\": \"ReportReceived\"".to_owned()),
        ("two documents", "{} {}".to_owned()),
        ("a comment", "{} // done".to_owned()),
        ("NUL", bytes("来信原文", "来信\\u0000原文")),
        ("half a surrogate", bytes("来信原文", "\\ud800")),
        ("a name twice", bytes("\"kind\":", "\"kind\":\"CaseClosed\",\"kind\":")),
        ("a fraction", bytes("\"subject_no\":1", "\"subject_no\":1.0")),
        ("an exponent", bytes("\"subject_no\":1", "\"subject_no\":1e0")),
        ("a number past 2^53", bytes("\"subject_no\":1", "\"subject_no\":9007199254740993")),
        ("deep nesting", deep),
        ("a list", "[]".to_owned()),
        ("a string", "\"act\"".to_owned()),
        ("null", "null".to_owned()),
        ("a mark of byte order", format!("\u{feff}{}", report("2024-03-05"))),
    ] {
        let reply = setting.send(ask("POST", "/api/v1/cases").acting().raw(body)).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{what}: {}", reply.text());
        let problem = reply.problem(400, "malformed");
        assert_eq!(problem["pointer"], "", "{what}");
    }
    let mut latin = bytes("来信原文", "abc").into_bytes();
    let at = latin.windows(3).position(|window| window == b"abc").unwrap();
    latin[at] = 0xff;
    setting.send(ask("POST", "/api/v1/cases").acting().raw(latin)).await.problem(400, "malformed");
    assert_eq!(setting.stored().await, before);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn fields_that_do_not_fit_are_named(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let (case, _) = setting.open_case().await;
    let acts = format!("{case}/acts");
    let before = setting.stored().await;
    let change = |pointer: &str, value: Value| {
        let mut act = report("2024-03-05");
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        match act.pointer_mut(parent).unwrap() {
            Value::Object(fields) => fields.insert(name.to_owned(), value),
            other => panic!("{other} holds no {name}"),
        };
        act
    };
    for (pointer, value) in [
        ("/kind", json!("ReportLost")),
        ("/kind", json!(7)),
        ("/payload/summery", json!("x")),
        ("/payload/contact_given", json!("yes")),
        ("/payload/source_kind", json!("pigeon")),
        ("/payload/subjects/0/subject_no", json!("one")),
        ("/payload/summary", json!({ "$part": 1, "class": "text", "commit": "0".repeat(64) })),
        ("/payload/summary", json!({ "$private": { "class": "text", "value": "x" } })),
        ("/occurred/date", json!("2024-02-30")),
        ("/occurred/date", json!("5 March 2024")),
        ("/occurred/time", json!("25:00")),
        ("/occurred/zone", json!("Mars/Olympus")),
        ("/payload/received_on", json!("2024-03-04")),
        ("/entered_from", json!("import")),
        ("/remark", json!("x")),
    ] {
        let problem = setting.post(&acts, &change(pointer, value)).await.problem(400, "malformed");
        let told = problem["pointer"].as_str().unwrap();
        assert!(told == pointer || told.starts_with(&format!("{pointer}/")), "{pointer} is told as {told}: {problem}");
    }
    let mut without = report("2024-03-05");
    without["payload"].as_object_mut().unwrap().remove("summary");
    let problem = setting.post(&acts, &without).await.problem(400, "malformed");
    assert!(problem["detail"].as_str().unwrap().contains("summary"), "{problem}");
    setting.post(&acts, &json!({ "acts": [] })).await.problem(400, "malformed");
    setting.post(&acts, &json!({ "acts": [report("2024-03-05")], "kind": "x" })).await.problem(400, "malformed");
    assert_eq!(setting.stored().await, before);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn structural_refusals_say_which_one(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let (case, letter) = setting.open_case().await;
    let acts = format!("{case}/acts");
    let before = setting.stored().await;
    let future = setting.post(&acts, &accepted(&letter, "2999-01-01")).await.problem(422, "future");
    assert_eq!(future["pointer"], "/occurred");
    let lost = accepted("0192f0c1-0000-7000-8000-00000000dead", "2024-03-08");
    assert_eq!(setting.post(&acts, &lost).await.problem(422, "object-missing")["pointer"], "/refs/report");
    let mut roles = accepted(&letter, "2024-03-08");
    roles["refs"]["clue"] = json!([letter]);
    assert_eq!(setting.post(&acts, &roles).await.problem(422, "roles")["pointer"], "/refs/clue");
    let mut again = report("2024-03-05");
    again["refs"] = json!({ "report": [letter] });
    assert_eq!(setting.post(&acts, &again).await.problem(409, "object-exists")["pointer"], "/refs/report");
    let mut file = report("2024-03-05");
    file["payload"]["verbatim_ref"] =
        json!({ "file_id": PERSON, "media_type": "application/pdf", "digest": "a".repeat(64) });
    let problem = setting.post(&acts, &file).await.problem(422, "file");
    assert_eq!(problem["pointer"], "/payload/verbatim_ref");
    let nowhere = "/api/v1/cases/0192f0c1-0000-7000-8000-00000000dead/acts";
    setting.post(nowhere, &report("2024-03-05")).await.problem(404, "not-found");
    assert_eq!(setting.stored().await, before);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn one_number_goes_to_one_case(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    assert_eq!(
        setting.post("/api/v1/cases", &filed("纪立〔2024〕7号", "2024-04-01")).await.status,
        StatusCode::CREATED
    );
    let before = setting.stored().await;
    let reply = setting.post("/api/v1/cases", &filed("纪立〔2024〕7号", "2024-05-01")).await;
    let taken = reply.problem(409, "taken");
    assert!(taken["detail"].as_str().unwrap().contains("纪立〔2024〕7号 (2024)"), "{taken}");
    assert_eq!(setting.stored().await, before);
    assert_eq!(
        setting.post("/api/v1/cases", &filed("纪立〔2024〕7号", "2025-01-06")).await.status,
        StatusCode::CREATED
    );
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn nothing_is_recorded_by_nobody(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let before = setting.stored().await;
    let post = || ask("POST", "/api/v1/cases").json(&report("2024-03-05"));
    let absent = setting.send(post()).await.problem(400, "actor");
    let example = absent["example"]["Wenze-Actor"].as_str().unwrap();
    for header in [
        "me",
        &PERSON.to_string(),
        &format!("{PERSON};role=KING;office={OFFICE}"),
        &format!("{PERSON};office={OFFICE}"),
    ] {
        setting.send(post().header("wenze-actor", header)).await.problem(400, "actor");
    }
    setting.send(post().acting().acting()).await.problem(400, "actor");
    setting.send(post().acting().header("idempotency-key", "a b")).await.problem(400, "idempotency-key");
    setting.send(post().acting().header("if-match", "W/\"1\"")).await.problem(400, "if-match");
    assert_eq!(setting.stored().await, before);
    let as_shown = setting.send(post().header("wenze-actor", example)).await;
    assert_eq!(as_shown.status, StatusCode::CREATED, "the example works");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_problem_speaks_the_language_asked_for_and_repeats_no_values(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let mut act = report("2024-03-05");
    act["payload"]["subjects"][0]["subject_no"] = json!("张三丰");
    act["payload"]["source_kind"] = json!("letter");
    let chinese = setting.post("/api/v1/cases", &act).await;
    assert_eq!((chinese.header("content-language"), chinese.header("vary")), ("zh-CN", "accept-language"));
    let chinese = chinese.problem(400, "malformed");
    assert_eq!(chinese["title"], "请求无法读取");
    assert!(chinese["detail"].as_str().unwrap().starts_with("提交的内容不符合要求"), "{chinese}");
    assert!(!chinese.to_string().contains("张三丰"), "a value can be a name in the wrong place");
    let english =
        setting.send(ask("POST", "/api/v1/cases").acting().header("accept-language", "en-GB").json(&act)).await;
    let english = english.problem(400, "malformed");
    assert_eq!((&english["title"], &english["index"]), (&json!("The request cannot be read"), &json!(0)));
    let by_address =
        setting.send(ask("POST", "/api/v1/cases?lang=en").acting().json(&act)).await.problem(400, "malformed");
    assert_eq!(by_address["detail"], english["detail"]);
    for code in ["malformed", "confirm-needed", "view-behind"] {
        let meaning = setting.get(&format!("/problems/{code}?lang=en")).await;
        assert_eq!(meaning.json()["type"], format!("/problems/{code}"), "a type leads to its meaning");
    }
    setting.get("/problems/lost").await.problem(404, "not-found");
}
