//! What the calculators' pages share: the result bar, the questions, and what can be done with a result.

use super::section;
use crate::desk::Desk;
use crate::form::{Form, FormAction};
use crate::format;
use crate::fragment::FragmentError;
use crate::insight::NEXT;
use crate::naming;
use crate::outcome;
use crate::parts::actions::actions as draw_actions;
use crate::parts::answered::{answered, said};
use crate::parts::bar::{Bar, bar as draw_bar};
use crate::parts::button::{Look, button};
use crate::parts::course::course;
use crate::parts::ends::ends as draw_ends;
use crate::parts::fold::fold;
use crate::parts::notice::notice;
use crate::parts::press;
use crate::parts::question::{Question, question};
use crate::parts::rulebook::rulebook;
use crate::parts::scheme::amount;
use crate::parts::schemes::schemes;
use crate::plan::Plan;
use crate::sheet::{Asked, Standing};
use crate::store::{Action, Received, Tool};
use crate::words::Words;
use crate::words::search::search;
use crate::work::Work;
use engine::date;
use engine::pack::Certainty;
use engine::quote::Eligibility;
use engine::{Assessment, Money, Packs};
use yew::{AttrValue, Callback, Html, html};

/// The result bar. `note` stands in for the usual line.
pub fn bar(desk: &Desk, note: Option<&str>) -> Html {
    let words = desk.words();
    let work = (*desk.derived.work).as_ref();
    let assessment = work.and_then(|it| it.sheet.assessment.as_ref());
    let note = match (note, desk.packs(), work, assessment) {
        (Some(note), ..) => note.to_owned(),
        (None, Some(packs), Some(work), Some(it)) => status(packs, work, it, words),
        _ => words.waiting_note.to_owned(),
    };
    let note = match desk.store.asked {
        Some(day) => [&(search(words.locale).on_day)(&format::day(day, words)), " · ", &note].concat(),
        None => note,
    };
    let result = desk.packs().zip(assessment).map(|(packs, it)| outcome::of_all(packs, it, words));
    let gain = result.as_ref().is_none_or(|it| it.gain);
    let (label, text) = match result {
        // A plain range is drawn with its picture.
        Some(it) if gain && desk.derived.scale.is_some() => (it.label, None),
        Some(it) => (it.label, Some(it.text)),
        None => (None, None),
    };
    let it = Bar {
        label: label.unwrap_or_else(|| words.total.to_owned()),
        text,
        gain,
        range: assessment.map(|it| (it.total.least, it.total.most)),
        scale: desk.derived.scale,
        note,
    };
    draw_bar(it, words)
}

/// One line about how sure the result is and what would narrow it.
fn status(packs: &Packs, work: &Work, assessment: &Assessment, words: &Words) -> String {
    let mut status = match (work.sheet.next.len(), work.sheet.unsure) {
        (0, 0) => words.settled.to_owned(),
        (0, unsure) => (words.unsure_left)(unsure),
        (open, _) => (words.open_left)(open),
    };
    let mut also = |text: &str| {
        status.push_str(" · ");
        status.push_str(text);
    };
    if assessment.unknown_part {
        also(words.unknown_part);
    } else if !assessment.total.proven {
        also(words.not_proven);
    }
    let mut worst = Certainty::Entitled;
    for part in &assessment.parts {
        let pays = part.quote.eligibility != Eligibility::No && amount(&part.quote, part.share).1 != Some(Money::ZERO);
        if let Some(scheme) = packs.scheme(&part.scheme).filter(|it| pays && doubt(it.certainty) > doubt(worst)) {
            worst = scheme.certainty;
        }
    }
    if doubt(worst) > 0 {
        also((words.certainty)(worst));
    }
    status
}

const fn doubt(certainty: Certainty) -> u8 {
    match certainty {
        Certainty::Entitled => 0,
        Certainty::FundsMayEnd => 1,
        Certainty::IfClaimed => 2,
        Certainty::IfDrawn => 3,
    }
}

