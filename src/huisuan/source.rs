//! A file with its mistakes: each with line, field, what is wrong and what was expected.

use crate::read::Root;
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;
use toml::de::DeTable;

/// One mistake in a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The field, such as `amount.value`.
    pub field: String,
    /// What is wrong and what was expected.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.file, self.line)?;
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        write!(f, "{}", self.message)
    }
}

/// A file with the mistakes found in it so far.
#[derive(Debug)]
pub struct Source {
    /// The file, as it is named in messages.
    pub name: String,
    text: String,
    findings: RefCell<Vec<Finding>>,
}

impl Source {
    /// A file of this name and text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        Source { name: name.into(), text: text.into(), findings: RefCell::new(Vec::new()) }
    }

    /// The line of a place of the text, from 1.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        let before = self.text.as_bytes().iter().take(at);
        1 + before.filter(|it| **it == b'\n').count()
    }

    /// Notes a mistake at a place of the text.
    pub fn report(&self, at: usize, field: impl Into<String>, message: impl Into<String>) {
        self.findings.borrow_mut().push(Finding {
            file: self.name.clone(),
            line: self.line(at),
            field: field.into(),
            message: message.into(),
        });
    }

    /// All mistakes, in the order of the lines.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut all = self.findings.borrow().clone();
        all.sort();
        all.dedup();
        all
    }

    /// Reads the text as TOML; what cannot be read is reported and left out. Of several faults in
    /// the syntax itself only the first is reported: the rest follow from it more often than not.
    pub fn root(&self) -> Rc<Root<'_>> {
        let (table, errors) = DeTable::parse_recoverable(&self.text);
        if let Some(error) = errors.first() {
            let at = error.span().map_or(0, |it| it.start);
            self.report(at, "", format!("not valid TOML: {}", error.message().trim()));
        }
        Rc::new(Root::new(self, table))
    }

    /// Whether the text can be read as TOML at all.
    #[must_use]
    pub fn is_toml(&self) -> bool {
        DeTable::parse(&self.text).is_ok()
    }
}
