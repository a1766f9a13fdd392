//! A request to mark an obligation.

use axum::extract::{FromRequest, Request};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use wenze_casework::{Acting, Marking};
use wenze_domain::codes::ReviewMark;
use wenze_domain::envelope::Actor;
use wenze_domain::refusal::{Refusal, Undelegated};
use wenze_domain::time::Instant;

use super::actor;
use super::write::Sent;
use crate::problem::{Code, Fault};
use crate::router::Api;

/// An obligation, what the reviewer makes of it, and the moment that he looked at.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MarkRequest {
    /// The `id` of the obligation, or its `key`.
    #[schema(example = "5f0e8a6b-7c11-5b3a-9c41-0192f0c12d5e")]
    obligation: String,
    /// `seen`, `question` or `accepted`.
    #[schema(value_type = String, example = "question")]
    mark: ReviewMark,
    /// The moment looked at, from the `stamp` of the obligations: what had happened by then.
    #[schema(value_type = String, format = DateTime)]
    as_of: Instant,
    /// What the office knew by then.
    #[schema(value_type = String, format = DateTime)]
    known: Instant,
    /// A remark, at most 2,000 characters; it is kept private.
    #[serde(default)]
    note: Option<String>,
}

/// The headers of such a request, for the document.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes the headers that `MarkWrite` reads")]
pub(crate) struct MarkHeaders {
    /// Who marks, where nobody signed in and the server takes it: `<person_id>;role=<ROLE>;office=<organ_id>`. Beside a
    /// session or token it is refused.
    #[param(rename = "Wenze-Actor", example = json!(actor::EXAMPLE))]
    actor: Option<String>,
    /// In which role somebody who is signed in acts, where more than one is held: `role=<ROLE>;office=<organ_id>`.
    #[param(rename = "Wenze-As", example = json!(crate::caller::AS_EXAMPLE))]
    acting_as: Option<String>,
    /// 1 to 200 visible ASCII characters; the same request with the same key is recorded once.
    #[param(rename = "Idempotency-Key")]
    key: Option<String>,
}

/// A request to mark an obligation, complete.
pub(crate) struct MarkWrite {
    actor: Actor,
    key: Option<String>,
    asked: MarkRequest,
}

impl FromRequest<Api> for MarkWrite {
    type Rejection = Fault;

    async fn from_request(request: Request, api: &Api) -> Result<Self, Fault> {
        let sent = Sent::read(request, api).await?;
        if matches!(sent.acting, Some(Acting::InsteadOf(_))) {
            return Err(Fault::barred(Refusal::Undelegated { why: Undelegated::OtherActs }));
        }
        let (actor, key) = (sent.actor, sent.key.clone());
        let malformed = |error: serde_json::Error| Fault::new(Code::Malformed).at("").because(&error.to_string());
        let body = sent.body()?;
        if !body.is_object() {
            return Err(Fault::new(Code::Malformed)
                .at("")
                .said("请以一个对象提交一项标记", "send one mark as an object"));
        }
        Ok(Self { actor, key, asked: serde_json::from_value(body).map_err(malformed)? })
    }
}

impl MarkWrite {
    /// The mark, as casework takes it.
    pub(crate) fn marking(self) -> Marking {
        let MarkRequest { obligation, mark, as_of, known, note } = self.asked;
        let (as_of, known) = (as_of.utc(), known.utc());
        Marking { obligation, mark, as_of, known, note, actor: self.actor, idempotency_key: self.key }
    }
}
