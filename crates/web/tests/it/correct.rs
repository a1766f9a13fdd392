//! Putting the record right: a wrong date in four pages, with what would turn shown before; a second person approves.

use axum::http::StatusCode;
use serde_json::json;
use sqlx::PgPool;
use wenze_casework::Place;
use wenze_domain::codes::Role;

use crate::form::Form;
use crate::setting::Setting;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_wrong_date_is_corrected_in_four_pages_and_approved_by_another(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("fang", &[Role::Inspector], false).await;
    setting.employ("lei", &[Role::OrganHead], false).await;
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let cookie = setting.sign_in("fang").await;
    let line = [("cookie", cookie.as_str())];
    let path = format!("/cases/{case}/entries/2/correct");
    // One: the case. Two: the form. Three: the answers. Four: the case again.
    let page = setting.get_with(&format!("/cases/{case}"), &line).await;
    assert!(page.has(&format!("href=\"{path}\"")) && page.has("/record/RecordVoided?event="), "{}", page.text);
    let form = Form::of(&setting.get_with(&path, &line).await);
    assert_eq!(form.get("a0.occurred.date"), Some("2024-03-06"));
    assert_eq!(form.get("a0.payload.register_no"), Some("举〔2024〕1号"));
    let form = form.set("a0.occurred.date", "2024-03-11").set("a1.payload.reason", "登记簿写的是三月十一日");
    let form = form.set("step", "check").set("blank", "1");
    let alone = setting.post(&path, &line, &form.pairs()).await;
    assert!(alone.status == StatusCode::UNPROCESSABLE_ENTITY && alone.has("更正须由另一人批准"), "{}", alone.text);
    let own = Form::of(&alone).set("a1.payload.approval.by.person_id", "王fang").set("step", "check");
    assert!(setting.post(&path, &line, &own.pairs()).await.has("更正须由另一人批准，请填写批准人"));
    let form = own.set("a1.payload.approval.by.person_id", "王lei");
    let answers = setting.post(&path, &line, &form.pairs()).await;
    assert_eq!(answers.status, StatusCode::OK, "{}", answers.text);
    assert!(
        answers.has("2024年3月6日") && answers.has("2024年3月11日") && answers.has("更正的栏目"),
        "{}",
        answers.text
    );
    assert!(!answers.has("<del>举〔2024〕1号"), "only what differs is a correction: {}", answers.text);
    let stored = setting.post(&path, &line, &Form::of(&answers).set("step", "save").pairs()).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    let page = setting.get_with(stored.header("location").split('#').next().unwrap(), &line).await;
    assert!(page.has("更正录入") && page.has("2024年3月11日(星期一)"), "{}", page.text);
    let again = Form::of(&setting.get_with(&path, &line).await);
    assert_eq!(again.get("a0.occurred.date"), Some("2024-03-11"), "the form begins with what stands now");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn private_and_sealed_texts_change_only_where_they_are_changed(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("fang", &[Role::Inspector], false).await;
    setting.employ("lei", &[Role::OrganHead], false).await;
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let cookie = setting.sign_in("fang").await;
    let line = [("cookie", cookie.as_str())];
    let path = format!("/cases/{case}/entries/1/correct");
    let form = Form::of(&setting.get_with(&path, &line).await);
    assert_eq!(form.get("a0.payload.subjects.0.name"), Some("张<b>三</b>"));
    assert_eq!(form.get("a0.payload.summary"), Some("反映收受礼金"));
    let untouched = form.set("a1.payload.approval.by.person_id", "王lei").set("blank", "1").set("step", "check");
    let nothing = setting.post(&path, &line, &untouched.pairs()).await;
    assert!(nothing.status == StatusCode::UNPROCESSABLE_ENTITY && nothing.has("没有改动任何栏目"), "{}", nothing.text);
    let form = untouched.set("a0.payload.subjects.0.name", "张三").set("a0.payload.source_kind", "visit");
    let answers = setting.post(&path, &line, &form.pairs()).await;
    assert!(answers.has("<ins>张三</ins>") && answers.text.matches("<ins>").count() == 2, "{}", answers.text);
    let stored = setting.post(&path, &line, &Form::of(&answers).set("step", "save").pairs()).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    let again = Form::of(&setting.get_with(&path, &line).await);
    assert_eq!(again.get("a0.payload.subjects.0.name"), Some("张三"));
    assert_eq!(again.get("a0.payload.summary"), Some("反映收受礼金"));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn whoever_writes_at_the_same_time_is_told_of_or_shown_what_changed(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("fang", &[Role::Intake], false).await;
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let cookie = setting.sign_in("fang").await;
    let line = [("cookie", cookie.as_str())];
    let path = format!("/cases/{case}/record/ReporterIdentityConfirmed");
    let filled = |form: Form| {
        let form = form.set("a0.occurred.date", "2024-03-08").set("a0.payload.method", "phone");
        form.set("a0.confirm.reason", "登记以前已经核实").set("blank", "1").set("step", "save")
    };
    let (first, second) = (setting.get_with(&path, &line).await, setting.get_with(&path, &line).await);
    // What others record about something else is told, and keeps nobody from his own.
    let other = json!({ "kind": "OtherActRecorded", "occurred": { "date": "2024-03-08" },
        "payload": { "label": "说明", "note": "not_recorded" } });
    setting.record(Place::Case(case), vec![other]).await;
    let stored = setting.post(&path, &line, &filled(Form::of(&first)).pairs()).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    assert!(stored.header("location").contains("meanwhile=1"), "{}", stored.header("location"));
    let page = setting.get_with(stored.header("location").split('#').next().unwrap(), &line).await;
    assert!(page.has("另有1项登记"), "{}", page.text);
    // The same report was touched since the second form was opened.
    let shown = setting.post(&path, &line, &filled(Form::of(&second)).pairs()).await;
    assert_eq!(shown.status, StatusCode::CONFLICT, "{}", shown.text);
    assert!(
        shown.has("有了新的登记") && shown.has("登记以前已经核实") && shown.has(&format!("/cases/{case}#v4")),
        "{}",
        shown.text
    );
    let knowing = setting.post(&path, &line, &filled(Form::of(&shown)).pairs()).await;
    assert_eq!(knowing.status, StatusCode::SEE_OTHER, "whoever has seen it goes on: {}", knowing.text);
    let twice = setting.post(&path, &line, &filled(Form::of(&first)).pairs()).await;
    assert_eq!(twice.header("location"), stored.header("location"), "sent again, it is its first answer");
}
