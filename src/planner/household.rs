//! Everything that is planned together: who buys, what is bought, which vouchers are held or may be claimed.
//!
//! Checked against the rounds when it is made; not here: what becomes of it.

use crate::cart::{Cart, Held, Line, MOST_HELD, MOST_PURCHASES, Purchase, check_held, check_purchase};
use crate::wrong::Wrong;
use engine::campaign::{Campaign, Fen};

/// The most members of a household.
pub const MOST_MEMBERS: usize = 12;
/// The most rounds planned together.
pub const MOST_ROUNDS: usize = 64;
/// The most lines of all purchases together.
pub const MOST_LINES_IN_ALL: usize = 1_000;
/// The most lines of one purchase that have a declinable discount or a subsidy.
pub const MOST_CHOICES: usize = 6;

/// Members and purchases, checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Household {
    pub(crate) members: Vec<Member>,
    pub(crate) purchases: Vec<Purchase>,
}

/// One person who can pay.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// The name in the cart.
    pub id: String,
    /// The vouchers held, of any round.
    pub held: Vec<Held>,
    /// Per round, what may still be claimed; a round beyond the end: everything.
    pub claims: Vec<Claims>,
    /// What has been used of the quotas of subsidies.
    pub used: Vec<QuotaUsed>,
}

/// Which vouchers of a round a member may still claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Claims {
    /// None.
    Nothing,
    /// All that the terms allow.
    Everything,
    /// Only these denominations, by places in the round.
    Only(Vec<usize>),
}

/// Items that a member has already had subsidised.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QuotaUsed {
    /// The scheme's name.
    pub scheme: String,
    /// As in [`crate::cart::Subsidy::kind`].
    pub kind: String,
    /// How many.
    pub count: u32,
}

impl Member {
    /// Whether this denomination of this round may be claimed.
    #[must_use]
    pub fn may_claim(&self, round: usize, benefit: usize) -> bool {
        match self.claims.get(round) {
            None | Some(Claims::Everything) => true,
            Some(Claims::Nothing) => false,
            Some(Claims::Only(some)) => some.contains(&benefit),
        }
    }
}

impl Household {
    /// Checks members and purchases against the rounds.
    ///
    /// # Errors
    /// Everything that makes no sense. A day outside a round is a reason in the plan and no error.
    pub fn new(rounds: &[Campaign], members: Vec<Member>, purchases: Vec<Purchase>) -> Result<Household, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut need = |holds: bool, field: &str, expected: String| {
            if !holds {
                wrong.push(Wrong { field: field.to_owned(), expected });
            }
        };
        need(rounds.len() <= MOST_ROUNDS, "campaigns", format!("at most {MOST_ROUNDS} campaigns"));
        need(!purchases.is_empty(), "purchases", "at least one purchase".into());
        let many = format!("at most {MOST_PURCHASES} purchases");
        need(purchases.len() <= MOST_PURCHASES, "purchases", many);
        let lines: usize = purchases.iter().map(|it| it.lines.len()).sum();
        need(lines <= MOST_LINES_IN_ALL, "purchases", format!("at most {MOST_LINES_IN_ALL} lines in all"));
        need(!members.is_empty(), "members", "at least one member".into());
        need(members.len() <= MOST_MEMBERS, "members", format!("at most {MOST_MEMBERS} members"));
        if !wrong.is_empty() {
            return Err(wrong);
        }
        for (place, it) in members.iter().enumerate() {
            check_member(rounds, &members, place, it, &mut wrong);
        }
        for (place, it) in purchases.iter().enumerate() {
            let field = |name: &str| format!("purchases[{place}].{name}");
            if purchases.iter().take(place).any(|other| other.id == it.id) {
                wrong.push(Wrong { field: field("id"), expected: "a name that no other purchase has".into() });
            }
            for (name, expected) in check_purchase(it) {
                wrong.push(Wrong { field: field(&name), expected: expected.into() });
            }
            if it.payers.iter().any(|it| *it >= members.len()) {
                wrong.push(Wrong { field: field("payers"), expected: "members of the household".into() });
            }
            check_choices(it, &field, &mut wrong);
        }
        if wrong.is_empty() { Ok(Household { members, purchases }) } else { Err(wrong) }
    }

    /// One person with the vouchers of one round.
    #[must_use]
    pub fn of_cart(cart: &Cart) -> Household {
        let claims = vec![if cart.may_claim() { Claims::Everything } else { Claims::Nothing }];
        let member = Member { id: String::new(), held: cart.held().to_vec(), claims, used: Vec::new() };
        Household { members: vec![member], purchases: cart.purchases().to_vec() }
    }

    /// The members.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The purchases.
    #[must_use]
    pub fn purchases(&self) -> &[Purchase] {
        &self.purchases
    }

    /// Whether some amount is still open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let open = |it: &Line| it.price.most() != Some(it.price.least());
        self.purchases.iter().any(|it| it.lines.iter().any(open))
    }

    /// Who may pay a purchase.
    pub(crate) fn payers<'a>(&'a self, purchase: &'a Purchase) -> impl Iterator<Item = (usize, &'a Member)> {
        let named = |it: &usize| purchase.payers.is_empty() || purchase.payers.contains(it);
        self.members.iter().enumerate().filter(move |(place, _)| named(place))
    }
}

fn check_member(rounds: &[Campaign], all: &[Member], place: usize, it: &Member, wrong: &mut Vec<Wrong>) {
    let field = |name: &str| format!("members[{place}].{name}");
    if it.id.is_empty() && all.len() > 1 {
        wrong.push(Wrong { field: field("id"), expected: "a name".into() });
    }
    if all.iter().take(place).any(|other| other.id == it.id) {
        wrong.push(Wrong { field: field("id"), expected: "a name that no other member has".into() });
    }
    let total = it.held.iter().fold(0_u32, |sum, it| sum.saturating_add(it.count));
    if total > MOST_HELD {
        wrong.push(Wrong { field: field("held"), expected: format!("at most {MOST_HELD} vouchers") });
    }
    for (at, held) in it.held.iter().enumerate() {
        let found = match rounds.get(held.round) {
            None => Some(("campaign", "a campaign of the list")),
            Some(round) => check_held(round, held),
        };
        if let Some((name, expected)) = found {
            wrong.push(Wrong { field: field(&format!("held[{at}].{name}")), expected: expected.into() });
        }
    }
}

/// Choices about single lines multiply: they are few, and the amounts behind them are known.
fn check_choices(it: &Purchase, field: &dyn Fn(&str) -> String, wrong: &mut Vec<Wrong>) {
    let chosen = |it: &&Line| (it.declinable && it.shop_discount > Fen::ZERO) || !it.subsidies.is_empty();
    if it.lines.iter().filter(chosen).count() > MOST_CHOICES {
        let expected = format!("at most {MOST_CHOICES} lines with a declinable discount or a subsidy");
        wrong.push(Wrong { field: field("lines"), expected });
    }
    for (place, line) in it.lines.iter().enumerate() {
        let at = |name: &str| field(&format!("lines[{place}].{name}"));
        if !line.subsidies.is_empty() && line.price.most() != Some(line.price.least()) {
            wrong.push(Wrong { field: at("amount"), expected: "an exact amount, where a subsidy is asked for".into() });
        }
        if line.subsidies.iter().any(|one| one.pays.len() != it.days.len()) {
            wrong.push(Wrong { field: at("subsidies"), expected: "what it pays for each day of the purchase".into() });
        }
    }
}
