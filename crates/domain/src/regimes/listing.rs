//! All regimes on one page: every version with its kinds, periods, bars, routes and marks, for a person to compare with
//! the official texts. The page is committed as `regimes/LISTING.txt` and kept by a test.

use std::fmt::Write;

use super::{
    Bar, Concurrence, Entry, FirstDay, Lasts, LiftingWay, Mark, Period, Regimes, Registry, Route, RunsFrom, Source,
    SpanUnit, Start, Version, Window,
};

/// The page of the regimes shipped with the program.
pub fn shipped() -> String {
    let mut page = String::from("Regimes as this program holds them. `?` marks what is remembered, not read.\n");
    for version in Regimes::shipped().all() {
        of_version(&mut page, version);
    }
    page.push_str("\nREGISTER OF INSTRUMENTS\n");
    for instrument in &Registry::shipped().instruments {
        let date = |date: Option<crate::time::PartialDate>| date.map_or("..".to_owned(), |date| date.to_string());
        let dates = format!("{} to {}", date(instrument.from), date(instrument.to));
        line(&mut page, 1, &format!("{:<10} {dates}{} {}", instrument.code, unsure(instrument.mark), instrument.zh));
    }
    page
}

fn line(page: &mut String, depth: usize, text: &str) {
    // Writing to a string does not fail.
    let _ = writeln!(page, "{}{}", "  ".repeat(depth), text.trim_end());
}

fn unsure(mark: Mark) -> &'static str {
    if mark == Mark::Remembered { " ?" } else { "" }
}

fn places(source: &[Source]) -> String {
    let places: Vec<String> = source.iter().map(ToString::to_string).collect();
    if places.is_empty() { String::new() } else { format!(" [{}]", places.join("; ")) }
}

fn of_version(page: &mut String, version: &Version) {
    let last = version.effective_to.map_or("..".to_owned(), |last| last.to_string());
    let kept = if version.kept_for_pins { " (kept for acts that pin it)" } else { "" };
    let mark = unsure(version.mark);
    line(page, 0, "");
    line(
        page,
        0,
        &format!("{} {} from {} to {last}{mark}{kept}", version.regime, version.version, version.effective_from),
    );
    line(page, 1, &format!("{} / {}", version.zh, version.en));
    if let Some(heir) = &version.yields_to {
        line(page, 1, &format!("yields to {heir} from its first day on"));
    }
    if let Some(lifting) = &version.lifting {
        line(page, 1, &format!("ends {}", ending(lifting.way, &lifting.source, lifting.mark)));
    }
    if let Some(concurrent) = &version.concurrent {
        let rule = match concurrent.rule {
            Concurrence::Longest => "the longest counts",
            Concurrence::RemainderAdded => "the remainder is added",
        };
        let most = concurrent.months_max.map_or(String::new(), |months| format!(", at most {months} months"));
        line(page, 1, &format!("at once: {rule}{most}{}{}", places(&concurrent.source), unsure(concurrent.mark)));
    }
    for (name, entries) in [
        ("sanctions", &version.sanctions),
        ("forms", &version.forms),
        ("situations", &version.situations),
        ("mitigating", &version.mitigating),
        ("aggravating", &version.aggravating),
        ("exempting", &version.exempting),
    ] {
        if !entries.is_empty() {
            line(page, 1, name);
            for entry in entries {
                of_entry(page, entry);
            }
        }
    }
    for forms in &version.four_forms {
        let text = format!("of the four forms, {}: {}", forms.form, forms.codes.join(", "));
        line(page, 1, &format!("{text}{}{}", places(&forms.source), unsure(forms.mark)));
    }
    if !version.routes.is_empty() {
        line(page, 1, "routes");
        for route in &version.routes {
            of_route(page, route);
        }
    }
}

fn ending(way: LiftingWay, source: &[Source], mark: Mark) -> String {
    let way = match way {
        LiftingWay::Automatic => "of itself",
        LiftingWay::Decided => "by decision",
    };
    format!("{way}{}{}", places(source), unsure(mark))
}

