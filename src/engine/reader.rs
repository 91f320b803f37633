//! Reads the compiled JSON from front to back, straight into its types: no tree is built, and no name
//! of a field is kept. A browser reads all packs before it can answer anything.

use std::borrow::Cow;

/// The part of a JSON text that has not been read yet.
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
}

type Read<T> = Result<T, String>;

#[inline(never)]
pub(crate) fn expected<T>(what: &str) -> Read<T> {
    Err(["expected ", what].concat())
}

impl<'a> Reader<'a> {
    /// Starts on a text.
    ///
    /// # Errors
    /// When it is not UTF-8.
    pub fn new(json: &'a [u8]) -> Read<Reader<'a>> {
        match std::str::from_utf8(json) {
            Ok(text) => Ok(Reader { text, at: 0 }),
            Err(err) => Err(format!("byte {} is not UTF-8", err.valid_up_to())),
        }
    }

    /// Ends on it.
    ///
    /// # Errors
    /// When something follows, naming the byte.
    pub fn end(mut self) -> Read<()> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(format!("byte {}: expected the end", self.at)),
        }
    }

    /// What should come next and does not.
    #[inline(never)]
    fn lacks<T>(&mut self, what: &str) -> Read<T> {
        match self.peek() {
            Some(_) => expected(what),
            None => Err(["the text ends, expected ", what].concat()),
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The first byte of what comes next.
    pub(crate) fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// Passes over a mark, if it comes next.
    pub(crate) fn passes(&mut self, mark: u8) -> bool {
        let passes = self.peek() == Some(mark);
        self.at += usize::from(passes);
        passes
    }

    /// Passes over a word such as `null`, if it comes next.
    pub(crate) fn passes_word(&mut self, word: &str) -> bool {
        self.peek();
        let passes = self.text.get(self.at..).is_some_and(|it| it.starts_with(word));
        if passes {
            self.at += word.len();
        }
        passes
    }

    /// Passes over a mark that must come next.
    #[inline(never)]
    pub(crate) fn must(&mut self, mark: u8) -> Read<()> {
        if self.passes(mark) {
            return Ok(());
        }
        self.lacks(match mark {
            b',' => "`,` or the end of a list or object",
            b':' => "`:` after a name",
            _ => "the end of a list",
        })
    }

    /// A whole number that is not negative; one that is written as a fraction is none.
    ///
    /// # Errors
    /// When something else comes next.
    #[inline(never)]
    pub(crate) fn whole(&mut self) -> Read<u64> {
        self.peek();
        let start = self.at;
        let mut number = Some(0_u64);
        while let Some(it @ b'0'..=b'9') = self.byte() {
            number = number.and_then(|before| before.checked_mul(10)?.checked_add(u64::from(it - b'0')));
            self.at += 1;
        }
        let digits = self.text.get(start..self.at).unwrap_or_default();
        let zero_first = digits.len() > 1 && digits.starts_with('0');
        match (number, self.byte()) {
            (_, Some(b'.' | b'e' | b'E')) => expected("a whole number"),
            (Some(it), _) if !digits.is_empty() && !zero_first => Ok(it),
            _ => expected("a whole number"),
        }
    }

    /// A text.
    ///
    /// # Errors
    /// When something else comes next.
    #[inline(never)]
    pub(crate) fn text(&mut self) -> Read<Cow<'a, str>> {
        if !self.passes(b'"') {
            return self.lacks("a text");
        }
        let start = self.at;
        self.plain();
        if self.byte() != Some(b'"') {
            return self.escaped(start);
        }
        let plain = self.text.get(start..self.at).unwrap_or_default();
        self.at += 1;
        Ok(Cow::Borrowed(plain))
    }

    /// Passes over characters of a text that stand for themselves.
    fn plain(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let marks = |it: &u8| matches!(it, b'"' | b'\\' | 0..0x20);
        self.at += rest.iter().position(marks).unwrap_or(rest.len());
    }

    /// The rest of a text in which characters are escaped.
    #[inline(never)]
    fn escaped(&mut self, mut start: usize) -> Read<Cow<'a, str>> {
        let mut whole = String::new();
        loop {
            let byte = self.byte();
            match byte {
                Some(b'"' | b'\\') => {
                    whole.push_str(self.text.get(start..self.at).unwrap_or_default());
                    self.at += 1;
                    if byte == Some(b'"') {
                        return Ok(Cow::Owned(whole));
                    }
                    whole.push(self.escape()?);
                    start = self.at;
                }
                _ => return expected("a text that ends"),
            }
            self.plain();
        }
    }

    fn escape(&mut self) -> Read<char> {
        let kind = self.byte();
        self.at += 1;
        Ok(match kind {
            Some(it @ (b'"' | b'\\' | b'/')) => char::from(it),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(),
            _ => return expected("an escape of JSON"),
        })
    }

    /// The character of `\uXXXX`, or of two of them where one is not enough.
    fn code_point(&mut self) -> Read<char> {
        let first = self.four()?;
        let code = if (0xD800..0xDC00).contains(&first) && self.byte() == Some(b'\\') {
            self.at += 1;
            let second = if self.byte() == Some(b'u') {
                self.at += 1;
                self.four()?
            } else {
                0
            };
            if !(0xDC00..0xE000).contains(&second) {
                return expected("the second half of a character");
            }
            0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        } else {
            first
        };
        char::from_u32(code).map_or_else(|| expected("a character"), Ok)
    }

    fn four(&mut self) -> Read<u32> {
        let digits = self.text.get(self.at..self.at.saturating_add(4)).unwrap_or_default();
        let all = digits.len() == 4 && digits.bytes().all(|it| it.is_ascii_hexdigit());
        self.at += digits.len();
        match u32::from_str_radix(digits, 16) {
            Ok(it) if all => Ok(it),
            _ => expected("four digits of a character"),
        }
    }

    /// Opens an object.
    ///
    /// # Errors
    /// When something else comes next.
    #[inline(never)]
    pub fn open(&mut self) -> Read<()> {
        if self.passes(b'{') { Ok(()) } else { self.lacks("an object") }
    }

    /// The name of the next field of an open object; none when it ends. `nth` counts the fields.
    ///
    /// # Errors
    /// When it is not written so.
    #[inline(never)]
    pub fn name(&mut self, nth: &mut usize) -> Read<Option<Cow<'a, str>>> {
        if self.passes(b'}') {
            return Ok(None);
        }
        if *nth > 0 {
            self.must(b',')?;
        }
        *nth += 1;
        let name = self.text()?;
        self.must(b':')?;
        Ok(Some(name))
    }

    /// Opens a list.
    ///
    /// # Errors
    /// When something else comes next.
    #[inline(never)]
    pub(crate) fn open_list(&mut self) -> Read<()> {
        if self.passes(b'[') { Ok(()) } else { self.lacks("a list") }
    }

    /// Whether an open list goes on. `nth` counts its values.
    ///
    /// # Errors
    /// When it is not written so.
    #[inline(never)]
    pub(crate) fn goes_on(&mut self, nth: &mut usize) -> Read<bool> {
        if self.passes(b']') {
            return Ok(false);
        }
        if *nth > 0 {
            self.must(b',')?;
        }
        *nth += 1;
        Ok(true)
    }

    /// Passes over one value of whatever form.
    ///
    /// # Errors
    /// When it does not end.
    fn pass(&mut self) -> Read<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.text()?;
                }
                Some(b'{' | b'[') => {
                    depth += 1;
                    self.at += 1;
                }
                Some(b'}' | b']') if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                Some(b',' | b':') if depth > 0 => self.at += 1,
                Some(b'0'..=b'9' | b'-' | b't' | b'f' | b'n') => {
                    while let Some(b'0'..=b'9' | b'a'..=b'z' | b'E' | b'.' | b'+' | b'-') = self.byte() {
                        self.at += 1;
                    }
                }
                _ => return expected("a value"),
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// The number in the field of this name, of an object of whatever form; 0 when there is none.
    /// `None`: it is no object of JSON.
    pub(crate) fn number_in(mut self, wanted: &str) -> Option<u64> {
        self.open().ok()?;
        let (mut nth, mut number) = (0, 0);
        while let Some(name) = self.name(&mut nth).ok()? {
            let start = self.at;
            self.pass().ok()?;
            if name == wanted {
                let value = Reader { text: self.text, at: start }.whole();
                number = value.unwrap_or(0);
            }
        }
        self.end().ok().map(|()| number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Form, from_slice};
    use proptest::prelude::*;
    use serde_json::Value;

    /// What the library says of the same text.
    fn check<T: Form + PartialEq + std::fmt::Debug>(json: &str, of: impl Fn(&Value) -> Option<T>) {
        let known: Result<Value, _> = serde_json::from_str(json);
        let expect = known.ok().and_then(|it| of(&it));
        assert_eq!(from_slice::<T>(json.as_bytes()).ok(), expect, "{json}");
    }

    fn text(it: &Value) -> Option<String> {
        it.as_str().map(str::to_owned)
    }

    #[test]
    fn texts_are_read_as_the_library_reads_them() {
        for json in [
            r#""""#,
            r#""购车价 价格""#,
            r#""a\"b\\c\/d\b\f\n\r\t""#,
            r#""\u4e2d\u6587""#,
            r#""\ud83d\ude00!""#,
            r#""\ud83d""#,
            r#""\ud83dx""#,
            r#""\ud83d\n""#,
            r#""\ude00""#,
            r#""\u12g4""#,
            r#""\u+123""#,
            r#""\x""#,
            r#""\u12"#,
            r#"""#,
            r#""abc"#,
            "\"a\nb\"",
            r#" "a" "#,
            r#""a" b"#,
            r#""a""b""#,
            "1",
            "null",
            "",
        ] {
            check(json, text);
        }
    }

    #[test]
    fn whole_numbers_are_read_as_the_library_reads_them() {
        for json in [
            "0",
            "7",
            "12345",
            "4294967295",
            "4294967296",
            "99999999999999999999",
            "-1",
            "01",
            "1.0",
            "1e2",
            "1x",
            "+1",
            "",
            "\"1\"",
        ] {
            check(json, |it| it.as_u64().and_then(|it| u32::try_from(it).ok()));
        }
    }

    #[test]
    fn lists_are_read_as_the_library_reads_them() {
        for json in ["[]", "[ ]", "[1]", "[1, 2 ,3]", "[1,]", "[,1]", "[1 2]", "[1", "[", "]", "[null]", "{}"] {
            check(json, |it| {
                it.as_array()?
                    .iter()
                    .map(|it| it.as_u64().and_then(|it| u32::try_from(it).ok()))
                    .collect::<Option<Vec<u32>>>()
            });
        }
    }

    #[test]
    fn a_version_is_found_in_a_form_that_is_not_known() {
        let version = |json: &str| Reader::new(json.as_bytes()).ok()?.number_in("format");
        assert_eq!(version(r#"{"a":[{"b":"}]"},-1.5e3,true,null],"format":7,"z":{}}"#), Some(7));
        assert_eq!(version(r#"{"a":1}"#), Some(0));
        assert_eq!(version("{}"), Some(0));
        for broken in
            ["", "[]", "{", r#"{"format":7"#, r#"{"format":7} x"#, r#"{"format":}"#, r#"{"a":[[[],"format":7}"#]
        {
            assert_eq!(version(broken), None, "{broken}");
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back(it in any::<String>(), other in "\\PC*") {
            for it in [it, other] {
                check(&serde_json::to_string(&it).unwrap(), text);
            }
        }

        #[test]
        fn whatever_is_typed_is_read_or_refused_as_by_the_library(json in "[\\[\\]\"\\\\,0-9un a-f]{0,12}") {
            check(&json, text);
            check(&json, |it| it.as_u64().and_then(|it| u32::try_from(it).ok()));
        }
    }
}
