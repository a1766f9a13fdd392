//! The procedure check: what was asked for and found, from a finding to its act and back, marks and the table.

use axum::http::StatusCode;
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Place, ProcedureAsked, Verdict};
use wenze_domain::codes::Role;
use wenze_domain::words::{Lang, Words};

use crate::setting::{PERSON, Page, Setting};

/// A case with a clue that one person alone verified, which takes two.
pub(crate) async fn broken(setting: &Setting) -> Uuid {
    let id = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let (clue, alone) = (Uuid::from_u128(0x0192_f0c1_0000_7000_8000_0000_0000_00c1), json!({ "person_id": PERSON }));
    let opened = json!({
        "kind": "ClueOpened", "occurred": { "date": "2024-03-08" }, "refs": { "clue": [clue] },
        "payload": { "allegations": "not_recorded", "categories": "not_recorded", "source": "self", "subjects": "not_recorded" },
    });
    let formed = json!({
        "kind": "VerificationTeamFormed", "occurred": { "date": "2024-04-01" }, "refs": { "clue": [clue] },
        "confirm_out_of_order": { "reason": "补录" },
        "payload": { "lead": alone, "members": [alone], "plan_ref": "not_recorded", "approvals": "not_recorded" },
    });
    setting.record(Place::Case(id), vec![opened, formed]).await;
    id
}

/// The finding that is broken.
async fn finding(setting: &Setting, id: Uuid) -> Uuid {
    let asked = ProcedureAsked { verdicts: vec![Verdict::Violated], ..ProcedureAsked::default() };
    let sheet = setting.casework.procedure(id, &asked, Words::of(Lang::ZhCn)).await.unwrap();
    let of_team = sheet.obligations.iter().find(|one| one.breach.as_ref().is_some_and(|breach| breach.version == 4));
    of_team.unwrap_or_else(|| panic!("{:#?}", sheet.obligations)).id
}

