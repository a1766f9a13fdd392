//! The pages of those who decide appeals and answer for others' work: what they show, and that every number opens its list.

use axum::http::StatusCode;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::codes::Role;

use crate::setting::{Page, Setting};
use crate::told::Teller;

const APPEALED: &str = "appeal in two instances, decision changed";
const RECTIFIED: &str = "accountability inquiry with rectification";
const LANGS: [&str; 2] = ["zh-CN", "en"];

/// A page, once the tables that it reads are built: on an empty log nothing else tells when they are.
async fn built(setting: &Setting, path: &str) -> Page {
    for _ in 0..1000 {
        let page = setting.get(path).await;
        if page.status != StatusCode::SERVICE_UNAVAILABLE {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("{path} was not built");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_appeal_stands_on_the_docket_and_its_page_counts_its_times_step_by_step(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.wait_for_boards().await;
    setting.wait_until_judged().await;
    let nothing = built(&setting, "/appeals").await;
    assert!(nothing.status == StatusCode::OK && nothing.has("没有待决定的申诉"), "{}", nothing.text);
    let teller = Teller::new(&setting).await;
    let case = teller.story(APPEALED, 0, ("ReviewPanelFormed", 1)).await;
    teller.shown().await;

    let docket = setting.get("/appeals").await;
    let href = href_of(&docket, &format!("/cases/{case}/appeals/"));
    for told in ["在期限内提出", "未在期限内决定", "没有重合", "《", "已受理"] {
        assert!(docket.has(told), "{told}: {}", body(&docket));
    }
    assert!(setting.get("/appeals?tab=ended").await.has("没有已办结的申诉"));
    assert!(setting.get("/appeals?route=soe_appeal").await.has("这一途径没有申诉"));
    for wrong in ["/appeals?tab=all", "/appeals?route=nowhere", "/appeals?cursor=x"] {
        assert_eq!(setting.get(wrong).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    for lang in LANGS {
        let page = setting.get(&format!("{href}?lang={lang}")).await;
        assert!(
            page.status == StatusCode::OK && page.has("class=\"derivation\"") && page.has("<ol><li>"),
            "{}",
            body(&page)
        );
    }
    the_decision_stands_beside_the_grounds(&setting.get(&href).await);
    another_day_of_service_counts_otherwise(&setting, &href).await;
    whoever_it_names_sees_nothing_of_it(&setting, case, &href).await;
    let strange = format!("/cases/{case}/appeals/{}", Uuid::nil());
    assert_eq!(setting.get(&strange).await.status, StatusCode::NOT_FOUND);
    each_ground_stands_with_what_came_of_it(&setting, &teller).await;
}

/// Once it is decided, the grounds that were found stand with their outcome, and the usual ones that were not with none.
async fn each_ground_stands_with_what_came_of_it(setting: &Setting, teller: &Teller<'_>) {
    let case = teller.story(APPEALED, 4, ("AppealDecided", 2)).await;
    teller.shown().await;
    let ended = setting.get("/appeals?tab=ended").await;
    let link = format!("href=\"/cases/{case}/appeals/");
    let pages = ended.text.split(&link).skip(1).map(|rest| rest.split('"').next());
    let mut rows: Vec<String> = Vec::new();
    for id in pages.flatten() {
        let page = setting.get(&format!("/cases/{case}/appeals/{id}")).await;
        let table = page.text.split("class=\"outcomes\"").nth(1).map(|rest| rest.split("</table>").next().unwrap());
        rows.extend(table.into_iter().flat_map(|table| table.split("<tr").skip(2)).map(str::to_owned));
    }
    let (found, passed): (Vec<&String>, Vec<&String>) = rows.iter().partition(|row| row.contains("认定存在"));
    assert!(!found.is_empty() && found.iter().all(|row| !row.contains("不因此变更")), "{rows:?}");
    assert!(
        !passed.is_empty() && passed.iter().all(|row| row.contains("<td>未认定</td><td>不因此变更</td>")),
        "{rows:?}"
    );
}

/// The case is about him: to him there is none, whatever role he holds.
async fn whoever_it_names_sees_nothing_of_it(setting: &Setting, case: Uuid, href: &str) {
    let told = setting.casework.case(case).await.unwrap();
    let named = told.case.respondents.values().find_map(|one| one.official).unwrap();
    setting.admit("named", named, &[Role::AppealOfficer], false).await;
    let cookie = setting.sign_in("named").await;
    let line = [("cookie", cookie.as_str())];
    for path in ["/appeals", "/overview/cases"] {
        let page = setting.get_with(path, &line).await;
        assert!(page.status == StatusCode::OK && !page.has(&case.to_string()), "{path}: {}", body(&page));
        assert!(setting.get(path).await.has(&case.to_string()), "{path}: others do");
    }
    assert_eq!(setting.get_with(href, &line).await.status, StatusCode::NOT_FOUND);
}

fn the_decision_stands_beside_the_grounds(page: &Page) {
    for told in ["截至作出决定当日的程序检查", "申诉理由", "推算步骤", "最后一日", "原案、复审复核经过", "原决定"]
    {
        assert!(page.has(told), "{told}: {}", body(page));
    }
    let grounds = page.text.split("class=\"grounds\"").nth(1).unwrap().split("</ol>").next().unwrap();
    assert!(grounds.contains("<li>"), "the grounds are read: {grounds}");
    let (original, examined) = (page.text.find("class=\"of-decision\""), page.text.find("class=\"examined\""));
    assert!(original.is_some() && original < examined);
}

async fn another_day_of_service_counts_otherwise(setting: &Setting, href: &str) {
    let recorded = last_days(&setting.get(href).await);
    assert!(!recorded.is_empty());
    let supposed = setting.get(&format!("{href}?served_on=2019-03-04")).await;
    assert!(supposed.has("假定的送达日") && supposed.has("2019年3月4日(星期一)"), "{}", body(&supposed));
    let days = last_days(&supposed);
    // A month from the day after: the first of the times moves with the day, the time to decide does not.
    assert!(days.len() > 1 && days.first() != recorded.first(), "{days:?} {recorded:?}");
    assert_eq!(days.last(), recorded.last(), "{days:?}");
    assert_eq!(last_days(&setting.get(href).await), recorded, "nothing was recorded");
    assert_eq!(setting.get(&format!("{href}?served_on=yesterday")).await.status, StatusCode::BAD_REQUEST);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_number_of_the_overview_opens_its_list_and_what_is_pressed_for_is_told(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.wait_for_boards().await;
    setting.wait_until_judged().await;
    for (path, empty) in
        [("/overview", "还没有案件"), ("/rectification", "没有未验收的整改事项"), ("/supervision", "没有在督办的事项")]
    {
        let page = built(&setting, path).await;
        assert!(page.status == StatusCode::OK && page.has(empty), "{path}: {}", body(&page));
    }
    let teller = Teller::new(&setting).await;
    teller.story(APPEALED, 0, ("ReviewPanelFormed", 1)).await;
    teller.story(APPEALED, 1, ("InvestigationTeamFormed", 1)).await;
    let pressed = teller.story(RECTIFIED, 2, ("SupervisionLetterIssued", 1)).await;
    teller.shown().await;

    let overview = setting.get("/overview").await;
    let mut numbers = 0;
    for (href, number) in numbers_of(&overview) {
        let list = setting.get(&href).await;
        assert_eq!(list.text.matches("<th scope=\"row\">").count(), number, "{href}: {}", body(&list));
        numbers += 1;
    }
    assert!(numbers > 5, "{}", body(&overview));
    assert!(overview.has("警示") && overview.has("《"), "an alarm is a rule: {}", body(&overview));

    let board = setting.get("/rectification?shown=pressed").await;
    assert!(board.has(&pressed.to_string()) && board.has("第1级，共6级") && board.has("督办函"), "{}", body(&board));
    let letters = setting.get("/supervision").await;
    assert!(letters.has("答复期限") && letters.has(&pressed.to_string()), "{}", body(&letters));
    for (path, lang) in
        ["/overview", "/rectification", "/supervision"].into_iter().flat_map(|path| LANGS.map(|lang| (path, lang)))
    {
        let page = setting.get(&format!("{path}?lang={lang}")).await;
        assert!(page.status == StatusCode::OK && page.has(&format!("<html lang=\"{lang}\"")), "{path}");
        assert!(page.has("href=\"/overview\" aria-current=\"page\""), "{path} stands under oversight");
    }
    for wrong in
        ["/rectification?shown=all", "/overview/cases?stage=x", "/overview/cases?office=x", "/supervision?cursor=x"]
    {
        assert_eq!(setting.get(wrong).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

/// Links of numbers to their lists, each with its number.
fn numbers_of(page: &Page) -> Vec<(String, usize)> {
    let links = page.text.split("href=\"/overview/cases?").skip(1).map(|rest| {
        let (query, rest) = rest.split_once('"').unwrap();
        let word = rest.split_once('>').unwrap().1.split('<').next().unwrap();
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        (format!("/overview/cases?{}", query.replace("&#38;", "&")), digits.parse().unwrap())
    });
    links.collect()
}

/// The last days that the calculator tells.
fn last_days(page: &Page) -> Vec<String> {
    let days = page.text.split("最后一日</dt><dd><b>").skip(1);
    days.map(|rest| rest.split("</b>").next().unwrap().to_owned()).collect()
}

fn href_of(page: &Page, begins: &str) -> String {
    let rest =
        page.text.split(&format!("href=\"{begins}")).nth(1).unwrap_or_else(|| panic!("{begins}: {}", body(page)));
    format!("{begins}{}", rest.split('"').next().unwrap())
}

/// What stands in the middle of a page.
fn body(page: &Page) -> &str {
    page.text.split("<main").nth(1).unwrap_or(&page.text)
}
