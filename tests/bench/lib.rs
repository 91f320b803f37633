//! The operations that the benchmark of the engine times, the same natively and as WebAssembly.
//!
//! Every operation makes the whole quote: conditions, steps, assumptions, range and witnesses. What it
//! returns is the upper end in yuan, so that contestants can be compared and nothing is optimised away.

#[cfg(target_arch = "wasm32")]
mod web;

use engine::answers::{Value, read_value, write_value};
use engine::date::{self, Date};
use engine::pack::{Calculator, Scheme};
use engine::quote::Range;
use engine::{Answers, Assessment, Packs, Quote, Session, Shelf, assess, quote};
use rust_decimal::Decimal;
use std::hint::black_box;

/// The scheme of the demonstration pack.
pub const DEMO: &str = "demo";
/// The shipped scheme.
pub const REAL: &str = "yn-2026-digital";
/// The shipped calculator that holds it.
pub const CALCULATOR: &str = "goods";

const ON: &str = "2026-11-24";
const REAL_ANSWERS: [(&str, &str); 3] =
    [("purchase_date", ON), ("invoice_in_yunnan", "true"), ("claim_pay_receive_same", "true")];

/// A scheme with two answers that change: a category and a price.
struct Lane {
    packs: &'static Packs,
    scheme: &'static Scheme,
    session: Session<'static>,
    answers: Answers,
    item: Option<usize>,
    category: usize,
    categories: Vec<Value>,
    price: usize,
    on: Date,
}

impl Lane {
    fn new(
        packs: &'static Packs,
        scheme: &str,
        category: (&str, &[&str]),
        price: &str,
        answered: &[(&str, &str)],
    ) -> Result<Lane, String> {
        let missing = |what: &str| format!("the packs have no `{what}`");
        let on = date::parse_iso(ON).ok_or_else(|| missing(ON))?;
        let scheme = packs.scheme(scheme).ok_or_else(|| missing(scheme))?;
        let item = scheme.per_item.then_some(0);
        let mut answers = Answers::with_items(usize::from(scheme.per_item));
        for (fact, text) in answered {
            answers.read(packs, fact, None, text).map_err(|err| err.to_string())?;
        }
        let (place, fact) = packs.fact(category.0).ok_or_else(|| missing(category.0))?;
        let categories = category.1.iter().map(|it| read_value(fact, it).map_err(|err| err.to_string()));
        let categories = categories.collect::<Result<_, _>>()?;
        let price = packs.fact(price).ok_or_else(|| missing(price))?.0;
        let session = Session::new(packs, scheme, &answers, item, on);
        Ok(Lane { packs, scheme, session, answers, item, category: place, categories, price, on })
    }

    /// Both answers set, then the quote; the engine has no memory of the price before.
    fn ask(&mut self, category: usize, fen: Option<i32>) -> Quote {
        let price = fen.map(price);
        self.session.set(self.category, self.categories.get(category));
        self.session.set(self.price, price.as_ref());
        self.session.quote()
    }

    /// The same without a session, from answers that nobody has seen before.
    fn ask_afresh(&self, category: usize, fen: Option<i32>) -> Quote {
        quote(self.packs, self.scheme, &self.all(category, fen), self.item, self.on)
    }

    fn all(&self, category: usize, fen: Option<i32>) -> Answers {
        let mut answers = self.answers.clone();
        answers.set(self.category, self.item, self.categories.get(category).cloned());
        answers.set(self.price, self.item, fen.map(price));
        answers
    }

    fn say(&mut self, category: usize, fen: Option<i32>) -> String {
        let quote = self.ask(category, fen);
        let money = |it: Option<engine::Money>| it.map_or_else(|| "unknown".to_owned(), |it| it.to_string());
        let at = |answers: &[engine::Answer]| {
            let one = |it: &engine::Answer| {
                let fact = self.packs.facts().get(it.fact)?;
                Some(format!("{} = {}", fact.id, write_value(fact, &it.value)))
            };
            answers.iter().filter_map(one).collect::<Vec<_>>().join(", ")
        };
        match quote.range.single() {
            Some(it) => it.to_string(),
            None => format!(
                "{} (at {}) to {} (at {}), {}",
                money(quote.range.least),
                at(&quote.range.least_at),
                money(quote.range.most),
                at(&quote.range.most_at),
                if quote.range.proven { "proven" } else { "not proven" },
            ),
        }
    }
}

/// All that is timed, over packs that live as long as the program.
pub struct Course {
    demo: Lane,
    real: Lane,
    calculator: &'static Calculator,
}

