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
        self.at += crate::scan::plain(rest);
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
}

#[cfg(test)]
mod tests;
