//! Stories of the generator as a node holds them, so that pages show what offices really do.

use chrono::NaiveDate;
use serde_json::Value;
use uuid::Uuid;
use wenze_casework::{Command, Place};
use wenze_domain::envelope::Actor;
use wenze_testkit::generator::{Generator, resolve_event_refs};

use crate::setting::Setting;

/// Everything that boards read.
pub(crate) const MODELS: [&str; 5] = ["case_file", "audit_trail", "register", "procedure_check", "boards"];
const SEED: u64 = 7;

/// Tells the stories of one world.
pub(crate) struct Teller<'s> {
    setting: &'s Setting,
    generator: Generator,
}

impl<'s> Teller<'s> {
    /// A world whose registers are recorded.
    pub(crate) async fn new(setting: &'s Setting) -> Self {
        let generator = Generator::new(SEED, NaiveDate::from_ymd_opt(2025, 6, 11).unwrap());
        let world = generator.world(0);
        let teller = Self { setting, generator };
        for act in world.organs.iter().chain(&world.persons) {
            teller.accept(Place::Register, act.request.clone(), act.actor).await;
        }
        teller
    }

    /// A story up to its last act of a kind, or to its first where only so much is wanted; tells the case.
    pub(crate) async fn story(&self, hint: &str, number: usize, until: (&str, usize)) -> Uuid {
        let case = self.generator.story(hint, number).unwrap();
        let mut recorded = Vec::new();
        let mut left = until.1;
        for act in &case.acts {
            let mut request = act.request.clone();
            resolve_event_refs(&mut request, &recorded);
            left -= usize::from(request["kind"] == until.0);
            let place = if recorded.is_empty() { Place::NewCase(Some(case.id)) } else { Place::Case(case.id) };
            recorded.push(self.accept(place, request, act.actor).await);
            if left == 0 {
                return case.id;
            }
        }
        panic!("{hint} has no {} act of kind {}", until.1, until.0);
    }

    /// Waits until every board shows what was told.
    pub(crate) async fn shown(&self) {
        let head = self.setting.casework.ledger().head().await.unwrap();
        for model in MODELS {
            assert!(self.setting.reached(model, head).await, "{model} at {head}");
        }
    }

    async fn accept(&self, place: Place, act: Value, actor: Actor) -> Uuid {
        let command = Command { route: "test", place, acts: vec![act], actor, idempotency_key: None, if_match: None };
        self.setting.casework.record(&command).await.unwrap().events[0].event_id
    }
}
