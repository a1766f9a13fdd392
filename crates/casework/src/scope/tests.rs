use super::*;

const CITY: Uuid = Uuid::from_u128(1);
const COUNTY: Uuid = Uuid::from_u128(2);
const BESIDE: Uuid = Uuid::from_u128(3);
const CASE: Uuid = Uuid::from_u128(0xC);
const PERSON: Uuid = Uuid::from_u128(0xA);

fn line(organ: Uuid, confidentiality: Option<&str>, on_appeal: bool) -> Line {
    let workers = if confidentiality.is_some() { vec![PERSON] } else { Vec::new() };
    Line { case_id: CASE, organs: vec![organ], confidentiality: confidentiality.map(str::to_owned), on_appeal, workers }
}

/// A city with two counties below it, and a case.
fn known(case: Line) -> Known {
    let mut known = Known::default();
    for (organ, above) in [(CITY, None), (COUNTY, Some(CITY)), (BESIDE, Some(CITY))] {
        known.set_organ(organ, above);
    }
    known.set_case(case);
    known
}

fn viewer(seats: &[(Role, Uuid)], person: Uuid) -> Viewer {
    let seats = seats.iter().map(|(role, office)| Seat { role: *role, office: *office }).collect();
    Viewer { person, instead_of: None, seats, admitted: Vec::new() }
}

fn sees(known: &Known, viewer: &Viewer) -> bool {
    let beyond = known.beyond(&viewer.seats);
    let is_seen = !beyond.contains(&CASE) || known.own(&beyond, viewer).contains(&CASE);
    assert_eq!(is_seen, !known.roles_on(CASE, viewer).is_empty(), "lists and single answers agree");
    is_seen
}

#[test]
fn a_case_is_seen_where_it_is_handled_and_above_and_not_beside_or_below() {
    let known_of = |organ| known(line(organ, None, false));
    let at = |office| viewer(&[(Role::Inspector, office)], PERSON);
    let seen = |organ, office| sees(&known_of(organ), &at(office));
    assert!(seen(COUNTY, COUNTY) && seen(COUNTY, CITY));
    assert!(!seen(COUNTY, BESIDE) && !seen(CITY, COUNTY));
    assert!(seen(Uuid::from_u128(99), COUNTY), "what no organ of the register handles is everybody's");
    let both = viewer(&[(Role::Inspector, BESIDE), (Role::Clerk, COUNTY)], PERSON);
    assert_eq!(known_of(COUNTY).roles_on(CASE, &both), [Role::Clerk], "only the role that reaches it counts");
}

#[test]
fn where_no_organ_is_above_another_every_role_reaches_every_case() {
    let mut known = Known::default();
    known.set_organ(COUNTY, None);
    known.set_organ(BESIDE, None);
    known.set_case(line(COUNTY, None, false));
    let beside = viewer(&[(Role::Inspector, BESIDE)], PERSON);
    assert!(sees(&known, &beside));
    known.set_organ(BESIDE, Some(CITY));
    assert!(!sees(&known, &beside), "until one is");
}

#[test]
fn a_superiors_appeal_officer_sees_it_while_it_is_on_appeal() {
    let officer = viewer(&[(Role::AppealOfficer, CITY)], PERSON);
    let mut known = known(line(COUNTY, None, false));
    assert!(!sees(&known, &officer));
    known.set_case(line(COUNTY, None, true));
    assert!(sees(&known, &officer));
    known.set_case(line(COUNTY, None, false));
    assert!(!sees(&known, &officer));
}

#[test]
fn what_is_marked_is_seen_by_who_works_on_it_and_what_was_given_by_whom_it_was_given() {
    let known = known(line(COUNTY, Some("restricted"), false));
    let (worker, other) = (viewer(&[(Role::Inspector, COUNTY)], PERSON), viewer(&[(Role::Inspector, COUNTY)], CITY));
    assert!(sees(&known, &worker) && !sees(&known, &other));
    let lent = Viewer { instead_of: Some(PERSON), ..other.clone() };
    assert!(sees(&known, &lent), "in the stead of who works on it");
    let admitted = Viewer { admitted: vec![CASE], ..viewer(&[(Role::Inspector, BESIDE)], CITY) };
    assert!(sees(&known, &admitted));
}

#[test]
fn organs_that_stand_above_one_another_in_a_circle_end_nothing() {
    let mut known = Known::default();
    known.set_organ(CITY, Some(COUNTY));
    known.set_organ(COUNTY, Some(CITY));
    assert!(known.is_below(COUNTY, CITY) && !known.is_below(COUNTY, BESIDE));
}

#[test]
fn what_is_kept_goes_when_a_case_changes_its_place() {
    let scopes = Scopes::default();
    scopes.change(|known| *known = self::known(line(COUNTY, None, false)));
    let seats = viewer(&[(Role::Inspector, BESIDE)], PERSON).seats;
    let first = scopes.beyond(&seats);
    assert!(first.contains(&CASE) && Arc::ptr_eq(&first, &scopes.beyond(&seats)));
    scopes.change(|known| known.set_case(line(COUNTY, None, false)));
    assert!(Arc::ptr_eq(&first, &scopes.beyond(&seats)), "nothing changed");
    scopes.change(|known| known.set_case(line(BESIDE, None, false)));
    assert!(!scopes.beyond(&seats).contains(&CASE));
}