fn of_entry(page: &mut String, entry: &Entry) {
    line(page, 2, &format!("{} {}{}{}", entry.code, entry.zh, places(&entry.source), unsure(entry.mark)));
    if let Some(period) = &entry.period {
        line(page, 3, &of_period(period));
    }
    for bar in &entry.bars {
        line(page, 3, &of_bar(bar));
    }
    if let Some(lifting) = &entry.lifting {
        line(page, 3, &format!("ends {}", ending(lifting.way, &lifting.source, lifting.mark)));
    }
    if let Some(unrestored) = &entry.unrestored {
        let what = unrestored.what.join(", ");
        line(page, 3, &format!("does not bring back {what}{}{}", places(&unrestored.source), unsure(unrestored.mark)));
    }
    for one in &entry.assessment {
        let only = one.only_months.map_or(String::new(), |months| format!(" if {months} months"));
        let text = format!("assessment of year {}: {}{only}", one.year, one.effect);
        line(page, 3, &format!("{text}{}{}", places(&one.source), unsure(one.mark)));
    }
}

fn counted(start: Start, first_day: FirstDay, mark: Mark) -> String {
    let start = match start {
        Start::Effect => "effect",
        Start::Decision => "decision",
        Start::RightsRestored => "restoration of rights",
    };
    let first_day = match first_day {
        FirstDay::Inclusive => "counting",
        FirstDay::Exclusive => "after",
    };
    format!("from the day of {start}, {first_day} that day{}", unsure(mark))
}

fn of_period(period: &Period) -> String {
    let choice: Vec<String> = period.months_choice.iter().map(ToString::to_string).collect();
    let length = match (period.months, period.months_max) {
        (Some(months), _) => months.to_string(),
        (None, Some(months)) => format!("up to {months}"),
        (None, None) => choice.join(" or "),
    };
    let counted = counted(period.start, period.first_day, period.start_mark);
    format!("period {length} months{}{}, {counted}", places(&period.source), unsure(period.mark))
}

fn of_bar(bar: &Bar) -> String {
    let months = bar.months.unwrap_or_default();
    let lasts = match bar.lasts {
        Lasts::Period => "through the period".to_owned(),
        Lasts::Months => format!("{months} months"),
        Lasts::PeriodAndMonths => format!("through the period and {months} months"),
    };
    let text = format!("bars {} {lasts}{}{}", bar.bar, places(&bar.source), unsure(bar.mark));
    match (bar.start, bar.first_day, bar.start_mark) {
        (Some(start), Some(first_day), Some(mark)) => format!("{text}, {}", counted(start, first_day, mark)),
        _ => text,
    }
}

fn of_route(page: &mut String, route: &Route) {
    line(page, 2, &format!("{} {}{}{}", route.route, route.zh, places(&route.source), unsure(route.mark)));
    let limit = match (route.file_within, route.unlimited) {
        (Some(window), _) => of_window(window),
        (None, true) => "without limit".to_owned(),
        (None, false) => "not regulated".to_owned(),
    };
    line(page, 3, &format!("file to {}: {limit}", route.file_to_en));
    if let Some(window) = route.file_direct_within {
        line(page, 3, &format!("or directly: {}", of_window(window)));
    }
    let extension = route.decide_extension.map_or(String::new(), |more| {
        format!(", extended by at most {}{}", span(more.count, more.unit), unsure(more.mark))
    });
    let decided = route.decide_within.map_or("not regulated".to_owned(), of_window);
    line(page, 3, &format!("decided: {decided}{extension}"));
    let after = route.next.as_deref().or(route.then.as_deref()).unwrap_or_default();
    line(page, 3, &format!("then {after}"));
}

fn span(count: u32, unit: SpanUnit) -> String {
    let unit = match unit {
        SpanUnit::Month => "month",
        SpanUnit::Day => "day",
        SpanUnit::WorkingDay => "working day",
    };
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

fn of_window(window: Window) -> String {
    let start = match window.start {
        RunsFrom::Service => "service",
        RunsFrom::Knowing => "knowing",
        RunsFrom::EarlierService => "service of the decision before",
        RunsFrom::Receipt => "receipt",
        RunsFrom::Acceptance => "acceptance",
    };
    let first_day = if window.first_day == FirstDay::Inclusive { ", counting that day" } else { "" };
    format!("{} from {start}{first_day}{}", span(window.count, window.unit), unsure(window.mark))
}
