//! The routes of a version: labels, limits with the day they run from, and what comes after.

use super::{
    Against, AppealRoute, CodeList, Faults, FirstDay, Registry, RunsFrom, SpanUnit, Version, Window, known, labelled,
    sourced, unique,
};
use crate::regimes::Route;

pub(super) fn check(file: &str, version: &Version, registry: &Registry, faults: &mut Faults) {
    unique(file, "routes", version.routes.iter().map(|route| route.route.as_str()), faults);
    for route in &version.routes {
        let place = format!("routes {}", route.route);
        of_route(file, &place, version, route, registry, faults);
    }
}

fn of_route(file: &str, place: &str, version: &Version, route: &Route, registry: &Registry, faults: &mut Faults) {
    labelled(file, place, &route.zh, &route.en, faults);
    labelled(file, &format!("{place} file_to"), &route.file_to_zh, &route.file_to_en, faults);
    sourced(file, place, &route.source, route.mark, registry, faults);
    let named = AppealRoute::ALL.iter().any(|one| one.as_str() == route.route);
    // A petition's own remedies, and the second complaint about a measure, are no routes that an appeal names.
    let own = route.against != Against::Decision || route.route == "org_appeal";
    faults.unless(named || own, file, place, "no act can name this route");
    match (&route.next, &route.then) {
        (Some(next), None) => {
            faults.unless(
                version.route(next).is_some(),
                file,
                place,
                &format!("the next route '{next}' does not exist"),
            );
        }
        (None, Some(end)) => known(file, place, end, &registry.ends, faults),
        _ => faults.add(file, place, "needs exactly one of next and then"),
    }
    faults.unless(!ends_never(version, route), file, place, "comes back to itself");
    let limited = route.file_within.is_some() || route.file_direct_within.is_some();
    faults.unless(!(limited && route.unlimited), file, place, "has a limit and none");
    for (name, window) in [("file_within", route.file_within), ("file_direct_within", route.file_direct_within)] {
        of_window(
            file,
            &format!("{place} {name}"),
            window,
            &[RunsFrom::Service, RunsFrom::Knowing, RunsFrom::EarlierService],
            faults,
        );
    }
    of_window(
        file,
        &format!("{place} decide_within"),
        route.decide_within,
        &[RunsFrom::Receipt, RunsFrom::Acceptance],
        faults,
    );
    let extended = route.decide_extension.is_none() || route.decide_within.is_some();
    faults.unless(extended, file, place, "extends a limit that is not there");
}

fn of_window(file: &str, place: &str, window: Option<Window>, from: &[RunsFrom], faults: &mut Faults) {
    let Some(window) = window else { return };
    faults.unless(window.count > 0, file, place, "is no time at all");
    faults.unless(from.contains(&window.start), file, place, "runs from an act that cannot start it");
    let usual = window.unit != SpanUnit::WorkingDay || window.first_day == FirstDay::Exclusive;
    faults.unless(usual, file, place, "counts working days from the day itself");
}

fn ends_never(version: &Version, route: &Route) -> bool {
    let mut at = route;
    for _ in 0..version.routes.len() {
        match at.next.as_deref().and_then(|next| version.route(next)) {
            Some(next) => at = next,
            None => return false,
        }
    }
    true
}
