//! The operations as JavaScript sees them: one call per evaluation, numbers in and a number out.

use crate::Course;
use wasm_bindgen::prelude::wasm_bindgen;

/// See [`Course`]. A price is in fen; none leaves the question open.
#[wasm_bindgen]
pub struct Bench(Course);

#[wasm_bindgen]
impl Bench {
    /// See [`Course::new`].
    #[wasm_bindgen(constructor)]
    pub fn new(demo: &[u8], shipped: &[u8]) -> Result<Bench, String> {
        Course::new(demo, shipped).map(Bench)
    }

    /// See [`Course::demo`].
    pub fn demo(&mut self, category: usize, fen: i32) -> f64 {
        self.0.demo(category, Some(fen))
    }

    /// See [`Course::demo`].
    pub fn demo_open(&mut self, category: usize) -> f64 {
        self.0.demo(category, None)
    }

    /// See [`Course::demo_afresh`].
    pub fn demo_afresh(&self, category: usize, fen: i32) -> f64 {
        self.0.demo_afresh(category, Some(fen))
    }

    /// See [`Course::real`].
    pub fn real(&mut self, category: usize, fen: i32) -> f64 {
        self.0.real(category, Some(fen))
    }

    /// See [`Course::real`].
    pub fn real_open(&mut self, category: usize) -> f64 {
        self.0.real(category, None)
    }

    /// See [`Course::calculator`].
    pub fn calculator(&self, category: usize, fen: i32) -> f64 {
        self.0.calculator(category, Some(fen))
    }

    /// See [`Course::calculator`].
    pub fn calculator_open(&self, category: usize) -> f64 {
        self.0.calculator(category, None)
    }

    /// See [`Course::say`].
    pub fn say(&mut self, category: usize, fen: Option<i32>) -> String {
        self.0.say(category, fen)
    }

    /// See [`Course::say_real`].
    pub fn say_real(&mut self, category: usize, fen: Option<i32>) -> String {
        self.0.say_real(category, fen)
    }
}

/// See [`crate::Release`].
#[wasm_bindgen]
pub struct Release(crate::Release);

#[wasm_bindgen]
impl Release {
    /// See [`crate::Release::open`].
    #[wasm_bindgen(constructor)]
    pub fn open(json: Vec<u8>) -> Result<Release, String> {
        crate::Release::open(json).map(Release)
    }

    /// See [`crate::Release::first`].
    pub fn first(&self) -> Result<f64, String> {
        self.0.first()
    }

    /// See [`crate::Release::all`].
    pub fn all(&self, json: &[u8]) -> Result<usize, String> {
        self.0.all(json)
    }
}

/// See [`crate::load`].
#[wasm_bindgen]
pub fn load(json: Vec<u8>) -> usize {
    crate::load(json)
}

/// See [`crate::load_all`].
#[wasm_bindgen]
pub fn load_all(json: &[u8]) -> usize {
    crate::load_all(json)
}
