//! A quarter as it was printed beside what is known of it now: each difference opens what differs.

use std::time::Duration;

use axum::http::StatusCode;
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{ImportCommand, Place};
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;

use crate::setting::{OFFICE, PERSON, Page, Setting, report};

const REPORTS: &str = "/statistics/reconciliation?group=reports&quarter=2024-1&printed=2024-04-30";

/// The page, as soon as its table is built.
async fn built(setting: &Setting, path: &str) -> Page {
    for _ in 0..1000 {
        let page = setting.get(path).await;
        if page.status != StatusCode::SERVICE_UNAVAILABLE {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the statistics were not built");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_report_that_came_to_be_known_later_is_the_difference_of_its_quarter(owner: PgPool) {
    let setting = Setting::new(owner).await;
    // Known in March, and so in the printed report; the other one was found in a drawer years later.
    let early = Uuid::now_v7();
    let mut act = report("反映甲");
    act["entered_from"] = json!("import");
    act["origin"] = json!({ "set": "old", "row": "1" });
    act["known_at"] = json!("2024-03-06T01:00:00Z");
    let actor = Actor { person_id: PERSON, role: Role::Intake, office_id: OFFICE };
    let (place, acts) = (Place::NewCase(Some(early)), vec![act]);
    let import = ImportCommand { command_id: Uuid::now_v7(), place, acts, actor, take: Vec::new() };
    setting.casework.import(import).await.unwrap();
    let late = setting.record(Place::NewCase(None), vec![report("反映乙")]).await.id;

    let page = built(&setting, REPORTS).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.has("2024年第1季度") && page.has("处不同"), "{}", page.text);
    let row = page.text.split("<tr class=\"differs\">").nth(1).unwrap_or_else(|| panic!("{}", page.text));
    let numbers: Vec<&str> =
        row.split("<td class=\"n\"").skip(1).filter_map(|cell| cell.split('>').nth(1)?.split('<').next()).collect();
    assert_eq!(numbers[..2], ["1", "2"], "{row}");
    let href = row.split("<a href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let list = setting.get(&href).await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.text);
    let added = list.text.split("id=\"added\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(added.contains(&late.to_string()) && !added.contains(&early.to_string()), "{}", list.text);
    assert!(list.has("没有不再计入的"), "{}", list.text);
    let then = list.text.split("<p><a href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let then = setting.get(&then).await;
    assert!(then.has(&early.to_string()) && !then.has(&late.to_string()), "{}", then.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_cannot_be_a_quarter_is_told_and_the_last_one_shown(owner: PgPool) {
    let setting = Setting::new(owner).await;
    assert!(built(&setting, "/statistics").await.has("href=\"/statistics/reconciliation\""));
    for wrong in ["quarter=2024-5", "printed=never", "quarter=2024-1&printed=2023-12-31"] {
        let page = setting.get(&format!("/statistics/reconciliation?{wrong}")).await;
        assert!(page.status == StatusCode::BAD_REQUEST && page.has("role=\"alert\""), "{wrong}: {}", page.text);
    }
    let english = setting.get("/statistics/reconciliation?lang=en").await;
    assert!(english.status == StatusCode::OK && english.has("As printed"), "{}", english.text);
    assert_eq!(setting.get("/statistics/reconciliation/nothing").await.status, StatusCode::NOT_FOUND);
}
