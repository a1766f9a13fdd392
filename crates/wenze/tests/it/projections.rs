//! Read models are looked at, built anew, compared and taken back while the system is served.

use std::time::Duration;

use serde_json::Value;
use sqlx::PgPool;
use tokio::time::{Instant, sleep};

use crate::http;
use crate::load::Load;
use crate::program::{Installation, PATIENCE};

fn named<'a>(list: &'a Value, model: &str) -> &'a Value {
    let all = list.as_array().unwrap();
    all.iter().find(|one| one["model"] == model).unwrap_or_else(|| panic!("{model} is not in {list:#}"))
}

fn differing(rebuilt: &Value) -> u64 {
    let tables = rebuilt["parity"].as_array().unwrap();
    let count =
        |table: &Value| ["missing", "added", "changed"].iter().map(|kind| table[*kind].as_u64().unwrap()).sum::<u64>();
    tables.iter().map(count).sum()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_rebuild_under_load_fails_no_reader_and_is_taken_back_by_one_command(owner: PgPool) {
    let installation = Installation::on(&owner);
    let serving = installation.serve().await;
    let other = installation.serve().await;
    let load = Load::on(other.address);
    load.go_on(30).await;
    // All models, while acts come in and lists are read, and one of two nodes is killed.
    let rebuilding = installation.run(&["projections", "rebuild"]);
    let killing = async {
        sleep(Duration::from_millis(200)).await;
        serving.kill().await;
    };
    let ((rebuilt, is_done), ()) = tokio::join!(rebuilding, killing);
    assert!(is_done, "{rebuilt:#}");
    for one in rebuilt.as_array().unwrap() {
        assert_eq!((differing(one), one["in_use"].as_bool()), (0, Some(true)), "{one:#}");
        assert!(one["not_compared"].is_null(), "{one:#}");
    }
    load.go_on(10).await;
    let (back, is_back) = installation.run(&["projections", "rollback", "case_file"]).await;
    assert!(is_back && differing(named(&back, "case_file")) == 0, "{back:#}");
    load.go_on(10).await;
    let (_, reads) = load.end().await;
    assert!(reads > 50);
    let (parity, is_alike) = installation.run(&["projections", "parity"]).await;
    assert!(is_alike, "{parity:#}");
    other.stop().await;
}

/// A model whose rows the database refuses, as a poisoned event would have it.
async fn poisoned(owner: &PgPool) {
    let guard = "create function public.refuse() returns trigger language plpgsql as
                 $$ begin raise exception 'no' using errcode = '23514'; end $$;
                 create trigger refuse before insert or update on read_register_v1.register_organ
                 for each row execute function public.refuse();";
    sqlx::raw_sql(guard).execute(owner).await.unwrap();
}

/// Waits until a model's status is as wanted.
async fn status_when(installation: &Installation, model: &str, is_wanted: impl Fn(&Value) -> bool) -> Value {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let (status, _) = installation.run(&["projections", "status"]).await;
        let one = named(&status, model);
        if is_wanted(one) {
            return one.clone();
        }
        assert!(Instant::now() < deadline, "{one:#}");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_event_that_cannot_be_folded_stops_one_model_and_is_left_out_by_name(owner: PgPool) {
    let installation = Installation::on(&owner);
    let (ahead, _) = installation.run(&["projections", "rebuild", "register"]).await;
    let ahead = named(&ahead, "register");
    assert_eq!((&ahead["parity"], &ahead["not_compared"]), (&Value::Null, &Value::from("nothing-in-use")), "{ahead:#}");
    let serving = installation.serve().await;
    poisoned(&owner).await;
    let (status, body) = http::organ(serving.address, "某县水务局").await.unwrap();
    assert_eq!(status, 201, "{body}");
    let organ = serde_json::from_str::<Value>(&body).unwrap()["id"].as_str().unwrap().to_owned();
    let stopped = status_when(&installation, "register", |one| one["state"] == "stopped").await;
    let position = stopped["stopped"]["position"].as_i64().unwrap().to_string();
    // The others go on, and whoever asks is told that this one does not.
    assert_eq!(http::report(serving.address, 1).await.unwrap().0, 201);
    status_when(&installation, "case_file", |one| one["lag_events"] == 0).await;
    assert_eq!(http::json_of(serving.address, "/api/v1/cases").await["items"].as_array().unwrap().len(), 1);
    let text = http::get(serving.address, "/metrics").await.unwrap().1;
    let line = |name: &str, model: &str| {
        let start = format!("wenze_projection_{name}{{model=\"{model}\"");
        text.lines().find(|line| line.starts_with(&start)).and_then(|line| line.rsplit(' ').next()).unwrap().to_owned()
    };
    assert_eq!((line("stopped", "register").as_str(), line("stopped", "case_file").as_str()), ("1", "0"), "{text}");
    assert_eq!(line("lag_events", "case_file"), "0");
    assert!(line("lag_seconds", "register").parse::<f64>().unwrap() > 0.0);
    let ready = http::json_of(serving.address, "/readyz").await;
    assert_eq!(named(&ready["models"], "register")["state"], "stopped");

    let refused = installation.refused(&["projections", "skip", "case_file", &position, "--by", "me"]).await;
    assert!(refused.contains("not stopped"), "{refused}");
    sqlx::raw_sql("drop trigger refuse on read_register_v1.register_organ").execute(&owner).await.unwrap();
    installation.done(&["projections", "skip", "register", &position, "--by", "值班员甲"]).await;
    let status = status_when(&installation, "register", |one| one["lag_events"] == 0).await;
    assert_eq!(status["skipped"][0]["by"], "值班员甲");
    assert_eq!(status["skipped"][0]["position"].to_string(), position);
    // Left out for ever, from a rebuild too.
    assert!(installation.run(&["projections", "rebuild", "register"]).await.1);
    assert_eq!(http::get(serving.address, &format!("/api/v1/organs/{organ}")).await.unwrap().0, 404);
    serving.stop().await;
}
