//! The checks of wallets: what they hold, and that the limits about them can be counted.

use super::{Checker, at};
use crate::campaign::fen::Fen;
use crate::campaign::limit::Limit;
use crate::campaign::parts::{Benefit, Bundle};
use crate::campaign::raw::{RawBenefit, RawTerm};
use crate::campaign::shape::Shape;
use crate::campaign::term::About;
use crate::campaign::word::{ClaimMethod, Counted};

impl Checker {
    pub(super) fn wallet(&mut self, place: usize, raw: &RawBenefit, balance: Option<Fen>) -> Option<Shape> {
        self.need(balance.is_some(), at("benefits", place, "balance"), "what the wallet holds");
        let mut flag = |term: &Option<RawTerm<bool>>, name: &'static str, id: &str, expected: &str| {
            let field = at("benefits", place, name);
            match term.clone() {
                Some(it) => {
                    let id = [id, "-", &raw.id].concat();
                    self.term(it, |it| Some(*it), "true or false", field, id, About::Wallet(place))
                }
                None => {
                    self.wrong(field, expected);
                    None
                }
            }
        };
        let splittable =
            flag(&raw.splittable, "splittable", "splittable", "whether several payments may share the wallet");
        let consume_first = flag(
            &raw.consume_first,
            "consume_first",
            "consume-first",
            "whether a payment must take as much of the wallet as it can",
        );
        Some(Shape::Wallet { balance: balance?, splittable: splittable?, consume_first: consume_first? })
    }

    /// A wallet that payments share is claimed once and then counted in fen: at most one may be claimed at a time, it
    /// is no part of a bundle, and no limit counts its face.
    pub(super) fn wallets(&mut self, benefits: &[Benefit], bundles: &[Bundle], limits: &[Limit], method: ClaimMethod) {
        let may_share = |it: &Benefit| match &it.shape {
            Shape::Wallet { splittable, .. } => *splittable.value() || splittable.instead() == Some(&true),
            _ => false,
        };
        for (place, it) in benefits.iter().enumerate().filter(|it| may_share(it.1)) {
            let bundled = bundles.iter().any(|bundle| bundle.parts.iter().any(|part| part.benefit == place));
            self.need(!bundled, at("benefits", place, "balance"), "no wallet that payments share in a bundle");
            let one = |limit: &Limit| {
                let max_one = limit.rule.value().max == Some(1);
                let so_too = limit.rule.instead().is_none_or(|it| it.max == Some(1));
                limit.counted == Counted::Claim && limit.covers(it.class) && max_one && so_too
            };
            let once = method == ClaimMethod::NoClaim || limits.iter().any(one);
            let expected = "a limit of one claim (`what = \"claim\"`, `max = 1`) for a wallet that payments share";
            self.need(once, at("benefits", place, "balance"), expected);
            for (at_limit, limit) in limits.iter().enumerate() {
                let counts_face = limit.counted == Counted::Amount && limit.covers(it.class);
                let expected = "no class with a wallet that payments share where amounts are counted";
                self.need(!counts_face, at("limits", at_limit, "classes"), expected);
            }
        }
    }
}
