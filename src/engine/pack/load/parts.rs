//! Where each part of a compiled bundle stands in its text. A bundle is passed over once; what is read of
//! it is up to whoever asks.

use super::{Loaded, MOST_BYTES};
use crate::form::{Form, from_slice};
use crate::pack::{FORMAT, PackError};
use crate::scan::{Scan, Span};

/// A scheme that has not been read: what tells whether anybody needs it, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Spine {
    pub id: String,
    pub area: String,
    pub frame: bool,
    pub at: Span,
}

/// The parts of a bundle of this format. One that is absent stands nowhere, and is then its default.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub facts: Span,
    pub schemes: Vec<Spine>,
    pub calculators: Span,
    pub package: Span,
    pub campaigns: Span,
}

impl Parts {
    /// Finds the parts.
    ///
    /// # Errors
    /// When it is too large, no object of JSON, of another format version, or holds what no bundle does.
    pub(crate) fn of(json: &[u8]) -> Loaded<Parts> {
        if json.len() > MOST_BYTES {
            return Err(PackError::TooLarge(json.len()));
        }
        let (parts, version, strange) = find(json).map_err(PackError::Malformed)?;
        match (version, strange) {
            // The version first, so that a pack of the future is named as such.
            (FORMAT, None) => Ok(parts),
            (FORMAT, Some(why)) => Err(PackError::Malformed(why)),
            (other, _) => Err(PackError::Format(other)),
        }
    }
}

/// The parts, the format's version, and what is wrong in a text that is JSON all the same.
fn find(json: &[u8]) -> Result<(Parts, u32, Option<String>), String> {
    let (mut parts, mut version, mut strange) = (Parts::default(), 0, None);
    let mut scan = Scan::new(json);
    scan.must(b'{', "an object")?;
    let mut nth = 0;
    while let Some(name) = scan.name(&mut nth)? {
        if name == b"schemes" {
            let start = scan.clone();
            match spines(json, &mut scan) {
                Ok(it) => parts.schemes = it,
                // Perhaps only of another form.
                Err(why) => {
                    scan = start;
                    scan.value()?;
                    strange = strange.or(Some(["schemes: ", &why].concat()));
                }
            }
            continue;
        }
        let at = scan.value()?;
        match name {
            b"format" => version = read(json, &at).unwrap_or(0),
            b"lang" => strange = strange.or(read::<String>(json, &at).err().map(|it| ["lang: ", &it].concat())),
            b"facts" => parts.facts = at,
            b"calculators" => parts.calculators = at,
            b"package" => parts.package = at,
            b"campaigns" => parts.campaigns = at,
            other => {
                let name = String::from_utf8_lossy(other);
                strange = strange.or(Some(["unknown field `", &name, "`"].concat()));
            }
        }
    }
    scan.end()?;
    Ok((parts, version, strange))
}

/// Every scheme of a list of them.
#[inline(never)]
fn spines(json: &[u8], scan: &mut Scan<'_>) -> Result<Vec<Spine>, String> {
    let mut spines = Vec::new();
    scan.must(b'[', "a list")?;
    let mut nth = 0;
    while scan.goes_on(b']', &mut nth)? {
        let (mut id, mut area, mut frame) = (Span::default(), Span::default(), Span::default());
        let start = scan.must(b'{', "an object")?;
        let mut nth = 0;
        while let Some(name) = scan.name(&mut nth)? {
            let at = scan.value()?;
            match name {
                b"id" => id = at,
                b"area" => area = at,
                b"frame" => frame = at,
                _ => {}
            }
        }
        let at = start..scan.at();
        spines.push(Spine { id: read(json, &id)?, area: read(json, &area)?, frame: read(json, &frame)?, at });
    }
    Ok(spines)
}

/// Reads what stands at a place; what stands nowhere is the default.
///
/// # Errors
/// When it is of another form.
pub(super) fn read<T: Form>(json: &[u8], at: &Span) -> Result<T, String> {
    if at.is_empty() {
        return Ok(T::default());
    }
    from_slice(json.get(at.clone()).unwrap_or_default())
}

/// Reads a part by its name.
///
/// # Errors
/// When it is of another form, with its name in front.
#[inline(never)]
pub(crate) fn part<T: Form>(json: &[u8], at: &Span, name: &str) -> Loaded<T> {
    read(json, at).map_err(|why| PackError::Malformed([name, ": ", &why].concat()))
}
