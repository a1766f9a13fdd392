//! The procedure sheet stands by itself: on paper and in a terminal, in both languages.

use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Place, ProcedureAsked, Severity, Sheet, Verdict, moment};
use wenze_domain::words::{Lang, Words};
use wenze_web::sheet;

use crate::setting::{PERSON, Setting};

/// A clue that one person alone verified: a team has at least two.
fn verified_by_one() -> Vec<Value> {
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
    vec![opened, formed]
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_sheet_needs_no_other_file_and_begins_with_what_was_broken(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = setting.case("举〔2024〕1号", "反映收受礼金").await;
    setting.record(Place::Case(id), verified_by_one()).await;
    let asked = ProcedureAsked { as_of: moment("2024-12-31"), ..ProcedureAsked::default() };
    for lang in [Lang::ZhCn, Lang::En] {
        let sheet = setting.casework.procedure(id, &asked, Words::of(lang)).await.unwrap();
        assert!(sheet.counts.contains_key(&Verdict::Violated), "one alone verified it: {:?}", sheet.counts);
        let page = sheet::html(&sheet, lang).unwrap();
        assert!(page.contains("size: A4") && page.contains(&format!("<html lang=\"{}\">", lang.as_str())));
        for foreign in ["<script", "http:", "https:", "url(", "<link", "<img"] {
            assert!(!page.contains(foreign), "{foreign}");
        }
        let places = ["class=\"broken\"", "class=\"unclear\"", "class=\"open\"", "class=\"kept\"", "class=\"stamp\""];
        let found: Vec<usize> = places.iter().filter_map(|place| page.find(place)).collect();
        assert!(found.is_sorted() && found.len() >= 2, "{found:?}");
        let text = sheet::text(&sheet, lang);
        for book in &sheet.stamp.rulebooks {
            assert!(text.contains(&book.sha256) && page.contains(&book.sha256), "{}", book.id);
        }
        for one in &sheet.obligations {
            assert!(one.lines.len() <= 5, "{:#?}", one.lines);
            let broken = one.finding.verdict == Verdict::Violated;
            assert!(!broken || one.lines.iter().all(|line| text.contains(line.as_str())), "{:#?}", one.lines);
        }
        what_is_only_pointed_out_stands_apart(sheet, lang);
    }
}

/// The same sheet, had one of the rules that were broken been none that anybody must keep.
fn what_is_only_pointed_out_stands_apart(mut sheet: Sheet, lang: Lang) {
    let counted = |sheet: &Sheet| sheet.signing(&json!({})).unwrap()["payload"]["violations"].as_array().unwrap().len();
    let before = counted(&sheet);
    let broken = sheet.counts[&Verdict::Violated];
    assert_eq!((before, sheet.hints), (broken, 0));
    let one = sheet.obligations.iter_mut().find(|one| one.finding.verdict == Verdict::Violated).unwrap();
    one.finding.severity = Severity::Info;
    sheet.hints = 1;
    let (page, text) = (sheet::html(&sheet, lang).unwrap(), sheet::text(&sheet, lang));
    let (heading, tally) = match lang {
        Lang::ZhCn => ("── 提示（1项） ", format!("违反规定{}项", broken - 1)),
        Lang::En => ("── Only pointed out (1) ", format!("Broken {}", broken - 1)),
    };
    assert!(text.contains(heading) && text.contains(&tally), "{text}");
    let place = |class: &str| page.find(&format!("<section class=\"{class}\">"));
    assert!(place("hint").is_some() && place("broken") < place("hint"), "violations first");
    assert_eq!(counted(&sheet), before - 1, "nobody signs it as a violation");
}
