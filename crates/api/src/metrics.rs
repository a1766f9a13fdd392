//! `GET /metrics`: how the read models stand, for Prometheus. Rates are the differences of its counters.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use prometheus::{Encoder, GaugeVec, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry, TEXT_FORMAT, TextEncoder};
use wenze_casework::{ModelState, ModelStatus};

use crate::problem::{Code, Fault};
use crate::router::Api;

/// What tells one read model from another.
const LABELS: [&str; 2] = ["model", "version"];

/// The numbers of one scrape.
struct Numbers {
    all: Registry,
    head: IntGauge,
    position: IntGaugeVec,
    lag: IntGaugeVec,
    lag_seconds: GaugeVec,
    folded: IntCounterVec,
    is_stopped: IntGaugeVec,
    has_owner: IntGaugeVec,
    is_rebuilding: IntGaugeVec,
    skipped: IntGaugeVec,
}

/// Positions, lag in events and seconds, events folded by this process, and what is stopped or was left out, by read model.
#[utoipa::path(
    get, path = "/metrics", tag = "system",
    responses((status = 200, description = "The text format of Prometheus", body = String, content_type = "text/plain"))
)]
pub(crate) async fn metrics(State(api): State<Api>) -> Result<Response, Fault> {
    let statuses = api.casework.models().await?;
    let text = text(&statuses).map_err(|error| {
        tracing::error!(%error, "the metrics cannot be written");
        Fault::new(Code::Internal)
    })?;
    Ok(([(CONTENT_TYPE, TEXT_FORMAT), (CACHE_CONTROL, "no-store")], text).into_response())
}

fn text(statuses: &[ModelStatus]) -> prometheus::Result<Vec<u8>> {
    let numbers = Numbers::new()?;
    for status in statuses {
        numbers.take(status);
    }
    let mut text = Vec::new();
    TextEncoder::new().encode(&numbers.all.gather(), &mut text)?;
    Ok(text)
}

impl Numbers {
    fn new() -> prometheus::Result<Self> {
        let all = Registry::new_custom(Some("wenze".to_owned()), None)?;
        let head = IntGauge::new("log_head_position", "The last position of the log")?;
        all.register(Box::new(head.clone()))?;
        let gauge = |name: &str, help: &str| {
            let gauge = IntGaugeVec::new(Opts::new(format!("projection_{name}"), help), &LABELS)?;
            all.register(Box::new(gauge.clone())).map(|()| gauge)
        };
        let position = gauge("position", "The last event in the tables of the read model")?;
        let lag = gauge("lag_events", "Events it is behind the log")?;
        let is_stopped = gauge("stopped", "1 when an event cannot be folded")?;
        let has_owner = gauge("has_owner", "1 when a node folds it")?;
        let is_rebuilding = gauge("rebuilding", "1 while tables are built beside those in use")?;
        let skipped = gauge("skipped_events", "Events that a person decided to leave out")?;
        let age = Opts::new("projection_lag_seconds", "Age of the first event that is not in its tables");
        let lag_seconds = GaugeVec::new(age, &LABELS)?;
        all.register(Box::new(lag_seconds.clone()))?;
        let count = Opts::new("projection_folded_events_total", "Events that this process folded as they came");
        let folded = IntCounterVec::new(count, &LABELS)?;
        all.register(Box::new(folded.clone()))?;
        Ok(Self { all, head, position, lag, lag_seconds, folded, is_stopped, has_owner, is_rebuilding, skipped })
    }

    fn take(&self, status: &ModelStatus) {
        let version = status.version.to_string();
        let labels = [status.name, version.as_str()];
        let is_stopped = matches!(status.state, ModelState::Stopped { .. });
        self.head.set(status.head.max(self.head.get()));
        self.position.with_label_values(&labels).set(status.position);
        self.lag.with_label_values(&labels).set(status.lag);
        self.lag_seconds.with_label_values(&labels).set(status.lag_seconds);
        self.folded.with_label_values(&labels).inc_by(status.folded);
        self.is_stopped.with_label_values(&labels).set(is_stopped.into());
        self.has_owner.with_label_values(&labels).set(status.owner.is_some().into());
        self.is_rebuilding.with_label_values(&labels).set(status.is_rebuilding.into());
        self.skipped.with_label_values(&labels).set(i64::try_from(status.skipped.len()).unwrap_or(i64::MAX));
    }
}
