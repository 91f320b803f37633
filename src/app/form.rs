//! What a person typed into a calculator, kept as text so that nothing typed is ever lost, and
//! every way in which it can change. What the text means is worked out in [`crate::sheet`].

use std::rc::Rc;
use yew::AttrValue;

/// The place of one answer: a fact, of one item or of all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    /// The fact's name.
    pub fact: AttrValue,
    /// The item's own number, which stays the same when others go.
    pub item: Option<u32>,
}

impl Slot {
    /// The place of a fact that belongs to all.
    #[must_use]
    pub fn shared(fact: &str) -> Slot {
        Slot::new(fact, None)
    }

    /// The place of a fact.
    #[must_use]
    pub fn new(fact: &str, item: Option<u32>) -> Slot {
        Slot { fact: AttrValue::from(fact.to_owned()), item }
    }
}

/// What was said about one fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entry {
    /// A text as typed, or the name of the option chosen.
    Typed(AttrValue),
    /// 不清楚: not known, and not to be asked again.
    Unsure,
}

/// Everything typed into one calculator.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Form {
    entries: Vec<(Slot, Entry)>,
    items: Vec<u32>,
    next_item: u32,
    /// The answered question that is kept unfolded.
    pub open: Option<Slot>,
    /// The field that is being typed into: its mistakes are not pointed out yet.
    pub typing: Option<Slot>,
    /// Whether all open questions are shown.
    pub all: bool,
    /// The form before something was taken away, or an example was filled in.
    pub before: Option<Rc<Form>>,
    /// Whether an example was filled in last.
    pub filled: bool,
}

/// Everything that can happen to a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FormAction {
    /// A letter more or less.
    Type(Slot, AttrValue),
    /// The field was left.
    Leave,
    /// An answer was picked, and that is that.
    Pick(Slot, AttrValue),
    /// An answer was picked with the keyboard, which may move on to the next one.
    Try(Slot, AttrValue),
    /// An answer was worked out elsewhere on the page.
    Fill(Slot, AttrValue),
    /// The person does not know.
    Unsure(Slot),
    /// The answer is taken back.
    Clear(Slot),
    /// An answered question is unfolded to be changed.
    Open(Slot),
    /// The unfolded question is done.
    Settle,
    /// All open questions are shown, or only the next ones.
    All(bool),
    /// One more item, with the answer to its first fact.
    Add(AttrValue, AttrValue),
    /// One more item with the same answers.
    Copy(u32),
    /// An item is taken away.
    Remove(u32),
    /// These answers are taken away, and what they were about stays open.
    Strike(Vec<Slot>),
    /// Everything is taken away.
    Reset,
    /// An example takes the place of what was typed.
    Load(Vec<(Slot, Entry)>),
    /// What was taken away comes back.
    Undo,
}

impl Form {
    /// What was said about a fact.
    #[must_use]
    pub fn entry(&self, slot: &Slot) -> Option<&Entry> {
        self.entries.iter().find(|(it, _)| it == slot).map(|(_, entry)| entry)
    }

    /// Everything that was said, in the order in which it was said first.
    #[must_use]
    pub fn entries(&self) -> &[(Slot, Entry)] {
        &self.entries
    }

    /// The numbers of the items.
    #[must_use]
    pub fn items(&self) -> &[u32] {
        &self.items
    }

    /// The number that the next item gets.
    #[must_use]
    pub fn next_item(&self) -> u32 {
        self.next_item
    }