/// The shared questions: answered ones in one row each, then the next open ones.
pub fn questions(desk: &Desk, tool: Tool) -> Html {
    let (Some(packs), Some(work)) = (desk.packs(), &*desk.derived.work) else { return Html::default() };
    let words = desk.words();
    let form = desk.store.form(tool);
    let on = desk.on_form(tool);
    let next: Vec<&Asked> = work.sheet.next.iter().filter(|it| it.slot.item.is_none()).collect();
    let shown = if form.all { next.len() } else { NEXT.min(next.len()) };
    let told: Vec<&Asked> = work.sheet.told.iter().filter(|it| it.slot.item.is_none()).collect();
    // Days that are all taken to be today need not stand in the way of what is asked.
    let aside = |it: &Asked| it.standing == Standing::Today && form.open.as_ref() != Some(&it.slot);
    let (days, told): (Vec<&Asked>, Vec<&Asked>) = told.iter().partition(|it| aside(it));
    let few = days.len() < 3;
    let draw = |it: &&Asked| ask(desk, packs, form, it, None, &on);
    let drawn = days.iter().filter(|_| few).chain(&told).chain(next.iter().take(shown)).map(draw);
    let reset = if form.is_empty() {
        Html::default()
    } else {
        button(Look::Plain, "reset", words.reset, press::form(&on, FormAction::Reset))
    };
    let more = next.len() - shown;
    html! {
        <section class="hs-questions" aria-labelledby="questions">
            { section("questions", words.questions, reset) }
            // Alone in an element: what stays is then kept as it is, focus included, when others come and go.
            <div class="hs-asked">{ for drawn }</div>
            if next.is_empty() && work.sheet.assessment.is_some() {
                <p class="hs-empty">{ words.no_more_questions }</p>
            }
            if !few {
                <div class="hs-rulebook hs-rulebook--apart">
                    { fold("days", if desk.store.asked.is_some() { words.days_asked } else { words.days_today }, Some(days.len()), html! { <div class="hs-asked">{ for days.iter().map(draw) }</div> }) }
                </div>
            }
            if more > 0 {
                { button(Look::Wide, "more", &(words.more_questions)(more), press::form(&on, FormAction::All(true))) }
            } else if form.all && next.len() > NEXT {
                { button(Look::Wide, "fewer", words.fewer_questions, press::form(&on, FormAction::All(false))) }
            }
        </section>
    }
}

/// One question: a row when it is answered and not being changed.
pub fn ask(
    desk: &Desk,
    packs: &Packs,
    form: &Form,
    asked: &Asked,
    seat: Option<usize>,
    on: &Callback<FormAction>,
) -> Html {
    let Some(fact) = packs.facts().get(asked.fact) else { return Html::default() };
    let disabled = desk.rules.today.is_none();
    let unfolded = form.open.as_ref() == Some(&asked.slot)
        || seat.is_some()
        || matches!(asked.standing, Standing::Open | Standing::Wrong(_));
    if !unfolded {
        return answered(fact, asked, disabled, &presumed(desk), desk.words(), on);
    }
    let it = Question {
        fact,
        asked,
        seat,
        today: desk.rules.clock.map(|it| AttrValue::from(date::iso(it))),
        typing: form.typing.as_ref() == Some(&asked.slot),
        disabled,
        worth: Some(desk.insight().and_then(|it| {
            let mine = |it: &&(engine::assess::Question, Option<Money>)| it.0.fact == asked.fact && it.0.item == seat;
            it.worths.iter().find(mine)?.1
        })),
    };
    question(&it, desk.words(), on)
}

/// What a day is called that is taken to be the day asked.
fn presumed(desk: &Desk) -> String {
    let words = desk.words();
    desk.store.asked.map_or_else(|| words.today.to_owned(), |it| format::day(it, words))
}

/// With which answers both ends are reached, and what another reading of the notices would give.
pub fn ends(desk: &Desk) -> Html {
    let work = (*desk.derived.work).as_ref();
    let assessment = work.and_then(|it| it.sheet.assessment.as_ref());
    let readings = assessment.map(|it| it.readings.as_slice());
    let open = assessment.is_none_or(|it| it.total.least != it.total.most);
    match desk.packs() {
        Some(packs) => draw_ends(
            packs,
            desk.insight(),
            (desk.derived.beside.as_ref().is_some_and(|it| it.1), open),
            readings.unwrap_or_default(),
            desk.words(),
        ),
        None => Html::default(),
    }
}

/// What a little more or less would change, for what belongs to all items.
pub fn courses(desk: &Desk) -> Html {
    let words = desk.words();
    let (Some(packs), Some(insight), Some(on)) = (desk.packs(), desk.insight(), desk.rules.today) else {
        return Html::default();
    };
    let drawn = insight.axes.iter().filter(|it| it.item.is_none()).map(|it| course(packs, it, on, words));
    let drawn: Vec<Html> = drawn.filter(|it| *it != Html::default()).collect();
    if drawn.is_empty() {
        return Html::default();
    }
    html! {
        <section class="hs-questions" aria-labelledby="courses">
            { section("courses", words.courses, Html::default()) }
            <div class="hs-rulebook">{ for drawn }</div>
        </section>
    }
}

