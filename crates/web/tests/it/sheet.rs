//! The procedure sheet stands by itself: on paper and in a terminal, in both languages.

use sqlx::PgPool;
use wenze_casework::{ProcedureAsked, Verdict, moment};
use wenze_domain::words::{Lang, Words};
use wenze_web::sheet;

use crate::setting::Setting;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_sheet_needs_no_other_file_and_begins_with_what_was_broken(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let asked = ProcedureAsked { as_of: moment("2024-12-31"), ..ProcedureAsked::default() };
    for lang in [Lang::ZhCn, Lang::En] {
        let sheet = setting.casework.procedure(id, &asked, Words::of(lang)).await.unwrap();
        assert!(sheet.counts.contains_key(&Verdict::Violated), "nobody dealt with the report: {:?}", sheet.counts);
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
    }
}
