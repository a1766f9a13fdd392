//! Several acts of one sitting in one form, one page of answers, one append.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::Place;
use wenze_domain::codes::Role;

use crate::form::Form;
use crate::setting::{Page, Setting};

/// A case with three respondents, each on two tracks, and a clerk who is signed in.
struct Desk {
    setting: Setting,
    case: Uuid,
    cookie: String,
}

fn entry(name: &str) -> Value {
    json!({ "kind": "cadre", "name": name, "post": "局长", "post_level": "county", "post_kind": "not_recorded",
        "identity": "not_recorded", "status": "not_recorded", "elected": "not_recorded", "employer_kind": "not_recorded",
        "managing_organ": "not_recorded", "tracks": ["accountability", "party"] })
}

impl Desk {
    async fn new(owner: PgPool) -> Self {
        let setting = Setting::new(owner).await;
        setting.employ("fang", &[Role::Clerk], false).await;
        let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
        let cookie = setting.sign_in("fang").await;
        Self { setting, case, cookie }
    }

    async fn filed(owner: PgPool) -> Self {
        let desk = Self::new(owner).await;
        let filed = json!({ "kind": "CaseFiled", "occurred": { "date": "2024-04-01" },
            "payload": { "case_no": "青纪立〔2024〕1号", "organ": "not_recorded",
                "respondents": [entry("张三"), entry("李四"), entry("王五")] },
            "confirm_out_of_order": { "reason": "-" } });
        desk.setting.record(Place::Case(desk.case), vec![filed]).await;
        desk
    }

    fn path(&self, name: &str) -> String {
        format!("/cases/{}/sittings/{name}", self.case)
    }

    async fn open(&self, name: &str) -> Page {
        let page = self.setting.get_with(&self.path(name), &[("cookie", &self.cookie)]).await;
        assert_eq!(page.status, StatusCode::OK, "{name}: {}", page.text);
        page
    }

    async fn send(&self, name: &str, form: &Form) -> Page {
        self.setting.post(&self.path(name), &[("cookie", &self.cookie)], &form.pairs()).await
    }

    /// Checks a form and stores it; what was to be confirmed out of order is.
    async fn record(&self, name: &str, form: Form) -> Page {
        let form = form.set("blank", "1").set("step", "check").set("a0.confirm.reason", "补录纸质案卷");
        let answers = self.send(name, &form).await;
        assert_eq!(answers.status, StatusCode::OK, "{}", answers.text);
        let stored = self.send(name, &Form::of(&answers).set("step", "save")).await;
        assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
        let again = self.send(name, &Form::of(&answers).set("step", "save")).await;
        assert_eq!(again.header("location"), stored.header("location"), "sent twice, stored once");
        answers
    }

    async fn kinds(&self) -> Vec<String> {
        let events = self.setting.casework.events(self.case, 0, 200).await.unwrap();
        events.items.iter().map(|one| one.event["kind"].as_str().unwrap().to_owned()).collect()
    }

