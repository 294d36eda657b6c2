//! `hegui completions` and `hegui man`: generated from the same definition as `--help`.

use std::io::{self, Write};

use clap::CommandFactory;

use super::{Cli, Outcome, message, written};
use crate::error::Error;

/// Arguments of `hegui completions`.
#[derive(clap::Args)]
#[command(after_help = "例子：hegui completions bash > /etc/bash_completion.d/hegui")]
pub(super) struct CompletionArgs {
    /// 哪种 shell
    #[arg(value_name = "SHELL")]
    shell: clap_complete::Shell,
}

pub(super) fn completions(args: &CompletionArgs) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut message::localized(Cli::command()), "hegui", &mut script);
    io::stdout().write_all(&script).map_err(written)?;
    Ok(Outcome::Clean)
}

pub(super) fn man() -> Result<Outcome, Error> {
    let mut page = Vec::new();
    clap_mangen::Man::new(message::localized(Cli::command())).render(&mut page).map_err(written)?;
    io::stdout().write_all(&page).map_err(written)?;
    Ok(Outcome::Clean)
}
