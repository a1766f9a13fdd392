//! A case rendered from what the façade gives, without a database: nothing recorded, and every piece once.

use std::collections::HashMap;

use wenze_casework::{CaseAt, CaseView, Texts};
use wenze_domain::case::Case;
use wenze_domain::codes::TrackCode;
use wenze_domain::effective::Cut;
use wenze_domain::words::Lang;

use super::*;

pub(super) fn read(case: Case, cut: Cut) -> Read {
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
        duties: Vec::new(),
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

#[test]
fn restrictions_and_remedies_are_told_with_their_places_and_marks() {
    use wenze_domain::case::{Determination, Measure, Respondent, Track};
    use wenze_domain::fields::PartialDate;
    let (respondent, determination) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let mut case = Case::new(Uuid::from_u128(9));
    let on = PartialDate::parse("2023-01-05");
    let track = Track { determination: Some(determination), ..Track::default() };
    case.respondents
        .insert(respondent, Respondent { tracks: [(TrackCode::Gov, track)].into(), ..Respondent::default() });
    let made = Determination {
        respondent,
        track: Some(TrackCode::Gov),
        made_on: on,
        served_on: on,
        ..Determination::default()
    };
    case.determinations.insert(determination, made);
    let measure = Measure {
        determination: Some(determination),
        respondent,
        track: Some(TrackCode::Gov),
        code: Some("demerit".to_owned()),
        regime: Some("cn-governmental/2020".to_owned()),
        effective_on: on,
        ..Measure::default()
    };
    case.measures.insert(Uuid::from_u128(3), measure);
    let now = read(case, Cut::default());
    let page = rendered(Lang::ZhCn, &Asked::default(), &now);
    let has = |text: &str| assert!(page.contains(text), "{text}: {page}");
    has("影响期与救济途径");
    has("处分期：2023年1月5日至2024年1月4日（据《中华人民共和国公职人员政务处分法》第七条至第八条）");
    has("已于2024年1月4日期满，自动解除");
    has("年度考核不确定等次（据《公务员考核规定》；未核对）");
    // That day is a Sunday.
    has("复审的提出期限为2023年2月5日，逢休息日顺延，是否届满以工作日历为准");
    assert!(!page.contains("当日受到的限制"), "the period is over: {page}");
    assert!(rendered(Lang::En, &Asked::default(), &now).contains("Sanction period: 5 January 2023 to 4 January 2024"));

    // The same case asked for on a day within the period.
    let as_of = "2023-06-01T00:00:00Z".parse().ok();
    let cut = Cut { as_of, ..Cut::default() };
    let then = rendered(Lang::ZhCn, &Asked { cut, ..Asked::default() }, &read(now.at.view.case, cut));
    let has = |text: &str| assert!(then.contains(text), "{text}: {then}");
    has("推算至 <time datetime=\"2023-06-01\">2023年6月1日</time>");
    has("当日受到的限制");
    has("至2024年1月4日不得晋升职务、职级和级别");
    has("在期内");
}
