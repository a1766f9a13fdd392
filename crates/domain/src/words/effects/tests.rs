use uuid::Uuid;

use super::*;
use crate::case::{Case, Determination, Measure, Respondent, Track};
use crate::regimes::Regimes;
use crate::remedies::remedies;
use crate::restrictions::{barred, restrictions};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn case(track: TrackCode, regime: &str, code: &str, on: &str) -> Case {
    let mut case = Case::new(Uuid::from_u128(9));
    let (respondent, determination) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let on = PartialDate::parse(on);
    let mut one = Respondent::default();
    one.tracks.insert(track, Track { determination: Some(determination), ..Track::default() });
    case.respondents.insert(respondent, one);
    let made = Determination { respondent, track: Some(track), made_on: on, served_on: on, ..Determination::default() };
    case.determinations.insert(determination, made);
    let measure = Measure {
        determination: Some(determination),
        respondent,
        track: Some(track),
        code: Some(code.to_owned()),
        regime: Some(regime.to_owned()),
        effective_on: on,
        ..Measure::default()
    };
    case.measures.insert(Uuid::from_u128(3), measure);
    case
}

fn lines(case: &Case, lang: Lang, today: &str) -> Vec<String> {
    let one = restrictions(case, Regimes::shipped()).remove(0);
    Words::of(lang).measure_effects(&one, day(today)).lines
}

#[test]
fn a_sanction_is_told_with_its_articles() {
    let case = case(TrackCode::Gov, "cn-governmental/2020", "demerit", "2024-01-15");
    assert_eq!(
        lines(&case, Lang::ZhCn, "2024-06-01"),
        [
            "处分期：2024年1月15日至2025年1月14日（据《中华人民共和国公职人员政务处分法》第七条至第八条）",
            "在期内",
            "期内不得晋升职务、职级和级别，不得晋升工资档次（据《中华人民共和国公职人员政务处分法》第十九条至第二十一条、第二十六条）",
            "期满自动解除（条件：有悔改表现且期内没有再违纪违法）（据《中华人民共和国公职人员政务处分法》第十九条至第二十一条、第二十六条）",
        ]
    );
    let en = lines(&case, Lang::En, "2025-01-15");
    assert_eq!(
        en[0],
        "Sanction period: 15 January 2024 to 14 January 2025 (Law on Governmental Sanctions for Public Employees, arts 7–8)"
    );
    assert_eq!(
        en[1],
        "ended of itself on 14 January 2025 (Law on Governmental Sanctions for Public Employees, arts 19–21, art. 26)"
    );
}

#[test]
fn what_nobody_compared_says_so_in_every_place() {
    let party = case(TrackCode::Party, "cn-party/2018", "warning", "2023-01-05");
    let zh = lines(&party, Lang::ZhCn, "2023-06-01");
    assert_eq!(zh[0], "影响期：2023年1月5日至2024年1月4日（据《中国共产党纪律处分条例》（2018年）；起算方法未核对）");
    assert_eq!(zh[2], "期内不得晋升职务、职级和级别（据《中国共产党纪律处分条例》（2018年）；未核对）");
    assert_eq!(zh[3], "期满自动解除（据《中国共产党纪律处分条例》（2018年）；未核对）");
    assert!(lines(&party, Lang::ZhCn, "2024-02-01")[1].ends_with("未核对）"));
    let words = Words::of(Lang::En);
    let one = restrictions(&party, Regimes::shipped()).remove(0);
    let further = words.measure_effects(&one, day("2023-06-01")).further;
    assert!(further.len() == 2 && further.iter().all(|line| line.contains("not verified")), "{further:?}");
    let bar = barred(&[one]).remove(0);
    assert_eq!(
        words.barred_on(&bar, day("2023-06-01")).as_deref(),
        Some("until 4 January 2024 barred: promotion in post, rank or grade (not verified)")
    );
    assert_eq!(words.barred_on(&bar, day("2024-01-05")), None);
}

#[test]
fn remedies_are_told_with_their_last_day() {
    let told = |case: &Case, lang, today| {
        Words::of(lang).remedy_lines(&remedies(case, Regimes::shipped()).remove(0), day(today))
    };
    let gov = case(TrackCode::Gov, "cn-governmental/2020", "demerit", "2024-01-15");
    assert_eq!(
        told(&gov, Lang::ZhCn, "2024-01-20"),
        ["可以向作出决定的监察机关提出复审，最后一日为2024年2月15日（据《中华人民共和国监察法》（2018年）第四十九条）"]
    );
    assert_eq!(
        told(&gov, Lang::En, "2024-02-16"),
        ["the time for review ended on 15 February 2024 (Supervision Law (2018), art. 49)"]
    );
    let acc = case(TrackCode::Accountability, "cn-accountability/2019", "admonition", "2024-01-15");
    assert!(told(&acc, Lang::ZhCn, "2024-01-20")[0].ends_with("；未核对）"));
    let petition = case(TrackCode::Petition, "cn-petition/2022", "notification", "2024-01-15");
    assert_eq!(told(&petition, Lang::ZhCn, "2024-01-20"), ["所载制度中没有对此决定的救济途径"]);
}

#[test]
fn every_label_of_the_regimes_is_told_in_both_languages() {
    let registry = Registry::shipped();
    for lang in Lang::ALL {
        let words = Words::of(*lang);
        for instrument in &registry.instruments {
            let source = Source { instrument: instrument.code.clone(), articles: "7-8, 11(7)".to_owned() };
            let told = words.source(&source);
            assert!(!told.contains(&instrument.code), "{told}");
        }
        for bar in &registry.bars {
            assert!(!words.label(&registry.bars, &bar.code).contains('_'));
        }
    }
}

#[test]
fn no_message_of_this_file_is_missing() {
    for lang in Lang::ALL {
        let words = Words::of(*lang);
        let mut told = Vec::new();
        for version in Regimes::shipped().all() {
            for (track, entries) in [(TrackCode::Gov, &version.sanctions), (TrackCode::Handling, &version.forms)] {
                for entry in entries {
                    let case = case(track, &version.pin().to_string(), &entry.code, "2022-03-05");
                    for one in restrictions(&case, Regimes::shipped()) {
                        for today in ["2022-03-04", "2022-03-06", "2040-01-01"] {
                            let effects = words.measure_effects(&one, day(today));
                            told.extend(effects.lines.into_iter().chain(effects.further));
                        }
                    }
                    told.extend(
                        remedies(&case, Regimes::shipped())
                            .iter()
                            .flat_map(|r| words.remedy_lines(r, day("2022-03-06"))),
                    );
                }
            }
        }
        let ids = [
            "period-",
            "bars-",
            "ending-",
            "running-",
            "doubt-",
            "remedy-",
            "place-",
            "mark-",
            "limit-",
            "{",
            "restored-",
        ];
        let strange: Vec<_> =
            told.iter().filter(|line| ids.iter().any(|id| line.starts_with(id) || line.contains("{ $"))).collect();
        assert!(!told.is_empty() && strange.is_empty(), "{strange:#?}");
    }
}