/// The value of the first input of this name after a place of the page.
fn value_of<'p>(page: &'p Page, after: &str, name: &str) -> &'p str {
    let rest = page.text.split(after).nth(1).unwrap_or_else(|| panic!("{after}: {}", page.text));
    rest.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_finding_leads_to_its_act_and_back(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = broken(&setting).await;
    let one = finding(&setting, id).await;
    for (tag, found) in [("zh-CN", "找到的登记"), ("en", "Found in the record")] {
        let page = setting.get(&format!("/cases/{id}/sheet?lang={tag}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let part = page.text.split(&format!("id=\"o-{one}\"")).nth(1).unwrap().split("</li>").next().unwrap();
        let to = format!("/cases/{id}/replay?version=4&#38;back={one}");
        assert!(part.contains(found) && part.contains(&to), "{part}");
    }
    let act = setting.get(&format!("/cases/{id}/replay?version=4&back={one}")).await;
    assert!(act.has(&format!("/cases/{id}/sheet#o-{one}")) && act.has("sign-of breach"), "{}", act.text);
    let derived = setting.get(&format!("/cases/{id}/sheet/{one}")).await;
    let sheet = setting.casework.procedure(id, &ProcedureAsked::default(), Words::of(Lang::ZhCn)).await.unwrap();
    let told = sheet.obligations.iter().find(|obligation| obligation.id == one).unwrap();
    assert!(told.lines.iter().all(|line| derived.has(&line.replace('"', "&#34;"))), "{}", derived.text);
    assert!(derived.has("期限和判定怎样得出") && derived.has("复算依据"), "{}", derived.text);
    let none = setting.get(&format!("/cases/{id}/sheet/{}", Uuid::nil())).await;
    assert!(none.status == StatusCode::NOT_FOUND && none.has("没有这一条判定"), "{}", none.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_finding_is_marked_by_a_form_and_nothing_typed_is_lost(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = broken(&setting).await;
    let one = finding(&setting, id).await.to_string();
    setting.employ("shen", &[Role::Reviewer], false).await;
    let cookie = setting.sign_in("shen").await;
    let page = setting.get_with(&format!("/cases/{id}/sheet/{one}"), &[("cookie", &cookie)]).await;
    let form = |note: &str| {
        let of = |name: &str| value_of(&page, "class=\"sheet-of\"", name).to_owned();
        vec![
            ("obligation", one.clone()),
            ("as_of", of("as_of")),
            ("known", of("known")),
            ("key", of("key")),
            ("mark", "question".to_owned()),
            ("note", note.to_owned()),
        ]
    };
    let send = async |fields: Vec<(&str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        setting.post(&format!("/cases/{id}/marks"), &[("cookie", &cookie)], &fields).await
    };
    let long = "问".repeat(2_001);
    let refused = send(form(&long)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    assert!(refused.has(&long) && refused.has("value=\"question\" required checked"), "what was typed is there");

    let kept = send(form("为何只有一人")).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    assert_eq!(kept.header("location"), format!("/cases/{id}/sheet#o-{one}"));
    assert_eq!(send(form("为何只有一人")).await.status, StatusCode::SEE_OTHER, "sent twice");
    let sheet = setting.get(&format!("/cases/{id}/sheet")).await;
    assert!(
        sheet.has("王shen：存疑") && sheet.has("为何只有一人") && sheet.has("review-state question"),
        "{}",
        sheet.text
    );
    assert_eq!(sheet.text.matches("王shen：存疑").count(), 1, "stored once: {}", sheet.text);
    let replay = setting.get(&format!("/cases/{id}/replay?version=4")).await;
    assert!(replay.has("sign-of question"), "it stands at the act: {}", replay.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn whoever_may_not_mark_has_no_form_and_is_refused(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = broken(&setting).await;
    let one = finding(&setting, id).await.to_string();
    setting.employ("fang", &[Role::Inspector], false).await;
    let cookie = setting.sign_in("fang").await;
    let page = setting.get_with(&format!("/cases/{id}/sheet"), &[("cookie", &cookie)]).await;
    assert!(page.status == StatusCode::OK && !page.has("name=\"mark\""), "{}", page.text);
    let fields = [("obligation", one.as_str()), ("mark", "seen")];
    let sent = setting.post(&format!("/cases/{id}/marks"), &[("cookie", &cookie)], &fields).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN, "{}", sent.text);
    let stranger = setting.post(&format!("/cases/{id}/marks"), &[], &fields).await;
    assert!(stranger.header("location").starts_with("/sign-in"), "{}", stranger.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_check_is_downloaded_as_a_table(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = broken(&setting).await;
    let table = setting.get(&format!("/cases/{id}/sheet.csv")).await;
    assert!(table.header("content-type").starts_with("text/csv"), "{:?}", table.headers);
    assert!(table.header("content-disposition").contains("attachment"), "{:?}", table.headers);
    assert!(table.text.starts_with('\u{feff}') && table.has("\"判定\"") && table.has("\"违反\""), "{}", table.text);
    let told = setting.casework.procedure(id, &ProcedureAsked::default(), Words::of(Lang::ZhCn)).await.unwrap();
    let rows = told.obligations.iter().filter(|one| one.finding.verdict != Verdict::NotApplicable).count();
    assert_eq!(table.text.matches("\r\n").count(), rows + 1, "{}", table.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_a_verdict_hangs_on_is_supposed_and_never_stored(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = broken(&setting).await;
    let title = {
        let one = finding(&setting, id).await;
        let sheet = setting.casework.procedure(id, &ProcedureAsked::default(), Words::of(Lang::ZhCn)).await.unwrap();
        let told = sheet.obligations.iter().find(|obligation| obligation.id == one).unwrap();
        told.finding.title(told.lang).to_owned()
    };
    let bare = setting.get(&format!("/cases/{id}/what-if")).await;
    assert!(bare.status == StatusCode::OK && bare.has("先选择要除去的登记"), "{}", bare.text);
    let page = setting.get(&format!("/cases/{id}/what-if?without=4")).await;
    assert!(page.has("推演，不是事实") && page.has("假设没有：第4项") && page.has(&title), "{}", page.text);
    assert_eq!(setting.casework.case(id).await.unwrap().case.version, 4, "nothing was recorded");
    let same = setting.get(&format!("/cases/{id}/what-if?without=1&without=2&without=3&without=4")).await;
    assert_eq!(same.status, StatusCode::OK, "a case without any of its acts is judged too: {}", same.text);
    for (query, status) in [
        ("without=x", StatusCode::BAD_REQUEST),
        ("without=99", StatusCode::NOT_FOUND),
        ("release=none@1", StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(setting.get(&format!("/cases/{id}/what-if?{query}")).await.status, status, "{query}");
    }
    let release =
        bare.text.split("<option value=\"").find_map(|rest| rest.split('"').next().filter(|v| v.contains('@')));
    let release = release.unwrap_or_else(|| panic!("no other release: {}", bare.text));
    let judged = setting.get(&format!("/cases/{id}/what-if?release={release}")).await;
    assert!(judged.status == StatusCode::OK && judged.has("假设按《"), "{}", judged.text);
}
