//! Everything that can happen to the store.

use super::*;
use crate::form::{Entry, Slot};

#[track_caller]
fn check(actions: impl IntoIterator<Item = Action>, expect: impl Fn(&Store) -> bool) {
    let store = actions.into_iter().fold(Rc::new(Store::default()), |store, action| store.reduce(action));
    assert!(expect(&store), "{store:?}");
}

fn typed(tool: Tool, text: &'static str) -> Action {
    Action::Form(tool, FormAction::Type(Slot::shared("new_price"), text.into()))
}

fn kept(text: &str) -> Plan {
    Plan {
        id: 0,
        page: Page::Vehicles,
        on: "2026-11-24".into(),
        asked: None,
        result: text.to_owned().into(),
        form: Form::of(vec![(Slot::shared("new_price"), Entry::Typed("1".into()))], vec![]),
    }
}

#[test]
fn another_page_keeps_what_was_typed() {
    check([typed(Tool::Vehicle, "12"), Action::Go(Page::Goods)], |it| {
        it.page == Page::Goods && it.form(Tool::Vehicle).entries().len() == 1 && it.form(Tool::Goods).is_empty()
    });
}

#[test]
fn nothing_new_is_the_same_store() {
    let store = Rc::new(Store::default());
    assert!(Rc::ptr_eq(&store, &store.clone().reduce(Action::Go(Page::Home))));
}

#[test]
fn plans_get_numbers_and_open_again() {
    check([Action::Keep(kept("a")), Action::Keep(kept("b")), Action::Drop(1)], |it| {
        it.plans.iter().map(|it| (it.id, it.result.as_str())).eq([(2, "b")])
    });
    let of_2022 = Plan { asked: date::parse_iso("2022-06-15"), ..kept("a") };
    check([Action::Reopen(of_2022.clone())], |it| it.asked == of_2022.asked);
    check([Action::Reopen(of_2022), Action::Reopen(kept("a"))], |it| it.asked.is_none());
    check([typed(Tool::Vehicle, "12"), Action::Reopen(kept("a"))], |it| {
        it.page == Page::Vehicles && *it.form(Tool::Vehicle) == kept("a").form
    });
}

#[test]
fn any_day_from_2020_on_can_be_asked_about() {
    let today = date::parse_iso("2026-11-24");
    let asks = |text: &str, day: &str| assert_eq!(ask_on(text, today), Action::AskOn(date::parse_iso(day)), "{text}");
    asks("2020-01-01", "2020-01-01");
    asks("2022-06-15", "2022-06-15");
    asks("2027-01-01", "2027-01-01");
    asks("2099-12-31", "2099-12-31");
    // Today is not another day.
    asks("2026-11-24", "");
    for wrong in ["2019-12-31", "2100-01-01", "2022-02-30", "", "yesterday"] {
        assert_eq!(ask_on(wrong, today), Action::NoSuchDay, "{wrong}");
    }
    check([Action::NoSuchDay, ask_on("2022-06-15", today)], |it| it.asked.is_some() && !it.no_such_day);
    check([ask_on("2022-06-15", today), Action::NoSuchDay], |it| it.asked.is_some() && it.no_such_day);
    check([ask_on("2022-06-15", today), Action::AskOn(None)], |it| it.asked.is_none());
}

#[test]
fn everything_can_be_thrown_away() {
    let both = [typed(Tool::Goods, "12"), typed(Tool::Relief(8), "3")];
    check(both.into_iter().chain([Action::Keep(kept("a")), Action::DropAll]), |it| {
        it.plans.is_empty() && it.forms == Forms::default()
    });
}

#[test]
fn every_calculator_has_a_form_that_outlives_the_page() {
    let tools = [Tool::Vehicle, Tool::Goods, Tool::Vouchers, Tool::Relief(1), Tool::Relief(31)];
    check(tools.map(|it| typed(it, "12")), |store| {
        let again = Store::default().with_session(crate::plan::read(&crate::plan::write(&store.session())));
        tools.into_iter().all(|it| {
            let same = again.form(it).entries() == store.form(it).entries();
            same && again.form(it).entries().len() == 1 && Tool::on(it.page()) == Some(it)
        })
    });
    check([typed(Tool::Goods, "12"), Action::Form(Tool::Goods, FormAction::Clear(Slot::shared("new_price")))], |it| {
        it.forms == Forms::default()
    });
}

fn shared(text: &str) -> Shared {
    Shared { on: date::parse_iso("2026-11-20").unwrap(), asked: date::parse_iso("2022-06-15"), form: kept(text).form }
}

#[test]
fn a_link_fills_in_its_answers_and_ones_own_come_back_even_after_a_reload() {
    let own = || typed(Tool::Vehicle, "12");
    let link = || Action::Receive(Tool::Vehicle, Ok(shared("a")));
    check([own(), link()], |it| {
        let again = Store::default().with_session(crate::plan::read(&crate::plan::write(&it.session())));
        let back = again.after(Action::Form(Tool::Vehicle, FormAction::Undo));
        *it.form(Tool::Vehicle).entries() == *kept("a").form.entries()
            && it.asked == date::parse_iso("2022-06-15")
            && matches!(it.received, Some((Tool::Vehicle, Received::Taken(_))))
            && back.form(Tool::Vehicle).entries() == Store::default().after(own()).form(Tool::Vehicle).entries()
    });
    check([own(), link(), Action::Form(Tool::Vehicle, FormAction::Undo)], |it| {
        it.received.is_none()
            && it.form(Tool::Vehicle).entries() == Store::default().after(own()).form(Tool::Vehicle).entries()
    });
    // Nothing of one's own is nothing to take back.
    check([link()], |it| it.form(Tool::Vehicle).before.is_none());
}

#[test]
fn a_damaged_link_changes_nothing() {
    check([typed(Tool::Goods, "12"), Action::Receive(Tool::Goods, Err(FragmentError::Damaged))], |it| {
        it.form(Tool::Goods).entries().len() == 1
            && it.received == Some((Tool::Goods, Received::Refused(FragmentError::Damaged)))
    });
}
