//! What went wrong, before it is put into words.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::case::Missing;
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::refusal::Refusal;
use wenze_domain::unquoted::without_values;
use wenze_domain::words::{Lang, Words};

use super::{Code, Problem};
use crate::wire::{HeldRole, MissingFact};

/// What a caller is told to wait when the log or a view cannot answer.
const RETRY_AFTER_S: u32 = 1;

/// What went wrong.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    code: Code,
    retry_after_s: Option<u32>,
    // In a box, because a result is as large as its larger side.
    particulars: Box<Particulars>,
}

/// What is known of it besides its kind.
#[derive(Debug, Clone, Default)]
struct Particulars {
    told: Told,
    pointer: Option<String>,
    index: Option<usize>,
    missing: Vec<Missing>,
    held: Option<Vec<HeldRole>>,
    roles: Vec<&'static str>,
    example: Option<Value>,
    headers: HeaderMap,
}

/// What is said of it besides its kind.
#[derive(Debug, Clone, Default)]
enum Told {
    /// Nothing: the meaning of the kind says it all.
    #[default]
    Meaning,
    /// A short reason, in English as parsers give it; it follows the meaning.
    Reason(String),
    /// A reason in Chinese and English, which quotes nothing that was sent.
    Said([String; 2]),
    /// A refusal, which has words of its own.
    Refusal(Refusal),
}

impl Fault {
    /// A fault that its kind says all about.
    pub(crate) fn new(code: Code) -> Self {
        let waits = code.status() == StatusCode::SERVICE_UNAVAILABLE || code == Code::Contended;
        Self { code, retry_after_s: waits.then_some(RETRY_AFTER_S), particulars: Box::default() }
    }

    /// A refused act. `is_list` says whether the request had a list of acts, which its pointer then begins with.
    pub(crate) fn refused(refusal: Refusal, index: usize, is_list: bool) -> Self {
        let code = code_of(&refusal);
        let in_body = |at: String| if is_list && at != "/acts" { format!("/acts/{index}{at}") } else { at };
        let pointer = pointer(&refusal).map(in_body);
        let (missing, example) = match &refusal {
            Refusal::ConfirmNeeded { missing } => (missing.clone(), Some(confirmation(missing))),
            _ => (Vec::new(), None),
        };
        let told = Told::Refusal(refusal);
        let index = Some(index);
        let particulars = Box::new(Particulars { told, pointer, index, missing, example, ..Particulars::default() });
        Self { particulars, ..Self::new(code) }
    }

    /// Whoever calls is refused, whatever he sends.
    pub(crate) fn barred(refusal: Refusal) -> Self {
        let mut fault = Self::new(code_of(&refusal));
        fault.particulars.told = Told::Refusal(refusal);
        fault
    }

    /// With a reason, from which values of the request are left out.
    pub(crate) fn because(mut self, reason: &str) -> Self {
        self.particulars.told = Told::Reason(without_values(reason));
        self
    }

    /// With a reason in Chinese and English, which must quote nothing that was sent.
    pub(crate) fn said(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.particulars.told = Told::Said([zh.into(), en.into()]);
        self
    }

    /// With the field it lies in.
    pub(crate) fn at(mut self, pointer: impl Into<String>) -> Self {
        self.particulars.pointer = Some(pointer.into());
        self
    }

    /// With the roles that are held.
    pub(crate) fn holding(mut self, held: Vec<HeldRole>) -> Self {
        self.particulars.held = Some(held);
        self
    }

    /// With the roles that may do what was asked.
    pub(crate) fn permitted_to(mut self, roles: &[Role]) -> Self {
        self.particulars.roles = roles.iter().map(|role| role.as_str()).collect();
        self
    }

    /// With the act of the request that it is about.
    pub(crate) fn of_act(mut self, index: usize) -> Self {
        self.particulars.index = Some(index);
        self
    }

    /// With what to send instead.
    pub(crate) fn instead(mut self, example: Value) -> Self {
        self.particulars.example = Some(example);
        self
    }

