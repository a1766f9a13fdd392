//! The register rendered from what the façade gives, without a database.

use chrono::DateTime;
use uuid::Uuid;
use wenze_casework::{CaseSummary, RespondentBrief, StageCount};
use wenze_domain::codes::TrackCode;
use wenze_domain::words::Lang;

use super::*;

fn rendered(
    lang: Lang,
    asked: Asked,
    counts: Vec<StageCount>,
    summaries: &[CaseSummary],
    next: Option<&str>,
) -> String {
    let reader = Reader::plain(lang);
    let rows = summaries.iter().map(|summary| Row::new(&reader, summary)).collect();
    CasesPage::new(&reader, asked, &Counts::new(counts), rows, next).render().unwrap()
}

fn summary() -> CaseSummary {
    let tracks = vec![
        (TrackCode::Party, "in_review".to_owned()),
        (TrackCode::Gov, "in_review".to_owned()),
        (TrackCode::Employer, "executed".to_owned()),
    ];
    let respondent = |name: &str| RespondentBrief {
        id: Uuid::nil(),
        name: Some(name.to_owned()),
        post: Some("<i>局长</i>".to_owned()),
        kind: None,
        tracks: tracks.clone(),
    };
    CaseSummary {
        id: Uuid::from_u128(7),
        version: 12,
        designation: "case".to_owned(),
        machine: "track".to_owned(),
        stage: "in_review".to_owned(),
        case_no: Some("青纪立〔2024〕7号".to_owned()),
        opened_on: Some("2024-03".to_owned()),
        last_recorded_at: DateTime::UNIX_EPOCH,
        respondents: vec![respondent("<script>张三</script>"), respondent("李四"), respondent("王五")],
        numbers: vec!["青纪立〔2024〕7号".to_owned()],
        subjects: Vec::new(),
    }
}

#[test]
fn an_empty_register_says_the_next_step() {
    let zh = rendered(Lang::ZhCn, Asked::default(), Vec::new(), &[], None);
    assert!(zh.contains("台账里还没有任何登记") && zh.contains("下一步") && zh.contains("wenze demo"), "{zh}");
    let en = rendered(Lang::En, Asked::default(), Vec::new(), &[], None);
    assert!(en.contains("Nothing has been recorded yet") && en.contains("Next step"), "{en}");
}

#[test]
fn a_search_in_vain_says_what_was_looked_for() {
    let asked = Asked { number: Some("<9>".to_owned()), ..Asked::default() };
    let page = rendered(Lang::En, asked, Vec::new(), &[], None);
    assert!(page.contains("No record has a number with “&#60;9&#62;”"), "{page}");
    assert!(page.contains(r#"value="&#60;9&#62;""#) && page.contains("Next step"), "{page}");
}

#[test]
fn a_row_names_people_stage_and_tracks_and_escapes_them() {
    let page = rendered(Lang::ZhCn, Asked::default(), Vec::new(), &[summary()], Some("c/1"));
    assert!(page.contains("&#60;script&#62;张三") && !page.contains("<script>") && !page.contains("<i>"), "{page}");
    assert!(page.contains("等3人（单位）") && !page.contains("王五"), "{page}");
    assert!(page.contains("审理中") && page.contains("途径6/9") && page.contains("党纪处分 · 政务处分"), "{page}");
    assert!(page.contains(r#"<time datetime="2024-03">2024年3月</time>"#) && page.contains("12项登记"), "{page}");
    assert!(page.contains(r#"href="/cases?cursor=c%2F1""#), "{page}");
}

#[test]
fn before_it_is_filed_a_record_is_never_called_a_case() {
    let clue = CaseSummary {
        designation: "clue".to_owned(),
        machine: "clue".to_owned(),
        stage: "opened".to_owned(),
        case_no: None,
        respondents: Vec::new(),
        numbers: Vec::new(),
        subjects: vec!["赵六".to_owned()],
        ..summary()
    };
    let page = rendered(Lang::ZhCn, Asked::default(), Vec::new(), &[clue], None);
    let row = page.split("<tbody>").nth(1).unwrap();
    assert!(row.contains("问题线索") && !row.contains("案件"), "{row}");
    assert!(row.contains("编号00000007") && row.contains("赵六"), "{row}");
}

#[test]
fn counts_are_summed_by_tab_and_listed_in_the_order_of_the_procedure() {
    let count = |designation: &str, machine: &str, stage: &str, cases| StageCount {
        designation: designation.to_owned(),
        machine: machine.to_owned(),
        stage: stage.to_owned(),
        cases,
    };
    let counts = vec![
        count("case", "track", "executed", 2),
        count("case", "track", "in_review", 3),
        count("clue", "clue", "opened", 4),
        count("clue", "track", "filing_proposed", 1),
    ];
    let all = rendered(Lang::En, Asked::default(), counts.clone(), &[], None);
    assert!(all.contains(r#">All <span class="count">10</span>"#), "{all}");
    assert!(all.contains(r#">Case <span class="count">5</span>"#), "{all}");
    assert!(all.find("in review (3)").unwrap() < all.find("executed (2)").unwrap());
    let asked = Asked { kind: Some("clue".to_owned()), ..Asked::default() };
    let clues = rendered(Lang::En, asked, counts, &[], None);
    assert!(clues.contains("opened (4)") && clues.contains("filing proposed (1)") && !clues.contains("executed"));
}
