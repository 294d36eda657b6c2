//! The opinion sheet (合法性审核意见书) as Word document or web page, from a template that an office can replace.
//!
//! A template holds placeholders `{{标题}}` and, for lists, `{{错误.说明}}`: the table row (of a page, the line) that holds one is
//! repeated for every entry. `values` gathers what there is to say, `slots` finds the placeholders, `page` and `word` fill them
//! in. A placeholder that does not exist is an error: a sheet with a hole must never leave the house.

mod page;
mod slots;
mod values;
mod word;

use crate::document::Problem;
use crate::dossier::Dossier;
use crate::office::Damage;
use crate::report::{Report, RuleView};
use values::Values;
pub use values::{LISTS, SCALARS};

/// What an opinion sheet speaks of.
pub struct Opinion<'a> {
    /// The document under review.
    pub report: &'a Report,
    /// The papers it came with.
    pub dossier: Option<&'a Dossier>,
    /// All rules of the run.
    pub rules: &'a [RuleView],
}

/// The kinds of sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// `.docx`
    Word,
    /// `.html`
    Page,
}

impl Sheet {
    /// The kind of a file name.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let extension = path.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase())?;
        match extension.as_str() {
            "docx" => Some(Self::Word),
            "html" | "htm" => Some(Self::Page),
            _ => None,
        }
    }

    /// The template that the program brings along.
    ///
    /// # Errors
    /// Never in practice: when memory is gone.
    pub fn template(self) -> Result<Vec<u8>, Problem> {
        match self {
            Self::Page => Ok(include_bytes!("../../../templates/opinion/opinion.html").to_vec()),
            Self::Word => word::template().map_err(|damage| wrong("自带模板", &damage)),
        }
    }

    /// Fills in a template; `name` is what messages call it.
    ///
    /// # Errors
    /// When the template is not what it should be, or names what does not exist.
    pub fn fill(self, (name, template): (&str, &[u8]), opinion: &Opinion<'_>) -> Result<Vec<u8>, Problem> {
        let values = Values::of(opinion);
        match self {
            Self::Page => {
                page::fill(template, &values).map_err(|m| Problem::fatal("template", format!("{name}：{m}")))
            }
            Self::Word => word::fill(template, &values).map_err(|damage| wrong(name, &damage)),
        }
    }
}

fn wrong(name: &str, damage: &Damage) -> Problem {
    Problem::fatal("template", format!("{name}：{}", damage.message))
}
