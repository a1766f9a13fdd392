use super::*;
use crate::codes::{AppealRoute, RespondentKind};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn name(version: Option<&Version>) -> Option<(&str, &str)> {
    version.map(|v| (v.regime.as_str(), v.version.as_str()))
}

#[test]
fn every_shipped_file_parses_and_is_named_after_its_version() {
    for (file, text) in SOURCES {
        let version: Version = toml::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(*file, format!("{}-{}", version.regime, version.version));
    }
    assert_eq!(Regimes::shipped().all().len(), SOURCES.len());
}

#[test]
fn codes_are_well_formed_unique_and_labelled_in_both_languages() {
    let lists = [
        CodeKind::SanctionKind,
        CodeKind::AccountabilityForm,
        CodeKind::Situation,
        CodeKind::Mitigating,
        CodeKind::Aggravating,
        CodeKind::Exempting,
    ];
    for version in Regimes::shipped().all() {
        for list in lists {
            let entries = version.entries(list);
            for (n, entry) in entries.iter().enumerate() {
                let place = format!("{} {} {list:?} {}", version.regime, version.version, entry.code);
                assert!(crate::fields::Code::new(&entry.code).is_ok(), "{place}");
                assert!(!entry.zh.trim().is_empty() && !entry.en.trim().is_empty(), "{place}");
                assert!(!entries[..n].iter().any(|earlier| earlier.code == entry.code), "{place} stands twice");
                if let Some(wider) = &entry.within {
                    assert!(version.entry(list, wider).is_some(), "{place} lies within an unknown form");
                }
            }
        }
        assert!(version.effective_to.is_none_or(|last| version.effective_from <= last));
        let unsure = version.mark == Mark::Remembered;
        assert!(
            !unsure || version.note.is_some(),
            "{} {} does not say what is unsure",
            version.regime,
            version.version
        );
    }
}

#[test]
fn the_version_of_the_day_counts() {
    let regimes = Regimes::shipped();
    let on = |regime, date| name(regimes.version_on(regime, Some(day(date))));
    assert_eq!(on("cn-accountability", "2009-06-29"), None);
    assert_eq!(on("cn-accountability", "2016-07-07"), Some(("cn-accountability", "2009")));
    assert_eq!(on("cn-accountability", "2016-07-08"), Some(("cn-accountability", "2016")));
    assert_eq!(on("cn-accountability", "2019-08-31"), Some(("cn-accountability", "2016")));
    assert_eq!(on("cn-accountability", "2019-09-01"), Some(("cn-accountability", "2019")));
    assert_eq!(on("cn-party", "2015-12-31"), Some(("cn-party", "2003")));
    assert_eq!(on("cn-party", "2018-09-30"), Some(("cn-party", "2015")));
    assert_eq!(on("cn-party", "2023-12-31"), Some(("cn-party", "2018")));
    assert_eq!(on("cn-governmental", "2020-06-30"), None);
    assert_eq!(name(regimes.version_on("cn-party", None)), Some(("cn-party", "2023")));
    assert_eq!(regimes.version_on("xx-unknown", None), None);
}

#[test]
fn a_code_is_read_in_the_preferred_regime_first_and_then_anywhere() {
    let regimes = Regimes::shipped();
    let find = |code, prefer, on| name(regimes.find(CodeKind::SanctionKind, code, prefer, on));
    let gov = Some(("cn-governmental", None));
    assert_eq!(find("warning", gov, Some(day("2022-05-01"))), Some(("cn-governmental", "2020")));
    assert_eq!(find("warning", Some(("cn-party", Some("2018"))), None), Some(("cn-party", "2018")));
    assert_eq!(find("expulsion_from_party", gov, Some(day("2022-05-01"))), Some(("cn-party", "2018")));
    assert_eq!(
        find("demerit", gov, Some(day("2015-05-01"))),
        Some(("cn-governmental", "2020")),
        "before every version in force"
    );
    assert_eq!(find("fine", None, None), Some(("generic", "1")));
    assert_eq!(find("defenestration", gov, None), None);
}

#[test]
fn periods_and_targets_are_those_of_the_instrument() {
    let regimes = Regimes::shipped();
    let gov = regimes.version_on("cn-governmental", None).expect("shipped");
    let months: Vec<_> = gov.sanctions.iter().map(|s| (s.code.as_str(), s.months)).collect();
    assert_eq!(
        months,
        [
            ("warning", Some(6)),
            ("demerit", Some(12)),
            ("major_demerit", Some(18)),
            ("downgrade", Some(24)),
            ("removal_from_post", Some(24)),
            ("expulsion_from_service", None),
        ]
    );
    let serious = |on| {
        regimes.version_on("cn-party", Some(day(on))).and_then(|v| v.entry(CodeKind::SanctionKind, "serious_warning"))
    };
    assert_eq!(serious("2010-01-01").and_then(|s| s.months), Some(12));
    assert_eq!(serious("2020-01-01").and_then(|s| s.months), Some(18));
    let acc = regimes.version_on("cn-accountability", None).expect("shipped");
    let form = |code| acc.entry(CodeKind::AccountabilityForm, code).expect(code);
    assert!(
        form("notification").is_for(RespondentKind::Organisation) && form("notification").is_for(RespondentKind::Cadre)
    );
    assert!(!form("reorganisation").is_for(RespondentKind::Cadre));
    assert_eq!(acc.situations.len(), 11);
}

#[test]
fn every_route_stands_in_a_regime_and_its_pin_finds_its_version_again() {
    use crate::codes::CodeList;
    let regimes = Regimes::shipped();
    for route in AppealRoute::ALL {
        assert!(regimes.all().iter().any(|v| v.route(*route).is_some()), "{route}");
    }
    for version in regimes.all() {
        assert_eq!(regimes.pinned(&version.pin()), Some(version));
    }
    for track in TrackCode::ALL {
        assert!(regimes.version_on(of_track(*track), None).is_some(), "{track}");
    }
    for sanction in SanctionRegime::ALL {
        assert!(
            regimes.version_on(of_sanction(*sanction), None).is_some_and(|v| !v.sanctions.is_empty()),
            "{sanction}"
        );
    }
}
