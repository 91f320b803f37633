//! From a raw campaign to a checked one: every mistake is found, each with its field and what was expected.

use super::parts::{Bundle, Class, Part};
use super::raw::{RawCampaign, RawClass, RawDocument, RawSpan, RawTerm, RawValidity, RawVoucherBundle};
use super::span::{ClockTime, Span, Validity};
use super::term::{About, Assumption, Term};
use super::word::{Category, ClaimMethod, Level, Platform};
use super::{Campaign, ClaimRule};
use crate::pack::{Certainty, Confidence, Document};
use std::fmt;
use time::Date;

/// The words of a closed list, for messages.
macro_rules! one_of {
    ($list:ty) => {
        format!("one of {}", <$list>::ALL.iter().map(|it| it.name()).collect::<Vec<_>>().join(", "))
    };
}

mod rules;
mod wallet;
mod when;

/// The most classes, benefits, limits and so on that a campaign may have.
const MOST_PARTS: usize = 64;

/// Where in a raw campaign: `benefits[2].off`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Field {
    /// The list or table, such as `benefits`; empty: the campaign itself.
    pub part: &'static str,
    /// The place in the list, from 0.
    pub place: Option<usize>,
    /// The field, such as `off`; empty: the part itself.
    pub name: &'static str,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.part)?;
        if let Some(place) = self.place {
            write!(f, "[{place}]")?;
        }
        if !self.part.is_empty() && !self.name.is_empty() {
            f.write_str(".")?;
        }
        f.write_str(self.name)
    }
}

/// One mistake in a campaign.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CampaignError {
    /// Where.
    pub field: Field,
    /// What was expected there.
    pub expected: String,
}

/// Every mistake in a campaign, in the order of its fields.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CampaignErrors(pub Vec<CampaignError>);

impl fmt::Display for CampaignErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, it) in self.0.iter().enumerate() {
            let gap = if place == 0 { "" } else { "; " };
            write!(f, "{gap}{}: expected {}", it.field, it.expected)?;
        }
        Ok(())
    }
}

impl std::error::Error for CampaignErrors {}

/// Collects mistakes and assumptions while the parts are checked.
struct Checker {
    errors: Vec<CampaignError>,
    assumptions: Vec<Assumption>,
    n_documents: usize,
    n_classes: usize,
}

const fn at(part: &'static str, place: usize, name: &'static str) -> Field {
    Field { part, place: Some(place), name }
}

const fn of(part: &'static str, name: &'static str) -> Field {
    Field { part, place: None, name }
}

impl Campaign {
    /// Checks a raw campaign.
    ///
    /// # Errors
    /// Every field that makes no sense, with what was expected there.
    pub fn from_raw(raw: RawCampaign) -> Result<Campaign, CampaignErrors> {
        let mut check = Checker {
            errors: Vec::new(),
            assumptions: Vec::new(),
            n_documents: raw.documents.len(),
            n_classes: raw.classes.len(),
        };
        let campaign = check.campaign(raw);
        if check.errors.is_empty() { Ok(campaign) } else { Err(CampaignErrors(check.errors)) }
    }
}

impl Checker {
    fn wrong(&mut self, field: Field, expected: impl Into<String>) {
        self.errors.push(CampaignError { field, expected: expected.into() });
    }

    fn need(&mut self, holds: bool, field: Field, expected: &str) {
        if !holds {
            self.wrong(field, expected);
        }
    }

