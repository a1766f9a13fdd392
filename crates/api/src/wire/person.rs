//! Persons of the register.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::PersonView;
use wenze_domain::codes::CodeList;
use wenze_domain::registers::Post;

/// A person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PersonItem {
    /// The person.
    id: Uuid,
    /// Version of the person's stream.
    version: i32,
    /// The name, where it may be read.
    name: Option<String>,
    /// Which law the person stands under.
    #[schema(example = "civil_servant")]
    identity: Option<&'static str>,
    /// Whether in office.
    #[schema(example = "in_office")]
    status: Option<&'static str>,
    /// Posts held, in the order recorded.
    posts: Vec<PostItem>,
    /// The entry this one was merged into: both are the same person.
    merged_into: Option<Uuid>,
    /// Entries that were merged into this one.
    merged: Vec<Uuid>,
}

/// A post held.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PostItem {
    /// At which organ.
    organ: Option<Uuid>,
    /// Who manages the cadre.
    managing_organ: Option<Uuid>,
    /// The post's name, where it may be read.
    post: Option<String>,
    /// Its level.
    level: Option<&'static str>,
    /// Posts that raise who must approve.
    post_kind: Option<&'static str>,
    /// Held from.
    from: Option<String>,
    /// Held until.
    until: Option<String>,
}

impl PersonItem {
    pub(crate) fn of(view: PersonView) -> Self {
        let person = view.person;
        let names = view.posts.into_iter().chain(std::iter::repeat(None));
        Self {
            id: person.id,
            version: person.version,
            name: view.name,
            identity: person.identity.map(CodeList::as_str),
            status: person.status.map(CodeList::as_str),
            posts: person.posts.iter().zip(names).map(|(post, name)| held(post, name)).collect(),
            merged_into: person.merged_into,
            merged: person.merged.into_iter().collect(),
        }
    }

    pub(crate) fn version(&self) -> i32 {
        self.version
    }
}

fn held(post: &Post, name: Option<String>) -> PostItem {
    PostItem {
        organ: post.organ,
        managing_organ: post.managing_organ,
        post: name,
        level: post.level.map(CodeList::as_str),
        post_kind: post.post_kind.map(CodeList::as_str),
        from: post.from.map(|date| date.to_string()),
        until: post.until.map(|date| date.to_string()),
    }
}
