//! Chinese for what clap says.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

/// Replaces clap's headings and its English help entries, in every subcommand.
pub(super) fn localized(command: Command) -> Command {
    below(command, "")
}

/// The same for a command whose parents are written `above`, each with a blank behind it.
fn below(command: Command, above: &str) -> Command {
    let path = format!("{above}{} ", command.get_name());
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let is_leaf = names.is_empty();
    let has_version = command.get_version().is_some();
    let mut command = command
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help("显示帮助")
                .help_heading("其他"),
        )
        .help_template(super::TEMPLATE)
        .subcommand_help_heading("子命令")
        .subcommand_value_name("子命令");
    if has_version {
        command = command.disable_version_flag(true).arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help("显示版本")
                .help_heading("其他"),
        );
    }
    if is_leaf {
        command = command.mut_args(explained);
        let usage = command.render_usage().to_string().replace("[OPTIONS]", "[选项]");
        let usage = usage.trim_start_matches("Usage: ").trim_start_matches("hegui ");
        command = command.override_usage(format!("{above}{usage}"));
    }
    for name in names {
        command = command.mut_subcommand(&name, |c| below(c, &path));
    }
    command
}

/// Puts an argument under a Chinese heading, with its values and default in Chinese behind its help.
fn explained(arg: Arg) -> Arg {
    let heading = if arg.is_positional() { "参数" } else { "选项" };
    let arg = if arg.get_help_heading().is_none() { arg.help_heading(heading) } else { arg };
    let takes_value = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    let mut help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let values = if takes_value { arg.get_possible_values() } else { Vec::new() };
    let width = values.iter().map(|v| v.get_name().len()).max().unwrap_or(0);
    for value in values.iter().filter(|v| !v.is_hide_set()) {
        let about = value.get_help().map(ToString::to_string).unwrap_or_default();
        help.push_str(&format!("\n  {:width$}  {about}", value.get_name()));
    }
    let defaults = arg.get_default_values().iter().map(|d| d.to_string_lossy()).collect::<Vec<_>>().join(",");
    if takes_value && !defaults.is_empty() && !arg.is_hide_default_value_set() {
        help.push_str(&format!("\n（默认 {defaults}）"));
    }
    let arg = arg.help(help.clone()).long_help(help);
    if takes_value { arg.hide_possible_values(true).hide_default_value(true) } else { arg }
}

/// Prints help and version to stdout, a Chinese sentence for anything wrong to stderr.
pub(super) fn usage(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A closed pipe after `--help` is no failure.
        let _ = write!(io::stdout(), "{}", error.render());
        return ExitCode::SUCCESS;
    }
    let _ =
        writeln!(io::stderr(), "错误：{}\n用 hegui --help 或 hegui 子命令 --help 看用法。", sentence(error));
    ExitCode::from(2)
}

fn sentence(error: &clap::Error) -> String {
    let context = |kind| error.get(kind).map(value).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let given = context(ContextKind::InvalidValue);
    let mut text = match error.kind() {
        ErrorKind::InvalidValue if given.is_empty() => format!("{argument} 后面要跟一个值"),
        ErrorKind::InvalidValue => format!("{argument} 不接受“{given}”"),
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            let is_number = ["digit", "number", "integer"].iter().any(|word| reason.contains(word));
            let reason =
                if is_number { "要写一个非负整数，也不能太大".to_owned() } else { reason };
            format!("{argument} 的值“{given}”不对：{reason}")
        }
        ErrorKind::UnknownArgument => format!("没有参数“{argument}”"),
        ErrorKind::InvalidSubcommand => format!("没有子命令“{}”", context(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "要给出子命令".to_owned()
        }
        ErrorKind::ArgumentConflict => format!("{argument} 与 {} 不能同用", context(ContextKind::PriorArg)),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("{argument} 的值的个数不对")
        }
        _ => format!("命令有误（{}）", error.kind()),
    };
    let valid = [ContextKind::ValidValue, ContextKind::ValidSubcommand].map(context);
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand]
        .map(context);
    if let Some(near) = near.iter().find(|n| !n.is_empty()) {
        text.push_str(&format!("；是不是想写 {near}？"));
    } else if let Some(valid) = valid.iter().find(|v| !v.is_empty()) {
        text.push_str(&format!("；可用：{valid}"));
    }
    text
}

fn value(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
