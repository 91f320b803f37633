//! How the person wants to see the page, and the text in which that is kept on the device.

use crate::words::Locale;

/// Colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// As the phone is set.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The three in turn.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// The value of `data-theme`; none leaves it to the phone.
    #[must_use]
    pub const fn mark(self) -> Option<&'static str> {
        match self {
            Theme::Auto => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }

    /// The one after this.
    #[must_use]
    pub const fn next(self) -> Theme {
        match self {
            Theme::Auto => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Auto,
        }
    }
}

/// For whom the page speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Role {
    /// 居民.
    #[default]
    Resident,
    /// 商户.
    Merchant,
}

/// How large letters are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Size {
    /// As the phone is set.
    #[default]
    Normal,
    /// 长辈版.
    Elder,
    /// Larger still.
    Larger,
    /// The largest.
    Largest,
}

impl Size {
    /// The three sizes of 长辈版.
    pub const ELDER: [Size; 3] = [Size::Elder, Size::Larger, Size::Largest];

    /// The value of `data-elder`; none is the normal size.
    #[must_use]
    pub const fn mark(self) -> Option<&'static str> {
        match self {
            Size::Normal => None,
            Size::Elder => Some("true"),
            Size::Larger => Some("larger"),
            Size::Largest => Some("largest"),
        }
    }
}

/// How the person wants to see the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Preferences {
    /// Language.
    pub locale: Locale,
    /// Colours.
    pub theme: Theme,
    /// Letters.
    pub size: Size,
    /// For whom.
    pub role: Role,
}

impl Preferences {
    /// The text that [`Preferences::read`] reads back.
    #[must_use]
    pub fn write(self) -> String {
        let role = match self.role {
            Role::Resident => "resident",
            Role::Merchant => "merchant",
        };
        let theme = self.theme.mark().unwrap_or("auto");
        let size = self.size.mark().unwrap_or("normal");
        [self.locale.tag(), theme, size, role].join(" ")
    }

    /// Reads a kept text; a word that is not known is left out.
    #[must_use]
    pub fn read(text: &str) -> Preferences {
        let mut it = Preferences::default();
        for word in text.split(' ') {
            if let Some(theme) = Theme::ALL.into_iter().find(|it| it.mark() == Some(word)) {
                it.theme = theme;
            } else if let Some(size) = Size::ELDER.into_iter().find(|it| it.mark() == Some(word)) {
                it.size = size;
            } else if word == Locale::En.tag() {
                it.locale = Locale::En;
            } else if word == "merchant" {
                it.role = Role::Merchant;
            }
        }
        it
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for theme in Theme::ALL {
            for size in [Size::Normal, Size::Elder, Size::Largest] {
                let it = Preferences { locale: Locale::En, theme, size, role: Role::Merchant };
                assert_eq!(Preferences::read(&it.write()), it);
            }
        }
        assert_eq!(Preferences::read(""), Preferences::default());
        assert_eq!(Preferences::read("nonsense true"), Preferences { size: Size::Elder, ..Preferences::default() });
    }
}
