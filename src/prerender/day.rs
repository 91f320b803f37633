//! The day that the site says it was built on, in Kunming's time.

use crate::Outcome;
use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};
use time::{OffsetDateTime, UtcOffset};

/// The day of `SOURCE_DATE_EPOCH` if set, else of the last commit, else today: the same sources
/// give the same site.
pub fn built(source: &Path) -> Outcome<String> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => {
            text.trim().parse().map_err(|_| format!("SOURCE_DATE_EPOCH is {text:?}: give whole seconds since 1970"))?
        }
        Err(_) => last_commit(source).unwrap_or_else(now),
    };
    in_kunming(seconds)
}

fn in_kunming(seconds: i64) -> Outcome<String> {
    let far = || format!("{seconds} seconds since 1970 is no day of the calendar");
    let offset = UtcOffset::from_hms(8, 0, 0).map_err(|_| far())?;
    let moment = OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| far())?;
    let day = moment.checked_to_offset(offset).ok_or_else(far)?.date();
    Ok(day.to_string())
}

fn last_commit(source: &Path) -> Option<i64> {
    let output = Command::new("git").args(["log", "-1", "--format=%ct"]).current_dir(source).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::in_kunming;

    #[test]
    fn the_day_turns_at_midnight_in_kunming() {
        assert_eq!(in_kunming(1_795_535_999), Ok("2026-11-24".into()));
        assert_eq!(in_kunming(1_795_536_000), Ok("2026-11-25".into()));
        assert!(in_kunming(i64::MAX).is_err());
    }
}
