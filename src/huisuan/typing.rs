//! From the tree of an expression to the nodes that the engine evaluates, with every type checked:
//! money is not a date, 含税 is not 不含税, and no number stands without its source.

use crate::expression::{Expr, Kind, parse};
use crate::read::{Source, Text};
use crate::types::{Literal, Ty, literal_of};
use engine::pack::raw::RawNode;
use std::collections::BTreeMap;

/// What a name stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// A fact of the vocabulary, with the options of a choice.
    Fact(Ty, Vec<String>),
    /// The figure at this place; the node is made when it is first used.
    Figure(usize, Ty, FigureNode),
    /// An earlier step.
    Step(usize, Ty),
}

/// How a figure becomes a node.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FigureNode {
    /// One value.
    Known(String),
    /// Not known; at least and at most.
    Unknown(Option<String>, Option<String>),
    /// Values over time, each with the day from which it was known.
    Dated(Vec<(String, String)>),
}

/// The nodes of one scheme as they are made.
pub struct Lowering<'a> {
    /// The file, for messages.
    pub source: &'a Source,
    /// All names.
    pub names: BTreeMap<String, Meaning>,
    /// The nodes so far.
    pub nodes: Vec<RawNode>,
    /// The places of the figures that the expression at hand uses.
    pub used: Vec<usize>,
    text: Text,
}

/// A node with its type.
type Typed = (usize, Ty);

