//! A report in one sitting: received, registered, accepted, two people named.

use axum::http::StatusCode;
use sqlx::PgPool;
use wenze_domain::codes::Role;

use crate::setting::Setting;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_report_naming_two_people_is_registered_in_three_pages_and_once(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("fang", &[Role::Intake], false).await;
    let cookie = setting.sign_in("fang").await;
    let line = [("cookie", cookie.as_str())];
    let form = setting.get_with("/cases/new", &line).await;
    assert!(form.has("name=\"a0.payload.subjects.1.name\"") && form.has("value=\"王fang\""), "{}", form.text);
    let hidden = |name: &str| {
        let rest = form.text.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let (key, report) = (hidden("key"), hidden("report"));
    let fields = [
        ("key", key.as_str()),
        ("report", &report),
        ("blank", "1"),
        ("accept", "1"),
        ("a0.occurred.date", "2024-03-05"),
        ("a0.payload.source_kind", "letter"),
        ("a0.payload.reporter_kind", "anonymous"),
        ("a0.payload.summary", "反映张三、李四收受礼金"),
        ("a0.payload.verbatim_ref", "来信原文"),
        ("a0.payload.subjects.0.name", "张三"),
        ("a0.payload.subjects.1.name", "李四"),
        ("a1.occurred.date", "2024-03-06"),
        ("a1.payload.register_no", "举〔2024〕9号"),
        ("a1.payload.handler.person_id", "王fang"),
        ("a2.occurred.date", "2024-03-07"),
        ("a2.payload.competent_organ.organ_id", "青川县纪委监委"),
    ];
    let answers = setting.post("/cases/new", &line, &[&fields[..], &[("step", "check")]].concat()).await;
    assert_eq!(answers.status, StatusCode::OK, "{}", answers.text);
    assert!(answers.has("张三") && answers.has("李四") && answers.has("2024年3月6日(星期三)"), "{}", answers.text);
    let send = [&fields[..], &[("step", "save"), ("checked", "1")]].concat();
    let stored = setting.post("/cases/new", &line, &send).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    let again = setting.post("/cases/new", &line, &send).await;
    assert_eq!(again.header("location"), stored.header("location"), "sent twice, one case");
    let page = setting.get_with(stored.header("location").split('#').next().unwrap(), &line).await;
    for told in ["举〔2024〕9号", "已登记", "张三", "李四", "第3项"] {
        assert!(page.has(told), "{told}: {}", page.text);
    }
    // The next letter about one of them: the one before is told before it is stored.
    setting.wait_for_boards().await;
    let next: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| match *name {
            "key" => ("key", "another"),
            "report" => ("report", ""),
            "a1.payload.register_no" => (*name, "举〔2024〕10号"),
            _ => (*name, *value),
        })
        .collect();
    let alike = setting.post("/cases/new", &line, &[&next[..], &[("step", "check")]].concat()).await;
    assert!(alike.has("可能是同一件事") && alike.has("2024年3月5日收到，提到张三"), "{}", alike.text);
    assert_eq!(alike.text.matches("target=\"_blank\"").count(), 1, "one case is told once: {}", alike.text);
    let wrong =
        setting.post("/cases/new", &line, &[("key", "k"), ("step", "check"), ("a0.payload.summary", "留下")]).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.has(">留下</textarea>"), "{}", wrong.text);
}
