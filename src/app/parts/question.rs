//! One question with its control, where the figure is printed, and what is wrong with what was typed.

use crate::form::{FormAction, Slot};
use crate::packs::PacksRef;
use crate::parts::choice::{Choice, ChoiceOption};
use crate::parts::field::{Field, FieldKind};
use crate::parts::icon::{Icon, icon};
use crate::sheet::{Asked, Standing};
use crate::words::Words;
use engine::pack::{Fact, FactKind, Unit};
use yew::{AttrValue, Callback, Html, MouseEvent, Properties, component, html};

#[derive(Properties, PartialEq)]
pub struct QuestionProps {
    pub words: &'static Words,
    pub packs: PacksRef,
    pub asked: Asked,
    /// The place of the item among the items, for whoever looks for it.
    #[prop_or_default]
    pub seat: Option<usize>,
    /// Today as an answer, once it is known.
    #[prop_or_default]
    pub today: Option<AttrValue>,
    /// Whether mistakes are pointed out yet.
    #[prop_or_default]
    pub typing: bool,
    /// Whether options stand side by side.
    #[prop_or_default]
    pub tight: bool,
    /// Whether nothing can be answered yet.
    #[prop_or_default]
    pub disabled: bool,
    pub on: Callback<FormAction>,
}

/// The id of the question's first control.
#[must_use]
pub fn control_id(slot: &Slot) -> String {
    match slot.item {
        Some(item) => ["q-", &slot.fact, "-", &item.to_string()].concat(),
        None => ["q-", &slot.fact].concat(),
    }
}

#[component]
pub fn Question(props: &QuestionProps) -> Html {
    let Some(fact) = props.packs.fact_at(props.asked.fact) else { return html! {} };
    let words = props.words;
    let id = control_id(&props.asked.slot);
    let wrong = match &props.asked.standing {
        Standing::Wrong(err) if !props.typing => Some((words.input_error)(err, fact)),
        _ => None,
    };
    let error_id = wrong.as_ref().map(|_| [&id, "-error"].concat());
    let hint_id = (fact.printed_on.is_some() || fact.help.is_some()).then(|| [&id, "-hint"].concat());
    let described: Vec<String> = error_id.iter().chain(hint_id.iter()).cloned().collect();
    let described = (!described.is_empty()).then(|| AttrValue::from(described.join(" ")));
    let settled = !matches!(props.asked.standing, Standing::Open | Standing::Wrong(_));
    html! {
        <section
            class={if wrong.is_some() { "hs-question hs-question--wrong" } else { "hs-question" }}
            data-fact={fact.id.clone()}
            data-item={props.seat.map(|it| it.to_string())}
        >
            { control(props, fact, &id, described) }
            if let Some(wrong) = wrong {
                <p class="hs-question__error" id={error_id} role="alert">
                    { icon(Icon::No) }<span>{ wrong }</span>
                </p>
            }
            if let Some(hint_id) = hint_id {
                <div class="hs-question__hint" id={hint_id}>
                    if let Some(printed) = &fact.printed_on {
                        <p class="hs-question__printed">
                            { icon(Icon::Printed) }<span>{ (words.printed_on)(printed) }</span>
                        </p>
                    }
                    if let Some(help) = &fact.help {
                        <p>{ help }</p>
                    }
                </div>
            }
            if settled {
                <div class="hs-question__actions">
                    { button(props, words.clear, FormAction::Clear(props.asked.slot.clone())) }
                    { button(props, words.done, FormAction::Settle) }
                </div>
            }
        </section>
    }
}

fn button(props: &QuestionProps, text: &'static str, action: FormAction) -> Html {
    let on = props.on.clone();
    html! {
        <button
            type="button"
            class="hs-button hs-button--plain"
            onclick={move |_: MouseEvent| on.emit(action.clone())}
        >
            { text }
        </button>
    }
}

fn control(props: &QuestionProps, fact: &Fact, id: &str, described: Option<AttrValue>) -> Html {
    let words = props.words;
    let option = |id: &str, label: &str| ChoiceOption {
        id: id.to_owned().into(),
        label: label.to_owned().into(),
    };
    let options = match &fact.kind {
        FactKind::Choice(options) => options.iter().map(|it| option(&it.id, &it.label)).collect(),
        FactKind::Truth => vec![option("true", words.yes), option("false", words.no)],
        FactKind::Number { unit, .. } => {
            let kind = match unit {
                Unit::Yuan(_) => FieldKind::Money,
                _ => FieldKind::Number,
            };
            let suffix = match unit {
                Unit::Count(of) => (words.unit)(of).to_owned().into(),
                Unit::Rate => "%".into(),
                _ => AttrValue::from(words.yuan),
            };
            return field(props, fact, id, described, kind, suffix);
        }
        FactKind::Day { .. } => return field(props, fact, id, described, FieldKind::Day, AttrValue::default()),
    };
    html! {
        <Choice
            {id}
            {words}
            ask={fact.ask.clone()}
            {options}
            chosen={AttrValue::from(props.asked.text.clone())}
            unsure={props.asked.standing == Standing::Unsure}
            slot={props.asked.slot.clone()}
            {described}
            tight={props.tight || matches!(fact.kind, FactKind::Truth)}
            disabled={props.disabled}
            on={props.on.clone()}
        />
    }
}

fn field(
    props: &QuestionProps,
    fact: &Fact,
    id: &str,
    described: Option<AttrValue>,
    kind: FieldKind,
    suffix: AttrValue,
) -> Html {
    html! {
        <Field
            id={id.to_owned()}
            words={props.words}
            ask={fact.ask.clone()}
            {kind}
            {suffix}
            text={AttrValue::from(props.asked.text.clone())}
            unsure={props.asked.standing == Standing::Unsure}
            wrong={!props.typing && matches!(props.asked.standing, Standing::Wrong(_))}
            slot={props.asked.slot.clone()}
            {described}
            today={props.today.clone()}
            disabled={props.disabled}
            on={props.on.clone()}
        />
    }
}
