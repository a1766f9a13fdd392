//! Statistics as pages: every number leads to exactly those it counts, as on the page so in the table for spreadsheets.

use std::time::Duration;

use axum::http::StatusCode;
use sqlx::PgPool;
use wenze_domain::codes::Role;

use crate::setting::{Page, Setting};

/// The statistics of reports, over the year of the reports of these tests.
const REPORTS: &str = "/statistics?group=reports&from=2024-01-01&to=2024-12-31";

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

/// The numbers of a section with the addresses of their lists.
fn numbers(page: &str, section: &str) -> Vec<(usize, String)> {
    let from = page.split(&format!("aria-labelledby=\"{section}\"")).nth(1).unwrap();
    let rows = from.split("</section>").next().unwrap().split("<td class=\"n\"").skip(1);
    let links = rows.filter_map(|cell| cell.split("<a href=\"").nth(1));
    let number = |link: &str| {
        let count = link.split('>').nth(1)?.split('<').next()?.parse().ok()?;
        Some((count, link.split('"').next()?.replace("&#38;", "&")))
    };
    links.filter_map(number).collect()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_number_leads_to_exactly_those_it_counts(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let cases = [setting.case("信〔2024〕1号", "反映甲").await, setting.case("信〔2024〕2号", "反映乙").await];
    let page = built(&setting, REPORTS).await;
    assert!(page.status == StatusCode::OK && page.has("共2件信访件"), "{}", page.text);
    assert!(page.has("role=\"img\"") && page.has("来信"), "{}", page.text);
    let told = numbers(&page.text, "s-reports");
    assert_eq!(told.iter().map(|(count, _)| *count).collect::<Vec<_>>(), [2]);
    for (count, list) in told {
        let list = setting.get(&list).await;
        assert_eq!((list.status, list.text.matches("<th scope=\"row\">").count()), (StatusCode::OK, count));
        assert!(cases.iter().all(|id| list.has(&format!("/cases/{id}"))) && list.has("信访来源"), "{}", list.text);
    }
    // A day before, nothing was known of them; and what lies in no period is counted in none.
    let before = setting.get(&format!("{REPORTS}&known=2024-01-01")).await;
    assert!(before.has("共0件信访件") && numbers(&before.text, "s-reports").is_empty(), "{}", before.text);
    let other = setting.get("/statistics/reports?from=2023-01-01&to=2023-12-31&by=month").await;
    assert!(other.status == StatusCode::OK && other.has("没有这样的登记"), "{}", other.text);
    let by_month = setting.get("/statistics/reports?by=month&by=reporter&source=letter").await;
    assert!(by_month.has("2024-03") && by_month.has("<option value=\"letter\" selected>"), "{}", by_month.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_table_is_taken_along_as_csv(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.case("信〔2024〕1号", "反映甲").await;
    let table = built(&setting, "/statistics/reports/table.csv?from=2024&by=source&lang=zh-CN").await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(table.header("content-disposition"), "attachment; filename=\"wenze-reports.csv\"");
    let lines: Vec<&str> = table.text.strip_prefix('\u{feff}').unwrap().lines().collect();
    assert_eq!(lines[0], "信访来源,数量,基数,占比（%）,起始日,截止日,知悉截至");
    assert_eq!((lines[1], lines[2]), ("来信,1,1,,2024-01-01,,", "合计,1,,,2024-01-01,,"));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_group_is_there_in_both_languages_and_a_wrong_period_is_told_beside_what_was_typed(owner: PgPool) {
    let setting = Setting::new(owner).await;
    built(&setting, REPORTS).await;
    for group in ["cases", "reports", "decisions", "execution", "appeals", "closing"] {
        for lang in ["zh-CN", "en"] {
            let page = setting.get(&format!("/statistics?group={group}&lang={lang}")).await;
            assert!(page.status == StatusCode::OK && !page.has("statistics-"), "{group}: {}", page.text);
        }
    }
    for path in ["/statistics", "/statistics/reports"] {
        let turned = setting.get(&format!("{path}?from=2024-05-01&to=2024-04-01&group=reports")).await;
        assert!(turned.status == StatusCode::BAD_REQUEST && turned.has("value=\"2024-05-01\""), "{}", turned.text);
        assert!(turned.has("起始日晚于截止日") && turned.has("role=\"alert\""), "{}", turned.text);
    }
    assert_eq!(setting.get("/statistics/nothing").await.status, StatusCode::NOT_FOUND);
    assert_eq!(setting.get("/statistics?group=nothing").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(setting.get("/statistics/reports/cases?cell=a,b,c").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(setting.get("/statistics/reports?organ=x").await.status, StatusCode::BAD_REQUEST);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn whoever_may_not_look_through_cases_counts_none(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("zu", &[Role::OrgDept], false).await;
    let cookie = setting.sign_in("zu").await;
    for path in ["/statistics", "/statistics/reports", "/statistics/reports/cases", "/statistics/reports/table.csv"] {
        let page = setting.get_with(path, &[("cookie", &cookie)]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
    }
}
