//! The checks of what vouchers are worth and how many there may be: benefits, limits, stacking, terms.

use super::{Checker, at, of};
use crate::campaign::fen::Fen;
use crate::campaign::limit::{Limit, Measure};
use crate::campaign::parts::{Benefit, Stacking};
use crate::campaign::raw::{RawBenefit, RawLimit, RawNote, RawStacking, RawTerm, RawTerms};
use crate::campaign::shape::{FaceNeeds, Shape};
use crate::campaign::term::{About, Term};
use crate::campaign::word::{Basis, Counted, NextThreshold, Per, Together, weekday};
use crate::money::Rounding;
use rust_decimal::Decimal;

/// The most vouchers that a payment may take: orders of application are tried one by one.
const MOST_TOGETHER: u32 = 4;

impl Checker {
    pub(super) fn benefits(&mut self, raw: Vec<RawBenefit>) -> Vec<Benefit> {
        let mut benefits = Vec::new();
        for (place, it) in raw.into_iter().enumerate() {
            self.source(it.source, at("benefits", place, "source"));
            self.need(it.class < self.n_classes, at("benefits", place, "class"), "a class of this campaign");
            if let Some(name) = &it.confidence {
                self.confidence(name, at("benefits", place, "confidence"));
            }
            if let Some(say) = &it.unknown {
                let id = format!("figures-{}", it.id);
                self.assume(id, say, About::Figures(place), at("benefits", place, "unknown"));
            }
            if let Some(shape) = self.shape(place, &it) {
                benefits.push(Benefit { id: it.id, class: it.class, shape });
            }
        }
        benefits
    }

    fn shape(&mut self, place: usize, raw: &RawBenefit) -> Option<Shape> {
        let mut fen = |amount: Option<Decimal>, name: &'static str| {
            let read = amount.map(Fen::from_yuan);
            let fits = !matches!(read, Some(None)) && read != Some(Some(Fen::ZERO));
            self.need(fits, at("benefits", place, name), "an amount in whole fen, above 0 and at most 10000000 yuan");
            read.flatten()
        };
        let threshold = fen(raw.threshold, "threshold");
        let off = fen(raw.off, "off");
        let cap = fen(raw.cap, "cap");
        let face = fen(raw.face, "face");
        let balance = fen(raw.balance, "balance");
        let basis_points = raw.percent.and_then(|it| {
            let points = it.checked_mul(Decimal::from(10_000))?;
            let whole = points.fract().is_zero().then(|| u32::try_from(points).ok()).flatten();
            whole.filter(|it| (1..=10_000).contains(it))
        });
        let sound = raw.percent.is_none() || basis_points.is_some();
        self.need(
            sound,
            at("benefits", place, "percent"),
            "a share above 0, at most 100 %, in hundredths of a per cent",
        );

