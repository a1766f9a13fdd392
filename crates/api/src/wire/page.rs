//! Pages, and the addresses of the pages after them.

use form_urlencoded::Serializer;
use serde::Serialize;
use utoipa::ToSchema;

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    /// The rows.
    pub(crate) items: Vec<T>,
    /// The path of the next page with its query, or null on the last one.
    #[schema(example = "/api/v1/cases?limit=50&cursor=…")]
    pub(crate) next: Option<String>,
}

/// A path with those parameters that have a value.
pub(crate) fn path(base: &str, parameters: &[(&str, Option<&str>)]) -> String {
    let mut query = Serializer::new(String::new());
    for (name, value) in parameters {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    format!("{base}?{}", query.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_can_be_sent_back_as_it_is() {
        let next = path("/api/v1/cases", &[("number", Some("京〔2024〕& 7号")), ("stage", None), ("limit", Some("2"))]);
        assert_eq!(next, "/api/v1/cases?number=%E4%BA%AC%E3%80%942024%E3%80%95%26+7%E5%8F%B7&limit=2");
    }
}
