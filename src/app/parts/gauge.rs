//! The picture of a range: what is certain, what is still possible, out of what there was to begin with.

use engine::Money;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use yew::{Html, html};

/// Draws a range; `scale` is the right end, `text` the same in words.
pub fn gauge(least: Option<Money>, most: Option<Money>, scale: Option<Money>, text: String) -> Html {
    let least = share(least, scale).unwrap_or(0);
    // A most that is not known may lie anywhere; without a scale there is nothing to show.
    let far = if most.is_none() && scale.is_some() { WIDTH } else { 0 };
    let most = share(most, scale).unwrap_or(far).max(least);
    html! {
        <svg class="hs-gauge" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label={text}>
            <rect class="hs-gauge__track" width="1000" height="10" />
            <rect class="hs-gauge__possible" width={most.to_string()} height="10" />
            <rect class="hs-gauge__certain" width={least.to_string()} height="10" />
        </svg>
    }
}

const WIDTH: u32 = 1000;

/// The place of an amount on the scale; something that is not nothing is always seen.
fn share(amount: Option<Money>, scale: Option<Money>) -> Option<u32> {
    let scale = scale.filter(|it| *it > Money::ZERO)?;
    let amount = amount?;
    let at = amount.yuan().checked_mul(Decimal::from(WIDTH))?.checked_div(scale.yuan())?;
    let at = at.floor().to_u32()?.min(WIDTH);
    Some(if amount > Money::ZERO { at.max(12) } else { at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_has_its_place() {
        let yuan = |it: i64| Some(Money::from_fen(it * 100));
        assert_eq!(share(yuan(5), yuan(10)), Some(500));
        assert_eq!(share(yuan(50), yuan(10)), Some(1000));
        assert_eq!(share(yuan(1), yuan(100_000)), Some(12));
        assert_eq!(share(yuan(0), yuan(10)), Some(0));
        assert_eq!(share(yuan(1), yuan(0)), None);
        assert_eq!(share(None, yuan(10)), None);
    }
}