impl<'a> Lowering<'a> {
    /// Nothing made yet.
    #[must_use]
    pub fn new(source: &'a Source, names: BTreeMap<String, Meaning>) -> Lowering<'a> {
        let text = Text { value: String::new(), field: String::new(), at: 0 };
        Lowering { source, names, nodes: Vec::new(), used: Vec::new(), text }
    }

    /// Makes the nodes of an expression; mistakes are reported and give [`Ty::Wrong`].
    pub fn lower(&mut self, text: &Text) -> Typed {
        self.text = text.clone();
        self.used.clear();
        match parse(&text.value) {
            Ok(expr) => self.expr(&expr),
            Err(err) => self.wrong(err.at..err.at, err.message),
        }
    }

    /// As [`Lowering::lower`], and the type must be the one given.
    pub fn lower_as(&mut self, text: &Text, expected: &Ty) -> usize {
        let (node, ty) = self.lower(text);
        if !ty.is_wrong() && ty != *expected {
            self.wrong(0..0, format!("expected {expected}, found {ty}"));
        }
        node
    }

    /// Adds a node, or finds the same one.
    pub fn push(&mut self, o: &str, a: Vec<usize>, k: Option<String>) -> usize {
        let node = RawNode { o: o.to_owned(), a, k };
        match self.nodes.iter().position(|it| *it == node) {
            Some(at) => at,
            None => {
                self.nodes.push(node);
                self.nodes.len() - 1
            }
        }
    }

    /// Adds the node of a literal.
    pub fn constant(&mut self, literal: &Literal) -> usize {
        let o = if literal.ty == Ty::Date { "day" } else { "num" };
        self.push(o, Vec::new(), Some(literal.value.clone()))
    }

    fn wrong(&mut self, span: std::ops::Range<usize>, message: impl Into<String>) -> Typed {
        let at = self.text.at + span.start;
        let part = self.text.value.get(span).unwrap_or_default().trim();
        let message = message.into();
        let message = if part.is_empty() { message } else { format!("`{part}`: {message}") };
        self.source.report(at, self.text.field.clone(), message);
        (self.push("num", Vec::new(), Some("0".to_owned())), Ty::Wrong)
    }

    fn expr(&mut self, expr: &Expr) -> Typed {
        let span = expr.span.clone();
        match &expr.kind {
            Kind::Name(name) if name == "true" || name == "false" => {
                (self.push("bool", Vec::new(), Some(name.clone())), Ty::Bool)
            }
            Kind::Name(name) => self.name(name, span),
            Kind::Number(..) | Kind::Day(_) => match literal_of(expr) {
                Some(Ok(it)) if matches!(it.value.as_str(), "0" | "1") => (self.constant(&it), it.ty),
                Some(Ok(_)) => {
                    self.wrong(span, "a number without a source, expected the name of an entry of [figures]")
                }
                Some(Err(message)) => self.wrong(span, message),
                None => self.wrong(span, "expected a value"),
            },
            Kind::Option(_) => self.wrong(span, "an option can only be compared with its choice fact"),
            Kind::Prefix("not", a) => {
                let (a, ty) = self.expr(a);
                if ty != Ty::Bool && !ty.is_wrong() {
                    return self.wrong(span, format!("`not` takes true or false, found {ty}"));
                }
                (self.push("not", vec![a], None), Ty::Bool)
            }
            Kind::Prefix(_, a) => {
                let (a, ty) = self.expr(a);
                let zero = self.push("num", Vec::new(), Some("0".to_owned()));
                (self.push("sub", vec![zero, a], None), ty)
            }
            Kind::In(a, options) => self.options(a, options, span),
            Kind::If(condition, yes, no) => {
                let (condition, truth) = self.expr(condition);
                let (yes, ty) = self.expr(yes);
                let (no, other) = self.expr(no);
                if truth != Ty::Bool && !truth.is_wrong() {
                    return self.wrong(span, format!("`if` takes true or false, found {truth}"));
                }
                if ty.is_wrong() || other.is_wrong() {
                    return (yes, Ty::Wrong);
                }
                if ty != other {
                    return self.wrong(span, format!("both branches must be of one type, found {ty} and {other}"));
                }
                (self.push("if", vec![condition, yes, no], None), ty)
            }
            Kind::Infix(operator, a, b) => match *operator {
                "and" | "or" => self.connective(operator, a, b, span),
                "+" | "-" | "*" | "/" => self.arithmetic(operator, a, b, span),
                _ => self.comparison(operator, a, b, span),
            },
            Kind::Call(function, args) => self.call(function, args, span),
        }
    }

    fn name(&mut self, name: &str, span: std::ops::Range<usize>) -> Typed {
        match self.names.get(name).cloned() {
            None => self.wrong(span, "unknown name, expected a fact, a figure of this file or an earlier step"),
            Some(Meaning::Fact(Ty::Choice(_), _)) => {
                self.wrong(span, "a choice can only be compared, such as x == 'a' or x in ['a', 'b']")
            }
            Some(Meaning::Fact(ty, _)) => (self.push("fact", Vec::new(), Some(name.to_owned())), ty),
            Some(Meaning::Step(node, ty)) => (node, ty),
            Some(Meaning::Figure(place, ty, node)) => {
                if !self.used.contains(&place) {
                    self.used.push(place);
                }
                (self.figure(&ty, &node), ty)
            }
        }
    }

    fn figure(&mut self, ty: &Ty, node: &FigureNode) -> usize {
        let constant = |it: &str| Literal { ty: ty.clone(), value: it.to_owned() };
        match node {
            FigureNode::Known(value) => self.constant(&constant(value)),
            FigureNode::Unknown(least, most) => {
                let ends = format!("{}..{}", least.as_deref().unwrap_or(""), most.as_deref().unwrap_or(""));
                self.push("unknown", Vec::new(), Some(ends))
            }
            FigureNode::Dated(versions) => {
                let mut versions = versions.iter();
                let Some((_, first)) = versions.next() else { return 0 };
                let mut node = self.constant(&constant(first));
                for (known_on, value) in versions {
                    let asked = self.push("fact", Vec::new(), Some(engine::quote::ASKED_ON.to_owned()));
                    let day = self.push("day", Vec::new(), Some(known_on.clone()));
                    let since = self.push("le", vec![day, asked], None);
                    let value = self.constant(&constant(value));
                    node = self.push("if", vec![since, value, node], None);
                }
                node
            }
        }
    }

    fn options(&mut self, a: &Expr, options: &[Expr], span: std::ops::Range<usize>) -> Typed {
        let Kind::Name(name) = &a.kind else { return self.wrong(span, "expected a choice fact before the options") };
        let Some(Meaning::Fact(Ty::Choice(_), known)) = self.names.get(name).cloned() else {
            return self.wrong(a.span.clone(), "is not a choice fact");
        };
        let mut chosen = Vec::new();
        for it in options {
            match &it.kind {
                Kind::Option(id) if known.contains(id) => chosen.push(id.clone()),
                Kind::Option(_) => {
                    return self.wrong(
                        it.span.clone(),
                        format!("not an option of `{name}`, expected one of {}", known.join(", ")),
                    );
                }
                _ => return self.wrong(it.span.clone(), "expected an option such as 'a'"),
            }
        }
        (self.push("in", Vec::new(), Some(format!("{name} {}", chosen.join(" ")))), Ty::Bool)
    }

    fn connective(&mut self, operator: &str, a: &Expr, b: &Expr, span: std::ops::Range<usize>) -> Typed {
        let ((a, ta), (b, tb)) = (self.expr(a), self.expr(b));
        for ty in [&ta, &tb] {
            if *ty != Ty::Bool && !ty.is_wrong() {
                return self.wrong(span, format!("`{operator}` takes true or false on both sides, found {ty}"));
            }
        }
        (self.push(operator, vec![a, b], None), Ty::Bool)
    }

    fn comparison(&mut self, operator: &str, a: &Expr, b: &Expr, span: std::ops::Range<usize>) -> Typed {
        let option = |it: &Expr| matches!(it.kind, Kind::Option(_));
        if option(a) || option(b) {
            let (fact, option) = if option(a) { (b, a) } else { (a, b) };
            let (node, ty) = self.options(fact, std::slice::from_ref(option), span.clone());
            return match operator {
                "==" => (node, ty),
                "!=" if ty == Ty::Bool => (self.push("not", vec![node], None), Ty::Bool),
                _ => self.wrong(span, "an option is only equal or not, expected == or !="),
            };
        }
        let ((a, ta), (b, tb)) = (self.expr(a), self.expr(b));
        if ta.is_wrong() || tb.is_wrong() {
            return (a, Ty::Wrong);
        }
        if ta != tb {
            return self.wrong(span, format!("compares {ta} with {tb}, expected one type on both sides"));
        }
        if !ta.ordered() {
            return self.wrong(span, format!("{ta} has no order, expected numbers or dates"));
        }
        let node = match operator {
            "<" => self.push("lt", vec![a, b], None),
            "<=" => self.push("le", vec![a, b], None),
            ">" => self.push("lt", vec![b, a], None),
            ">=" => self.push("le", vec![b, a], None),
            equal => {
                let node = self.push("eq", vec![a, b], None);
                if equal == "==" { node } else { self.push("not", vec![node], None) }
            }
        };
        (node, Ty::Bool)
    }

    fn arithmetic(&mut self, operator: &str, a: &Expr, b: &Expr, span: std::ops::Range<usize>) -> Typed {
        let ((a, ta), (b, tb)) = (self.expr(a), self.expr(b));
        if ta.is_wrong() || tb.is_wrong() {
            return (a, Ty::Wrong);
        }
        let ty = match (operator, &ta, &tb) {
            ("+" | "-", x, y) if x == y && matches!(x, Ty::Money(_) | Ty::Rate | Ty::Count(_)) => ta.clone(),
            ("*", Ty::Rate, Ty::Money(_)) | ("*", Ty::Money(_), Ty::Rate) => Ty::plain(),
            ("*", Ty::Count(_), Ty::Money(base)) | ("*", Ty::Money(base), Ty::Count(_)) => Ty::Money(base.clone()),
            ("*", Ty::Rate, Ty::Rate) => Ty::Rate,
            ("*", Ty::Rate, Ty::Count(_)) => tb.clone(),
            ("*", Ty::Count(_), Ty::Rate) => ta.clone(),
            ("/", Ty::Money(_), Ty::Rate) => Ty::plain(),
            ("/", Ty::Money(x), Ty::Money(y)) if x == y => Ty::Rate,
            ("/", Ty::Count(x), Ty::Count(y)) if x == y => Ty::Rate,
            ("/", Ty::Rate, Ty::Rate) => Ty::Rate,
            _ => return self.wrong(span, format!("{ta} {operator} {tb} makes no sense")),
        };
        let o = match operator {
            "+" => "add",
            "-" => "sub",
            "*" => "mul",
            _ => "div",
        };
        (self.push(o, vec![a, b], None), ty)
    }

    fn call(&mut self, function: &str, args: &[Expr], span: std::ops::Range<usize>) -> Typed {
        let lowered: Vec<Typed> = args.iter().map(|it| self.expr(it)).collect();
        if let Some((node, _)) = lowered.iter().find(|it| it.1.is_wrong()) {
            return (*node, Ty::Wrong);
        }
        let nodes: Vec<usize> = lowered.iter().map(|it| it.0).collect();
        let types: Vec<&Ty> = lowered.iter().map(|it| &it.1).collect();
        match (function, types.as_slice()) {
            ("min" | "max", [first, rest @ ..]) if !rest.is_empty() && first.ordered() => {
                if let Some(other) = rest.iter().find(|it| *it != first) {
                    return self.wrong(span, format!("`{function}` takes values of one type, found {first} and {other}"));
                }
                (self.push(function, nodes, None), (*first).clone())
            }
            ("floor_fen" | "half_up_fen" | "floor_yuan" | "half_up_yuan", [Ty::Money(base)]) => {
                (self.push("round", nodes, Some(function.to_owned())), Ty::Money(base.clone()))
            }
            ("plain", [Ty::Money(_)]) => (nodes.first().copied().unwrap_or(0), Ty::plain()),
            ("without_vat", [Ty::Money(base), Ty::Rate]) if base == "incl_vat" => {
                let one = self.push("num", Vec::new(), Some("1".to_owned()));
                let rate = nodes.get(1).copied().unwrap_or(0);
                let divisor = self.push("add", vec![one, rate], None);
                let price = nodes.first().copied().unwrap_or(0);
                (self.push("div", vec![price, divisor], None), Ty::Money("excl_vat".to_owned()))
            }
            ("add_days", [Ty::Date, Ty::Count(unit)]) if unit == "days" => (self.push("add_days", nodes, None), Ty::Date),
            ("add_months", [Ty::Date, Ty::Count(unit)]) if unit == "months" => {
                (self.push("add_months", nodes, None), Ty::Date)
            }
            ("first_of_month", [Ty::Date]) => (self.push("month_start", nodes, None), Ty::Date),
            ("months_between", [Ty::Date, Ty::Date]) => {
                (self.push("months", nodes, None), Ty::Count("months".to_owned()))
            }
            ("days_between", [Ty::Date, Ty::Date]) => {
                let (from, to) = (nodes.first().copied().unwrap_or(0), nodes.get(1).copied().unwrap_or(0));
                let days = self.push("sub", vec![to, from], None);
                let zero = self.push("num", Vec::new(), Some("0".to_owned()));
                (self.push("max", vec![days, zero], None), Ty::Count("days".to_owned()))
            }
            ("year_of", [Ty::Date]) => (self.push("year", nodes, None), Ty::Count("year".to_owned())),
            (
                "min" | "max" | "floor_fen" | "half_up_fen" | "floor_yuan" | "half_up_yuan" | "plain" | "without_vat"
                | "add_days" | "add_months" | "year_of" | "first_of_month" | "months_between" | "days_between",
                _,
            ) => {
                let found: Vec<String> = types.iter().map(ToString::to_string).collect();
                self.wrong(span, format!("`{function}` does not take ({})", found.join(", ")))
            }
            _ => self.wrong(
                span,
                format!(
                    "unknown function `{function}`, expected min, max, floor_fen, half_up_fen, floor_yuan, half_up_yuan, \
                     plain, without_vat, add_days, add_months, year_of, first_of_month, months_between or days_between"
                ),
            ),
        }
    }
}
