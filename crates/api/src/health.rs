//! `GET /healthz`: the process answers. `GET /readyz`: it can serve.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;
use wenze_casework::{ModelState, ModelStatus};

use crate::answer::Answer;
use crate::problem::Fault;
use crate::router::Api;

/// How far behind the log a read model may be, in seconds, for the process to count as ready.
pub(crate) const READY_LAG_SECONDS: f64 = 5.0;

/// That the process answers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    /// Always `ok`: a process that is not answers nothing.
    status: &'static str,
}

/// Whether the process answers. It asks no database, so that a slow one does not get the process killed.
#[utoipa::path(get, path = "/healthz", tag = "system", responses((status = 200, description = "It does", body = Health)))]
pub(crate) async fn healthz(State(_): State<Api>) -> Answer {
    Answer::of(&Health { status: "ok" })
}

/// Whether the process can serve, and what it waits for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Readiness {
    /// Whether every read model can be read and is as far as the log, but for a few seconds.
    ready: bool,
    /// The read models.
    models: Vec<ModelReadiness>,
}

/// One read model.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ModelReadiness {
    /// Its name.
    model: &'static str,
    /// Its version in this program.
    version: i32,
    /// `running`, `building`, `absent` or `stopped`. A stopped one counts as ready: it shows what it can, on every node.
    state: &'static str,
    /// How long ago the first event was recorded that it does not show, in seconds.
    lag_seconds: f64,
    /// Whether it counts as ready.
    ready: bool,
}

/// Whether requests may be sent to this process: the database answers and the read models are there and have caught up.
#[utoipa::path(
    get, path = "/readyz", tag = "system",
    responses(
        (status = 200, description = "They may", body = Readiness),
        (status = 503, description = "Not yet: what is waited for, or the database cannot be reached", body = Readiness)
    )
)]
pub(crate) async fn readyz(State(api): State<Api>) -> Result<Answer, Fault> {
    let models: Vec<_> = api.casework.models().await?.iter().map(ModelReadiness::of).collect();
    let ready = models.iter().all(|model| model.ready);
    let answer = Answer::of(&Readiness { ready, models });
    Ok(if ready { answer } else { answer.status(StatusCode::SERVICE_UNAVAILABLE) })
}

impl ModelReadiness {
    fn of(status: &ModelStatus) -> Self {
        Self {
            model: status.name,
            version: status.version,
            state: match status.state {
                ModelState::Absent => "absent",
                ModelState::Building => "building",
                ModelState::Running => "running",
                ModelState::Stopped { .. } => "stopped",
            },
            lag_seconds: status.lag_seconds,
            ready: status.is_ready(READY_LAG_SECONDS),
        }
    }
}
