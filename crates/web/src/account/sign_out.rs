//! `POST /sign-out`: the session ends.

use axum::extract::State;
use axum::response::Response;
use wenze_access::cookie;

use super::on_to;
use crate::Pages;
use crate::failure::Failure;
use crate::reader::Reader;
use crate::visitor::no_role_cookie;

/// Signs out.
pub(crate) async fn end(State(pages): State<Pages>, reader: Reader) -> Result<Response, Failure> {
    if let Some(visitor) = &reader.visitor {
        pages.access.end_session(visitor.session.reveal()).await?;
    }
    on_to("/sign-in", &[cookie::none(), no_role_cookie()])
}
