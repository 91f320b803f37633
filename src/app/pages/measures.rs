//! The 31 measures: by section, each with a few words and the way to its page; a search that takes a
//! resident's own words, two filters, and how everything stands on the day asked.

use super::{dated, waiting};
use crate::desk::Desk;
use crate::packs::PacksRef;
use crate::parts::chips::{Chips, chips};
use crate::parts::door;
use crate::parts::icon::Icon;
use crate::parts::link::link;
use crate::parts::measure::{row, row_with};
use crate::parts::search::search as search_field;
use crate::route::Page;
use crate::store::{Action, Looking};
use crate::words::Words;
use crate::words::search::{SearchWords, search};
use crate::work::page_of;
use engine::date::Date;
use engine::find::{Entry, Found, Stage, Wanted};
use engine::pack::{Measure, Package, Section};
use yew::{AttrValue, Callback, Html, html};

/// Draws the page.
pub fn draw(desk: &Desk) -> Html {
    let words = desk.words();
    let of_packs = |packs: &PacksRef| packs.package().map(|package| listing(desk, packs, package));
    html! {
        <>
            { dated(desk, words.measures, words.measures_lead) }
            { waiting(desk) }
            { desk.packs().and_then(of_packs).unwrap_or_default() }
        </>
    }
}

fn listing(desk: &Desk, packs: &PacksRef, package: &Package) -> Html {
    let words = desk.words();
    let looking = &desk.store.looking;
    let wanted = Wanted { text: &looking.text, who: &looking.who, does: &looking.does };
    let found = packs.index().find(Some(package), &wanted);
    let everything = *looking == Looking::default();
    let said = if everything { (words.found)(found.len()) } else { (search(words.locale).found_for)(found.len()) };
    let inside = match (everything, found.is_empty()) {
        (true, _) => by_section(desk, packs, package),
        (false, true) => nothing(desk, &looking.text),
        (false, false) => ranked(desk, packs, package, &found),
    };
    html! {
        <>
            <p>
                <strong>{ &package.title }</strong>{ " " }
                <span class="hs-badge hs-badge--reported">{ &package.status }</span>
            </p>
            <p class="hs-empty hs-empty--small">{ package.note.clone().unwrap_or_default() }</p>
            <nav class="hs-rows" aria-label={search(words.locale).ask_me}>
                { door::row(Page::Find, Icon::Open, search(words.locale).ask_me, search(words.locale).ask_me_say, &desk.go()) }
            </nav>
            { on_day(packs.index().entries.as_slice(), desk.rules.today, search(words.locale)) }
            { search_field(&looking.text, said, words, change(desk, |it, text| it.text = text)) }
            { filters(desk, looking) }
            <div>{ inside }</div>
        </>
    }
}

/// A change to what is looked for.
fn change(desk: &Desk, put: fn(&mut Looking, AttrValue)) -> Callback<AttrValue> {
    let (act, looking) = (desk.act(), desk.store.looking.clone());
    Callback::from(move |text| {
        let mut looking = looking.clone();
        put(&mut looking, text);
        act.emit(Action::Look(looking));
    })
}

fn filters(desk: &Desk, looking: &Looking) -> Html {
    let words = search(desk.words().locale);
    let who = Chips { id: "who", label: words.who, all: words.all, choices: &words.whos, taken: &looking.who };
    let does = Chips { id: "does", label: words.does, all: words.all, choices: &words.doings, taken: &looking.does };
    html! {
        <>
            { chips(&who, &change(desk, |it, text| it.who = text)) }
            { chips(&does, &change(desk, |it, text| it.does = text)) }
        </>
    }
}

fn by_section(desk: &Desk, packs: &PacksRef, package: &Package) -> Html {
    let (words, go) = (desk.words(), desk.go());
    let section = |section: &Section| {
        let rows =
            package.of_section(section.number).map(|it| row_with(it, standing(desk, packs, it.number), words, &go));
        html! {
            <section key={section.number}>
                <h2 class="hs-section__title hs-section__title--alone">
                    { link(Page::Section(section.number), "hs-measures__section", false, &go, html! { { &section.title } }) }
                </h2>
                <ul class="hs-measures">{ for rows }</ul>
            </section>
        }
    };
    html! { <>{ for package.sections.iter().map(section) }</> }
}

