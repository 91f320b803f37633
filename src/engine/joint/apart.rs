//! A total whose parts have no open answer in common is as large as its parts are: each is searched on its own,
//! in far fewer boxes than all of them together.

use super::{Joint, Kind};
use crate::expr::Domain;
use crate::num;
use crate::search::{self, Extreme};
use rust_decimal::Decimal;

/// Contests that read the same open variables, and which these are.
#[derive(Default)]
struct Part {
    contests: Vec<usize>,
    variables: Vec<usize>,
}

impl Joint<'_> {
    /// Finds both ends of the total, looking at this many boxes at the most for each end of each part. Instances
    /// that were quoted before must have been in the same box.
    pub(crate) fn ends(&mut self, domains: &[Domain], boxes: usize) -> (Extreme, Extreme) {
        let parts = self.parts(domains);
        if parts.is_empty() {
            return search::ends(self, domains, boxes);
        }
        let (mut least, mut most) = (Extreme::nothing(), Extreme::nothing());
        for part in parts {
            self.look_at(&part.contests);
            let found = self.found(&part).unwrap_or_else(|| search::ends(self, domains, boxes));
            for (sum, found) in [(&mut least, found.0), (&mut most, found.1)] {
                sum.value = sum.value.and_then(|it| num::add(it, found.value?));
                sum.proven &= found.proven;
                if sum.at.is_empty() {
                    sum.at = found.at;
                    continue;
                }
                for variable in &part.variables {
                    if let (Some(it), Some(found)) = (sum.at.get_mut(*variable), found.at.get(*variable)) {
                        *it = *found;
                    }
                }
            }
        }
        let all: Vec<usize> = (0..self.contests.len()).collect();
        self.look_at(&all);
        (least, most)
    }

    /// Both ends of a part that is one scheme alone, when its quote has found them.
    fn found(&mut self, part: &Part) -> Option<(Extreme, Extreme)> {
        let [contest] = part.contests.as_slice() else { return None };
        let contest = self.contests.get(*contest).filter(|it| it.kind != Kind::Items)?;
        let [member] = contest.members.as_slice() else { return None };
        let (mut least, most) = self.instances.get_mut(*member)?.found.take()?;
        // To a total, a figure that the record does not give adds at least nothing.
        least.value = least.value.or(Some(Decimal::ZERO));
        Some((least, most))
    }

    /// The contests, those together that have an open variable in common.
    fn parts(&self, domains: &[Domain]) -> Vec<Part> {
        let open = |it: &usize| domains.get(*it).is_some_and(|it| !it.decided());
        let mut parts: Vec<Part> = Vec::new();
        for (place, contest) in self.contests.iter().enumerate() {
            let members = contest.members.iter().filter_map(|it| self.instances.get(*it));
            let mut variables: Vec<usize> = members.flat_map(|it| it.variables()).filter(open).collect();
            if contest.kind == Kind::Items {
                // Quotas count by category.
                variables.extend(self.categories.iter().flatten().copied().filter(open));
            }
            let mut joined = Part { contests: vec![place], variables };
            let shares = |it: &Part| it.variables.iter().any(|it| joined.variables.contains(it));
            let (same, mut apart): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(shares);
            for it in same {
                joined.contests.extend(it.contests);
                joined.variables.extend(it.variables);
            }
            apart.push(joined);
            parts = apart;
        }
        parts
    }
}

impl Extreme {
    /// The end of a total of nothing.
    fn nothing() -> Extreme {
        Extreme { value: Some(Decimal::ZERO), at: Vec::new(), proven: true }
    }
}
