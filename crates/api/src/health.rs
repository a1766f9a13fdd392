//! `GET /healthz`: the process answers.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::Answer;
use crate::router::Api;

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
