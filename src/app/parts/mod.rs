//! The parts that pages are made of. A part takes plain values and one callback, and does not know the store.

pub mod button;
pub mod icon;
pub mod link;
pub mod press;
pub mod shell;
pub mod switch;

pub mod bar;
pub mod chart;
pub mod course;
pub mod gauge;

pub mod answered;
pub mod chips;
pub mod choice;
pub mod field;
pub mod question;

pub mod badge;
pub mod claim;
pub mod ends;
pub mod finding;
pub mod fold;
pub mod formula;
pub mod reasons;
pub mod refused;
pub mod schedule;
pub mod scheme;
pub mod schemes;
pub mod sources;

pub mod actions;
pub mod door;
pub mod notice;
pub mod rulebook;
pub mod ticks;
pub mod timing;
pub mod trouble;

pub mod helper;
pub mod item;
pub mod measure;
pub mod picker;
pub mod plan_card;
pub mod search;
pub mod self_check;
pub mod typed;

pub mod advice;
pub mod bill;
pub mod check;
pub mod count;
pub mod holding;
pub mod payment;
pub mod proof;
pub mod purchase;
pub mod receipt;
pub mod select;
pub mod terms;
pub mod used;

#[cfg(test)]
mod beside;
#[cfg(test)]
mod tests;
