//! What tests of plans share: the packs, and a planner as the worker runs it.

use crate::answer::{Answer, Known, Message, Ripe, read};
use crate::packs::{Content, PacksRef};
use serde_json::{Value, json};
use std::cell::RefCell;
use worker::Around;

/// The packs, and a planner that has opened them.
pub(crate) struct Desk {
    pub packs: PacksRef,
    pub known: Known,
    planner: worker::Desk,
}

impl Desk {
    pub fn new() -> Desk {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
        let parts = huisuan::compile(&folder, huisuan::Lang::Zh).unwrap().parts();
        let planner = worker::Desk::open(parts.rules.as_bytes(), parts.campaigns.as_bytes()).unwrap();
        let campaigns = engine::campaign::load(parts.campaigns.as_bytes()).unwrap();
        let Message::Known(known) = read(&json!({ "known": planner.known() }).to_string()) else { panic!("no list") };
        Desk { packs: PacksRef::new(Content { campaigns, ..Content::default() }), known, planner }
    }

    /// Everything that the planner says about a cart.
    pub fn heard(&self, cart: &Value) -> Vec<Message> {
        let all = RefCell::new(Vec::new());
        let request = json!({ "n": 1, "budget": 200_000, "cart": cart }).to_string();
        self.planner.work(&request, &Around { now: &|| 0, post: &|it| all.borrow_mut().push(read(&it)) });
        all.into_inner()
    }

    /// The plan of a cart.
    pub fn plan(&self, cart: &Value) -> Answer {
        match self.heard(cart).pop() {
            Some(Message::Plan(1, Ripe::Last, answer)) => *answer,
            other => panic!("no plan but {other:?} for {cart}"),
        }
    }
}