    async fn count(&self, kind: &str) -> usize {
        self.kinds().await.iter().filter(|one| *one == kind).count()
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_decision_on_three_respondents_and_two_tracks_is_one_form(owner: PgPool) {
    let desk = Desk::filed(owner).await;
    let mut form = Form::of(&desk.open("decision").await).set("a0.occurred.date", "2024-08-01");
    let pairs: Vec<String> =
        form.0.iter().filter(|(name, _)| name == "about.track").map(|(_, pair)| pair.replace('/', "-")).collect();
    assert_eq!(pairs.len(), 6);
    for pair in &pairs {
        let is_party = pair.ends_with("-party");
        form = form
            .set(&format!("a1-{pair}.payload.class"), "direct")
            .set(&format!("a3-{pair}.payload.outcome"), if is_party { "sanction" } else { "accountability_form" });
        form = if is_party {
            form.set(&format!("a4-{pair}.payload.kind"), "serious_warning")
        } else {
            form.set(&format!("a5-{pair}.payload.form"), "admonition")
        };
    }
    let answers = desk.record("decision", form).await;
    assert!(answers.has("给予处分 · 张三 · ") && answers.has("问责方式 · 王五 · "), "{}", answers.text);
    let kinds = [
        ("DecisionMeetingHeld", 1),
        ("ResponsibilityAttributed", 6),
        ("CircumstancesFound", 0),
        ("DeterminationMade", 6),
        ("SanctionImposed", 3),
        ("AccountabilityFormDecided", 3),
    ];
    for (kind, times) in kinds {
        assert_eq!(desk.count(kind).await, times, "{kind}");
    }
    let case = desk.setting.casework.case(desk.case).await.unwrap().case;
    let meeting = case.meetings.keys().next().unwrap();
    let events = desk.setting.casework.events(desk.case, 0, 200).await.unwrap();
    for one in events.items.iter().filter(|one| one.event["kind"] == "SanctionImposed") {
        assert_eq!(one.event["refs"]["meeting"][0], json!(meeting));
        let determination = one.event["refs"]["determination"][0].as_str().unwrap().parse().unwrap();
        let pair = case.pair_of(determination).unwrap();
        assert_eq!(one.event["refs"]["track"][0], json!(format!("{}/{}", pair.0, pair.1)), "each its own");
        assert_eq!(one.event["occurred"]["date"], "2024-08-01");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn service_to_three_people_and_their_unit_is_one_form(owner: PgPool) {
    let desk = Desk::filed(owner).await;
    let form = Form::of(&desk.open("service").await).set("about.unit", "青川县住建局").set("more", "about:0");
    let page = desk.send("service", &form).await;
    assert!(page.has("name=\"a0-unit0.payload.to\"") && page.has("青川县住建局"), "{}", page.text);
    let form = Form::of(&page);
    let people: Vec<String> =
        form.0.iter().filter(|(name, _)| name == "about.respondent").map(|(_, id)| id.clone()).collect();
    assert_eq!(people.len(), 3);
    let form = form
        .set("a0.occurred.date", "2024-08-05")
        .set(&format!("a0-{}.occurred.date", people[1]), "2024-08-06")
        .set(&format!("a0-{}.payload.method", people[1]), "mail");
    desk.record("service", form).await;
    assert_eq!((desk.count("DecisionServed").await, desk.count("DecisionAnnounced").await), (4, 3));
    let events = desk.setting.casework.events(desk.case, 0, 200).await.unwrap();
    let served: Vec<&Value> =
        events.items.iter().map(|one| &one.event).filter(|event| event["kind"] == "DecisionServed").collect();
    let dates: Vec<&str> = served.iter().map(|event| event["occurred"]["date"].as_str().unwrap()).collect();
    assert_eq!(dates.iter().filter(|date| **date == "2024-08-06").count(), 1, "{dates:?}");
    let unit = served.iter().find(|event| event["payload"]["recipient_kind"] == "unit").unwrap();
    assert!(unit["refs"].get("respondent").is_none(), "{unit}");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_filing_is_announced_and_notified_in_the_same_form(owner: PgPool) {
    let desk = Desk::new(owner).await;
    let form = Form::of(&desk.open("filing").await)
        .set("a0.occurred.date", "2024-04-01")
        .set("a0.payload.case_no", "青纪立〔2024〕1号")
        .set("a0.payload.respondents.0.kind", "cadre")
        .set("a0.payload.respondents.0.name", "张三")
        .set("a0.payload.respondents.0.tracks", "party")
        .set("a2.occurred.date", "2024-04-02");
    desk.record("filing", form).await;
    let case = desk.setting.casework.case(desk.case).await.unwrap().case;
    assert_eq!(case.respondents.len(), 1);
    let respondent = case.respondents.keys().next().unwrap();
    let events = desk.setting.casework.events(desk.case, 0, 200).await.unwrap();
    for kind in ["CaseFiled", "FilingAnnouncedToRespondent", "FilingNotifiedToOrganisation"] {
        let event = events.items.iter().find(|one| one.event["kind"] == kind).unwrap();
        assert_eq!(event.event["refs"]["respondent"], json!([respondent]), "{kind}");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_sitting_has_a_form_in_both_languages_and_says_what_is_missing(owner: PgPool) {
    let desk = Desk::filed(owner).await;
    for name in ["filing", "facts", "review", "decision", "service", "rectification", "appeal"] {
        for language in ["zh-CN", "en"] {
            let lines = [("cookie", desk.cookie.as_str()), ("accept-language", language)];
            let page = desk.setting.get_with(&desk.path(name), &lines).await;
            assert!(page.status == StatusCode::OK && !page.has("sitting-"), "{name}: {}", page.text);
            assert!(page.has("a0.entered_from") && page.has("name=\"key\""), "{name}");
        }
    }
    let form = Form::of(&desk.open("facts").await).set("step", "check");
    let bare = Form(form.0.into_iter().filter(|(name, _)| name != "about.respondent").collect());
    let wrong = desk.send("facts", &bare).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.has("请选择该事项所指的对象"), "{}", wrong.text);
    let nowhere = desk.setting.get_with(&desk.path("nothing"), &[("cookie", &desk.cookie)]).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    desk.setting.employ("guest", &[Role::Auditor], false).await;
    let guest = desk.setting.sign_in("guest").await;
    let refused = desk.setting.get_with(&desk.path("decision"), &[("cookie", &guest)]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
