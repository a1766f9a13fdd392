//! What stands beside a case: each board, over HTTP, of acts recorded over HTTP.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::setting::{OFFICE, Setting, ask, filed};

mod responsibility;

const UNKNOWN: &str = "not_recorded";
const REASON: &str = "补录";

/// A case with one respondent on the Party's track, and the token of the last write.
struct Recorded {
    setting: Setting,
    case: String,
    respondent: String,
    position: String,
}

impl Recorded {
    async fn new(owner: PgPool) -> Self {
        let setting = Setting::new(owner).await;
        let (case, _) = setting.open_case().await;
        let mut recorded = Self { setting, case, respondent: String::new(), position: String::new() };
        let filed = recorded.post(&filed("纪立〔2022〕7号", "2022-12-01")).await;
        let entry = &filed["payload"]["respondents"][0]["respondent"];
        recorded.respondent = entry.as_str().map(str::to_owned).unwrap_or_default();
        if recorded.respondent.is_empty() {
            let shown = recorded.setting.get(&recorded.case).await.json();
            recorded.respondent = shown["respondents"].as_object().unwrap().keys().next().unwrap().clone();
        }
        recorded
    }

    /// Who the acts are about.
    fn whose(&self) -> Value {
        json!({ "respondent": [self.respondent], "track": [format!("{}/party", self.respondent)] })
    }

    /// Records an act of a day and answers what it made.
    async fn act(&mut self, kind: &str, on: &str, refs: &Value, payload: Value) -> Value {
        let act = json!({
            "kind": kind, "occurred": { "date": on }, "confirm_out_of_order": { "reason": REASON },
            "refs": refs, "payload": payload,
        });
        self.post(&act).await
    }

    async fn post(&mut self, act: &Value) -> Value {
        let reply = self.setting.post(&format!("{}/acts", self.case), act).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        self.position = reply.header("wenze-position").to_owned();
        reply.json()["events"][0].clone()
    }

    /// What a board of the case says once it shows the last write.
    async fn board(&self, what: &str) -> Value {
        self.get(&format!("{}/{what}", self.case)).await
    }

    async fn get(&self, path: &str) -> Value {
        let reply = self.setting.send(ask("GET", path).header("wenze-position", &self.position)).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
        reply.json()
    }
}

/// Refs with one object more.
fn with(refs: &Value, role: &str, object: &Value) -> Value {
    let mut refs = refs.clone();
    refs[role] = json!([object]);
    refs
}
