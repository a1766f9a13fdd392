//! Accounts from the command line: the first administrator of an empty installation, and what becomes of his roles and tokens.

use serde_json::{Value, json};
use sqlx::PgPool;

use crate::http;
use crate::program::{Installation, Serving};

const ADD: [&str; 9] = ["user", "add", "Root", "--name", "张三", "--role", "admin", "--office", "某市纪委监委"];

async fn ask(node: &Serving, line: &str, header: (&str, &str), body: Option<&Value>) -> (u16, String, String) {
    http::ask(node.address, line, &[header], body).await
}

/// The cookie that an answer gives.
fn cookie(head: &str) -> String {
    let line = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap_or_else(|| panic!("{head}"));
    line.split(';').next().unwrap().to_owned()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_empty_installation_lets_its_first_administrator_in(owner: PgPool) {
    let installation = Installation::on(&owner);
    let (made, is_done) = installation.run(&ADD).await;
    assert!(is_done, "{made:#}");
    let password = made["password"].as_str().unwrap();
    let refused = installation.refused(&ADD).await;
    assert!(refused.contains("already") && !refused.contains(password), "{refused}");
    let (listed, _) = installation.run(&["user", "list"]).await;
    let role = listed[0]["roles"][0].as_str().unwrap().to_owned();
    assert_eq!((listed[0]["login"].as_str(), role.starts_with("ADMIN at ")), (Some("root"), true), "{listed:#}");
    assert!(!listed.to_string().contains(password), "it was shown once");

    let node = installation.serve_with(&["--accounts-only"]).await;
    let organ = json!({
        "kind": "OrganRecorded", "occurred": { "date": "2026-03-02" }, "payload": { "name": "甲县纪委", "kind": "cdi", "level": "county" },
    });
    let named =
        ("wenze-actor", "00000000-0000-7000-8000-000000000001;role=ADMIN;office=00000000-0000-7000-8000-0000000000aa");
    assert_eq!(ask(&node, "POST /api/v1/organs", named, Some(&organ)).await.0, 401, "a name lets nobody in");
    assert_eq!(http::get(node.address, "/cases").await.unwrap().0, 303, "a page leads to the one for signing in");
    assert_eq!(http::get(node.address, "/sign-in").await.unwrap().0, 200);
    let login = json!({ "login": "root", "password": password });
    let (status, head, body) = http::ask(node.address, "POST /api/v1/session", &[], Some(&login)).await;
    assert_eq!(status, 200, "{body}");
    let first = cookie(&head);
    assert_eq!(ask(&node, "POST /api/v1/organs", ("cookie", &first), Some(&organ)).await.0, 403, "changed first");
    let change = json!({ "old": password, "new": "a password of my own" });
    let changed = ask(&node, "POST /api/v1/session/password", ("cookie", &first), Some(&change)).await;
    assert_eq!(changed.0, 204, "{changed:?}");
    let own = cookie(&changed.1);
    assert_eq!(ask(&node, "POST /api/v1/organs", ("cookie", &own), Some(&organ)).await.0, 201);

    let (token, _) = installation.run(&["token", "create", "root", "--name", "export", "--scope", "record"]).await;
    let bearer = format!("Bearer {}", token["token"].as_str().unwrap());
    let by_token = ("authorization", bearer.as_str());
    assert_eq!(ask(&node, "POST /api/v1/organs", by_token, Some(&organ)).await.0, 201);
    let office = made["office"].as_str().unwrap();
    installation.done(&["user", "revoke", "root", "--role", "admin", "--office", office, "--reason", "调离"]).await;
    let (status, _, body) = ask(&node, "POST /api/v1/organs", by_token, Some(&organ)).await;
    assert_eq!(status, 403, "{body}");
    installation.done(&["user", "grant", "root", "--role", "auditor", "--office", "某市纪委监委"]).await;
    let (_, _, told) = ask(&node, "GET /api/v1/session", by_token, None).await;
    assert!(told.contains("AUDITOR") && !told.contains("ADMIN"), "{told}");
    installation.done(&["token", "revoke", "root", token["id"].as_str().unwrap()]).await;
    assert_eq!(ask(&node, "GET /api/v1/session", by_token, None).await.0, 401);
    let (ended, _) = installation.run(&["user", "sessions", "root", "--end"]).await;
    assert!(ended["done"].as_str().unwrap().contains("had 1 sessions"), "{ended}");
    assert_eq!(ask(&node, "GET /api/v1/session", ("cookie", &own), None).await.0, 401);
    let (noted, _) = installation.run(&["user", "sign-ins"]).await;
    assert_eq!((noted[0]["login"].as_str(), noted[0]["address"].as_str()), (Some("root"), Some("127.0.0.1")));
    node.stop().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_account_is_closed_once_nothing_is_left_to_hand_over(owner: PgPool) {
    let installation = Installation::on(&owner);
    let (made, _) = installation.run(&ADD).await;
    let (person, office) = (made["person"].as_str().unwrap(), made["office"].as_str().unwrap());
    let node = installation.serve().await;
    let (_, opened) = http::report(node.address, 1).await.unwrap();
    let opened: Value = serde_json::from_str(&opened).unwrap();
    let case = opened["id"].as_str().unwrap();
    let request = json!({
        "kind": "ApprovalRequested", "occurred": { "date": "2026-03-03" },
        "payload": { "act_kind": "CaseFiled", "draft_sha256": "not_recorded", "to_post": "not_recorded" },
        "confirm_out_of_order": { "reason": "补录" },
    });
    let named = format!("{person};role=INSPECTOR;office={office}");
    let line = format!("POST /api/v1/cases/{case}/acts");
    let (status, head, body) = ask(&node, &line, ("wenze-actor", &named), Some(&request)).await;
    assert_eq!(status, 201, "{body}");
    let position = head.lines().find_map(|line| line.strip_prefix("wenze-position: ")).unwrap();
    let duties = format!("GET /api/v1/persons/{person}/open-duties");
    let (_, _, held) = ask(&node, &duties, ("wenze-position", position), None).await;
    assert!(held.contains(case), "{held}");
    let refused = installation.refused(&["user", "disable", "root"]).await;
    assert!(refused.contains("1 open duties") && refused.contains(case) && refused.contains("--force"), "{refused}");
    let (gone, is_done) = installation.run(&["user", "disable", "root", "--force"]).await;
    assert!(is_done && gone["done"] == "is disabled", "{gone}");
    node.stop().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_command_that_cannot_be_done_says_what_to_do(owner: PgPool) {
    let installation = Installation::on(&owner);
    let add = |role: &'static str, office: &'static str| {
        ["user", "add", "li", "--name", "李四", "--role", role, "--office", office]
    };
    let refused = installation.refused(&add("inspector", "没有的机关")).await;
    assert!(refused.contains("POST /api/v1/organs"), "{refused}");
    let refused = installation.refused(&add("boss", "某市纪委监委")).await;
    assert!(refused.contains("INSPECTOR"), "{refused}");
    let refused = installation.refused(&["user", "reset", "nobody"]).await;
    assert!(refused.contains("no account"), "{refused}");
    let refused = installation.refused(&["token", "create", "nobody", "--name", "x"]).await;
    assert!(refused.contains("no account"), "{refused}");
    let unknown = "0192f0c1-0000-7000-8000-00000000dead";
    let refused =
        installation.refused(&["user", "add", "li", "--person", unknown, "--role", "clerk", "--office", unknown]).await;
    assert!(refused.contains("cannot be granted"), "{refused}");
    let (listed, _) = installation.run(&["user", "list"]).await;
    assert_eq!(listed, json!([]), "nothing was made");
}