        if balance.is_some() || raw.splittable.is_some() || raw.consume_first.is_some() {
            let rest = [threshold, off, cap, face].iter().any(Option::is_some) || raw.percent.is_some();
            let alone = !rest && raw.times.is_none() && !raw.over_face && raw.unknown.is_none();
            self.need(
                alone,
                at("benefits", place, "balance"),
                "nothing but `splittable` and `consume_first` beside it",
            );
            return self.wallet(place, raw, balance);
        }
        let plain = raw.times.is_none() && !raw.over_face;
        let shape = match (raw.unknown.is_some(), threshold, off, basis_points, cap, face) {
            (true, None, None, basis_points, None, None) if plain => Some(Shape::Open { basis_points }),
            (false, Some(threshold), Some(off), None, None, None) if plain => {
                self.need(off <= threshold, at("benefits", place, "off"), "an amount that is not above `threshold`");
                Some(Shape::ThresholdOff { threshold, off })
            }
            (false, threshold, None, Some(basis_points), cap, None) if plain => {
                Some(Shape::Percent { threshold: threshold.unwrap_or(Fen::ZERO), basis_points, cap })
            }
            (false, None, None, None, None, Some(face)) => {
                let needs = match (raw.times, raw.over_face) {
                    (None, false) => Some(FaceNeeds::Nothing),
                    (Some(times), false) if (1..=1_000).contains(&times) => Some(FaceNeeds::Times(times)),
                    (None, true) => Some(FaceNeeds::MoreThanFace),
                    _ => None,
                };
                needs.map(|needs| Shape::Face { face, needs })
            }
            _ => None,
        };
        let expected = "one shape: `threshold` and `off`; `percent` with `threshold` and `cap`; `face` with `times` \
                        or `over_face`; `balance` with `splittable` and `consume_first`; or `unknown`";
        self.need(shape.is_some(), at("benefits", place, "shape"), expected);
        shape
    }

    pub(super) fn limits(&mut self, raw: Vec<RawLimit>, benefits: &[Benefit]) -> Vec<Limit> {
        raw.into_iter().enumerate().filter_map(|(place, it)| self.limit(place, it, benefits)).collect()
    }

    fn limit(&mut self, place: usize, raw: RawLimit, benefits: &[Benefit]) -> Option<Limit> {
        self.source(raw.source, at("limits", place, "source"));
        self.need(!raw.say.is_empty(), at("limits", place, "say"), "a sentence");
        let known = raw.classes.iter().all(|it| *it < self.n_classes);
        self.need(known, at("limits", place, "classes"), "classes of this campaign");
        if let Some(name) = &raw.confidence {
            self.confidence(name, at("limits", place, "confidence"));
        }
        let counted = Counted::named(&raw.what);
        self.need(counted.is_some(), at("limits", place, "what"), "one of claim, redeem, amount");
        let counted = counted?;
        let value = self.measure(place, counted, &raw.per, raw.max, raw.max_yuan, false)?;
        let instead = match &raw.instead {
            None => None,
            Some(it) => Some(self.measure(place, counted, &it.per, it.max, it.max_yuan, true)?),
        };
        let assumed = raw.assumed.as_ref().map(|say| {
            let field = at("limits", place, "assumed");
            self.assume(format!("limit-{}", raw.id), say, About::Limit(place), field)
        });
        let sound = assumed.is_some() || instead.is_none();
        self.need(sound, at("limits", place, "instead"), "another reading only where something is assumed");
        let weekly = |it: &Measure| it.per.contains(&Per::Week);
        let weekly = weekly(&value) || instead.as_ref().is_some_and(weekly);
        let field = at("limits", place, "week_from");
        let expected = "the day on which its week begins, monday to sunday, where it counts per week and only there";
        self.need(weekly == raw.week_from.is_some(), field, expected);
        let read = |it: &String| weekday(it);
        let week_from = raw
            .week_from
            .and_then(|it| self.term(it, read, expected, field, format!("week-{}", raw.id), About::Limit(place)));
        let limit = Limit {
            id: raw.id,
            counted,
            rule: Term { value, assumed, instead },
            week_from,
            classes: raw.classes,
            say: raw.say,
        };
        let open = |it: &Benefit| limit.covers(it.class) && matches!(it.shape, Shape::Percent { cap: None, .. });
        let sound = counted != Counted::Amount || !benefits.iter().any(open);
        self.need(sound, at("limits", place, "max"), "vouchers with a cap where amounts are counted");
        Some(limit)
    }

    fn measure(
        &mut self,
        place: usize,
        counted: Counted,
        per: &[String],
        max: Option<u32>,
        max_yuan: Option<Decimal>,
        may_lack: bool,
    ) -> Option<Measure> {
        let mut words: Vec<Per> = per.iter().filter_map(|it| Per::named(it)).collect();
        words.sort_unstable();
        words.dedup();
        self.need(
            words.len() == per.len(),
            at("limits", place, "per"),
            "any of day, week, month, class, benefit, platform, merchant",
        );
        let spans = words.iter().filter(|it| matches!(it, Per::Day | Per::Week | Per::Month)).count();
        self.need(spans <= 1, at("limits", place, "per"), "one of day, week, month");
        let sound = counted != Counted::Claim || !words.contains(&Per::Merchant);
        self.need(sound, at("limits", place, "per"), "no merchant where claims are counted");
        let max = match (counted, max, max_yuan) {
            (_, None, None) if may_lack => Some(None),
            (Counted::Claim | Counted::Redeem, Some(max), None) if max > 0 => Some(Some(max)),
            (Counted::Amount, None, Some(yuan)) => {
                Fen::from_yuan(yuan).and_then(|it| u32::try_from(it.get()).ok()).filter(|it| *it > 0).map(Some)
            }
            _ => None,
        };
        let expected = "a number of vouchers from 1; for amounts, yuan such as `100 yuan`";
        self.need(max.is_some(), at("limits", place, "max"), expected);
        Some(Measure { per: words, max: max? })
    }

    pub(super) fn stacking(&mut self, raw: RawStacking) -> Stacking {
        self.source(raw.source, of("stacking", "source"));
        let known = raw.allowed.iter().all(|(one, other)| (*one).max(*other) < self.n_classes);
        self.need(known, of("stacking", "allowed"), "pairs of classes of this campaign");
        let read = |it: &u32| (1..=MOST_TOGETHER).contains(it).then_some(*it);
        let field = of("stacking", "per_transaction");
        let expected = "a number of vouchers from 1 to 4";
        let per_transaction =
            self.term(raw.per_transaction, read, expected, field, "per-transaction", About::PerTransaction);
        let field = of("stacking", "shop_discount");
        let shop_discount = raw.shop_discount.and_then(|it| {
            let read = |it: &String| Together::named(it);
            self.term(it, read, "allowed or forbidden", field, "shop-discount", About::ShopDiscount)
        });
        self.need(shop_discount.is_some(), field, "whether vouchers and a shop's discount may meet");
        let field = of("stacking", "next_threshold");
        let next_threshold = raw.next_threshold.and_then(|it| {
            let read = |it: &String| NextThreshold::named(it);
            self.term(it, read, "remaining or original", field, "next-threshold", About::NextThreshold)
        });
        let other_rounds = raw.other_rounds.and_then(|it| {
            let read = |it: &String| Together::named(it);
            let field = of("stacking", "other_rounds");
            self.term(it, read, "allowed or forbidden", field, "other-rounds", About::OtherRounds)
        });
        let several = per_transaction.as_ref().is_some_and(|it| it.value > 1);
        self.need(!several || next_threshold.is_some(), field, "on what the second voucher's threshold is tested");
        Stacking {
            per_transaction: per_transaction.unwrap_or(Term::stated(1)),
            allowed: raw.allowed,
            shop_discount: shop_discount.unwrap_or(Term::stated(Together::Forbidden)),
            next_threshold: next_threshold.unwrap_or(Term::stated(NextThreshold::Remaining)),
            other_rounds,
        }
    }

    pub(super) fn terms(&mut self, raw: RawTerms, benefits: &[Benefit]) -> (Term<Basis>, Term<Rounding>) {
        let field = of("terms", "threshold_basis");
        let read = |it: &String| Basis::named(it);
        let expected = "after_shop_discount or before_shop_discount";
        let basis = self.term(raw.threshold_basis, read, expected, field, "threshold-basis", About::ThresholdBasis);
        let field = of("terms", "rounding");
        let rounding = raw.rounding.and_then(|it: RawTerm<String>| {
            let read = |it: &String| match Rounding::named(it) {
                Some(mode @ (Rounding::FloorFen | Rounding::HalfUpFen)) => Some(mode),
                _ => None,
            };
            self.term(it, read, "floor_fen or half_up_fen", field, "rounding", About::Rounding)
        });
        let shares = benefits.iter().any(|it| matches!(it.shape, Shape::Percent { .. }));
        self.need(!shares || rounding.is_some(), field, "a rounding, where there are percentages");
        (basis.unwrap_or(Term::stated(Basis::AfterShopDiscount)), rounding.unwrap_or(Term::stated(Rounding::FloorFen)))
    }

    pub(super) fn notes(&mut self, raw: Vec<RawNote>) {
        for (place, it) in raw.into_iter().enumerate() {
            let known = it.classes.iter().all(|it| *it < self.n_classes);
            self.need(known, at("notes", place, "classes"), "classes of this campaign");
            let field = at("notes", place, "say");
            self.assume(format!("note-{}", it.id), &it.say, About::Note(it.classes), field);
        }
    }
}
