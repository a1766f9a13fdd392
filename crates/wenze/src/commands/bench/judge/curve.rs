//! How the cost of a judging grows with the acts of a case and the rules that name them.

use serde_json::{Value, json};
use wenze_rulebook::judge::Moment;

use super::{ROUNDS, Room, as_f64, median};

/// What one case cost.
struct Point {
    acts: usize,
    /// Sum over acts of the rules that begin with such an act.
    touched: usize,
    judge_us: f64,
}

/// The cost by the number of pairs of an act and a rule that begins with it.
pub(super) struct Curve {
    /// Each for about as many cases: pairs, acts, microseconds; medians.
    steps: Vec<(f64, f64, f64)>,
    /// The exponent of growth: 1 is as pairs grow, 2 is as their square.
    exponent: f64,
}

/// Groups that the cases are divided into by their pairs.
const STEPS: usize = 8;

/// Judges so many cases of any size.
pub(super) fn measured(room: &Room, cases: usize) -> Curve {
    let mut points: Vec<Point> = (0..cases).filter_map(|number| point(room, number)).collect();
    points.sort_by_key(|point| point.touched);
    let group = |points: &[Point]| {
        let of = |value: fn(&Point) -> f64| median(points.iter().map(value));
        (of(|p| as_f64(p.touched)), of(|p| as_f64(p.acts)), of(|p| p.judge_us))
    };
    let steps = points.chunks(points.len().div_ceil(STEPS).max(1)).map(group).collect();
    Curve { steps, exponent: exponent(&points) }
}

fn point(room: &Room, number: usize) -> Option<Point> {
    let stored = room.recorded(number);
    let (history, _) = Room::read(&stored);
    let touched = history.events.iter().map(|event| room.judge.beginning_with(&event.kind)).sum();
    let once = || {
        let start = std::time::Instant::now();
        let found = room.judge.judge(&history, Moment { as_of: room.clock, calendar: &room.view });
        let took = start.elapsed().as_secs_f64() * 1e6;
        drop(found);
        took
    };
    let judge_us = median((0..ROUNDS).map(|_| once()));
    (touched > 0).then_some(Point { acts: stored.events.len(), touched, judge_us })
}

/// The slope of a line through the logarithms, by least squares.
fn exponent(points: &[Point]) -> f64 {
    let logs: Vec<(f64, f64)> = points.iter().map(|p| (as_f64(p.touched).ln(), p.judge_us.max(0.1).ln())).collect();
    let n = as_f64(logs.len()).max(1.0);
    let (mx, my) = (logs.iter().map(|(x, _)| x).sum::<f64>() / n, logs.iter().map(|(_, y)| y).sum::<f64>() / n);
    let (mut above, mut below) = (0.0, 0.0);
    for (x, y) in &logs {
        above += (x - mx) * (y - my);
        below += (x - mx) * (x - mx);
    }
    if below > 0.0 { above / below } else { 0.0 }
}

impl Curve {
    pub(super) fn json(&self) -> Value {
        let step = |(pairs, acts, us): &(f64, f64, f64)| json!({ "pairs": pairs, "acts": acts, "judge_us": us });
        json!({ "exponent": self.exponent, "steps": self.steps.iter().map(step).collect::<Vec<_>>() })
    }

    pub(super) fn print(&self) {
        println!("pairs of an act and a rule that begins with it    acts   judge µs   ns a pair");
        for (pairs, acts, us) in &self.steps {
            println!("{pairs:>45.0}{acts:>8.0}{us:>11.0}{:>12.0}", us * 1e3 / pairs.max(1.0));
        }
        println!("grows with the {:.2}th power of the pairs", self.exponent);
    }
}
