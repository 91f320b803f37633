//! How raw types stand in JSON: what is absent is the default, an unknown name is an error.
//!
//! Written out by a macro of our own and not derived: the derived readers of sixty types weigh more
//! in the browser than all the rest of the engine (docs/decisions/0005).

use crate::reader::{Reader, expected};
use rust_decimal::Decimal;
use serde_json::Value;

/// A value that can be read from JSON and written to it.
pub trait Form: Sized + Default {
    /// Reads what comes next into a default, where it stands: moving what was read costs more than
    /// reading it.
    ///
    /// # Errors
    /// Says where in the value, and what was expected there.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), String>;

    /// Writes it.
    fn write(&self) -> Value;
}

/// Reads a text of JSON.
///
/// # Errors
/// When it is not JSON, or not of the form.
pub fn from_slice<T: Form>(json: &[u8]) -> Result<T, String> {
    let mut reader = Reader::new(json)?;
    let mut it = T::default();
    it.fill(&mut reader)?;
    reader.end()?;
    Ok(it)
}

/// Writes a text of JSON.
pub fn to_string<T: Form>(value: &T) -> String {
    value.write().to_string()
}

impl Form for String {
    #[inline(never)]
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), String> {
        *self = reader.text()?.into_owned();
        Ok(())
    }

    fn write(&self) -> Value {
        Value::String(self.clone())
    }
}

impl Form for bool {
    #[inline(never)]
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), String> {
        *self = reader.passes_word("true");
        if *self || reader.passes_word("false") { Ok(()) } else { expected("true or false") }
    }

    fn write(&self) -> Value {
        Value::Bool(*self)
    }
}

macro_rules! whole {
    ($($number:ty),*) => {$(
        impl Form for $number {
            fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), String> {
                match <$number>::try_from(reader.whole()?) {
                    Ok(it) => *self = it,
                    Err(_) => return expected("a whole number"),
                }
                Ok(())
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
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), String> {
        match reader.text().ok().and_then(|it| it.parse().ok()) {
            Some(it) => *self = it,
            None => return expected("a decimal number as text"),
        }
        Ok(())
    }

    fn write(&self) -> Value {
        Value::String(self.to_string())
    }
}

impl<T: Form> Form for Option<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), String> {
        if reader.peek() == Some(b'n') && reader.passes_word("null") {
            *self = None;
            return Ok(());
        }
        self.insert(T::default()).fill(reader)
    }

    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::write)
    }
}

impl<T: Form> Form for Vec<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), String> {
        reader.open_list()?;
        let mut nth = 0;
        self.clear();
        while reader.goes_on(&mut nth)? {
            self.push(T::default());
            if let Some(last) = self.last_mut() {
                last.fill(reader)?;
            }
        }
        Ok(())
    }

    fn write(&self) -> Value {
        Value::Array(self.iter().map(T::write).collect())
    }
}

impl<A: Form, B: Form> Form for (A, B) {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), String> {
        reader.open_list()?;
        self.0.fill(reader)?;
        reader.must(b',')?;
        self.1.fill(reader)?;
        reader.must(b']')
    }

    fn write(&self) -> Value {
        Value::Array(vec![self.0.write(), self.1.write()])
    }
}

impl<A: Form, B: Form, C: Form> Form for (A, B, C) {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), String> {
        reader.open_list()?;
        self.0.fill(reader)?;
        reader.must(b',')?;
        self.1.fill(reader)?;
        reader.must(b',')?;
        self.2.fill(reader)?;
        reader.must(b']')
    }

    fn write(&self) -> Value {
        Value::Array(vec![self.0.write(), self.1.write(), self.2.write()])
    }
}

/// Reads a field into its place.
///
/// # Errors
/// As [`Form::fill`], with the name of the field in front.
#[inline(never)]
pub fn take<T: Form>(reader: &mut Reader<'_>, name: &str, place: &mut T) -> Result<(), String> {
    place.fill(reader).map_err(|err| at(name, &err))
}

#[inline(never)]
fn at(name: &str, err: &str) -> String {
    [name, ": ", err].concat()
}

/// A field that nobody asked for.
///
/// # Errors
/// Always, with its name.
#[inline(never)]
pub fn unknown<T>(name: &str) -> Result<T, String> {
    Err(["unknown field `", name, "`"].concat())
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
            fn fill(&mut self, reader: &mut $crate::reader::Reader<'_>) -> Result<(), String> {
                reader.open()?;
                let mut nth = 0;
                while let Some(name) = reader.name(&mut nth)? {
                    let name = name.as_ref();
                    $(if name == $crate::form!(@key $field $($key)?) {
                        $crate::form::take(reader, name, &mut self.$field)?;
                    } else)* {
                        return $crate::form::unknown(name);
                    }
                }
                Ok(())
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
