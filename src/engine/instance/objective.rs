//! What a search can look for in one scheme: its amount, whether its conditions hold, or one of its steps.

use super::{Instance, scope};
use crate::expr::{Domain, eval};
use crate::quantity::Point;
use crate::search::{Objective, Split};
use crate::value::{Interval, Tri};
use rust_decimal::Decimal;

/// One node of a scheme, such as a step, whatever the conditions say. It may be negative, and then
/// what is not known is not at least zero: its least is looked for as the most of its opposite.
pub(crate) struct ValueOf<'a, 'b> {
    pub instance: &'b mut Instance<'a>,
    pub node: usize,
    pub opposite: bool,
}

impl ValueOf<'_, '_> {
    fn turned(&self, value: Interval) -> Interval {
        if self.opposite { value.negated() } else { value }
    }
}

impl Objective for ValueOf<'_, '_> {
    fn bound(&mut self, domains: &[Domain]) -> Interval {
        self.instance.memo.reset(self.instance.scheme.nodes.len());
        self.instance.at_point = false;
        let value = self.instance.node(domains, self.node).number();
        self.turned(value)
    }

    fn point(&mut self, domains: &[Domain]) -> Interval {
        let Instance { scheme, binding, points, aside, .. } = &mut *self.instance;
        let scope = scope(scheme, binding, domains);
        points.reset(scheme.nodes.len());
        let value = match eval(&scope, points, self.node).number() {
            Point(Some(it)) => Interval::point(it),
            Point(None) => {
                aside.reset(scheme.nodes.len());
                eval(&scope, aside, self.node).number()
            }
        };
        self.turned(value)
    }

    fn split(&mut self, domains: &[Domain]) -> Option<Split> {
        self.instance.walk_from(domains, [self.node]).1
    }
}

/// The amount of one scheme.
pub(crate) struct AmountOf<'a, 'b>(pub &'b mut Instance<'a>);

impl Objective for AmountOf<'_, '_> {
    fn bound(&mut self, domains: &[Domain]) -> Interval {
        self.0.value(domains).1
    }

    fn point(&mut self, domains: &[Domain]) -> Interval {
        self.0.value_at(domains).1
    }

    fn split(&mut self, domains: &[Domain]) -> Option<Split> {
        self.0.walk(domains, false).1
    }

    fn never_nothing(&mut self, domains: &[Domain]) -> bool {
        self.0.never_nothing(domains)
    }
}

/// One when all conditions hold, else zero.
pub(crate) struct EligibilityOf<'a, 'b>(pub &'b mut Instance<'a>);

impl EligibilityOf<'_, '_> {
    fn of(truth: Tri) -> Interval {
        match truth {
            Tri::False => Interval::point(Decimal::ZERO),
            Tri::Open => Interval::new(Decimal::ZERO, Decimal::ONE),
            Tri::True => Interval::point(Decimal::ONE),
        }
    }
}

impl Objective for EligibilityOf<'_, '_> {
    fn bound(&mut self, domains: &[Domain]) -> Interval {
        EligibilityOf::of(self.0.value(domains).0)
    }

    fn point(&mut self, domains: &[Domain]) -> Interval {
        EligibilityOf::of(self.0.value_at(domains).0)
    }

    fn split(&mut self, domains: &[Domain]) -> Option<Split> {
        self.0.walk(domains, true).1
    }
}
