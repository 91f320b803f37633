//! What a search has cost so far, in states, and who may end it.

use super::{Check, Progress};

/// How many steps weigh as much as one state. A step is the least that a loop does: an entry of a row that is
/// multiplied, something that a way takes and that is looked at. They take about the same time wherever they are
/// counted, so that a budget stands for about the same time whatever it is spent on: a microsecond for each state.
const STEPS: u64 = 512;
/// The check is asked whenever so many states have passed.
const ASKED_EVERY: u64 = 1_000;

/// What a search may cost and who watches it.
pub(crate) struct Watch<'a> {
    check: Check<'a>,
    pub progress: Progress,
    /// How many states may have been looked at before the work at hand ends.
    end: u64,
    /// Steps that do not make a state yet.
    steps: u64,
    /// With how many states the check is asked again.
    asked_at: u64,
    stopped: bool,
}

impl<'a> Watch<'a> {
    pub(crate) fn new(budget: u64, check: Check<'a>) -> Watch<'a> {
        let progress = Progress { done: 0, parts: 0, nodes: 0 };
        Watch { check, progress, end: budget, steps: 0, asked_at: 0, stopped: false }
    }

    /// Counts steps; `false`: it is time to stop.
    pub(super) fn spend(&mut self, steps: usize) -> bool {
        self.steps = self.steps.saturating_add(u64::try_from(steps).unwrap_or(u64::MAX));
        if self.steps >= STEPS {
            let nodes = self.progress.nodes.saturating_add(self.steps / STEPS);
            self.progress.nodes = nodes;
            self.steps %= STEPS;
            if nodes >= self.asked_at && !self.stopped {
                self.asked_at = nodes.saturating_add(ASKED_EVERY);
                self.stopped = !(self.check)(self.progress);
            }
        }
        !self.is_over()
    }

    /// Whether the budget is used up or the check said stop.
    pub(super) fn is_over(&self) -> bool {
        self.stopped || self.progress.nodes >= self.end
    }

    /// What is left for the work at hand, in states.
    pub(super) fn left(&self) -> u64 {
        if self.stopped { 0 } else { self.end.saturating_sub(self.progress.nodes) }
    }

    /// The same in steps.
    pub(super) fn steps_left(&self) -> u64 {
        self.left().saturating_mul(STEPS)
    }

    /// Work that may take so many of the states that are left.
    pub(super) fn within<T>(&mut self, share: u64, work: impl FnOnce(&mut Watch<'a>) -> T) -> T {
        let before = self.end;
        self.end = self.progress.nodes.saturating_add(share).min(before);
        let done = work(self);
        self.end = before;
        done
    }
}
