//! Forms: every act has one, what was typed comes back, and what is stored is stored once.

use axum::http::StatusCode;
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Command, Place};
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;

use crate::form::Form;
use crate::setting::{OFFICE, Page, Setting};

/// An office, a case and somebody who is signed in.
struct Desk {
    setting: Setting,
    case: Uuid,
    cookie: String,
}

impl Desk {
    async fn new(owner: PgPool) -> Self {
        Self::of(owner, Role::Intake).await
    }

    async fn of(owner: PgPool, role: Role) -> Self {
        let setting = Setting::new(owner).await;
        setting.employ("fang", &[role], false).await;
        let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
        let cookie = setting.sign_in("fang").await;
        Self { setting, case, cookie }
    }

    fn form(&self, kind: &str) -> String {
        format!("/cases/{}/record/{kind}", self.case)
    }

    async fn get(&self, path: &str) -> Page {
        self.setting.get_with(path, &[("cookie", &self.cookie)]).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.setting.post(path, &[("cookie", &self.cookie)], fields).await
    }

    async fn version(&self) -> i32 {
        self.setting.casework.case(self.case).await.unwrap().case.version
    }

    fn report(page: &Page) -> String {
        value_of(page, "a0.refs.report").to_owned()
    }
}

/// The value of the first input of this name.
fn value_of<'p>(page: &'p Page, name: &str) -> &'p str {
    let input = page.text.split(&format!("name=\"{name}\"")).nth(1).unwrap_or_else(|| panic!("{name}: {}", page.text));
    input.split("value=\"").nth(1).unwrap().split('"').next().unwrap()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn beside_a_date_stands_its_day_of_the_week_and_whether_it_is_worked(owner: PgPool) {
    let desk = Desk::new(owner).await;
    let days = [
        // A Sunday that makes up for a holiday, the holiday, a Saturday like any other, a Friday.
        ("2024-09-29", "2024年9月29日(星期日)，工作日"),
        ("2024-10-01", "2024年10月1日(星期二)，休息日"),
        ("2024-03-09", "2024年3月9日(星期六)，休息日"),
        ("2024-03-08", "2024年3月8日(星期五)，工作日"),
        // Of a month no day is one or the other.
        ("2024-03", "2024年3月<"),
    ];
    for (typed, said) in days {
        let page = desk.post(&desk.form("ReportAccepted"), &[("key", "k"), ("a0.occurred.date", typed)]).await;
        assert!(page.has(&format!("<span class=\"spoken\">{said}")), "{typed}: {}", page.text);
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_a_recusal_brings_is_foretold_before_it_is_recorded(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("fang", &[Role::Clerk], false).await;
    let lei = setting.employ("lei", &[Role::Inspector], false).await;
    let case = setting.register_for(lei, "举〔2024〕2号").await;
    let note = json!({ "kind": "OtherActRecorded", "occurred": { "date": "2024-03-08" }, "payload": { "label": "甲", "note": "乙" } });
    let actor = Actor { person_id: lei, role: Role::Inspector, office_id: OFFICE };
    let place = Place::Case(case);
    let own = Command { route: "test", place, acts: vec![note], actor, idempotency_key: None, if_match: None };
    setting.casework.record(&own).await.unwrap();
    let cookie = setting.sign_in("fang").await;
    let line = [("cookie", cookie.as_str())];
    let path = format!("/cases/{case}/record/RecusalGroundKnown");
    let form = Form::of(&setting.get_with(&path, &line).await)
        .set("a0.occurred.date", "2024-03-09")
        .set("a0.refs.person", "王lei")
        .set("a0.entered_from", "paper")
        .set("a0.confirm.reason", "发现")
        .set("blank", "1")
        .set("step", "check");
    let answers = setting.post(&path, &line, &form.pairs()).await;
    assert!(answers.status == StatusCode::OK && answers.has("回避的影响： 王lei"), "{}", answers.text);
    let foretold = answers.text.split("id=\"recused\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(foretold.contains(&format!("href=\"/cases/{case}#v4\"")) && !foretold.contains("#v3"), "{foretold}");
    assert!(!foretold.contains("在本案中没有承担职责"), "{foretold}");
    let nobody = form.set("a0.refs.person", "王fang");
    let answers = setting.post(&path, &line, &nobody.pairs()).await;
    assert!(answers.has("在本案中没有承担职责") && answers.has("在本案中没有做过事项"), "{}", answers.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_act_of_a_case_has_a_form_for_whoever_is_signed_in(owner: PgPool) {
    let desk = Desk::of(owner, Role::Clerk).await;
    for kind in Kind::ALL {
        let page = desk.get(&desk.form(kind.as_str())).await;
        if kind.spec().phase.is_outside_cases() {
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", kind.as_str());
            continue;
        }
        assert_eq!(page.status, StatusCode::OK, "{}", kind.as_str());
        assert!(page.has(&format!("<h1>{}</h1>", kind.spec().zh)), "{}", kind.as_str());
        assert!(page.has("name=\"key\"") && !page.has("<script>"), "{}", kind.as_str());
    }
    assert_eq!(desk.get(&desk.form("NoSuchAct")).await.status, StatusCode::NOT_FOUND);
    let stranger = desk.setting.get(&desk.form("ReportAccepted")).await;
    assert!(stranger.header("location").starts_with("/sign-in?next="), "{}", stranger.header("location"));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_routine_act_is_stored_from_its_form_once_and_told_in_the_history(owner: PgPool) {
    let desk = Desk::new(owner).await;
    let path = desk.form("ReporterIdentityConfirmed");
    let form = desk.get(&path).await;
    let (report, key) = (Desk::report(&form), value_of(&form, "key").to_owned());
    let fields = [
        ("key", key.as_str()),
        ("step", "save"),
        ("a0.refs.report", &report),
        ("a0.occurred.date", "2024.3.8"),
        ("a0.payload.method", "phone"),
        ("a0.payload.contact_given", "yes"),
        ("a0.confirm.reason", "核实在登记以前，当时未记"),
    ];
    let before = desk.version().await;
    let stored = desk.post(&path, &fields).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    let again = desk.post(&path, &fields).await;
    assert_eq!(again.header("location"), stored.header("location"), "sent twice, it is stored once");
    assert_eq!(desk.version().await, before + 1);
    let page = desk.get(stored.header("location").split('#').next().unwrap()).await;
    assert!(page.has("class=\"recorded\"") && page.has("已登记") && page.has("2024年3月8日(星期五)"), "{}", page.text);
    assert!(page.has("王fang"), "it bears the name of whoever is signed in: {}", page.text);
    // The same key with other content is another act, which is said and not stored.
    let mut other = fields;
    other[4] = ("a0.payload.method", "letter");
    let refused = desk.post(&path, &other).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.has("已经提交过"), "{}", refused.text);
    assert_eq!(desk.version().await, before + 1);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_is_wrong_is_told_beside_its_field_and_nothing_typed_is_lost(owner: PgPool) {
    let desk = Desk::new(owner).await;
    let path = desk.form("ReportAccepted");
    let report = Desk::report(&desk.get(&path).await);
    let before = desk.version().await;
    let fields = [
        ("key", "k1"),
        ("step", "check"),
        ("a0.refs.report", report.as_str()),
        ("a0.occurred.date", "昨天"),
        ("a0.payload.competent_organ.organ_id", "某某委员会"),
        ("a0.payload.scope", "<i>全部</i>内容"),
        ("a0.document_no", "青纪受〔2024〕1号"),
    ];
    let page = desk.post(&path, &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in
        ["value=\"昨天\"", "value=\"某某委员会\"", "&#60;i&#62;全部&#60;/i&#62;内容</textarea>", "青纪受〔2024〕1号"]
    {
        assert!(page.has(kept), "{kept}: {}", page.text);
    }
    assert!(page.has("href=\"#a0.occurred.date\"") && page.has("日期看不懂"), "{}", page.text);
    assert!(
        page.has("href=\"#a0.payload.competent_organ.organ_id\"") && page.has("请从列出的名称中选择"),
        "{}",
        page.text
    );
    let future = [
        ("key", "k2"),
        ("step", "check"),
        ("a0.refs.report", &report),
        ("a0.occurred.date", "2999-01-01"),
        ("blank", "1"),
    ];
    let page = desk.post(&path, &future).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("日期晚于今天"), "{}", page.text);
    let blank = desk.post(&path, &[("key", "k3"), ("step", "check")]).await;
    assert!(blank.has("请填写；材料没有写明的") && blank.has("请填写日期"), "{}", blank.text);
    assert_eq!(desk.version().await, before, "nothing was stored");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_formal_act_is_stored_only_from_the_page_of_its_answers(owner: PgPool) {
    let desk = Desk::new(owner).await;
    let path = desk.form("ReportAccepted");
    let report = Desk::report(&desk.get(&path).await);
    let organ = "青川县纪委监委";
    let fields = [
        ("key", "k1"),
        ("step", "save"),
        ("a0.refs.report", report.as_str()),
        ("a0.occurred.date", "2024-03-07"),
        ("a0.payload.competent_organ.organ_id", organ),
        ("a0.payload.scope._none", "1"),
    ];
    let before = desk.version().await;
    let answers = desk.post(&path, &fields).await;
    assert_eq!(answers.status, StatusCode::OK, "{}", answers.text);
    assert!(answers.has("核对：受理") && answers.has(organ) && answers.has("未记载"), "{}", answers.text);
    assert_eq!(desk.version().await, before, "answers are checked first");
    let changed = desk.post(&path, &[&fields[..1], &[("step", "edit")], &fields[2..]].concat()).await;
    assert!(changed.status == StatusCode::OK && changed.has("value=\"2024-03-07\""), "{}", changed.text);
    let stored = desk.post(&path, &[&fields[..], &[("checked", "1")]].concat()).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    assert_eq!(desk.version().await, before + 1);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn out_of_order_a_reason_is_asked_for_and_kept(owner: PgPool) {
    let desk = Desk::of(owner, Role::Inspector).await;
    let path = desk.form("ReporterInformedOfResult");
    let report = Desk::report(&desk.get(&path).await);
    let fields = [
        ("key", "k1"),
        ("step", "save"),
        ("a0.refs.report", &report),
        ("a0.occurred.date", "2024-03-09"),
        ("blank", "1"),
    ];
    let asked = desk.post(&path, &fields).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.has("与通常顺序不符，请说明理由") && asked.has("尚未达到通常要求"), "{}", asked.text);
    let stored = desk.post(&path, &[&fields[..], &[("a0.confirm.reason", "补录旧卷")]].concat()).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    let page = desk.get(stored.header("location").split('#').next().unwrap()).await;
    assert!(page.has("补录旧卷"), "{}", page.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn rows_are_added_without_script_and_an_act_is_found_by_its_initials(owner: PgPool) {
    let desk = Desk::of(owner, Role::ClueDesk).await;
    let path = desk.form("ClueOpened");
    let rows = [("key", "k1"), ("more", "a0.payload.subjects:1"), ("a0.payload.subjects.0.name", "张三")];
    let page = desk.post(&path, &rows).await;
    assert!(page.has("name=\"a0.payload.subjects.1.name\"") && page.has("value=\"张三\""), "{}", page.text);
    let found = desk.get(&format!("/cases/{}/record?q=la", desk.case)).await;
    let first = found.text.split("class=\"acts-of\"").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(
        first.contains("<b>立案</b>") && first.contains("文书人员"),
        "another's act is named with whose it is: {first}"
    );
    let own = desk.get(&format!("/cases/{}/record?q=wtxs", desk.case)).await;
    let first = own.text.split("class=\"acts-of\"").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(first.contains("/record/ClueOpened"), "{first}");
    let none = desk.get(&format!("/cases/{}/record?q=zzzz", desk.case)).await;
    assert!(none.has("没有找到这样的事项"), "{}", none.text);
    let case = desk.get(&format!("/cases/{}", desk.case)).await;
    assert!(case.has("现在可以做") && case.text.matches("<li><a href=\"/cases/").count() >= 2, "{}", case.text);
}
