//! Which day it is where the person is.

use engine::date::Date;

/// Today by the device's own calendar.
#[must_use]
pub fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).ok()?;
    let month = u8::try_from(now.get_month()).ok()?.checked_add(1)?;
    let day = u8::try_from(now.get_date()).ok()?;
    Date::from_calendar_date(year, time::Month::try_from(month).ok()?, day).ok()
}
