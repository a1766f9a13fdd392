//! Cases that belong together, and who handles what.
//!
//! Rows of the procedure that are not here, with the reason: merging and splitting cases (`CasesMerged`, `CaseSplit`) are
//! acts outside the core; linking, and handing a case over where one organ takes all, serve in their place.

use serde_json::json;
use uuid::Uuid;
use wenze_domain::acts::Kind::*;
use wenze_domain::codes::{CodeList, Duty};
use wenze_domain::refusal::Refusal;
use wenze_testkit::sample;

use crate::bench::{Bench, request, with};
use crate::facts::fresh;

const DAY: &str = "2024-06-01";

#[test]
fn a_link_stands_in_every_case_it_names_and_in_none_twice() {
    let mut bench = Bench::after(&[ReportReceived]);
    let (other, third) = (fresh("case"), fresh("third case"));
    bench.accept(&with(request(CasesLinked, DAY), "/refs/case", json!([other, third])));
    for (own, others) in [(bench.case, [other, third]), (other, [bench.case, third]), (third, [bench.case, other])] {
        let case = bench.recorder.case(own);
        assert!(others.iter().all(|one| case.linked.contains(one)) && !case.linked.contains(&own));
    }
    // Another ground links the same cases once more, and they are still the same two.
    let derived = with(request(CasesLinked, DAY), "/payload/relation", json!("derived"));
    bench.accept(&with(derived, "/refs/case", json!([other])));
    assert_eq!(bench.case().linked.len(), 2);
    assert_eq!(bench.recorder.case(other).version, 2);
}

/// Linking keeps the streams apart: what happens in one case moves nothing in the other.
#[test]
fn linked_cases_go_their_own_ways() {
    let mut bench = Bench::after(&[ReportReceived]);
    let other = fresh("case");
    bench.accept(&with(request(CasesLinked, DAY), "/refs/case", json!([other])));
    let before = bench.recorder.case(other);
    bench.accept(&request(ReportRegistered, DAY));
    bench.accept(&request(CaseClosed, DAY));
    assert_eq!(bench.recorder.case(other), before);
    let alone = with(request(CasesLinked, DAY), "/refs/case", json!([bench.case]));
    assert!(matches!(bench.refuse(&alone), Refusal::Roles { role, .. } if role == "case"));
}

#[test]
fn every_duty_has_its_handlers_in_the_order_they_took_over() {
    let mut bench = Bench::after(&[ReportReceived]);
    for (n, duty) in (1_u128..).zip(Duty::ALL) {
        let act = with(request(HandlerAssigned, DAY), "/refs/object", json!([sample::object("report")]));
        let act = with(act, "/payload/duty", json!(duty.as_str()));
        bench.accept(&with(act, "/payload/person/person_id", json!(Uuid::from_u128(n))));
    }
    let handlers = bench.case().handlers;
    assert_eq!(
        handlers.iter().map(|handler| handler.duty).collect::<Vec<_>>(),
        Duty::ALL.iter().copied().map(Some).collect::<Vec<_>>()
    );
    assert!(handlers.iter().all(|handler| handler.object == Some(sample::object("report"))));
    // A hand-over adds the next handler; who had it before stays told.
    let act = with(request(HandlerAssigned, DAY), "/refs/object", json!([sample::object("report")]));
    bench.accept(&with(act, "/payload/person/person_id", json!(Uuid::from_u128(99))));
    let last = bench.case().handlers.last().and_then(|handler| handler.person);
    assert_eq!((bench.case().handlers.len(), last), (Duty::ALL.len() + 1, Some(Uuid::from_u128(99))));
}

/// Somebody may handle the case as a whole, but nothing that is not there.
#[test]
fn a_duty_is_about_an_object_of_the_case_or_the_case() {
    let mut bench = Bench::after(&[ReportReceived]);
    let of = |id: Uuid| with(request(HandlerAssigned, DAY), "/refs/object", json!([id]));
    bench.accept(&of(bench.case));
    assert!(matches!(bench.refuse(&of(Uuid::from_u128(7))), Refusal::ObjectMissing { role, .. } if role == "object"));
}
