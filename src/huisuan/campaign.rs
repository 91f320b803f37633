//! Compiles one campaign file.
use crate::read::Table;
use crate::vocabulary::Lang;
use engine::campaign::raw::RawCampaign;

pub fn campaign(_root: &Table<'_>, _lang: Lang) -> Option<(RawCampaign, ())> {
    None
}
