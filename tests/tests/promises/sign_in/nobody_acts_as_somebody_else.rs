//! Whoever is signed in acts as himself, in a role he holds today, and no other site and no header makes him somebody else.

use serde_json::json;
use sqlx::PgPool;
use wenze_access::{Scope, TokenAsked};
use wenze_domain::codes::Role;

use super::office::{Office, PASSWORD, ago, cookie_of};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_somebody_records_bears_his_person_and_the_role_in_use(owner: PgPool) {
    let office = Office::open(&owner).await;
    let person = office.employ("wang", &[Role::Inspector]).await;
    let cookie = office.sign_in("wang").await;
    let reply = office.record(&[("cookie", &cookie)]).await;
    assert_eq!(reply.status, 201, "{reply:?}");
    let events = format!("{}/events", reply.header("location").unwrap());
    let stored = office.server.ask("GET", &events, &[("cookie", &cookie)], None).await.json();
    let actor = json!({ "person_id": person, "role": "INSPECTOR", "office_id": office.organ });
    assert_eq!(stored["items"][0]["event"]["actor"], actor, "{stored:#}");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_name_beside_a_session_or_token_is_refused(owner: PgPool) {
    let office = Office::open(&owner).await;
    let person = office.employ("wang", &[Role::Inspector]).await;
    let other = office.employ("li", &[Role::Admin]).await;
    let cookie = office.sign_in("wang").await;
    let account = office.access.account(&wenze_access::Login::parse("wang").unwrap()).await.unwrap();
    let asked = TokenAsked { name: "script".to_owned(), scope: Scope::Record, days: 1 };
    let token = office.access.add_token(account.account_id, &asked).await.unwrap();
    let bearer = format!("Bearer {}", token.token.reveal());
    let before = office.events().await;
    for named in [other, person] {
        let actor = format!("{named};role=ADMIN;office={}", office.organ);
        for proof in [("cookie", cookie.as_str()), ("authorization", bearer.as_str())] {
            let lines = [proof, ("wenze-actor", actor.as_str())];
            office.record(&lines).await.problem(400, "credentials");
            office.read(&lines).await.problem(400, "credentials");
        }
    }
    let both = [("cookie", cookie.as_str()), ("authorization", bearer.as_str())];
    office.record(&both).await.problem(400, "credentials");
    let alone = format!("{other};role=ADMIN;office={}", office.organ);
    office.record(&[("wenze-actor", &alone)]).await.problem(401, "sign-in");
    assert_eq!(office.events().await, before);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn where_names_are_taken_a_proof_that_is_none_is_not_passed_over(owner: PgPool) {
    let office = Office::trusting(&owner).await;
    let person = office.employ("wang", &[Role::Inspector]).await;
    let actor = format!("{person};role=ADMIN;office={}", office.organ);
    assert_eq!(office.record(&[("wenze-actor", &actor)]).await.status, 201);
    office.record(&[("wenze-actor", &actor), ("cookie", "wenze_session=x")]).await.problem(400, "credentials");
    office.record(&[("cookie", "wenze_session=x")]).await.problem(401, "sign-in");
    office.server.ask("GET", "/api/v1/session", &[], None).await.problem(401, "sign-in");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_role_that_is_not_held_is_refused_with_those_that_are(owner: PgPool) {
    let office = Office::open(&owner).await;
    office.employ("wang", &[Role::Inspector, Role::Clerk]).await;
    office.employ("guest", &[]).await;
    let cookie = office.sign_in("wang").await;
    let before = office.events().await;
    let held = json!([
        { "role": "INSPECTOR", "office": office.organ, "until": null },
        { "role": "CLERK", "office": office.organ, "until": null },
    ]);
    let elsewhere = format!("role=INSPECTOR;office={}", uuid::Uuid::from_u128(7));
    for asked in [office.acting_as(Role::Admin), elsewhere] {
        let lines = [("cookie", cookie.as_str()), ("wenze-as", asked.as_str())];
        assert_eq!(office.record(&lines).await.problem(403, "not-held")["held"], held, "{asked}");
        office.read(&lines).await.problem(403, "not-held");
    }
    let unnamed = office.record(&[("cookie", &cookie)]).await.problem(403, "not-held");
    assert_eq!(unnamed["held"], held, "of several one must be named");
    assert_eq!(office.read(&[("cookie", &cookie)]).await.status, 404, "to read none need be");
    for wrong in ["INSPECTOR", "role=INSPECTOR", "role=inspector;office=x"] {
        office.record(&[("cookie", &cookie), ("wenze-as", wrong)]).await.problem(400, "credentials");
    }
    assert_eq!(office.events().await, before);
    for role in [Role::Inspector, Role::Clerk] {
        let reply = office.record(&[("cookie", &cookie), ("wenze-as", &office.acting_as(role))]).await;
        assert_eq!(reply.status, 201, "{reply:?}");
    }
    let guest = office.sign_in("guest").await;
    for reply in [office.read(&[("cookie", &guest)]).await, office.record(&[("cookie", &guest)]).await] {
        assert_eq!(reply.problem(403, "not-held")["held"], json!([]));
    }
    let own = office.server.ask("GET", "/api/v1/session", &[("cookie", &guest)], None).await;
    assert_eq!((own.status, own.json()["grants"].clone()), (200, json!([])));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_role_that_ended_opens_nothing_from_the_moment_it_did(owner: PgPool) {
    let office = Office::open(&owner).await;
    let person = office.employ("wang", &[Role::Inspector]).await;
    office.grant(person, Role::Reviewer, Some(ago(1))).await;
    let cookie = office.sign_in("wang").await;
    let ended = office.acting_as(Role::Reviewer);
    let lines = [("cookie", cookie.as_str()), ("wenze-as", ended.as_str())];
    office.record(&lines).await.problem(403, "not-held");
    assert_eq!(office.record(&[("cookie", &cookie)]).await.status, 201, "the one that goes on is the only one");
    office.revoke(person, Role::Inspector).await;
    let after = office.record(&[("cookie", &cookie)]).await;
    assert_eq!(after.problem(403, "not-held")["held"], json!([]), "at the next request, in the same session");
    office.read(&[("cookie", &cookie)]).await.problem(403, "not-held");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_page_of_another_site_records_nothing(owner: PgPool) {
    let office = Office::open(&owner).await;
    office.employ("wang", &[Role::Inspector]).await;
    let cookie = office.sign_in("wang").await;
    let before = office.events().await;
    let session = ("cookie", cookie.as_str());
    for sent_by in [
        &[("origin", "http://evil.example")][..],
        &[("origin", "null")],
        &[("origin", "http://wenze.evil.example")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site"), ("origin", "http://other.wenze")],
        &[("origin", "http://wenze:81")],
    ] {
        let lines = [&[session][..], sent_by].concat();
        office.record(&lines).await.problem(403, "cross-site");
        office.server.ask("DELETE", "/api/v1/sessions", &lines, None).await.problem(403, "cross-site");
        let login = json!({ "login": "wang", "password": PASSWORD });
        let forced = office.server.ask("POST", "/api/v1/session", sent_by, Some(&login)).await;
        forced.problem(403, "cross-site");
        assert_eq!(forced.header("set-cookie"), None, "nobody is signed in by another site");
    }
    assert_eq!(office.events().await, before);
    for own in [&[("origin", "http://wenze")][..], &[("sec-fetch-site", "same-origin"), ("origin", "http://wenze")]] {
        assert_eq!(office.record(&[&[session][..], own].concat()).await.status, 201, "{own:?}");
    }
    // Another site cannot send JSON without asking first, and is not answered when it asks.
    let asks = [session, ("origin", "http://evil.example"), ("access-control-request-method", "POST")];
    let preflight = office.server.ask("OPTIONS", "/api/v1/cases", &asks, None).await;
    assert_eq!(preflight.header("access-control-allow-origin"), None);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_session_that_was_brought_along_is_not_the_one_that_is_begun(owner: PgPool) {
    let office = Office::open(&owner).await;
    office.employ("wang", &[Role::Inspector]).await;
    office.employ("mallory", &[Role::Inspector]).await;
    let login = json!({ "login": "wang", "password": PASSWORD });
    // Mallory plants a session of his own in the browser of the other, or one that he made up.
    let planted = office.sign_in("mallory").await;
    for planted in [planted.as_str(), "wenze_session=fixed-by-mallory"] {
        let reply = office.server.ask("POST", "/api/v1/session", &[("cookie", planted)], Some(&login)).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        let begun = cookie_of(&reply);
        assert_ne!(begun, planted);
        office.read(&[("cookie", planted)]).await.problem(401, "sign-in");
        assert_eq!(office.read(&[("cookie", &begun)]).await.status, 404);
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_token_for_reading_reads_and_no_token_makes_another(owner: PgPool) {
    let office = Office::open(&owner).await;
    office.employ("wang", &[Role::Inspector]).await;
    let cookie = office.sign_in("wang").await;
    let session = [("cookie", cookie.as_str())];
    let make = async |scope: &str| {
        let asked = json!({ "name": "script", "scope": scope, "days": 7 });
        let made = office.server.ask("POST", "/api/v1/tokens", &session, Some(&asked)).await;
        assert_eq!((made.status, made.header("cache-control")), (201, Some("no-store")), "{made:?}");
        let made = made.json();
        (format!("Bearer {}", made["token"].as_str().unwrap()), made["id"].as_str().unwrap().to_owned())
    };
    let (reads, _) = make("read").await;
    let (records, id) = make("record").await;
    assert_eq!(office.read(&[("authorization", &reads)]).await.status, 404);
    office.record(&[("authorization", &reads)]).await.problem(403, "token-scope");
    assert_eq!(office.record(&[("authorization", &records)]).await.status, 201);
    let by_token = [("authorization", records.as_str())];
    let more = json!({ "name": "more", "scope": "record", "days": 366 });
    office.server.ask("POST", "/api/v1/tokens", &by_token, Some(&more)).await.problem(403, "token-scope");
    office.server.ask("GET", "/api/v1/tokens", &by_token, None).await.problem(403, "token-scope");
    let change = json!({ "old": PASSWORD, "new": "another good password" });
    let changed = office.server.ask("POST", "/api/v1/session/password", &by_token, Some(&change)).await;
    changed.problem(403, "token-scope");
    let own = office.server.ask("GET", "/api/v1/session", &by_token, None).await.json();
    assert_eq!((own["scope"].as_str(), own["login"].as_str()), (Some("record"), Some("wang")));
    for wrong in
        [json!({ "name": "x", "scope": "admin", "days": 1 }), json!({ "name": "x", "scope": "read", "days": 367 })]
    {
        office.server.ask("POST", "/api/v1/tokens", &session, Some(&wrong)).await.problem(400, "malformed");
    }
    let listed = office.server.ask("GET", "/api/v1/tokens", &session, None).await;
    assert_eq!(listed.json()["items"].as_array().unwrap().len(), 2);
    assert!(!listed.body.contains("wz_"), "no token is told again");
    let revoke = format!("/api/v1/tokens/{id}");
    assert_eq!(office.server.ask("DELETE", &revoke, &session, None).await.status, 204);
    office.server.ask("DELETE", &revoke, &session, None).await.problem(404, "not-found");
    office.record(&by_token).await.problem(401, "sign-in");
}