fn ranked(desk: &Desk, packs: &PacksRef, package: &Package, found: &[Found<'_>]) -> Html {
    let (words, go) = (desk.words(), desk.go());
    let one = |found: &Found<'_>| {
        let measure = package.measures.iter().find(|it| it.number == found.measure)?;
        let through = found.through.map(|it| (it, to(it, measure)));
        let mention = through.map(|(it, _)| {
            html! {
                <span class="hs-measures__through">{ (search(words.locale).through)(&it.title) }</span>
            }
        });
        let inside = html! { <>{ mention.unwrap_or_default() }{ standing(desk, packs, measure.number) }</> };
        let shortcut = through.and_then(|(it, to)| {
            Some(link(to?, "hs-measures__shortcut", false, &go, html! { <>{ words.compute }{ ": " }{ &it.title }</> }))
        });
        Some(
            html! { <>{ row_with(measure, inside, words, &go) }{ for shortcut.map(|it| html! { <li>{ it }</li> }) }</> },
        )
    };
    html! { <ul class="hs-measures hs-measures--found">{ for found.iter().filter_map(one) }</ul> }
}

/// The page of what was found, where it is another than the measure's own.
fn to(entry: &Entry, measure: &Measure) -> Option<Page> {
    let page = match entry.kind.as_str() {
        "calculator" => page_of(&entry.id),
        "round" => Some(Page::Vouchers),
        _ => None,
    };
    page.filter(|it| *it != Page::Measure(measure.number))
}

fn nothing(desk: &Desk, text: &str) -> Html {
    let words = search(desk.words().locale);
    let act = desk.act();
    let all = Callback::from(move |_| act.emit(Action::Look(Looking::default())));
    html! {
        <div class="hs-card" data-testid="nothing-found">
            <p><strong>{ (words.nothing_found)(text) }</strong></p>
            <p>{ words.nothing_found_help }</p>
            <div class="hs-actions__row">
                { link(Page::Find, "hs-button hs-button--main", false, &desk.go(), html! { { words.ask_me } }) }
                <button type="button" class="hs-button" data-testid="show-all" onclick={all}>{ words.show_all }</button>
            </div>
        </div>
    }
}

/// How many schemes and rounds stand how on a day; each counts once.
fn counts<'a>(entries: impl Iterator<Item = &'a Entry>, on: Date) -> [usize; 3] {
    let mut seen: Vec<&str> = Vec::new();
    let mut counts = [0; 3];
    for it in entries.filter(|it| it.kind == "scheme" || it.kind == "round") {
        if !seen.contains(&it.id.as_str()) {
            seen.push(&it.id);
            let [running, over, ahead] = &mut counts;
            *match it.stage(on) {
                Stage::Running => running,
                Stage::Over => over,
                Stage::Ahead => ahead,
            } += 1;
        }
    }
    counts
}

fn on_day(entries: &[Entry], on: Option<Date>, words: &SearchWords) -> Html {
    let Some(on) = on else { return Html::default() };
    let [running, over, ahead] = counts(entries.iter(), on);
    html! {
        <p
            class="hs-empty hs-empty--small"
            data-testid="on-day"
            data-running={running.to_string()}
            data-over={over.to_string()}
            data-ahead={ahead.to_string()}
        >
            { (words.all_on_day)(running, over, ahead) }
        </p>
    }
}

/// How what carries a measure out stands on the day asked.
fn standing(desk: &Desk, packs: &PacksRef, measure: u8) -> Html {
    let Some(on) = desk.rules.today else { return Html::default() };
    let words = search(desk.words().locale);
    let [running, over, ahead] = counts(packs.index().entries.iter().filter(|it| it.measure == measure), on);
    let say = |count: usize, say: fn(usize) -> String| (count > 0).then(|| say(count));
    let said = [say(running, words.running), say(over, words.over), say(ahead, words.ahead)];
    let said: Vec<String> = said.into_iter().flatten().collect();
    if said.is_empty() {
        return Html::default();
    }
    html! {
        <span class={if running > 0 { "hs-measures__day hs-measures__day--running" } else { "hs-measures__day" }}>
            { said.join(" · ") }
        </span>
    }
}

/// Measures as rows that lead to their pages.
pub fn listed(measures: &[&Measure], words: &Words, go: &Callback<Page>) -> Html {
    html! { <ul class="hs-measures">{ for measures.iter().map(|it| row(it, words, go)) }</ul> }
}