    /// With a header that tells more, such as where an upload goes on.
    pub(crate) fn telling(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.particulars.headers.insert(name, value);
        }
        self
    }

    /// With the seconds to wait.
    pub(crate) fn after(mut self, seconds: u32) -> Self {
        self.retry_after_s = Some(seconds);
        self
    }

    /// Its kind.
    pub(crate) fn code(&self) -> Code {
        self.code
    }

    /// What the caller is told to wait.
    pub(crate) fn retry_after_s(&self) -> Option<u32> {
        self.retry_after_s
    }

    /// Puts it into words.
    pub(crate) fn problem(&self, lang: Lang, request: Uuid) -> Problem {
        let words = Words::of(lang);
        let meaning = self.code.meaning(lang);
        let detail = match &self.particulars.told {
            Told::Meaning => meaning.to_owned(),
            Told::Reason(reason) => match lang {
                Lang::ZhCn => format!("{meaning}原因：{}", words.reason(reason)),
                Lang::En => format!("{meaning} Reason: {reason}"),
            },
            Told::Said([zh, en]) => match lang {
                Lang::ZhCn => format!("{meaning}原因：{zh}。"),
                Lang::En => format!("{meaning} Reason: {en}."),
            },
            Told::Refusal(refusal) => words.refusal(refusal),
        };
        Problem {
            address: self.code.address(),
            title: self.code.title(lang),
            status: self.code.status().as_u16(),
            detail,
            instance: format!("urn:uuid:{request}"),
            code: self.code.as_str(),
            pointer: self.particulars.pointer.clone(),
            index: self.particulars.index,
            missing: self.particulars.missing.iter().map(|one| MissingFact::of(one, words)).collect(),
            held: self.particulars.held.clone(),
            roles: self.particulars.roles.clone(),
            example: self.particulars.example.clone(),
        }
    }
}

impl IntoResponse for Fault {
    /// An empty answer that carries the fault to the layer that knows the language.
    fn into_response(self) -> Response {
        let mut answer = self.code.status().into_response();
        answer.headers_mut().extend(self.particulars.headers.clone());
        answer.extensions_mut().insert(self);
        answer
    }
}

fn code_of(refusal: &Refusal) -> Code {
    match refusal {
        Refusal::Malformed { .. } => Code::Malformed,
        Refusal::Roles { .. } => Code::Roles,
        Refusal::ObjectMissing { .. } => Code::ObjectMissing,
        Refusal::ObjectExists { .. } => Code::ObjectExists,
        Refusal::Absorbed { .. } => Code::Absorbed,
        Refusal::Unreadable { .. } => Code::Unreadable,
        Refusal::Stale { .. } => Code::Stale,
        Refusal::Future { .. } => Code::Future,
        Refusal::NotAuthorised { .. } => Code::NotAuthorised,
        Refusal::Undelegated { .. } => Code::Delegation,
        Refusal::Separation { .. } => Code::Separation,
        Refusal::UnknownCode { .. } => Code::UnknownTerm,
        Refusal::Guard { .. } => Code::Guard,
        Refusal::File { .. } => Code::File,
        Refusal::Correction { .. } => Code::Correction,
        Refusal::ConfirmNeeded { .. } => Code::ConfirmNeeded,
    }
}

/// Where in the act the refusal lies.
fn pointer(refusal: &Refusal) -> Option<String> {
    match refusal {
        Refusal::Malformed { pointer, .. }
        | Refusal::File { pointer, .. }
        | Refusal::Correction { pointer, .. }
        | Refusal::UnknownCode { field: pointer, .. } => Some(pointer.clone()),
        Refusal::Roles { role, .. } | Refusal::ObjectMissing { role, .. } | Refusal::ObjectExists { role, .. } => {
            Some(format!("/refs/{role}"))
        }
        Refusal::Future { .. } => Some("/occurred".to_owned()),
        Refusal::ConfirmNeeded { .. } => Some("/confirm_out_of_order".to_owned()),
        Refusal::Absorbed { .. }
        | Refusal::Unreadable { .. }
        | Refusal::Stale { .. }
        | Refusal::NotAuthorised { .. }
        | Refusal::Undelegated { .. }
        | Refusal::Separation { .. }
        | Refusal::Guard { .. } => None,
    }
}

fn confirmation(missing: &[Missing]) -> Value {
    let mut confirmed = json!({ "reason": "…" });
    if missing.iter().any(Missing::is_of_rule) {
        confirmed["approved_by"] = json!("…");
    }
    json!({ "confirm_out_of_order": confirmed })
}