/// That something was taken away, and the way back.
pub fn undo(desk: &Desk, tool: Tool) -> Html {
    let words = desk.words();
    let form = desk.store.form(tool);
    let back = press::form(&desk.on_form(tool), FormAction::Undo);
    // What came with a link is said above.
    let before = form.before.as_deref().filter(|_| desk.store.received.is_none());
    let said = before.map(|it| {
        let left = form.entries().iter().all(|entry| it.entries().contains(entry));
        match (form.filled, left) {
            (true, _) => words.example_filled,
            (false, true) => words.cleared,
            (false, false) => words.replaced,
        }
    });
    notice(said, Some((words.undo, back)))
}

/// What became of a share link: filled in, or why it cannot be read; the person's own answers come back on request.
pub fn received(desk: &Desk, tool: Tool) -> Html {
    let words = desk.words();
    let Some((_, received)) = desk.store.received.filter(|it| it.0 == tool) else { return Html::default() };
    let (mark, said) = match received {
        Received::Taken(on) => {
            let day = format::day(on, words);
            let older = desk.rules.clock.is_some_and(|today| on < today);
            let said = if older { (words.link_older)(&day) } else { words.link_taken.to_owned() };
            (if older { "older" } else { "taken" }, said)
        }
        Received::Refused(FragmentError::Newer) => ("newer", words.link_newer.to_owned()),
        Received::Refused(_) => ("damaged", words.link_damaged.to_owned()),
    };
    let own = desk.store.form(tool).before.is_some() && matches!(received, Received::Taken(_));
    let back = press::form(&desk.on_form(tool), FormAction::Undo);
    html! {
        <div data-received={mark}>
            { notice(Some(&said), own.then_some((words.take_back, back))) }
        </div>
    }
}

/// All schemes and what can be done with the result; the rules as text before there is one.
pub fn results(desk: &Desk, tool: Tool, empty: bool) -> Html {
    let words = desk.words();
    let (Some(packs), Some(work)) = (desk.packs(), &*desk.derived.work) else { return Html::default() };
    let inside = match &work.sheet.assessment {
        Some(assessment) if !empty => html! {
            <>
                { schemes(packs, assessment, &work.answers, &desk.derived.once.now, desk.insight(), words) }
                { actions(desk, packs, tool, work, assessment) }
            </>
        },
        _ => packs.calculator(&work.id).map(|it| rulebook(packs, it, words)).unwrap_or_default(),
    };
    html! {
        <section class="hs-results" aria-labelledby="results">
            { section("results", words.schemes, Html::default()) }
            { inside }
        </section>
    }
}

fn actions(desk: &Desk, packs: &Packs, tool: Tool, work: &Work, assessment: &Assessment) -> Html {
    let words = desk.words();
    let result = outcome::of_all(packs, assessment, words).text;
    let name = naming::name(tool.page(), packs.package(), words);
    let text = as_text(desk, packs, work, assessment, &name);
    keep_or_copy(desk, tool, result, text)
}

/// The buttons that keep a result and copy it as text.
pub fn keep_or_copy(desk: &Desk, tool: Tool, result: String, text: String) -> Html {
    let words = desk.words();
    let plan = Plan {
        id: 0,
        page: tool.page(),
        on: desk.rules.clock.map(date::iso).unwrap_or_default().into(),
        asked: desk.store.asked,
        result: result.into(),
        form: desk.store.form(tool).said(),
    };
    let said = desk.store.notice.map(words.notice);
    let (keep, share) = (desk.keep(Action::Keep(plan)), desk.share(tool));
    draw_actions(said, desk.store.link.as_ref(), words, &keep, &share, &desk.copy(move || text.clone()), &desk.go())
}

/// A result in words that can be sent to somebody.
fn as_text(desk: &Desk, packs: &Packs, work: &Work, assessment: &Assessment, title: &str) -> String {
    let words = desk.words();
    let mut text = [words.name, " · ", title].concat();
    let mut line = |label: &str, value: &str| {
        text.push('\n');
        text.push_str(label);
        text.push_str(": ");
        text.push_str(value);
    };
    line(words.result, &outcome::of_all(packs, assessment, words).text);
    if let Some(day) = desk.store.asked {
        line(search(words.locale).which_day, &format::day(day, words));
    }
    for it in &work.sheet.told {
        if let Some(fact) = packs.facts().get(it.fact) {
            line(&fact.label, &said(fact, it, &presumed(desk), words));
        }
    }
    for part in assessment.parts.iter().filter(|it| it.quote.eligibility != Eligibility::No) {
        if let Some(scheme) = packs.scheme(&part.scheme) {
            let it = outcome::of_scheme(packs, scheme, &part.quote, part.share, words);
            let label = it.label.map(|it| [&scheme.title, ", ", &it].concat());
            line(label.as_ref().unwrap_or(&scheme.title), &it.text);
        }
    }
    text.push('\n');
    text.push_str(words.disclaimer);
    text
}
