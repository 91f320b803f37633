//! The text form of an expression: tokens and the tree that they make.
//!
//! Not here: whether names exist and types fit; that is `typing`.

use std::ops::Range;
use winnow::Parser as _;
use winnow::ascii::{digit1, multispace0};
use winnow::combinator::{alt, delimited, opt, preceded};
use winnow::error::ContextError;
use winnow::stream::LocatingSlice;
use winnow::token::{one_of, take_till, take_while};

/// A tree with its place in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: Kind,
    /// Its place in the expression's text, in bytes.
    pub span: Range<usize>,
}

/// What an expression is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A number with the unit words behind it, such as `6000` and `yuan incl_vat`, or `12` and `%`.
    Number(String, String),
    /// A day.
    Day(String),
    /// An option of a choice.
    Option(String),
    /// A name.
    Name(String),
    /// An operator that stands before its operand: `not`, `-`.
    Prefix(&'static str, Box<Expr>),
    /// An operator between its operands.
    Infix(&'static str, Box<Expr>, Box<Expr>),
    /// `x in ['a', 'b']`.
    In(Box<Expr>, Vec<Expr>),
    /// `if a then b else c`.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `f(a, b)`.
    Call(String, Vec<Expr>),
}

/// Why a text is not an expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// Where, in bytes.
    pub at: usize,
    /// What was found and expected.
    pub message: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Token {
    Number(String),
    Day(String),
    Option(String),
    Word(String),
    Sign(&'static str),
}

type Input<'a> = LocatingSlice<&'a str>;
type Lexed<T> = Result<T, ContextError>;

const SIGNS: [&str; 16] = ["<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",", "%"];

fn sign(input: &mut Input<'_>) -> Lexed<Token> {
    for it in SIGNS {
        if opt(it).parse_next(input)?.is_some() {
            return Ok(Token::Sign(it));
        }
    }
    Err(ContextError::new())
}

fn day(input: &mut Input<'_>) -> Lexed<Token> {
    let fixed = |n: usize| take_while(n..=n, |it: char| it.is_ascii_digit());
    (fixed(4), '-', fixed(2), '-', fixed(2)).take().map(|it: &str| Token::Day(it.to_owned())).parse_next(input)
}

fn number(input: &mut Input<'_>) -> Lexed<Token> {
    (digit1, opt(('.', digit1))).take().map(|it: &str| Token::Number(it.to_owned())).parse_next(input)
}

fn option(input: &mut Input<'_>) -> Lexed<Token> {
    delimited('\'', take_till(0.., '\''), '\'').map(|it: &str| Token::Option(it.to_owned())).parse_next(input)
}

fn word(input: &mut Input<'_>) -> Lexed<Token> {
    let first = one_of(|it: char| it.is_alphabetic() || it == '_');
    let rest = take_while(0.., |it: char| it.is_alphanumeric() || it == '_');
    (first, rest).take().map(|it: &str| Token::Word(it.to_owned())).parse_next(input)
}

fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, SyntaxError> {
    let mut input = LocatingSlice::new(text);
    let mut tokens = Vec::new();
    loop {
        let space: Lexed<&str> = multispace0.parse_next(&mut input);
        if space.is_err() || input.is_empty() {
            return Ok(tokens);
        }
        let at = text.len() - input.len();
        let one: Lexed<_> =
            preceded(multispace0, alt((day, number, option, word, sign)).with_span()).parse_next(&mut input);
        match one {
            Ok(token) => tokens.push(token),
            Err(_) => {
                let found = text.get(at..).and_then(|it| it.chars().next()).unwrap_or(' ');
                return Err(SyntaxError { at, message: format!("`{found}` does not belong in an expression") });
            }
        }
    }
}

/// Reads an expression.
///
/// # Errors
/// Where the text stops making sense, and what was expected there.
pub fn parse(text: &str) -> Result<Expr, SyntaxError> {
    let mut parser = Parser { tokens: tokens(text)?, next: 0, end: text.len(), depth: 0 };
    let expr = parser.expr(0)?;
    match parser.peek() {
        None => Ok(expr),
        Some(_) => Err(parser.error("an operator or the end")),
    }
}

/// The deepest nesting that is read.
const MOST_DEPTH: u32 = 100;

struct Parser {
    tokens: Vec<(Token, Range<usize>)>,
    next: usize,
    end: usize,
    depth: u32,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|it| &it.0)
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |it| it.1.start)
    }

    fn last_end(&self) -> usize {
        self.next.checked_sub(1).and_then(|it| self.tokens.get(it)).map_or(0, |it| it.1.end)
    }

    fn error(&self, expected: &str) -> SyntaxError {
        let found = match self.peek() {
            None => "the end".to_owned(),
            Some(Token::Number(it) | Token::Day(it) | Token::Word(it)) => format!("`{it}`"),
            Some(Token::Option(it)) => format!("`'{it}'`"),
            Some(Token::Sign(it)) => format!("`{it}`"),
        };
        SyntaxError { at: self.at(), message: format!("found {found}, expected {expected}") }
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Sign(it)) if *it == sign);
        self.next += usize::from(found);
        found
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Word(it)) if it == word);
        self.next += usize::from(found);
        found
    }

    fn need(&mut self, found: bool, what: &str) -> Result<(), SyntaxError> {
        if found { Ok(()) } else { Err(self.error(what)) }
    }

    /// The operator at hand with its binding strength; larger binds tighter.
    fn infix(&self) -> Option<(&'static str, u8)> {
        match self.peek()? {
            Token::Word(it) if it == "or" => Some(("or", 1)),
            Token::Word(it) if it == "and" => Some(("and", 2)),
            Token::Word(it) if it == "in" => Some(("in", 4)),
            Token::Sign(it @ ("<=" | ">=" | "==" | "!=" | "<" | ">")) => Some((it, 4)),
            Token::Sign(it @ ("+" | "-")) => Some((it, 5)),
            Token::Sign(it @ ("*" | "/")) => Some((it, 6)),
            _ => None,
        }
    }

    fn expr(&mut self, floor: u8) -> Result<Expr, SyntaxError> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(SyntaxError {
                at: self.at(),
                message: "nested too deep, expected at most 100 levels".to_owned(),
            });
        }
        let start = self.at();
        let mut left = self.operand()?;
        while let Some((operator, strength)) = self.infix() {
            if strength < floor {
                break;
            }
            if strength == 4 && matches!(left.kind, Kind::Infix("<=" | ">=" | "==" | "!=" | "<" | ">", ..)) {
                return Err(self.error("`and` between two comparisons"));
            }
            self.next += 1;
            let kind = if operator == "in" {
                self.need_options(left)?
            } else {
                let right = self.expr(strength + 1)?;
                Kind::Infix(operator, Box::new(left), Box::new(right))
            };
            left = Expr { kind, span: start..self.last_end() };
        }
        self.depth -= 1;
        Ok(left)
    }

    fn need_options(&mut self, left: Expr) -> Result<Kind, SyntaxError> {
        let found = self.take_sign("[");
        self.need(found, "`[` with options such as ['a', 'b']")?;
        Ok(Kind::In(Box::new(left), self.list("]")?))
    }

    fn list(&mut self, close: &'static str) -> Result<Vec<Expr>, SyntaxError> {
        let mut parts = Vec::new();
        while !self.take_sign(close) {
            if !parts.is_empty() {
                let found = self.take_sign(",");
                self.need(found, &format!("`,` or `{close}`"))?;
                if self.take_sign(close) {
                    break;
                }
            }
            parts.push(self.expr(0)?);
        }
        Ok(parts)
    }

    fn operand(&mut self) -> Result<Expr, SyntaxError> {
        let start = self.at();
        let Some(token) = self.peek().cloned() else { return Err(self.error("a value")) };
        self.next += 1;
        let kind = match token {
            Token::Number(number) => Kind::Number(number, self.unit()),
            Token::Day(day) => Kind::Day(day),
            Token::Option(option) => Kind::Option(option),
            Token::Sign("(") => {
                let inner = self.expr(0)?;
                let found = self.take_sign(")");
                self.need(found, "`)`")?;
                return Ok(Expr { kind: inner.kind, span: start..self.last_end() });
            }
            Token::Sign("-") => Kind::Prefix("-", Box::new(self.expr(7)?)),
            Token::Word(word) => match word.as_str() {
                "not" => Kind::Prefix("not", Box::new(self.expr(3)?)),
                "if" => {
                    let condition = self.expr(0)?;
                    let found = self.take_word("then");
                    self.need(found, "`then`")?;
                    let yes = self.expr(0)?;
                    let found = self.take_word("else");
                    self.need(found, "`else`")?;
                    Kind::If(Box::new(condition), Box::new(yes), Box::new(self.expr(0)?))
                }
                _ if self.take_sign("(") => Kind::Call(word, self.list(")")?),
                _ => Kind::Name(word),
            },
            Token::Sign(_) => {
                self.next -= 1;
                return Err(self.error("a value"));
            }
        };
        Ok(Expr { kind, span: start..self.last_end() })
    }

    /// The unit words behind a number.
    fn unit(&mut self) -> String {
        if self.take_sign("%") {
            return "%".to_owned();
        }
        let mut words: Vec<String> = Vec::new();
        while let Some(Token::Word(it)) = self.peek() {
            let fits = match words.len() {
                0 => it == "yuan" || crate::types::COUNTS.contains(&it.as_str()),
                _ => words.first().is_some_and(|it| it == "yuan") && crate::types::BASES.contains(&it.as_str()),
            };
            if !fits || words.len() > 1 {
                break;
            }
            words.push(it.clone());
            self.next += 1;
        }
        words.join(" ")
    }
}