impl Course {
    /// Reads the compiled demonstration pack and the compiled shipped packs.
    ///
    /// # Errors
    /// When they are not what the operations expect.
    pub fn new(demo: &[u8], shipped: &[u8]) -> Result<Course, String> {
        let load = |json: &[u8]| -> Result<&'static Packs, String> {
            Ok(Box::leak(Box::new(Packs::load(json).map_err(|err| err.to_string())?)))
        };
        let shipped = load(shipped)?;
        let calculator =
            shipped.calculator(CALCULATOR).ok_or_else(|| format!("the packs have no calculator `{CALCULATOR}`"))?;
        Ok(Course {
            demo: Lane::new(load(demo)?, DEMO, ("category", &["fridge", "tv", "phone"]), "price", &[])?,
            real: Lane::new(
                shipped,
                REAL,
                ("item_category", &["phone", "tablet", "fridge"]),
                "item_price",
                &REAL_ANSWERS,
            )?,
            calculator,
        })
    }

    /// The demonstration rule, quoted again after both answers were set; no price leaves it open.
    pub fn demo(&mut self, category: usize, fen: Option<i32>) -> f64 {
        most(&self.demo.ask(category, fen))
    }

    /// The same from fresh answers, without a session.
    #[must_use]
    pub fn demo_afresh(&self, category: usize, fen: Option<i32>) -> f64 {
        most(&self.demo.ask_afresh(category, fen))
    }

    /// The shipped scheme, quoted again after both answers were set.
    pub fn real(&mut self, category: usize, fen: Option<i32>) -> f64 {
        most(&self.real.ask(category, fen))
    }

    /// The whole calculator of the shipped scheme: every scheme in it, groups, quotas and the total.
    #[must_use]
    pub fn calculator(&self, category: usize, fen: Option<i32>) -> f64 {
        let answers = self.real.all(category, fen);
        let it: Assessment = black_box(assess(self.real.packs, self.calculator, &answers, self.real.on));
        most_of(&it.total)
    }

    /// The demonstration quote in words.
    pub fn say(&mut self, category: usize, fen: Option<i32>) -> String {
        self.demo.say(category, fen)
    }

    /// The quote of the shipped scheme in words.
    pub fn say_real(&mut self, category: usize, fen: Option<i32>) -> String {
        self.real.say(category, fen)
    }
}

/// Compiled packs as a page starts with them: opened, and nothing that is not asked for is read.
pub struct Release(Shelf);

impl Release {
    /// Opens the compiled packs: from here on every page can be answered.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn open(json: Vec<u8>) -> Result<Release, String> {
        Shelf::open(json).map(Release).map_err(|err| err.to_string())
    }

    /// How many schemes there are.
    #[must_use]
    pub fn size(&self) -> usize {
        self.0.schemes().count()
    }

    /// The first answer of a page: its schemes are read, and the calculator worked out of which only the
    /// category of one item is known.
    ///
    /// # Errors
    /// When the packs are not what the operation expects.
    pub fn first(&self) -> Result<f64, String> {
        let packs = self.0.calculator(CALCULATOR).map_err(|err| err.to_string())?;
        let calculator = packs.calculator(CALCULATOR).ok_or("the packs have no such calculator")?;
        let mut answers = Answers::with_items(1);
        for (fact, item, text) in [("purchase_date", None, ON), ("item_category", Some(0), "phone")] {
            answers.read(&packs, fact, item, text).map_err(|err| err.to_string())?;
        }
        let on = date::parse_iso(ON).ok_or("no day")?;
        Ok(most_of(&black_box(assess(&packs, calculator, &answers, on)).total))
    }

    /// Every scheme, the package and every voucher round of the same packs, read and checked; how many schemes
    /// and rounds there are.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn all(&self, json: &[u8]) -> Result<usize, String> {
        let packs = black_box(self.0.all()).map_err(|err| err.to_string())?;
        let rounds = black_box(engine::campaign::load(json)).map_err(|err| err.to_string())?;
        Ok(packs.schemes().len() + rounds.len())
    }
}

/// Opens the compiled packs and lets them go; how many schemes they hold.
#[must_use]
pub fn load(json: Vec<u8>) -> usize {
    black_box(Release::open(json)).map_or(0, |it| it.size())
}

/// The same with all that is in them read.
#[must_use]
pub fn load_all(json: &[u8]) -> usize {
    black_box(Release::open(json.to_vec())).and_then(|it| it.all(json)).unwrap_or_default()
}

fn price(fen: i32) -> Value {
    Value::Number(Decimal::new(i64::from(fen), 2))
}

fn most(quote: &Quote) -> f64 {
    most_of(&black_box(quote).range)
}

fn most_of(range: &Range) -> f64 {
    range.most.map_or(f64::NAN, |it| yuan(it.yuan()))
}

/// The amount as a number of JavaScript, exact up to the last bit.
fn yuan(it: Decimal) -> f64 {
    const TENS: [f64; 9] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];
    let scale = usize::try_from(it.scale()).ok().and_then(|it| TENS.get(it));
    match (i32::try_from(it.mantissa()), scale) {
        (Ok(mantissa), Some(scale)) => f64::from(mantissa) / scale,
        _ => f64::NAN,
    }
}
