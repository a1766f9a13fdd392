//! Days between the first steps of two kinds: from the dates in the log, which are those the source writes.

use serde_json::{Map, Value, json};

use super::{CREATED, FILED, FORWARDED, JUDGE, NOTIFIED, PAYMENT, PENALTY, RESULT, RESULT_SERVED, SENT, days};
use crate::walk::CaseBack;

const PAIRS: [(&str, &str, &str); 9] = [
    ("create_to_first_payment", CREATED, PAYMENT),
    ("create_to_send", CREATED, SENT),
    ("notification_to_judge_appeal", NOTIFIED, JUDGE),
    ("notification_to_penalty", NOTIFIED, PENALTY),
    ("notification_to_prefecture_appeal", NOTIFIED, FILED),
    ("prefecture_appeal_to_sent", FILED, FORWARDED),
    ("result_to_notified", RESULT, RESULT_SERVED),
    ("send_to_notification", SENT, NOTIFIED),
    ("sent_to_result_received", FORWARDED, RESULT),
];

#[derive(Default)]
pub(crate) struct Days([Vec<i64>; PAIRS.len()]);

impl Days {
    pub(crate) fn add(&mut self, case: &CaseBack<'_>) {
        for (all, (_, from, to)) in self.0.iter_mut().zip(PAIRS) {
            all.extend(days(case.first_date(from), case.first_date(to)));
        }
    }

    pub(crate) fn finish(self) -> Value {
        let named = self.0.into_iter().zip(PAIRS).filter(|(all, _)| !all.is_empty());
        named.map(|(all, (name, ..))| (name.to_owned(), summary(all))).collect::<Map<_, _>>().into()
    }
}

/// Quartiles are the value at the whole part of their place.
fn summary(mut all: Vec<i64>) -> Value {
    all.sort_unstable();
    let last = all.len() - 1;
    let middle = all[last / 2] + all[last.div_ceil(2)];
    let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
    #[expect(clippy::cast_precision_loss, reason = "days and counts far below 2^52")]
    let (mean, median) = (rounded(all.iter().sum(), count) as f64 / 1_000.0, middle as f64 / 2.0);
    json!({
        "max": all[last], "mean": mean, "median": median, "min": all[0], "n": all.len(),
        "negative": all.iter().filter(|days| **days < 0).count(), "p25": all[last / 4], "p75": all[3 * last / 4],
    })
}

/// The mean in thousandths; a half goes to the even neighbour.
fn rounded(sum: i64, of: i64) -> i64 {
    let (down, rest) = ((sum * 1_000).div_euclid(of), (sum * 1_000).rem_euclid(of));
    match (2 * rest).cmp(&of) {
        std::cmp::Ordering::Less => down,
        std::cmp::Ordering::Greater => down + 1,
        std::cmp::Ordering::Equal => down + down.rem_euclid(2),
    }
}
