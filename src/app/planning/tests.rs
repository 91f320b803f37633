//! What a page draws after a series of events.

use super::*;
use crate::answer::read;

#[track_caller]
fn check(events: impl IntoIterator<Item = Event>, stage: &Stage, least: Option<&str>) {
    let planning = events.into_iter().fold(Rc::new(Planning::default()), |it, event| it.reduce(event));
    assert_eq!(&planning.stage, stage);
    assert_eq!(planning.answer.as_ref().map(|it| it.least.to_string()).as_deref(), least);
}

fn plan(n: u64, last: bool, least: &str) -> Event {
    let text = ["{\"n\":", &n.to_string(), ",\"last\":", &last.to_string(), ",\"plan\":{\"least\":\"", least, "\"}}"];
    Event::Heard(read(&text.concat()))
}

#[test]
fn an_answer_to_an_earlier_request_is_passed_over() {
    check([Event::Asked(1), plan(1, true, "30.00")], &Stage::Done, Some("30.00"));
    check([Event::Asked(1), Event::Asked(2), plan(1, true, "30.00")], &Stage::Working(0), None);
    let progress = || Event::Heard(read("{\"n\":2,\"progress\":{\"nodes\":9}}"));
    check([Event::Asked(2), progress()], &Stage::Working(9), None);
    check([Event::Asked(3), progress()], &Stage::Working(0), None);
}

#[test]
fn the_plan_stays_while_the_next_one_is_worked_on() {
    check([Event::Asked(1), plan(1, true, "30.00"), Event::Asked(2)], &Stage::Working(0), Some("30.00"));
    check([Event::Asked(1), plan(1, false, "30.00")], &Stage::Advice, Some("30.00"));
    check([Event::Asked(1), plan(1, true, "30.00"), Event::Nothing], &Stage::Idle, None);
}

#[test]
fn what_makes_no_sense_is_no_plan() {
    let wrong = Event::Heard(read("{\"n\":1,\"last\":true,\"wrong\":[{\"field\":\"a\",\"expected\":\"b\"}]}"));
    check([Event::Asked(1), wrong], &Stage::Wrong(vec!["a".to_owned()]), None);
    check([Event::Failed, Event::Asked(1)], &Stage::Failed, None);
}

#[test]
fn the_best_so_far_can_be_kept_and_the_next_request_waits_for_its_own() {
    let so_far = |n: u64| {
        let text = [
            "{\"n\":",
            &n.to_string(),
            ",\"last\":false,\"so_far\":true,\"plan\":{\"least\":\"30.00\",\"bound\":\"50.00\"}}",
        ];
        Event::Heard(read(&text.concat()))
    };
    let after =
        |events: Vec<Event>| events.into_iter().fold(Rc::new(Planning::default()), |it, event| it.reduce(event));
    let it = after(vec![Event::Asked(1), so_far(1)]);
    assert!(it.stage == Stage::Working(0) && it.can_stop());
    let it = after(vec![Event::Asked(1), so_far(1), Event::Stopped]);
    assert!(it.stage == Stage::Stopped && it.current && !it.can_stop() && it.can_go_on());
    assert_eq!(it.answer.as_ref().unwrap().bound.to_string(), "50.00");
    // Of what was asked next nothing is known yet.
    assert!(!after(vec![Event::Asked(1), so_far(1), Event::Asked(2)]).can_stop());
    assert!(!after(vec![Event::Asked(2), so_far(1)]).current);
    // The page itself cannot be stopped, but it can go on where nothing is proven.
    let it = after(vec![Event::InPage, Event::Asked(1), plan(1, true, "30.00")]);
    assert!(!it.can_stop() && it.can_go_on());
    // A planner that comes late is a planner.
    check([Event::Failed, Event::Heard(read("{\"known\":{}}"))], &Stage::Working(0), None);
}
