//! How raw types stand in JSON: what is absent is the default, an unknown name is an error.
//!
//! Written out by a macro of our own and not derived: the derived readers of sixty types weigh more
//! in the browser than all the rest of the engine (docs/decisions/0005).

use rust_decimal::Decimal;
use serde_json::{Map, Value};

/// A value that can be read from JSON and written to it.
pub trait Form: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// Says where in the value, and what was expected there.
    fn read(value: Value) -> Result<Self, String>;

    /// Writes it.
    fn write(&self) -> Value;
}

/// Reads a text of JSON.
///
/// # Errors
/// When it is not JSON, or not of the form.
pub fn from_slice<T: Form>(json: &[u8]) -> Result<T, String> {
    T::read(serde_json::from_slice(json).map_err(|err| err.to_string())?)
}

/// Writes a text of JSON.
pub fn to_string<T: Form>(value: &T) -> String {
    value.write().to_string()
}

fn expected<T>(what: &str) -> Result<T, String> {
    Err(["expected ", what].concat())
}

impl Form for String {
    fn read(value: Value) -> Result<String, String> {
        match value {
            Value::String(it) => Ok(it),
            _ => expected("a text"),
        }
    }

    fn write(&self) -> Value {
        Value::String(self.clone())
    }
}

impl Form for bool {
    fn read(value: Value) -> Result<bool, String> {
        match value {
            Value::Bool(it) => Ok(it),
            _ => expected("true or false"),
        }
    }

    fn write(&self) -> Value {
        Value::Bool(*self)
    }
}

macro_rules! whole {
    ($($number:ty),*) => {$(
        impl Form for $number {
            fn read(value: Value) -> Result<$number, String> {
                match value.as_u64().and_then(|it| <$number>::try_from(it).ok()) {
                    Some(it) => Ok(it),
                    None => expected("a whole number"),
                }
            }

            fn write(&self) -> Value {
                Value::from(*self)
            }
        }
    )*};
}

whole!(u8, u32, usize);

/// Money travels as text, so that no amount passes through a float.
impl Form for Decimal {
    fn read(value: Value) -> Result<Decimal, String> {
        match value.as_str().and_then(|it| it.parse().ok()) {
            Some(it) => Ok(it),
            None => expected("a decimal number as text"),
        }
    }

    fn write(&self) -> Value {
        Value::String(self.to_string())
    }
}

impl<T: Form> Form for Option<T> {
    fn read(value: Value) -> Result<Option<T>, String> {
        match value {
            Value::Null => Ok(None),
            value => T::read(value).map(Some),
        }
    }

    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::write)
    }
}

impl<T: Form> Form for Vec<T> {
    fn read(value: Value) -> Result<Vec<T>, String> {
        let values = list(value)?;
        let mut all = Vec::with_capacity(values.len());
        for value in values {
            all.push(T::read(value)?);
        }
        Ok(all)
    }

    fn write(&self) -> Value {
        Value::Array(self.iter().map(T::write).collect())
    }
}

impl<A: Form, B: Form> Form for (A, B) {
    fn read(value: Value) -> Result<(A, B), String> {
        let mut parts = list(value)?.into_iter();
        match (parts.next(), parts.next(), parts.next()) {
            (Some(a), Some(b), None) => Ok((A::read(a)?, B::read(b)?)),
            _ => expected("a pair"),
        }
    }

    fn write(&self) -> Value {
        Value::Array(vec![self.0.write(), self.1.write()])
    }
}

impl<A: Form, B: Form, C: Form> Form for (A, B, C) {
    fn read(value: Value) -> Result<(A, B, C), String> {
        let mut parts = list(value)?.into_iter();
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(a), Some(b), Some(c), None) => Ok((A::read(a)?, B::read(b)?, C::read(c)?)),
            _ => expected("three values"),
        }
    }

    fn write(&self) -> Value {
        Value::Array(vec![self.0.write(), self.1.write(), self.2.write()])
    }
}

fn list(value: Value) -> Result<Vec<Value>, String> {
    match value {
        Value::Array(it) => Ok(it),
        _ => expected("a list"),
    }
}

#[inline(never)]
fn at(name: &str, err: &str) -> String {
    [name, ": ", err].concat()
}

/// The fields of an object that have not been read yet.
pub struct Fields(Map<String, Value>);

impl Fields {
    /// Starts on an object.
    ///
    /// # Errors
    /// When it is something else.
    pub fn open(value: Value) -> Result<Fields, String> {
        match value {
            Value::Object(it) => Ok(Fields(it)),
            _ => expected("an object"),
        }
    }

    /// Reads a field into its place; absent, the place keeps its default.
    ///
    /// # Errors
    /// As [`Form::read`], with the name of the field in front.
    #[inline(never)]
    pub fn take<T: Form>(&mut self, name: &str, place: &mut T) -> Result<(), String> {
        let Some(value) = self.remove(name) else { return Ok(()) };
        match T::read(value) {
            Ok(it) => {
                *place = it;
                Ok(())
            }
            Err(err) => Err(at(name, &err)),
        }
    }

    #[inline(never)]
    fn remove(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name)
    }

    /// Ends on an object.
    ///
    /// # Errors
    /// When a field is left that nobody asked for.
    pub fn close(self) -> Result<(), String> {
        match self.0.keys().next() {
            None => Ok(()),
            Some(name) => Err(["unknown field `", name, "`"].concat()),
        }
    }
}

/// Defines raw types and how they stand in JSON: a field `a` stands under `"a"`, a field
/// `a as "b"` under `"b"`, and one that has its default is left out.
#[macro_export]
macro_rules! form {
    ($($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$doc:meta])* pub $field:ident $(as $key:literal)?: $kind:ty,)*
    })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[$doc])* pub $field: $kind,)*
        }

        impl $crate::form::Form for $name {
            #[inline(never)]
            fn read(value: serde_json::Value) -> Result<$name, String> {
                let mut fields = $crate::form::Fields::open(value)?;
                let mut it = $name::default();
                $(fields.take($crate::form!(@key $field $($key)?), &mut it.$field)?;)*
                fields.close()?;
                Ok(it)
            }

            fn write(&self) -> serde_json::Value {
                let default = $name::default();
                let mut map = serde_json::Map::new();
                $(if self.$field != default.$field {
                    let key = $crate::form!(@key $field $($key)?).to_owned();
                    map.insert(key, $crate::form::Form::write(&self.$field));
                })*
                serde_json::Value::Object(map)
            }
        }
    )*};
    (@key $field:ident $key:literal) => { $key };
    (@key $field:ident) => { stringify!($field) };
}
