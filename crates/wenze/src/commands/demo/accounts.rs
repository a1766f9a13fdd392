//! Accounts of the demonstration: one for each role somebody may want to look through, whose persons stand in its register.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_access::{Access, Error, Login, NewAccount, Password, Scope, Secret, TOKEN_DAYS_MAX, TokenAsked};
use wenze_testkit::generator::World;

use crate::commands::export::owner_only;
use crate::node::Node;

/// The file that holds the passwords and tokens; nobody but the owner of the folder reads it.
const FILE: &str = "demo-accounts.json";
/// Whose accounts there are: the role, what may be done with the token.
const ROLES: [(&str, Scope); 12] = [
    ("INTAKE", Scope::Record),
    ("INSPECTOR", Scope::Record),
    ("REVIEWER", Scope::Record),
    ("APPEAL_OFFICER", Scope::Record),
    ("SUPERVISOR", Scope::Record),
    ("AUDITOR", Scope::Read),
    ("CLERK", Scope::Record),
    ("TEAM_LEAD", Scope::Record),
    ("ORGAN_HEAD", Scope::Record),
    ("DECISION_BODY", Scope::Record),
    ("RECT_SUPERVISOR", Scope::Record),
    ("ADMIN", Scope::Record),
];

/// Makes the accounts, unless an earlier start did, and says where they are written.
pub(super) async fn made(node: &Node, world: &World, data: &Path) -> anyhow::Result<PathBuf> {
    let path = data.join(FILE);
    if path.exists() {
        return Ok(path);
    }
    let access = node.access();
    let mut accounts = Vec::new();
    for (role, scope) in ROLES {
        let (person, office) = holder(world, role).with_context(|| format!("nobody of the demonstration is {role}"))?;
        let login = Login::parse(&role.to_lowercase().replace('_', "-"))?;
        accounts.push(account(&access, &login, person, (role, scope), office).await?);
    }
    // Written last and whole: a start that was interrupted makes the passwords anew.
    let next = data.join("demo-accounts.json.next");
    let mut file = owner_only(&next)?;
    file.write_all(&serde_json::to_vec_pretty(&json!({ "accounts": accounts }))?)?;
    std::fs::rename(&next, &path)?;
    Ok(path)
}

async fn account(
    access: &Access,
    login: &Login,
    person_id: Uuid,
    (role, scope): (&str, Scope),
    office: Uuid,
) -> anyhow::Result<Value> {
    let secret = Secret::first_password();
    let password = Password::first(&secret);
    let new = NewAccount { login: login.clone(), person_id, password: password.clone(), must_change: false };
    match access.add_account(&new).await {
        Err(Error::LoginTaken) => access.reset(login, &password, false).await?,
        other => _ = other?,
    }
    let asked = TokenAsked { name: "demonstration".to_owned(), scope, days: TOKEN_DAYS_MAX };
    let token = access.add_token(access.account(login).await?.account_id, &asked).await?;
    Ok(json!({
        "role": role,
        "login": login.as_str(),
        "password": secret.reveal(),
        "token": token.token.reveal(),
        "person": person_id,
        "office": office,
    }))
}

/// The first person who was granted a role, and where.
pub(crate) fn holder(world: &World, role: &str) -> Option<(Uuid, Uuid)> {
    let granted = world.grants.iter().map(|act| &act.request);
    let of_role = |act: &&Value| act["kind"] == "RoleGranted" && act["payload"]["role"] == role;
    let act = granted.into_iter().find(of_role)?;
    let id = |role: &str| act["refs"][role][0].as_str().and_then(|id| Uuid::try_parse(id).ok());
    Some((id("official")?, id("organ")?))
}
