//! Regional profiles: how a province words the three unifications, numbers and files its normative documents.
//!
//! Every value carries whether its source was read. Values known from memory only are told, never used for a finding.

use jiff::civil::Date;
use serde::Deserialize;

use super::diagnose::{Mistake, of_toml};
use super::schema::date;

/// A value of a profile with where it comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// First day it holds for.
    #[serde(default, deserialize_with = "date")]
    pub since: Option<Date>,
    /// Last day it is known to hold for.
    #[serde(default, deserialize_with = "date")]
    pub until: Option<Date>,
    /// Where it stands.
    #[serde(default)]
    pub basis: String,
    /// Whether that was read.
    #[serde(default)]
    pub verified: bool,
}

impl<T> Setting<T> {
    /// The value, when its source was read and it held on that day.
    pub fn on(&self, day: Option<Date>) -> Option<&T> {
        let has_begun = self.since.is_none_or(|since| day.is_some_and(|day| day >= since));
        let has_ended = self.until.is_some_and(|until| day.is_none_or(|day| day > until));
        (self.verified && has_begun && !has_ended).then_some(&self.value)
    }
}

/// The ways of one region over one span of time.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Profile {
    /// `heilongjiang-2024`
    pub id: String,
    /// Chinese name.
    pub name: String,
    /// The division it is for; empty for the whole country.
    #[serde(default)]
    pub region: String,
    /// First day.
    #[serde(default, deserialize_with = "date")]
    pub since: Option<Date>,
    /// Last day.
    #[serde(default, deserialize_with = "date")]
    pub until: Option<Date>,
    /// 统一印发, 统一公布 or 统一发布.
    pub issuance: Option<Setting<String>>,
    /// Names of the registration number schemes in use, in `dictionaries/number_schemes.tsv`.
    pub registration: Option<Setting<Vec<String>>>,
    /// Whether the document number of a normative document holds the character 规.
    pub gui_number: Option<Setting<bool>>,
    /// Days for filing after publication.
    pub filing_days: Option<Setting<u32>>,
    /// Most years a document may be valid.
    pub validity_years: Option<Setting<u32>>,
    /// Most years a provisional or trial document may be valid.
    pub trial_years: Option<Setting<u32>>,
    /// Days between publication and effect.
    pub effect_days: Option<Setting<u32>>,
}

impl Profile {
    pub(super) fn read(text: &str) -> Result<Self, Vec<Mistake>> {
        toml::from_str(text).map_err(|error| vec![of_toml(&error)])
    }

    fn holds_on(&self, day: Option<Date>) -> bool {
        day.is_none_or(|day| self.since.is_none_or(|s| day >= s) && self.until.is_none_or(|u| day <= u))
    }
}

/// All profiles.
#[derive(Clone, Debug, Default)]
pub struct Profiles(Vec<Profile>);

impl Profiles {
    pub(super) fn push(&mut self, profile: Profile) {
        self.0.push(profile);
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Profile> {
        self.0.iter()
    }

    /// A profile by id or Chinese name.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Profile> {
        self.0.iter().find(|p| p.id == key || p.name == key)
    }

    /// The profile of a document: the narrowest region that holds its division (`is_in` tells) on its date, else the national
    /// one.
    #[must_use]
    pub fn of(&self, is_in: impl Fn(&str) -> bool, day: Option<Date>) -> Option<&Profile> {
        let fits = |p: &&Profile| p.holds_on(day) && (p.region.is_empty() || is_in(&p.region));
        self.0.iter().filter(fits).max_by_key(|p| (!p.region.is_empty(), p.region.ends_with('市'), p.since))
    }
}
