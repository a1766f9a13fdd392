//! A case rendered from what the façade gives, without a database: nothing recorded, and every piece once.

use std::collections::HashMap;

use wenze_casework::{CaseAt, CaseView, Texts};
use wenze_domain::case::Case;
use wenze_domain::codes::TrackCode;
use wenze_domain::effective::Cut;
use wenze_domain::words::Lang;

use super::*;

fn read(case: Case, cut: Cut) -> Read {
    let view = CaseView { stage: case.stage(), case, texts: Texts::default() };
    Read {
        id: view.case.id,
        at: CaseAt { cut, version_now: 3, view: view.clone() },
        now: view,
        lines: Vec::new(),
        then: (cut != Cut::default()).then(Vec::new),
        after: 0,
        originals: HashMap::new(),
        offers: Some(Vec::new()),
        names: HashMap::new(),
    }
}

fn rendered(lang: Lang, asked: &Asked, read: &Read) -> String {
    CasePage::new(&Reader::plain(lang), asked, read).render().unwrap()
}

#[test]
fn an_empty_case_is_a_page_in_both_languages() {
    for lang in Lang::ALL {
        let page = rendered(*lang, &Asked::default(), &read(Case::new(Uuid::from_u128(9)), Cut::default()));
        assert!(page.contains(&format!("<html lang=\"{}\"", lang.as_str())), "{page}");
        assert!(page.contains("00000009") && !page.contains("class=\"then\""), "{page}");
        // A view that is behind says so instead of showing an empty history as if it were whole.
        assert!(page.contains(if *lang == Lang::En { "3 acts recorded just now" } else { "还有3项刚登记" }), "{page}");
    }
}

#[test]
fn a_moment_is_announced_with_the_steps_around_it() {
    let cut = Cut { version: Some(2), ..Cut::default() };
    let asked = Asked { cut, ..Asked::default() };
    let page = rendered(Lang::ZhCn, &asked, &read(Case::new(Uuid::from_u128(9)), cut));
    assert!(page.contains("当时的案情，不是现在") && page.contains("截至第2项登记，全案现有3项"), "{page}");
    assert!(page.contains("version=1\"") && page.contains("version=3\""), "{page}");
}

#[test]
fn pairs_measures_and_objects_show_words_and_shapes() {
    use wenze_domain::case::{Item, Measure, Respondent, Standing, Track};
    use wenze_domain::fields::PartialDate;
    use wenze_domain::states::{ItemState, TrackState};
    let (respondent, mut case) = (Uuid::from_u128(1), Case::new(Uuid::from_u128(9)));
    let track = Track { state: TrackState::Executing, round: 2, ..Track::default() };
    let tracks = [(TrackCode::Party, track)].into();
    case.respondents.insert(respondent, Respondent { tracks, ..Respondent::default() });
    let measure = Measure {
        respondent,
        track: Some(TrackCode::Party),
        code: Some("serious_warning".to_owned()),
        months: Some(18),
        standing: Standing::Revoked,
        ..Measure::default()
    };
    case.measures.insert(Uuid::from_u128(2), measure);
    let due_on = PartialDate::parse("2001-01-31");
    case.items.insert(Uuid::from_u128(3), Item { state: ItemState::Claimed, due_on, ..Item::default() });
    case.is_case = true;
    let page = rendered(Lang::ZhCn, &Asked::default(), &read(case, Cut::default()));
    assert!(page.contains("执行中") && page.contains("第2轮") && page.contains("（姓名不可见）"), "{page}");
    assert!(page.contains("<s>严重警告</s>") && page.contains("18个月") && page.contains("已撤销"), "{page}");
    assert!(page.contains("已申请销号") && page.contains("due over") && page.contains("已逾期"), "{page}");
    assert!(page.matches("class=\"shape").count() >= 4, "{page}");
}