    /// Whether there is nothing to take away.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.items.is_empty()
    }

    /// A form with these entries and items.
    #[must_use]
    pub fn of(entries: Vec<(Slot, Entry)>, items: Vec<u32>) -> Form {
        Form { next_item: items.iter().max().map_or(0, |it| it.saturating_add(1)), entries, items, ..Form::default() }
    }

    /// Only what was said, without how far the person has come.
    #[must_use]
    pub fn said(&self) -> Form {
        Form::of(self.entries.clone(), self.items.clone())
    }

    /// The form after something happened.
    #[must_use]
    pub fn after(&self, action: FormAction) -> Form {
        let mut next = self.clone();
        match action {
            FormAction::Type(slot, text) => {
                if text.trim().is_empty() {
                    next.put(&slot, None);
                } else {
                    next.put(&slot, Some(Entry::Typed(text)));
                }
                next.typing = Some(slot.clone());
                next.open = Some(slot);
            }
            FormAction::Leave => next.typing = None,
            FormAction::Pick(slot, text) => {
                next.put(&slot, Some(Entry::Typed(text)));
                next.fold();
            }
            FormAction::Try(slot, text) => {
                next.put(&slot, Some(Entry::Typed(text)));
                next.typing = None;
                next.open = Some(slot);
            }
            FormAction::Fill(slot, text) => next.put(&slot, Some(Entry::Typed(text))),
            FormAction::Unsure(slot) => {
                next.put(&slot, Some(Entry::Unsure));
                next.fold();
            }
            FormAction::Clear(slot) => {
                next.put(&slot, None);
                next.fold();
            }
            FormAction::Open(slot) => {
                next.typing = None;
                next.open = Some(slot);
            }
            FormAction::Settle => next.fold(),
            FormAction::All(all) => next.all = all,
            FormAction::Add(fact, text) => {
                let item = next.next_item;
                next.next_item = item.saturating_add(1);
                next.items.push(item);
                next.before = None;
                next.put(&Slot { fact, item: Some(item) }, Some(Entry::Typed(text)));
                next.fold();
            }
            FormAction::Copy(item) => {
                let copy = next.next_item;
                next.next_item = copy.saturating_add(1);
                let place = next.items.iter().position(|it| *it == item).map_or(next.items.len(), |it| it + 1);
                next.items.insert(place, copy);
                next.before = None;
                let of = |(slot, entry): &(Slot, Entry)| {
                    (slot.item == Some(item)).then(|| (Slot { item: Some(copy), ..slot.clone() }, entry.clone()))
                };
                let entries: Vec<(Slot, Entry)> = next.entries.iter().filter_map(of).collect();
                next.entries.extend(entries);
                next.fold();
            }
            FormAction::Strike(slots) => {
                next.before = Some(Rc::new(self.remembered()));
                next.entries.retain(|(slot, _)| !slots.contains(slot));
                next.typing = None;
            }
            FormAction::Remove(item) => {
                next.before = Some(Rc::new(self.remembered()));
                next.items.retain(|it| *it != item);
                next.entries.retain(|(slot, _)| slot.item != Some(item));
                next.fold();
            }
            FormAction::Reset => {
                next = Form {
                    next_item: self.next_item,
                    before: (!self.is_empty()).then(|| Rc::new(self.remembered())),
                    ..Form::default()
                };
            }
            FormAction::Load(entries) => {
                next = Form {
                    next_item: self.next_item,
                    before: Some(Rc::new(self.remembered())),
                    filled: true,
                    entries,
                    ..Form::default()
                };
            }
            FormAction::Undo => {
                next.filled = false;
                if let Some(before) = next.before.take() {
                    next = Form { next_item: self.next_item, ..(*before).clone() };
                }
            }
        }
        next
    }

    /// Without its own past, so that the past does not grow.
    fn remembered(&self) -> Form {
        Form { before: None, ..self.clone() }
    }

    fn fold(&mut self) {
        self.open = None;
        self.typing = None;
    }

    fn put(&mut self, slot: &Slot, entry: Option<Entry>) {
        let place = self.entries.iter().position(|(it, _)| it == slot);
        match (place, entry) {
            (Some(place), Some(entry)) => {
                if let Some(it) = self.entries.get_mut(place) {
                    it.1 = entry;
                }
            }
            (Some(place), None) => {
                self.entries.remove(place);
            }
            (None, Some(entry)) => self.entries.push((slot.clone(), entry)),
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price() -> Slot {
        Slot::shared("new_price")
    }

    #[track_caller]
    fn check(actions: impl IntoIterator<Item = FormAction>, expect: &str) {
        let form = actions.into_iter().fold(Form::default(), |form, action| form.after(action));
        let said = form.entries().iter().map(|(slot, entry)| {
            let item = slot.item.map(|it| format!("{it}.")).unwrap_or_default();
            match entry {
                Entry::Typed(text) => format!("{item}{}={text}", slot.fact),
                Entry::Unsure => format!("{item}{}?", slot.fact),
            }
        });
        assert_eq!(said.collect::<Vec<_>>().join(" "), expect);
    }

    #[test]
    fn what_is_typed_stays_even_when_it_is_wrong() {
        let wrong = FormAction::Type(price(), "12a".into());
        check([wrong.clone()], "new_price=12a");
        check([wrong, FormAction::Leave, FormAction::Settle], "new_price=12a");
    }

    #[test]
    fn an_emptied_field_is_not_told() {
        check([FormAction::Type(price(), "1".into()), FormAction::Type(price(), " ".into())], "");
        check([FormAction::Pick(price(), "1".into()), FormAction::Clear(price())], "");
    }

    #[test]
    fn unsure_is_an_answer() {
        check([FormAction::Pick(price(), "1".into()), FormAction::Unsure(price())], "new_price?");
    }

    #[test]
    fn picking_folds_and_trying_does_not() {
        let form = Form::default();
        assert_eq!(form.after(FormAction::Pick(price(), "1".into())).open, None);
        let form = form.after(FormAction::Try(price(), "1".into()));
        assert_eq!(form.open, Some(price()));
        assert_eq!(form.after(FormAction::Settle).open, None);
    }

    #[test]
    fn an_example_takes_the_place_of_what_was_typed_and_goes_again() {
        let typed = FormAction::Type(price(), "12a".into());
        let example = FormAction::Load(vec![(Slot::shared("range_km"), Entry::Typed("500".into()))]);
        check([typed.clone(), example.clone()], "range_km=500");
        check([typed, example, FormAction::Undo], "new_price=12a");
    }

    #[test]
    fn an_item_keeps_its_number_and_comes_back() {
        let add = |text: &'static str| FormAction::Add("item_category".into(), text.into());
        check(
            [add("fridge"), add("phone"), FormAction::Remove(0), add("tv")],
            "1.item_category=phone 2.item_category=tv",
        );
        check(
            [add("fridge"), add("phone"), FormAction::Remove(0), FormAction::Undo],
            "0.item_category=fridge 1.item_category=phone",
        );
        check([add("fridge"), FormAction::Reset, FormAction::Undo, FormAction::Undo], "0.item_category=fridge");
    }

    #[test]
    fn a_copy_stands_beside_its_like_and_struck_answers_come_back() {
        let add = |text: &'static str| FormAction::Add("buy".into(), text.into());
        let amount = Slot::new("amount", Some(0));
        let two = [add("dining"), FormAction::Pick(amount.clone(), "5".into()), add("books"), FormAction::Copy(0)];
        check(two.clone(), "0.buy=dining 0.amount=5 1.buy=books 2.buy=dining 2.amount=5");
        let form = two.into_iter().fold(Form::default(), |form, it| form.after(it));
        assert_eq!(form.items(), [0, 2, 1]);
        let struck = form.after(FormAction::Strike(vec![amount]));
        assert_eq!(struck.entries().len(), form.entries().len() - 1);
        assert_eq!(struck.after(FormAction::Undo).said(), form.said());
    }
}
