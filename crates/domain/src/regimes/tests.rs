use super::*;
use crate::codes::{AppealRoute, CodeList, Identity, RespondentKind, SanctionRegime, TrackCode};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn name(version: Option<&Version>) -> Option<(&str, &str)> {
    version.map(|v| (v.regime.as_str(), v.version.as_str()))
}

#[test]
fn every_shipped_file_parses_and_has_no_fault() {
    let faults: Vec<String> = lint::shipped().iter().map(ToString::to_string).collect();
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(Regimes::shipped().all().len(), SOURCES.len());
}

#[test]
fn the_listing_is_the_one_committed() {
    let committed = include_str!("../../regimes/LISTING.txt");
    let now = listing::shipped();
    let differs = now.lines().zip(committed.lines()).find(|(now, then)| now != then);
    assert!(
        now == committed,
        "`cargo run -p wenze-domain --example regimes` prints it; compare every line with its source first: {differs:?}"
    );
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
    assert_eq!(on("cn-civil-servant", "2019-05-31"), Some(("cn-civil-servant", "2007")));
    assert_eq!(on("cn-civil-servant", "2019-06-01"), Some(("cn-civil-servant", "2018")));
    assert_eq!(on("cn-soe", "2024-08-31"), None);
    assert_eq!(on("cn-soe", "2024-09-01"), Some(("cn-soe", "2024")));
    assert_eq!(on("cn-petition", "2022-04-30"), Some(("cn-petition", "2016")));
    assert_eq!(on("cn-petition", "2022-05-01"), Some(("cn-petition", "2022")));
    assert_eq!(on("cn-handling", "2021-03-18"), None);
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
    assert_eq!(find("demerit", gov, Some(day("2005-05-01"))), Some(("generic", "1")), "before every version in force");
    assert_eq!(find("fine", None, None), Some(("generic", "1")));
    assert_eq!(find("defenestration", gov, None), None);
}

#[test]
fn a_measure_is_read_in_what_was_in_force_for_its_track_and_never_in_the_law_of_another() {
    use Employment::{CivilService, Elsewhere, StateEnterprise};
    use TrackCode::{Accountability, Employer, Gov, Handling, Party, Petition};
    let regimes = Regimes::shipped();
    let find = |list, code, track, employment, on: &str| {
        name(regimes.find_on_track(list, code, (track, employment), Some(day(on))))
    };
    let sanction = |code, track, employment, on| find(CodeKind::SanctionKind, code, track, employment, on);
    let form = |code, track, on| find(CodeKind::AccountabilityForm, code, track, Employment::CivilService, on);
    let generic = Some(("generic", "1"));
    assert_eq!(sanction("demerit", Gov, CivilService, "2020-07-01"), Some(("cn-governmental", "2020")));
    assert_eq!(sanction("demerit", Gov, CivilService, "2020-06-30"), Some(("cn-civil-servant", "2018")));
    assert_eq!(sanction("demerit", Gov, CivilService, "2015-06-30"), Some(("cn-civil-servant", "2007")));
    assert_eq!(sanction("demerit", Gov, CivilService, "2006-06-30"), generic);
    assert_eq!(sanction("warning", Gov, StateEnterprise, "2020-06-30"), generic);
    assert_eq!(sanction("warning", Gov, StateEnterprise, "2021-06-30"), Some(("cn-governmental", "2020")));
    assert_eq!(sanction("warning", Employer, StateEnterprise, "2024-09-01"), Some(("cn-soe", "2024")));
    assert_eq!(sanction("warning", Employer, StateEnterprise, "2024-08-31"), generic);
    assert_eq!(sanction("warning", Employer, CivilService, "2025-01-01"), Some(("cn-civil-servant", "2018")));
    assert_eq!(sanction("serious_warning", Party, CivilService, "1998-01-01"), generic);
    assert_eq!(form("admonition", Accountability, "2008-01-01"), generic);
    assert_eq!(form("demotion", Handling, "2020-01-01"), generic);
    assert_eq!(form("demotion", Handling, "2022-01-01"), Some(("cn-handling", "2021")));
    assert_eq!(form("notification", Petition, "2020-01-01"), Some(("cn-petition", "2016")));
    assert_eq!(form("notification", Petition, "2012-01-01"), generic);
    // A code that only a later version of the track knows is still read there, not in another track's regime.
    let situation = |on| find(CodeKind::Situation, "work_style", Accountability, CivilService, on);
    assert_eq!(situation("2012-01-01"), Some(("cn-accountability", "2019")));
    // No loaded regime knows the employer's sanctions of an institution.
    assert_eq!(sanction("warning", Employer, Elsewhere, "2022-01-01"), generic);
}

#[test]
fn versions_kept_for_old_acts_are_read_when_they_are_named_and_never_chosen() {
    let regimes = Regimes::shipped();
    for (version, codes) in [("2019", 6), ("2024", 6)] {
        let pin = Pin { regime: "cn-employer".to_owned(), version: version.to_owned() };
        let kept = regimes.pinned(&pin).expect("an act pins it");
        assert_eq!(kept.sanctions.len(), codes);
        let named = regimes.find(CodeKind::SanctionKind, "demerit", Some(("cn-employer", Some(version))), None);
        assert_eq!(named, Some(kept));
    }
    let chosen = regimes.find(CodeKind::Mitigating, "reform_pilot_error", None, Some(day("2025-01-01")));
    assert_eq!(name(chosen), Some(("cn-soe", "2024")));
}

