//! The `OpenAPI` document: what `utoipa` reads off the handlers, and the schemas of `domain` where it knows them better.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};
use utoipa::OpenApi;
use wenze_casework::ACTS_PER_REQUEST_MAX;
use wenze_domain::acts::Kind;
use wenze_domain::case::{Case, Stage};
use wenze_domain::effects::Effects;
use wenze_domain::request::Request;

/// Where schemas lie in the document.
const SCHEMAS: &str = "/components/schemas";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Wenze",
        description = "问责 · an accountability case tracker on an append-only log. Every act on a case is recorded once \
            and for ever; the state of a case, at any moment, is told from its acts.\n\n\
            Somebody is signed in by a session (`POST /api/v1/session`) or a token (`Authorization: Bearer wz_…`) and acts in a \
            role held that day (`Wenze-As`); where a server takes it, writes name the recorder in `Wenze-Actor` instead. \
            Writes are repeated safely with `Idempotency-Key`, and take `If-Match`. \
            Problems are documents of RFC 9457 in Chinese or English (`?lang=`, `Accept-Language`).",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(crate::Problem)),
    servers((url = "/", description = "This server")),
    tags(
        (name = "cases", description = "Cases: listed, as they stand, at any moment, and their history"),
        (name = "review", description = "What a reviewer asks of the history: what differs and why, and where a value comes from"),
        (name = "acts", description = "What may be done on a case, and doing it"),
        (name = "procedure", description = "What rules ask for, how that stands, what is due, and what a draft would bring about"),
        (name = "boards", description = "What stands beside a case: responsibility, appeals, rectification, what was told to whom, related cases; and what follows for a person"),
        (name = "statistics", description = "What a supervisor counts: numbers of a period or a day, by what was known at a moment, each with the list of exactly those it counts"),
        (name = "registers", description = "Persons with their posts, organs, and who may act for whom"),
        (name = "files", description = "Evidence files: brought in one go or in parts, read whole or by range"),
        (name = "reading", description = "Who read what of a case that is not for everybody, and opening sealed parts"),
        (name = "erasure", description = "Erasing texts on a legal basis with the approval of two persons, and holds that keep them"),
        (name = "account", description = "Signing in and out, and one's own password and tokens"),
        (name = "system", description = "Health, this document, and what problems mean")
    )
)]
struct Base;

/// The document before any route.
pub(crate) fn base() -> utoipa::openapi::OpenApi {
    Base::openapi()
}

/// The whole document.
pub fn document() -> Value {
    let described = crate::router::described().into_openapi();
    let mut document = serde_json::to_value(described).unwrap_or_default();
    document["components"]["securitySchemes"] = json!({
        "session": { "type": "apiKey", "in": "cookie", "name": crate::caller::COOKIE },
        "token": { "type": "http", "scheme": "bearer", "bearerFormat": "wz_…" }
    });
    document["security"] = json!([{ "session": [] }, { "token": [] }, {}]);
    if let Some(schemas) = document.pointer_mut(SCHEMAS).and_then(Value::as_object_mut) {
        schemas.extend(of_domain());
    }
    document
}

/// The schemas that `domain` makes itself: of a request to record acts, and of the state of a case.
fn of_domain() -> Map<String, Value> {
    let mut requests = generator(SchemaSettings::draft2020_12().for_deserialize());
    let mut request = requests.root::<Request<Value>>();
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    request["properties"]["kind"] = json!({ "enum": kinds, "description": "Kind of act" });
    request["properties"]["payload"] = json!({
        "type": "object",
        "description": "What happened. Its fields depend on the kind: `GET /api/v1/schemas/acts/{kind}` has them."
    });
    let mut states = generator(SchemaSettings::draft2020_12().for_serialize());
    let case = states.root::<Case>();
    let stage = states.root::<Stage>();
    let effects = states.root::<Effects>();
    let mut schemas = requests.definitions();
    schemas.extend(states.definitions());
    if let Some(part) = schemas.get_mut("PartAt") {
        part["properties"]["text"] = json!({ "type": "string", "description": "The text, where it may be read" });
        part["properties"]["withheld"] =
            json!({ "enum": ["sealed", "erased", "missing"], "description": "Why there is no text" });
    }
    let many =
        json!({ "type": "array", "items": reference("ActRequest"), "minItems": 1, "maxItems": ACTS_PER_REQUEST_MAX });
    let list = json!({ "type": "object", "properties": { "acts": many }, "required": ["acts"], "additionalProperties": false });
    let more = json!({ "stage": reference("Stage"), "effects": reference("Effects") });
    let derived = json!({ "type": "object", "properties": more, "required": ["stage", "effects"] });
    schemas.insert("ActRequest".to_owned(), request);
    schemas.insert("ActsRequest".to_owned(), json!({ "oneOf": [reference("ActRequest"), list] }));
    schemas.insert("Case".to_owned(), case);
    schemas.insert("Stage".to_owned(), stage);
    schemas.insert("Effects".to_owned(), effects);
    schemas.insert("CaseState".to_owned(), json!({ "allOf": [reference("Case"), derived] }));
    schemas
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#{SCHEMAS}/{name}") })
}

/// Makes schemas whose definitions lie where the document keeps them.
struct Generator(SchemaGenerator);

fn generator(settings: SchemaSettings) -> Generator {
    Generator(settings.with(|settings| settings.definitions_path = SCHEMAS.into()).into_generator())
}

impl Generator {
    /// The schema of a type; what it refers to is kept for [`Self::definitions`].
    fn root<T: JsonSchema>(&mut self) -> Value {
        T::json_schema(&mut self.0).to_value()
    }

    fn definitions(mut self) -> Map<String, Value> {
        self.0.take_definitions(true)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(object) => {
                found.extend(object.get("$ref").and_then(Value::as_str).map(str::to_owned));
                object.values().for_each(|inner| references(inner, found));
            }
            Value::Array(items) => items.iter().for_each(|inner| references(inner, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_leads_to_a_schema() {
        let document = document();
        let mut found = BTreeSet::new();
        references(&document, &mut found);
        assert!(found.len() > 20, "{found:?}");
        for one in found {
            let pointer = one.strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{one}");
        }
    }

    #[test]
    fn a_name_means_one_thing_in_requests_and_in_states() {
        let mut requests = generator(SchemaSettings::draft2020_12().for_deserialize());
        requests.root::<Request<Value>>();
        let mut states = generator(SchemaSettings::draft2020_12().for_serialize());
        states.root::<Case>();
        let states = states.definitions();
        for (name, schema) in requests.definitions() {
            assert!(states.get(&name).is_none_or(|other| *other == schema), "{name}");
        }
    }

    #[test]
    fn no_schema_of_domain_hides_one_of_the_wire() {
        let wire = serde_json::to_value(crate::router::described().into_openapi()).unwrap();
        let domain = of_domain();
        let both: Vec<&String> = wire
            .pointer(SCHEMAS)
            .and_then(Value::as_object)
            .unwrap()
            .keys()
            .filter(|k| domain.contains_key(*k))
            .collect();
        assert_eq!(both, ["ActsRequest", "CaseState"], "only what is meant to be replaced");
    }
}
