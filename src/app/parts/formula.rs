//! A step of a rule with the person's own numbers: `12% × ¥186,000.00`.

use crate::format;
use crate::words::Words;
use engine::pack::{Scheme, Unit};
use engine::working::{Formula, Name, Sign, Term};
use engine::{Money, Packs};

/// A formula in signs and words.
#[must_use]
pub fn formula(it: &Formula, words: &Words) -> String {
    inside(it, words, false)
}

/// `nested`: it stands beside another sign, so that a sum needs brackets.
fn inside(it: &Formula, words: &Words, nested: bool) -> String {
    match it {
        Formula::Term(it) => number(it, words),
        Formula::Pair(sign, both) => {
            let sum = matches!(sign, Sign::Plus | Sign::Minus);
            let sign = match sign {
                Sign::Plus => " + ",
                Sign::Minus => " − ",
                Sign::Times => " × ",
                Sign::Over => " ÷ ",
            };
            let [a, b] = &**both;
            // What is divided by, and what is taken away, is kept together.
            let text = [&inside(a, words, !sum), sign, &inside(b, words, true)].concat();
            if nested && sum { ["(", &text, ")"].concat() } else { text }
        }
        Formula::Least(all) => (words.least_of)(&several(all, words)),
        Formula::Greatest(all) => (words.greatest_of)(&several(all, words)),
    }
}

fn several(all: &[Formula], words: &Words) -> Vec<String> {
    all.iter().map(|it| inside(it, words, true)).collect()
}

/// A number with its unit.
#[must_use]
pub fn number(it: &Term, words: &Words) -> String {
    match &it.unit {
        Some(unit) => format::quantity(unit, it.value, words),
        None => format::number(it.value),
    }
}

/// That a step was cut off, with the name of what cut it off.
#[must_use]
pub fn bound(packs: &Packs, scheme: &Scheme, it: &Term, words: &Words) -> Option<String> {
    let name = match it.name? {
        Name::Fact(at) => &packs.facts().get(at)?.label,
        Name::Figure(at) => &scheme.figures.get(at)?.say,
        Name::Step(at) => &scheme.steps.get(at)?.say,
    };
    let amount = match &it.unit {
        Some(Unit::Yuan(_)) | None => format::money(Money::from_yuan(it.value)),
        Some(_) => number(it, words),
    };
    Some((words.bound_by)(name, &amount))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::ZH;

    fn term(value: &str, unit: Option<Unit>) -> Formula {
        Formula::Term(Term { value: value.parse().unwrap(), unit, name: None })
    }

    fn yuan(value: &str) -> Formula {
        term(value, Some(Unit::Yuan(String::new())))
    }

    fn pair(sign: Sign, a: Formula, b: Formula) -> Formula {
        Formula::Pair(sign, Box::new([a, b]))
    }

    #[track_caller]
    fn check(it: &Formula, expect: &str) {
        assert_eq!(formula(it, &ZH), expect);
    }

    #[test]
    fn numbers_stand_with_their_units_and_sums_in_brackets() {
        check(&pair(Sign::Times, term("0.12", Some(Unit::Rate)), yuan("186000")), "12% × ¥186,000.00");
        let with_tax = pair(Sign::Plus, term("1", None), term("0.13", Some(Unit::Rate)));
        check(&pair(Sign::Over, yuan("186000"), with_tax.clone()), "¥186,000.00 ÷ (1 + 13%)");
        check(&pair(Sign::Minus, yuan("5"), with_tax), "¥5.00 − (1 + 13%)");
        check(&Formula::Least(vec![yuan("22320"), yuan("20000")]), "取小的: ¥22,320.00 或 ¥20,000.00");
    }
}
