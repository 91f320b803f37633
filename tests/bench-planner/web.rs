//! The carts as JavaScript sees them: made once, planned as often as wanted.

use crate::Course;
use wasm_bindgen::prelude::wasm_bindgen;

/// See [`Course`].
#[wasm_bindgen]
pub struct Bench(Course);

#[wasm_bindgen]
impl Bench {
    /// The cart of this set, size and number; `known` is the file of the rounds that ship.
    #[wasm_bindgen(constructor)]
    pub fn new(known: &[u8], set: usize, size: usize, number: u32) -> Result<Bench, String> {
        Course::new(&crate::known(known)?, set, size, u64::from(number)).map(Bench)
    }

    /// Plans it; what it saves in fen, and the bound beside it.
    pub fn plan(&self) -> Vec<f64> {
        let plan = self.0.plan();
        #[allow(clippy::cast_precision_loss, reason = "far below the limit of exact integers")]
        let number = |it: engine::campaign::Fen| it.get() as f64;
        vec![number(plan.least), number(plan.bound)]
    }
}
