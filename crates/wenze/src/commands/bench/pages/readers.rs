//! Who reads the pages of a measurement: people of the generated office, one for each role, signed in.

use std::collections::HashMap;

use anyhow::{Context, bail};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::header::{ACCEPT_ENCODING, ACCEPT_LANGUAGE, COOKIE};
use axum::http::{Request, StatusCode};
use chrono::{NaiveDate, Utc};
use tower::ServiceExt;
use wenze_access::{Access, Error, Hashing, Login, NewAccount, Password, Secret, SignIn, cookie};
use wenze_casework::{Decision, Held};
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::envelope::Actor;
use wenze_domain::fields::PartialDate;
use wenze_domain::time::{Occurred, office_day};
use wenze_testkit::generator::{Generator, World};

use super::super::filled::{Filled, SEED};
use crate::commands::demo::holder;

/// Whose pages are measured.
const ROLES: [Role; 8] = [
    Role::Intake,
    Role::Inspector,
    Role::Reviewer,
    Role::AppealOfficer,
    Role::Supervisor,
    Role::OrganHead,
    Role::Clerk,
    Role::Admin,
];
/// Who is nobody's holder of a role in the generated office gets it there from this one.
const INSTEAD: Role = Role::Supervisor;
/// The longest page that is taken, in bytes.
const PAGE_BYTES_MAX: usize = 32 << 20;

/// The pages, and the cookies of whoever reads them.
pub(super) struct Readers {
    pages: Router,
    cookies: HashMap<Role, String>,
}

impl Readers {
    pub(super) async fn signed_in(filled: &Filled) -> anyhow::Result<Self> {
        let today = NaiveDate::from_ymd_opt(2026, 6, 1).context("a date")?;
        let world = Generator::new(SEED, today).world(0);
        let access = wenze_api::access(&filled.casework, Hashing::default());
        let mut cookies = HashMap::new();
        for role in ROLES {
            cookies.insert(role, signed_in(filled, &access, &world, role).await?);
        }
        let pages = wenze_web::router(filled.casework.clone(), access, true);
        Ok(Self { pages, cookies })
    }

    /// Asks for a page as a browser of somebody in this role: its status and what went over the wire.
    pub(super) async fn get(&self, role: Role, path: &str) -> anyhow::Result<(StatusCode, Bytes)> {
        self.asked(role, path, "gzip").await
    }

    /// A page as it can be read; none where it is not shown.
    pub(super) async fn read(&self, role: Role, path: &str) -> anyhow::Result<Option<String>> {
        let (status, body) = self.asked(role, path, "identity").await?;
        Ok((status == StatusCode::OK).then(|| String::from_utf8_lossy(&body).into_owned()))
    }

    async fn asked(&self, role: Role, path: &str, encoding: &str) -> anyhow::Result<(StatusCode, Bytes)> {
        let cookie = self.cookies.get(&role).map_or("", String::as_str);
        let request = Request::get(path).header(COOKIE, cookie).header(ACCEPT_ENCODING, encoding);
        let request = request.header(ACCEPT_LANGUAGE, "zh-CN").body(Body::empty())?;
        let answer = self.pages.clone().oneshot(request).await?;
        let status = answer.status();
        Ok((status, to_bytes(answer.into_body(), PAGE_BYTES_MAX).await?))
    }
}

/// Somebody's account, with his role; the cookie of his session.
async fn signed_in(filled: &Filled, access: &Access, world: &World, role: Role) -> anyhow::Result<String> {
    let found = holder(world, role.as_str()).or_else(|| holder(world, INSTEAD.as_str()));
    let (person, office) = found.with_context(|| format!("nobody of the generated office is {role}"))?;
    let grants = filled.casework.grants_of(person, None).await?;
    if !grants.held_on(office_day(Utc::now())).iter().any(|one| one.role == role && one.office == office) {
        let occurred = Occurred::on(PartialDate::parse("2020-01-01").context("a date")?);
        let actor = Actor { person_id: person, role: Role::Admin, office_id: office };
        let decision = Decision { actor, from: occurred.date, occurred, approval: None, document_no: None };
        filled.casework.grant_role(&Held { person, role, office }, None, &decision).await?;
    }
    let login = Login::parse(&format!("bench-{}", role.as_str().to_lowercase().replace('_', "-")))?;
    let secret = Secret::first_password();
    let password = Password::first(&secret);
    let new = NewAccount { login: login.clone(), person_id: person, password: password.clone(), must_change: false };
    match access.add_account(&new).await {
        Err(Error::LoginTaken) => access.reset(&login, &password, false).await?,
        other => _ = other?,
    }
    let SignIn::Done(_, session) = access.sign_in(login.as_str(), &password, None).await? else {
        bail!("{} cannot sign in", login.as_str());
    };
    let session = cookie::of(&session);
    let session = session.split(';').next().unwrap_or_default();
    // Whoever holds several roles has chosen this one.
    Ok(format!("{session}; wenze_role={role}.{office}"))
}
