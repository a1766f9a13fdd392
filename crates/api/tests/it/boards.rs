//! What stands beside a case: each board, over HTTP, of acts recorded over HTTP.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::setting::{OFFICE, Setting, ask, filed};

mod appeals;
mod dossier;
mod publications;
mod rectification;
mod relations;
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
        Self::filed(Setting::new(owner).await, &filed("纪立〔2022〕7号", "2022-12-01")).await
    }

    async fn filed(setting: Setting, filed: &Value) -> Self {
        let (case, _) = setting.open_case().await;
        let mut recorded = Self { setting, case, respondent: String::new(), position: String::new() };
        recorded.post(filed).await;
        let shown = recorded.setting.get(&recorded.case).await.json();
        recorded.respondent.clone_from(shown["respondents"].as_object().unwrap().keys().next().unwrap());
        recorded
    }

    /// The same of an official of the register, and where that one is.
    async fn of_an_official(owner: PgPool) -> (Self, String) {
        let setting = Setting::new(owner).await;
        let official = json!({
            "kind": "OfficialRecorded", "occurred": { "date": "2020-01-01" },
            "payload": { "name": "张三", "identity": "civil_servant", "status": "in_office" },
        });
        let person = setting.post("/api/v1/persons", &official).await;
        assert_eq!(person.status, StatusCode::CREATED, "{}", person.text());
        let mut entry = filed("纪立〔2022〕7号", "2022-12-01");
        entry["payload"]["respondents"][0]["official"] = person.json()["id"].clone();
        (Self::filed(setting, &entry).await, person.header("location").to_owned())
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

    /// A determination of a day that sanctions the respondent.
    async fn determined(&mut self, on: &str) -> Value {
        let made = json!({
            "outcome": "sanction", "decision_or_proposal": "decision", "body": UNKNOWN, "body_kind": UNKNOWN, "basis": UNKNOWN,
        });
        let whose = self.whose();
        self.act("DeterminationMade", on, &whose, made).await["refs"]["determination"][0].clone()
    }

    async fn post(&mut self, act: &Value) -> Value {
        let reply = self.setting.post(&format!("{}/acts", self.case), act).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        reply.header("wenze-position").clone_into(&mut self.position);
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
