//! Signing out ends a session on the server, a changed password ends the others, and a first password opens nothing else.

use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_access::{Login, NewAccount, Password};
use wenze_domain::codes::Role;

use super::office::{Office, PASSWORD, cookie_of};
use crate::api::server::Reply;

const SESSION: &str = "/api/v1/session";

async fn change(office: &Office, cookie: &str, old: &str, new: &str) -> Reply {
    let body = json!({ "old": old, "new": new });
    office.server.ask("POST", "/api/v1/session/password", &[("cookie", cookie)], Some(&body)).await
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn who_signs_in_learns_who_he_is_and_gets_a_cookie_no_script_reads(owner: PgPool) {
    let office = Office::open(&owner).await;
    let person = office.employ("wang.fang", &[Role::Reviewer]).await;
    let reply = office.try_to_sign_in("Wang.Fang", PASSWORD).await;
    let cookie = reply.header("set-cookie").unwrap();
    for flag in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(flag), "{cookie}");
    }
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let told = reply.json();
    let grants = json!([{ "role": "REVIEWER", "office": office.organ, "until": null }]);
    assert_eq!((&told["login"], &told["person_id"]), (&json!("wang.fang"), &json!(person)));
    assert_eq!((&told["grants"], &told["must_change_password"]), (&grants, &json!(false)));
    let cookie = cookie_of(&reply);
    let again = office.server.ask("GET", SESSION, &[("cookie", &cookie)], None).await;
    assert_eq!(again.header("cache-control"), Some("private, no-cache"));
    assert_eq!(again.json(), told);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn who_signs_out_is_out_here_or_everywhere(owner: PgPool) {
    let office = Office::open(&owner).await;
    office.employ("wang", &[Role::Inspector]).await;
    let (here, there, elsewhere) =
        (office.sign_in("wang").await, office.sign_in("wang").await, office.sign_in("wang").await);
    let out = office.server.ask("DELETE", SESSION, &[("cookie", &here)], None).await;
    assert_eq!(out.status, 204, "{out:?}");
    assert!(out.header("set-cookie").unwrap().contains("Max-Age=0"));
    office.read(&[("cookie", &here)]).await.problem(401, "sign-in");
    assert_eq!(office.read(&[("cookie", &there)]).await.status, 404);
    let out = office.server.ask("DELETE", "/api/v1/sessions", &[("cookie", &there)], None).await;
    assert_eq!(out.status, 204, "{out:?}");
    for ended in [&here, &there, &elsewhere] {
        office.read(&[("cookie", ended)]).await.problem(401, "sign-in");
        office.server.ask("DELETE", SESSION, &[("cookie", ended)], None).await.problem(401, "sign-in");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_first_password_opens_nothing_but_its_change(owner: PgPool) {
    let office = Office::open(&owner).await;
    let person = office.employ("li", &[Role::Inspector]).await;
    let login = Login::parse("wang").unwrap();
    let password = Password::chosen(PASSWORD, &login).unwrap();
    let new = NewAccount { login, person_id: person, password, must_change: true };
    office.access.add_account(&new).await.unwrap();
    let cookie = office.sign_in("wang").await;
    let session = [("cookie", cookie.as_str())];
    office.read(&session).await.problem(403, "password-change");
    office.record(&session).await.problem(403, "password-change");
    office.server.ask("GET", "/api/v1/tokens", &session, None).await.problem(403, "password-change");
    let told = office.server.ask("GET", SESSION, &session, None).await.json();
    assert_eq!(told["must_change_password"], true);
    for unfit in [PASSWORD, "short", "wang", &"x".repeat(129)] {
        change(&office, &cookie, PASSWORD, unfit).await.problem(422, "password");
    }
    let changed = change(&office, &cookie, PASSWORD, "another good password").await;
    assert_eq!(changed.status, 204, "{changed:?}");
    assert_eq!(office.record(&[("cookie", &cookie_of(&changed))]).await.status, 201);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_changed_password_ends_what_others_hold(owner: PgPool) {
    let office = Office::open(&owner).await;
    office.employ("wang", &[Role::Inspector]).await;
    let (mine, stolen) = (office.sign_in("wang").await, office.sign_in("wang").await);
    change(&office, &stolen, "a wrong password", "chosen by a thief").await.problem(401, "sign-in-failed");
    let changed = change(&office, &mine, PASSWORD, "another good password").await;
    assert_eq!(changed.status, 204, "{changed:?}");
    for ended in [&mine, &stolen] {
        office.read(&[("cookie", ended)]).await.problem(401, "sign-in");
    }
    assert_eq!(office.read(&[("cookie", &cookie_of(&changed))]).await.status, 404);
    office.try_to_sign_in("wang", PASSWORD).await.problem(401, "sign-in-failed");
    assert_eq!(office.try_to_sign_in("wang", "another good password").await.status, 200);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn nobody_touches_the_tokens_of_somebody_else(owner: PgPool) {
    let office = Office::open(&owner).await;
    office.employ("wang", &[Role::Inspector]).await;
    office.employ("li", &[Role::Admin]).await;
    let (wang, li) = (office.sign_in("wang").await, office.sign_in("li").await);
    let asked: Value = json!({ "name": "script", "scope": "record", "days": 7 });
    let made = office.server.ask("POST", "/api/v1/tokens", &[("cookie", &wang)], Some(&asked)).await.json();
    let (id, token) = (made["id"].as_str().unwrap(), made["token"].as_str().unwrap());
    let others = office.server.ask("GET", "/api/v1/tokens", &[("cookie", &li)], None).await;
    assert_eq!(others.json()["items"], json!([]));
    for id in [id.to_owned(), Uuid::from_u128(1).to_string()] {
        let reply = office.server.ask("DELETE", &format!("/api/v1/tokens/{id}"), &[("cookie", &li)], None).await;
        reply.problem(404, "not-found");
    }
    let bearer = format!("Bearer {token}");
    assert_eq!(office.record(&[("authorization", &bearer)]).await.status, 201);
}