    fn campaign(&mut self, raw: RawCampaign) -> Campaign {
        self.slug(&raw.id, of("", "id"));
        self.need(!raw.title.is_empty(), of("", "title"), "a title");
        self.need(!raw.issuer.is_empty(), of("", "issuer"), "who issued it");
        self.count(raw.documents.len(), 1, "documents");
        self.count(raw.classes.len(), 1, "classes");
        self.count(raw.benefits.len(), 1, "benefits");
        self.count(raw.bundles.len(), 0, "bundles");
        self.count(raw.limits.len(), 0, "limits");
        self.count(raw.notes.len(), 0, "notes");
        self.count(raw.claim.windows.len(), 1, "claim");
        self.unique("classes", raw.classes.iter().map(|it| it.id.as_str()));
        self.unique("benefits", raw.benefits.iter().map(|it| it.id.as_str()));
        self.unique("bundles", raw.bundles.iter().map(|it| it.id.as_str()));
        self.unique("limits", raw.limits.iter().map(|it| it.id.as_str()));
        self.unique("notes", raw.notes.iter().map(|it| it.id.as_str()));

        let level = Level::named(&raw.level);
        self.need(level.is_some(), of("", "level"), &one_of!(Level));
        let certainty = match raw.certainty.as_str() {
            "entitled" => Certainty::Entitled,
            "if_claimed" => Certainty::IfClaimed,
            "if_drawn" => Certainty::IfDrawn,
            "funds_may_end" => Certainty::FundsMayEnd,
            _ => {
                self.wrong(of("", "certainty"), "one of entitled, if_claimed, if_drawn, funds_may_end");
                Certainty::IfClaimed
            }
        };
        let documents = raw.documents.into_iter().enumerate().map(|(place, it)| self.document(place, it)).collect();

        let method = ClaimMethod::named(&raw.claim.method);
        self.need(method.is_some(), of("claim", "method"), &one_of!(ClaimMethod));
        self.source(raw.claim.source, of("claim", "source"));
        let opens = self.clock(raw.claim.daily_from.as_deref(), ClockTime::START, of("claim", "daily_from"));
        let mut windows = Vec::new();
        for it in &raw.claim.windows {
            windows.extend(self.span(it, None, of("claim", "windows"), About::ClaimWindow));
        }
        let last_claim = windows.iter().map(|it: &Span| it.to).max();
        let claim = ClaimRule {
            method: method.unwrap_or(ClaimMethod::NoClaim),
            windows,
            daily_from: opens,
            how: raw.claim.how,
            place: raw.claim.place,
        };

        self.source(raw.redeem.source, of("redeem", "source"));
        let daily_from = self.clock(raw.redeem.daily_from.as_deref(), ClockTime::START, of("redeem", "daily_from"));
        let daily_to = self.clock(raw.redeem.daily_to.as_deref(), ClockTime::END, of("redeem", "daily_to"));
        self.need(daily_from < daily_to, of("redeem", "daily_to"), "a time after `daily_from`");
        let common = Common {
            window: raw.redeem.window,
            validity: raw.redeem.validity,
            platforms: raw.redeem.platforms,
            last_claim,
        };
        let mut classes = Vec::new();
        for (place, it) in raw.classes.into_iter().enumerate() {
            classes.extend(self.class(place, it, &common));
        }

        let n_benefits = raw.benefits.len();
        let benefits = self.benefits(raw.benefits);
        let bundles: Vec<Bundle> =
            raw.bundles.into_iter().enumerate().map(|(place, it)| self.bundle(place, it, n_benefits)).collect();
        let mut bundled: Vec<usize> = bundles.iter().flat_map(|it| it.parts.iter().map(|it| it.benefit)).collect();
        bundled.sort_unstable();
        let n_bundled = bundled.len();
        bundled.dedup();
        self.need(bundled.len() == n_bundled, of("bundles", ""), "each benefit in one bundle only");
        let limits = self.limits(raw.limits, &benefits);
        self.wallets(&benefits, &bundles, &limits, claim.method);
        let stacking = self.stacking(raw.stacking);
        let (threshold_basis, rounding) = self.terms(raw.terms, &benefits);
        let refund = self.refund(raw.refund);
        self.notes(raw.notes);

        Campaign {
            id: raw.id,
            title: raw.title,
            series: raw.series,
            measures: raw.measures,
            level: level.unwrap_or(Level::OtherPlace),
            issuer: raw.issuer,
            for_whom: raw.for_whom,
            certainty,
            documents,
            claim,
            how_to_redeem: raw.redeem.how,
            daily_from,
            daily_to,
            classes,
            benefits,
            bundles,
            limits,
            stacking,
            threshold_basis,
            rounding,
            refund,
            assumptions: std::mem::take(&mut self.assumptions),
        }
    }

    fn slug(&mut self, id: &str, field: Field) {
        let fits = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-' || it == b'_';
        self.need(!id.is_empty() && id.bytes().all(fits), field, "a name of a-z, 0-9, - and _");
    }

    fn count(&mut self, n_parts: usize, least: usize, part: &'static str) {
        if n_parts < least {
            self.wrong(of(part, ""), "at least one");
        } else if n_parts > MOST_PARTS {
            self.wrong(of(part, ""), format!("at most {MOST_PARTS}"));
        }
    }