#[test]
fn for_whom_somebody_works_is_told_by_identity_and_then_by_employer() {
    use crate::case::Respondent;
    let works = |identity, employer: Option<&str>| {
        let employer_kind = employer.map(str::to_owned);
        Employment::of(Some(&Respondent { identity, employer_kind, ..Respondent::default() }))
    };
    assert_eq!(works(Some(Identity::SoeManager), None), Employment::StateEnterprise);
    assert_eq!(works(Some(Identity::CivilServant), Some("soe")), Employment::CivilService);
    assert_eq!(works(None, Some("soe")), Employment::StateEnterprise);
    assert_eq!(works(Some(Identity::PartyMember), Some("soe")), Employment::StateEnterprise);
    assert_eq!(works(Some(Identity::Other), Some("institution")), Employment::Elsewhere);
    assert_eq!(works(Some(Identity::InstitutionStaff), None), Employment::Elsewhere);
    assert_eq!(Employment::of(None), Employment::CivilService);
}

#[test]
fn periods_and_targets_are_those_of_the_instrument() {
    let regimes = Regimes::shipped();
    let lengths = [
        ("warning", Some(6)),
        ("demerit", Some(12)),
        ("major_demerit", Some(18)),
        ("downgrade", Some(24)),
        ("removal_from_post", Some(24)),
        ("expulsion_from_service", None),
    ];
    for regime in ["cn-governmental", "cn-civil-servant", "cn-soe"] {
        let version = regimes.version_on(regime, None).expect("shipped");
        let months: Vec<_> = version.sanctions.iter().map(|s| (s.code.as_str(), s.months())).collect();
        assert_eq!(months, lengths, "{regime}");
    }
    let serious = |on| {
        regimes.version_on("cn-party", Some(day(on))).and_then(|v| v.entry(CodeKind::SanctionKind, "serious_warning"))
    };
    assert_eq!(serious("2010-01-01").and_then(Entry::months), Some(12));
    assert_eq!(serious("2020-01-01").and_then(Entry::months), Some(18));
    let acc = regimes.version_on("cn-accountability", None).expect("shipped");
    let form = |code| acc.entry(CodeKind::AccountabilityForm, code).expect(code);
    assert!(
        form("notification").is_for(RespondentKind::Organisation) && form("notification").is_for(RespondentKind::Cadre)
    );
    assert!(!form("reorganisation").is_for(RespondentKind::Cadre));
    assert_eq!(acc.situations.len(), 11);
    let lists = |v: &Version| [v.mitigating.len(), v.aggravating.len(), v.exempting.len()];
    assert_eq!(lists(acc), [3, 3, 6]);
    let gov = regimes.version_on("cn-governmental", None).expect("shipped");
    assert_eq!(lists(gov), [7, 7, 2]);
}

#[test]
fn every_route_stands_in_a_regime_and_every_pin_finds_its_version_again() {
    let regimes = Regimes::shipped();
    for route in AppealRoute::ALL {
        assert!(regimes.all().iter().any(|v| v.route(route.as_str()).is_some()), "{route}");
    }
    for version in regimes.all() {
        assert_eq!(regimes.pinned(&version.pin()), Some(version));
        assert_eq!(Pin::parse(&version.pin().to_string()), Some(version.pin()));
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

#[test]
fn what_was_not_read_is_marked() {
    let regimes = Regimes::shipped();
    let of = |regime: &str, version: &str| {
        let pin = Pin { regime: regime.to_owned(), version: version.to_owned() };
        regimes.pinned(&pin).expect("shipped")
    };
    // The register of instruments remembers these wholly.
    let remembered = |entries: &[Entry]| entries.iter().all(|entry| entry.mark == Mark::Remembered);
    let acc = of("cn-accountability", "2019");
    assert!(remembered(&acc.situations) && remembered(&acc.mitigating) && remembered(&acc.aggravating));
    assert!(remembered(&of("cn-handling", "2021").forms));
    assert!(acc.routes.iter().all(|route| route.mark == Mark::Remembered));
    // It has read these, but names no article of the Party regulations.
    for version in ["2015", "2018", "2023"] {
        for kind in &of("cn-party", version).sanctions {
            assert_eq!(kind.mark, Mark::Verified, "{version} {}", kind.code);
            assert!(kind.source.iter().all(|place| place.articles().is_empty()), "{version} {}", kind.code);
        }
    }
    let second = of("cn-civil-servant", "2018").route("cs_second_appeal").expect("a route");
    assert_eq!((second.mark, second.file_within.map(|w| w.mark)), (Mark::Verified, Some(Mark::Remembered)));
}

#[test]
fn the_article_of_the_day_is_cited() {
    let registry = Registry::shipped();
    let gov = Regimes::shipped().version_on("cn-governmental", None).expect("shipped");
    let review = gov.route("sup_review").expect("a route");
    let cited = |on: Option<&str>| {
        let places = registry.in_force(&review.source, &gov.instruments, on.map(day));
        places.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(cited(Some("2025-05-31")), ["SUP-2018 49"]);
    assert_eq!(cited(Some("2025-06-01")), ["SUP-2024 56"]);
    assert_eq!(cited(None), ["SUP-2024 56"]);
    assert_eq!(cited(Some("2015-01-01")).len(), 2, "an act that pins the version is read in it");
    let demotion = Regimes::shipped().version_on("cn-accountability", None).and_then(|v| v.kind_or_form("demotion"));
    let bar = &demotion.expect("a form").bars[0];
    let own = ["ACC-2019".to_owned()];
    assert_eq!(registry.in_force(&bar.source, &own, Some(day("2021-03-18"))), []);
    assert_eq!(registry.in_force(&bar.source, &own, Some(day("2021-03-19"))).len(), 1);
}
