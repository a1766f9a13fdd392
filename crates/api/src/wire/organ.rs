//! Organs of the register.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::OrganView;
use wenze_domain::codes::CodeList;

/// An organ.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrganItem {
    /// The organ.
    id: Uuid,
    /// Version of the organ's stream.
    version: i32,
    /// Its name.
    name: Option<String>,
    /// Its level.
    #[schema(example = "city")]
    level: Option<&'static str>,
    /// Its kind, a code.
    kind: Option<String>,
    /// The organ above.
    parent: Option<Uuid>,
}

impl OrganItem {
    pub(crate) fn of(view: OrganView) -> Self {
        let organ = view.organ;
        Self {
            id: organ.id,
            version: organ.version,
            name: organ.name,
            level: organ.level.map(CodeList::as_str),
            kind: organ.kind,
            parent: organ.parent,
        }
    }

    pub(crate) fn version(&self) -> i32 {
        self.version
    }
}