    fn unique<'a>(&mut self, part: &'static str, ids: impl Iterator<Item = &'a str>) {
        let mut seen: Vec<&str> = Vec::new();
        for (place, id) in ids.enumerate() {
            self.slug(id, at(part, place, "id"));
            self.need(!seen.contains(&id), at(part, place, "id"), "a name that no other has");
            seen.push(id);
        }
    }

    fn source(&mut self, source: usize, field: Field) {
        self.need(source < self.n_documents, field, "a document of this campaign");
    }

    fn confidence(&mut self, name: &str, field: Field) -> Confidence {
        match name {
            "official" => Confidence::Official,
            "reported" => Confidence::Reported,
            "unverified" => Confidence::Unverified,
            "unknown" => Confidence::Unknown,
            _ => {
                self.wrong(field, "one of official, reported, unverified, unknown");
                Confidence::Unknown
            }
        }
    }

    fn document(&mut self, place: usize, raw: RawDocument) -> Document {
        self.need(!raw.title.is_empty(), at("documents", place, "title"), "a title");
        let confidence = self.confidence(&raw.confidence, at("documents", place, "confidence"));
        Document {
            title: raw.title,
            number: raw.number,
            issuer: raw.issuer,
            date: raw.date,
            url: raw.url,
            confidence,
            note: raw.note,
        }
    }

    fn assume(&mut self, id: String, say: &str, about: About, field: Field) -> usize {
        self.need(!say.is_empty(), field, "a sentence that says what is assumed");
        let same = self.assumptions.iter().position(|it| it.id == id && it.say == say);
        let place = same.unwrap_or(self.assumptions.len());
        match self.assumptions.get_mut(place) {
            // One sentence about several classes is one assumption.
            Some(known) => match (&mut known.about, about) {
                (About::LastDay(all), About::LastDay(more)) | (About::ClaimDay(all), About::ClaimDay(more)) => {
                    all.extend(more);
                }
                _ => {}
            },
            None => self.assumptions.push(Assumption { id, say: say.to_owned(), about }),
        }
        place
    }

    /// A term whose value is a word.
    fn term<R, T>(
        &mut self,
        raw: RawTerm<R>,
        read: impl Fn(&R) -> Option<T>,
        expected: &str,
        field: Field,
        id: impl Into<String>,
        about: About,
    ) -> Option<Term<T>> {
        let value = read(&raw.value);
        let instead = raw.instead.as_ref().map(&read);
        self.need(value.is_some() && !matches!(instead, Some(None)), field, expected);
        let assumed = raw.assumed.map(|say| self.assume(id.into(), &say, about, field));
        self.need(assumed.is_some() || instead.is_none(), field, "another reading only where something is assumed");
        Some(Term { value: value?, assumed, instead: instead.flatten() })
    }

    fn class(&mut self, place: usize, raw: RawClass, common: &Common) -> Option<Class> {
        self.source(raw.source, at("classes", place, "source"));
        self.need(!raw.title.is_empty(), at("classes", place, "title"), "a title");
        let include = self.categories(&raw.include, at("classes", place, "include"));
        let exclude = self.categories(&raw.exclude, at("classes", place, "exclude"));
        let clash = include.iter().any(|it| exclude.contains(it));
        self.need(!clash, at("classes", place, "exclude"), "no category that is in `include` too");
        let read = |it: &String| match it.as_str() {
            "included" => Some(true),
            "excluded" => Some(false),
            _ => None,
        };
        let field = at("classes", place, "rest");
        let rest =
            self.term(raw.rest, read, "included or excluded", field, format!("scope-{}", raw.id), About::Scope(place));
        let all_out = rest.as_ref().is_some_and(|it| !it.value) && include.is_empty();
        self.need(!all_out, at("classes", place, "include"), "at least one category");
        let platforms = if raw.platforms.is_empty() { &common.platforms } else { &raw.platforms };
        let platforms = self.platforms(platforms, at("classes", place, "platforms"));
        let validity = self.validity(raw.validity.as_ref().unwrap_or(&common.validity), place)?;
        let last = match (&validity, common.last_claim) {
            (Validity::Days { days, .. }, Some(last)) => last.checked_add(time::Duration::days(i64::from(*days))),
            (Validity::SameDay, last) => last,
            _ => None,
        };
        let field = at("classes", place, "window");
        let window = raw.window.as_ref().unwrap_or(&common.window);
        let window = self.span(window, last, field, About::LastDay(vec![place]))?;
        Some(Class {
            id: raw.id,
            title: raw.title,
            funder: raw.funder,
            include,
            exclude,
            rest: rest?,
            platforms,
            window,
            validity,
        })
    }

    fn categories(&mut self, names: &[String], field: Field) -> Vec<Category> {
        let known: Vec<Category> = names.iter().filter_map(|it| Category::named(it)).collect();
        self.need(known.len() == names.len(), field, &one_of!(Category));
        known
    }

    fn platforms(&mut self, names: &[String], field: Field) -> Vec<Platform> {
        let known: Vec<Platform> = names.iter().filter_map(|it| Platform::named(it)).collect();
        self.need(known.len() == names.len(), field, &one_of!(Platform));
        self.need(!known.is_empty(), field, "at least one platform");
        known
    }

    fn bundle(&mut self, place: usize, raw: RawVoucherBundle, n_benefits: usize) -> Bundle {
        self.source(raw.source, at("bundles", place, "source"));
        let fits = |part: &super::raw::RawPart| part.benefit < n_benefits && (1..=1_000).contains(&part.count);
        let sound = !raw.parts.is_empty() && raw.parts.iter().all(fits);
        self.need(sound, at("bundles", place, "parts"), "benefits of this campaign, each with a count from 1 to 1000");
        let parts = raw.parts.iter().map(|it| Part { benefit: it.benefit, count: it.count }).collect();
        Bundle { id: raw.id, title: raw.title, parts }
    }
}

/// What holds for every class that does not say otherwise.
struct Common {
    window: RawSpan,
    validity: RawValidity,
    platforms: Vec<String>,
    last_claim: Option<Date>,
}
