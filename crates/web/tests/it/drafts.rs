//! Drafts: what was typed and not recorded is there again, for its author alone.

use axum::http::StatusCode;
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::Place;
use wenze_domain::codes::Role;

use crate::setting::{OFFICE, PASSWORD, Page, Setting};

const TYPED: &str = "受理范围：<b>第一项</b>";

/// The value of the first input of this name.
fn value_of<'p>(page: &'p Page, name: &str) -> &'p str {
    let input = page.text.split(&format!("name=\"{name}\"")).nth(1).unwrap_or_else(|| panic!("{name}: {}", page.text));
    input.split("value=\"").nth(1).unwrap().split('"').next().unwrap()
}

/// The address of the first draft in a list.
fn first_draft(page: &Page) -> Option<&str> {
    let link = page.text.split("<th scope=\"row\"><a href=\"").nth(1)?;
    link.split('"').next()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_draft_opens_again_with_everything_for_its_author_alone_and_goes_when_recorded(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("fang", &[Role::Intake], false).await;
    setting.employ("lei", &[Role::Intake], false).await;
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let (own, other) = (setting.sign_in("fang").await, setting.sign_in("lei").await);
    let path = format!("/cases/{case}/record/ReportAccepted");
    let form = setting.get_with(&path, &[("cookie", &own)]).await;
    let (key, report) = (value_of(&form, "key").to_owned(), value_of(&form, "a0.refs.report").to_owned());
    let typed = [("key", key.as_str()), ("a0.payload.scope", TYPED), ("a0.occurred.date", "昨天")];
    let kept = setting.post(&path, &[("cookie", &own)], &[&typed[..], &[("step", "keep")]].concat()).await;
    assert!(kept.status == StatusCode::OK && kept.has("已存为草稿"), "{}", kept.text);

    let list = setting.get_with("/drafts", &[("cookie", &own)]).await;
    let href = first_draft(&list).unwrap().to_owned();
    assert!(href.starts_with(&path) && list.has("受理") && list.has("举〔2024〕1号"), "{}", list.text);
    let case_page = setting.get_with(&format!("/cases/{case}"), &[("cookie", &own)]).await;
    assert!(case_page.has(&href.replace('&', "&#38;")), "{}", case_page.text);
    setting.wait_until_judged().await;
    assert!(setting.get_with("/work", &[("cookie", &own)]).await.has("草稿1份"));
    let opened = setting.get_with(&href, &[("cookie", &own)]).await;
    assert!(opened.has("&#60;b&#62;第一项&#60;/b&#62;</textarea>") && opened.has("value=\"昨天\""), "{}", opened.text);
    assert_eq!(value_of(&opened, "key"), key, "it is the same form");
    assert_eq!(first_draft(&setting.get_with("/drafts", &[("cookie", &other)]).await), None);
    assert!(!setting.get_with(&href, &[("cookie", &other)]).await.has("第一项"), "nobody else opens it");

    let right = [
        ("key", key.as_str()),
        ("a0.refs.report", &report),
        ("a0.payload.scope", TYPED),
        ("a0.occurred.date", "2024-03-07"),
        ("a0.payload.competent_organ.organ_id", "青川县纪委监委"),
        ("checked", "1"),
        ("step", "save"),
    ];
    let stored = setting.post(&path, &[("cookie", &own)], &right).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    assert_eq!(first_draft(&setting.get_with("/drafts", &[("cookie", &own)]).await), None, "it was recorded");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_is_being_typed_is_kept_without_being_sent_and_the_page_is_told_in_one_line(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("fang", &[Role::Intake], false).await;
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let cookie = setting.sign_in("fang").await;
    let path = format!("/cases/{case}/record/ReportAccepted");
    let form = setting.get_with(&path, &[("cookie", &cookie)]).await;
    assert!(form.has("data-kept=\"草稿暂时存不下"), "{}", form.text);
    let key = value_of(&form, "key").to_owned();
    let typing = |cookie: &str, text: &str| {
        let (setting, path, key) = (&setting, &path, &key);
        let (cookie, fields) = (cookie.to_owned(), [("a0.payload.scope", text.to_owned()), ("key", key.clone())]);
        async move {
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            let page = setting.post(path, &[("cookie", &cookie), ("accept", "application/json")], &fields).await;
            assert_eq!(
                (page.status, page.header("content-type")),
                (StatusCode::OK, "application/json"),
                "{}",
                page.text
            );
            serde_json::from_str::<serde_json::Value>(&page.text).unwrap()
        }
    };
    assert_eq!(typing(&cookie, "").await, json!({ "kept": false, "say": "" }), "nothing was typed");
    let told = typing(&cookie, TYPED).await;
    assert!(told["kept"] == true && told["say"].as_str().unwrap().contains("自动存为草稿"), "{told}");
    let href = first_draft(&setting.get_with("/drafts", &[("cookie", &cookie)]).await).unwrap().to_owned();
    assert!(setting.get_with(&href, &[("cookie", &cookie)]).await.has("第一项"));
    assert_eq!(
        typing("", TYPED).await["say"],
        "登录已经失效，现在存不下草稿；提交时请您重新登录，填写的内容不会丢失。"
    );
    assert_eq!(setting.casework.case(case).await.unwrap().case.version, 2, "nothing is recorded by it");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_was_typed_survives_the_end_of_the_session_for_whoever_typed_it(owner: PgPool) {
    let setting = Setting::closed(owner).await;
    let person = setting.employ("fang", &[Role::Intake], false).await;
    setting.employ("lei", &[Role::Intake], false).await;
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let path = format!("/cases/{case}/record/ReportAccepted");
    let whose = person.to_string();
    let fields =
        [("key", "k-1"), ("whose", whose.as_str()), ("step", "check"), ("a0.payload.scope", TYPED), ("blank", "1")];
    let over = setting.post(&path, &[], &fields).await;
    assert_eq!(over.status, StatusCode::UNAUTHORIZED);
    assert!(over.has("登录已经失效") && over.has("name=\"form:a0.payload.scope\""), "{}", over.text);
    assert!(over.has(&format!("name=\"next\" value=\"{path}\"")), "{}", over.text);
    let foreign = setting.post(&path, &[("sec-fetch-site", "cross-site")], &fields).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN, "another site has nothing carried along");

    let carried: Vec<(String, &str)> = fields.iter().map(|(name, value)| (format!("form:{name}"), *value)).collect();
    let carried: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let sign_in = |login| [&[("login", login), ("password", PASSWORD), ("next", path.as_str())], &carried[..]].concat();
    let wrong = [&[("login", "fang"), ("password", "no"), ("next", path.as_str())], &carried[..]].concat();
    let wrong = setting.post("/sign-in", &[], &wrong).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.has("第一项"), "{}", wrong.text);
    let another = setting.post("/sign-in", &[], &sign_in("lei")).await;
    assert_eq!(another.header("location"), path, "it is not taken along by another account");
    let back = setting.post("/sign-in", &[], &sign_in("fang")).await;
    assert_eq!((back.status, back.header("location")), (StatusCode::SEE_OTHER, format!("{path}?draft=k-1").as_str()));
    let cookie = back.header("set-cookie").split(';').next().unwrap().to_owned();
    let form = setting.get_with(back.header("location"), &[("cookie", &cookie)]).await;
    assert!(form.has("第一项") && form.has("name=\"blank\" value=\"1\" checked"), "{}", form.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_form_on_a_register_is_kept_too_until_it_is_recorded(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("guan", &[Role::Admin], false).await;
    let clerk = setting.employ("xin", &[], false).await.to_string();
    let cookie = setting.sign_in("guan").await;
    let line = [("cookie", cookie.as_str())];
    let path = format!("/people/{clerk}/record/RoleGranted");
    let office = OFFICE.to_string();
    let fields = [
        ("key", "grant-1"),
        ("a0.refs.official", clerk.as_str()),
        ("a0.refs.organ", office.as_str()),
        ("a0.occurred.date", "昨天"),
        ("a0.payload.role", "CLERK"),
        ("a0.payload.from", "2024-03-01"),
        ("blank", "1"),
        ("checked", "1"),
    ];
    let kept = setting.post(&path, &line, &[&fields[..], &[("step", "keep")]].concat()).await;
    assert!(kept.status == StatusCode::OK && kept.has("已存为草稿"), "{}", kept.text);
    let href = first_draft(&setting.get_with("/drafts", &line).await).unwrap().to_owned();
    assert_eq!(href, format!("{path}?draft=grant-1"));
    let opened = setting.get_with(&href, &line).await;
    assert!(opened.has("value=\"昨天\"") && value_of(&opened, "key") == "grant-1", "{}", opened.text);

    let right: Vec<_> = fields.map(|(name, value)| (name, if value == "昨天" { "2024-03-01" } else { value })).to_vec();
    let stored = setting.post(&path, &line, &[&right[..], &[("step", "save")]].concat()).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    assert_eq!(first_draft(&setting.get_with("/drafts", &line).await), None, "it was recorded");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_form_in_anothers_stead_stays_in_his_stead_when_it_comes_back(owner: PgPool) {
    let setting = Setting::closed(owner).await;
    let person = setting.employ("fang", &[Role::Intake], false).await.to_string();
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let path = format!("/cases/{case}/record/ReportAccepted?for={}&as=INTAKE&office={OFFICE}", Uuid::now_v7());
    let fields = [("key", "k-1"), ("whose", person.as_str()), ("step", "check"), ("a0.payload.scope", TYPED)];
    let over = setting.post(&format!("{path}&like=3"), &[], &fields).await;
    assert!(over.has(&format!("name=\"next\" value=\"{}\"", path.replace('&', "&#38;"))), "{}", over.text);

    let carried: Vec<(String, &str)> = fields.iter().map(|(name, value)| (format!("form:{name}"), *value)).collect();
    let carried: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let door = [("login", "fang"), ("password", PASSWORD), ("next", path.as_str())];
    let back = setting.post("/sign-in", &[], &[&door[..], &carried[..]].concat()).await;
    assert_eq!(back.header("location"), format!("{path}&draft=k-1"), "{}", back.text);

    let cookie = back.header("set-cookie").split(';').next().unwrap().to_owned();
    setting.cut_off().await;
    let page = setting.post(&path, &[("cookie", &cookie)], &fields).await;
    assert!(page.has(&format!("action=\"{}\"", path.replace('&', "&#38;"))), "{}", page.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn without_the_log_a_form_is_given_back_to_be_sent_again(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("fang", &[Role::Intake], false).await;
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let cookie = setting.sign_in("fang").await;
    setting.cut_off().await;
    let path = format!("/cases/{case}/record/ReportAccepted");
    let fields = [("key", "k-1"), ("step", "check"), ("a0.payload.scope", TYPED)];
    let page = setting.post(&path, &[("cookie", &cookie)], &fields).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.has("name=\"a0.payload.scope\"") && page.has("第一项") && page.has("再提交一次"), "{}", page.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn on_recusal_a_draft_is_closed_and_passes_to_whoever_took_over(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let before = setting.employ("fang", &[Role::Intake], false).await;
    let after = setting.employ("lei", &[Role::Intake], false).await;
    let case = setting.register_for(before, "举〔2024〕2号").await;
    let (own, next) = (setting.sign_in("fang").await, setting.sign_in("lei").await);
    let path = format!("/cases/{case}/record/ReportAccepted");
    let fields = [("key", "k-1"), ("step", "keep"), ("a0.payload.scope", TYPED)];
    setting.post(&path, &[("cookie", &own)], &fields).await;

    let recusal = Uuid::now_v7();
    let asked = json!({ "kind": "RecusalRequested", "occurred": { "date": "2024-03-08" },
        "refs": { "recusal": [recusal], "person": [before] }, "payload": { "requester": "not_recorded", "requester_kind": "self",
            "ground": "not_recorded", "reasons": "not_recorded" }, "confirm_out_of_order": { "reason": "-" } });
    let stored = setting.record(Place::Case(case), vec![asked]).await;
    setting.casework.wait_for_view("boards", &stored.position).await.unwrap();
    assert_eq!(first_draft(&setting.get_with("/drafts", &[("cookie", &own)]).await), None, "it is closed");
    setting.get_with(&format!("/cases/{case}"), &[("cookie", &next)]).await;
    assert_eq!(first_draft(&setting.get_with("/drafts", &[("cookie", &next)]).await), None, "nobody took over yet");

    let report = setting.casework.case(case).await.unwrap().case.reports.keys().next().copied().unwrap();
    let assigned = json!({ "kind": "HandlerAssigned", "occurred": { "date": "2024-03-09" }, "refs": { "object": [report] },
        "payload": { "duty": "report", "person": { "person_id": after }, "office": "not_recorded", "by": "not_recorded",
            "received_on": "not_recorded" } });
    setting.record(Place::Case(case), vec![assigned]).await;
    setting.get_with(&format!("/cases/{case}"), &[("cookie", &next)]).await;
    let list = setting.get_with("/drafts", &[("cookie", &next)]).await;
    let href = first_draft(&list).unwrap().to_owned();
    assert!(list.has("由前任承办人移交"), "{}", list.text);
    assert!(setting.get_with(&href, &[("cookie", &next)]).await.has("第一项"));
}
