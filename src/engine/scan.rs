//! Finds where the values of a JSON text begin and end, without reading them: what nobody asks for is
//! only passed over.

use crate::reader::expected;
use std::ops::Range;

/// Where a value stands in its text.
pub(crate) type Span = Range<usize>;

type Found<T> = Result<T, String>;

/// The part of a JSON text that has not been passed over yet.
#[derive(Clone)]
pub(crate) struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Scan<'a> {
        Scan { bytes, at: 0 }
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The first byte of what comes next.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// How far it has come.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Passes over a mark that must come next; where it stands.
    #[inline(never)]
    pub(crate) fn must(&mut self, mark: u8, what: &str) -> Found<usize> {
        match self.peek() {
            Some(it) if it == mark => {
                self.at += 1;
                Ok(self.at - 1)
            }
            Some(_) => expected(what),
            None => Err(["the text ends, expected ", what].concat()),
        }
    }

    /// Whether an open object or list goes on before its last mark. `nth` counts what is in it.
    pub(crate) fn goes_on(&mut self, last: u8, nth: &mut usize) -> Found<bool> {
        if self.peek() == Some(last) {
            self.at += 1;
            return Ok(false);
        }
        if *nth > 0 {
            self.must(b',', "`,` or the end of a list or object")?;
        }
        *nth += 1;
        Ok(true)
    }

    /// The name of the next field of an open object as it is written; none when it ends.
    pub(crate) fn name(&mut self, nth: &mut usize) -> Found<Option<&'a [u8]>> {
        if !self.goes_on(b'}', nth)? {
            return Ok(None);
        }
        if self.peek() != Some(b'"') {
            return expected("a text");
        }
        let start = self.at + 1;
        self.text()?;
        let name = self.bytes.get(start..self.at.saturating_sub(1)).unwrap_or_default();
        self.must(b':', "`:` after a name")?;
        Ok(Some(name))
    }

    /// Passes over a text whose first mark comes next.
    #[inline(never)]
    fn text(&mut self) -> Found<()> {
        let mut at = self.at + 1;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let far = plain(rest);
            match rest.get(far) {
                Some(b'"') => {
                    self.at = at + far + 1;
                    return Ok(());
                }
                Some(b'\\') => at += far + 2,
                _ => return expected("a text that ends"),
            }
        }
    }

    /// Passes over one value of whatever form; what stands inside it is not looked at.
    #[inline(never)]
    pub(crate) fn value(&mut self) -> Found<Span> {
        self.peek();
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            match self.byte() {
                Some(b'"') => self.text()?,
                Some(b',' | b':' | b' ' | b'\n' | b'\r' | b'\t') if depth > 0 => {
                    self.at += 1;
                    continue;
                }
                Some(b'{' | b'[') => {
                    depth += 1;
                    self.at += 1;
                }
                Some(b'}' | b']') if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                Some(b'0'..=b'9' | b'a'..=b'z' | b'-') => {
                    while let Some(b'0'..=b'9' | b'a'..=b'z' | b'E' | b'.' | b'+' | b'-') = self.byte() {
                        self.at += 1;
                    }
                }
                Some(_) => return expected("a value"),
                None => return expected("a value that ends"),
            }
            if depth == 0 {
                return Ok(start..self.at);
            }
        }
    }

    /// Ends on it.
    pub(crate) fn end(mut self) -> Found<()> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(["byte ", &self.at.to_string(), ": expected the end"].concat()),
        }
    }
}

/// How many bytes come before a quotation mark, a backslash or a control character: all of them where there
/// is none. Eight are looked at in one go.
#[inline]
pub(crate) fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const TOPS: u64 = u64::from_le_bytes([0x80; 8]);
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut passed = 0;
    for eight in eights {
        let eight = u64::from_le_bytes(*eight);
        let quote = eight ^ u64::from_le_bytes([b'"'; 8]);
        let escape = eight ^ u64::from_le_bytes([b'\\'; 8]);
        // The top bit of the first byte that is one of them; what is carried reaches only bytes behind it.
        let found = (quote.wrapping_sub(ONES) & !quote
            | escape.wrapping_sub(ONES) & !escape
            | eight.wrapping_sub(u64::from_le_bytes([0x20; 8])) & !eight)
            & TOPS;
        if found != 0 {
            return passed + (found.trailing_zeros() / 8) as usize;
        }
        passed += 8;
    }
    passed + rest.iter().position(|it| matches!(it, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::Scan;

    #[track_caller]
    fn check(json: &str, value: Option<&str>) {
        let found = Scan::new(json.as_bytes()).value();
        assert_eq!(found.ok().map(|it| &json[it]), value, "{json}");
    }

    #[test]
    fn a_value_is_passed_over_to_its_end_and_no_further() {
        check(r#" {"a":[{"b":"}]"},-1.5e3,true,null]} ,"#, Some(r#"{"a":[{"b":"}]"},-1.5e3,true,null]}"#));
        check(r#""a\"b\\" x"#, Some(r#""a\"b\\""#));
        check("[]]", Some("[]"));
        check("12,", Some("12"));
        check("null}", Some("null"));
        for broken in ["", " ", "]", ",", "[", "[[]", "{", r#"""#, r#""a\""#, r#"{"a":"}"#, "\"\\", "X", "[X]"] {
            check(broken, None);
        }
    }

    #[test]
    fn marks_are_found_wherever_they_stand() {
        for len in 0..20 {
            for mark in ["\"", "\\", "\n", "\0", "\u{1f}", "\u{7f}", "!", "#", "[", "]", "\u{a2}", "\u{dc}", "价"] {
                for at in 0..=len {
                    let text = ["x".repeat(at).as_str(), mark, &"\"x".repeat(len - at)].concat();
                    let first = text.bytes().position(|it| matches!(it, b'"' | b'\\' | 0..0x20));
                    assert_eq!(super::plain(text.as_bytes()), first.unwrap_or(text.len()), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn fields_are_named_one_after_the_other() {
        let names = |json: &str| -> Result<Vec<String>, String> {
            let mut scan = Scan::new(json.as_bytes());
            scan.must(b'{', "an object")?;
            let (mut nth, mut names) = (0, Vec::new());
            while let Some(name) = scan.name(&mut nth)? {
                names.push(String::from_utf8_lossy(name).into_owned());
                scan.value()?;
            }
            scan.end().map(|()| names)
        };
        assert_eq!(names(r#" { "a" : 1 , "b\"" : [ "c" ] } "#), Ok(vec!["a".to_owned(), "b\\\"".to_owned()]));
        assert_eq!(names("{}"), Ok(vec![]));
        for broken in ["", "[]", "{", r#"{"a"}"#, r#"{"a":1 "b":2}"#, r#"{"a":1,}"#, r#"{"a":1} x"#, r#"{a:1}"#] {
            assert!(names(broken).is_err(), "{broken}");
        }
    }
}
