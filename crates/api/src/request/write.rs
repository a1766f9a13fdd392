//! A request to record acts, complete: who, which acts, on which version, under which key.

use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use serde_json::Value;
use utoipa::IntoParams;
use wenze_casework::{Acting, Command, Place, Receipt, Simulated};
use wenze_domain::acts::Kind;
use wenze_domain::envelope::Actor;
use wenze_domain::refusal::Refusal;
use wenze_domain::words::Words;

use super::acts::Acts;
use super::{actor, body, idempotency, if_match};
use crate::caller::may_record;
use crate::problem::Fault;
use crate::router::Api;

/// A request to record acts.
#[derive(Debug, Clone)]
pub(crate) struct Write {
    actor: Actor,
    acting: Option<Acting>,
    key: Option<String>,
    if_match: Option<i32>,
    acts: Acts,
}

/// Its headers, for the document.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes the headers that `Write` reads")]
pub(crate) struct WriteHeaders {
    /// Who records, where nobody signed in and the server takes it: `<person_id>;role=<ROLE>;office=<organ_id>`. Beside a
    /// session or token it is refused.
    #[param(rename = "Wenze-Actor", example = json!(actor::EXAMPLE))]
    actor: Option<String>,
    /// In which role somebody who is signed in acts, where more than one is held: `role=<ROLE>;office=<organ_id>`. With
    /// `;for=<person_id>` in a role of that person, in whose stead he acts by a delegation.
    #[param(rename = "Wenze-As", example = json!(crate::caller::AS_EXAMPLE))]
    acting_as: Option<String>,
    /// 1 to 200 visible ASCII characters. The same request with the same key is recorded once, and its first answer is
    /// given again, whatever has happened since.
    #[param(rename = "Idempotency-Key")]
    key: Option<String>,
    /// The version that was decided on, `"7"`, as the `ETag` of the case says; 412 when the case has moved on.
    #[param(rename = "If-Match")]
    if_match: Option<String>,
}

/// Who sends what to be recorded, under which key.
pub(super) struct Sent {
    pub(super) actor: Actor,
    /// As whom, where somebody is signed in.
    pub(super) acting: Option<Acting>,
    pub(super) key: Option<String>,
    headers: HeaderMap,
    body: Result<Value, Fault>,
}

impl Sent {
    /// Reads the body first: a caller that is still sending would not get to read what is wrong with a header.
    pub(super) async fn read(request: Request, api: &Api) -> Result<Self, Fault> {
        let (parts, body) = request.into_parts();
        let body = body::json(&parts.headers, body, api.body_bytes_max).await;
        let actor = actor::actor(&parts, api)?;
        let acting = actor::acting(&parts);
        let key = idempotency::key(&parts.headers)?;
        Ok(Self { actor, acting, key, headers: parts.headers, body })
    }

    /// The body, once nothing is wrong with the headers.
    pub(super) fn body(self) -> Result<Value, Fault> {
        self.body
    }
}

impl FromRequest<Api> for Write {
    type Rejection = Fault;

    async fn from_request(request: Request, api: &Api) -> Result<Self, Fault> {
        let sent = Sent::read(request, api).await?;
        let if_match = if_match::version(&sent.headers)?;
        let (actor, acting, key) = (sent.actor, sent.acting, sent.key.clone());
        Ok(Self { actor, acting, key, if_match, acts: Acts::of(sent.body()?)? })
    }
}

impl Write {
    /// Refuses acts of another route. A kind that there is not, or none, is left to those who read the act.
    pub(crate) fn only(&self, kinds: &[Kind]) -> Result<(), Fault> {
        let kind = |act: &Value| act.get("kind").and_then(Value::as_str).and_then(Kind::parse);
        let stranger = self.acts.acts.iter().position(|act| kind(act).is_some_and(|kind| !kinds.contains(&kind)));
        let Some(index) = stranger else { return Ok(()) };
        let names: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
        let refusal = Refusal::malformed("/kind", format!("this route records {}", names.join(" and ")));
        Err(Fault::refused(refusal, index, self.acts.is_list))
    }

    /// Refuses acts that the role in use may not record.
    fn permitted(&self) -> Result<(), Fault> {
        let Actor { person_id, role, .. } = self.actor;
        let mut acts = self.acts.acts.iter().enumerate().filter(|_| self.acting.is_some());
        acts.try_for_each(|(index, act)| may_record(person_id, role, act).map_err(|fault| fault.of_act(index)))
    }

    /// Judges the acts without recording them.
    pub(crate) async fn simulate(
        self,
        api: &Api,
        route: &'static str,
        place: Place,
        words: &'static Words,
    ) -> Result<Simulated, Fault> {
        self.permitted()?;
        let Acts { acts, is_list } = self.acts;
        let command = Command { route, place, acts, actor: self.actor, idempotency_key: None, if_match: self.if_match };
        api.casework.simulate(&command, words).await.map_err(|error| Fault::of(error, is_list))
    }

    /// Records the acts, all or none.
    pub(crate) async fn record(self, api: &Api, route: &'static str, place: Place) -> Result<Receipt, Fault> {
        self.permitted()?;
        let Acts { acts, is_list } = self.acts;
        let command =
            Command { route, place, acts, actor: self.actor, idempotency_key: self.key, if_match: self.if_match };
        let recorded = match self.acting {
            Some(acting) => api.casework.record_as(acting, &command).await,
            None => api.casework.record(&command).await,
        };
        recorded.map_err(|error| Fault::of(error, is_list))
    }
}
