//! The command line: one file per subcommand.

#[allow(dead_code, reason = "wired together with the other subcommands")]
mod normalize;

use std::io::Write;
use std::process::ExitCode;

/// Runs the command line of this process.
#[must_use]
#[allow(clippy::disallowed_methods)]
pub fn run() -> ExitCode {
    let engine = crate::Engine::new();
    let out = std::io::stdout();
    let mut out = out.lock();
    for path in std::env::args().skip(1).filter(|a| !a.starts_with("--") && a != "extract" && a != "jsonl") {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let analysis = engine.extract(crate::source::decode(&path, &bytes));
        let Ok(line) = serde_json::to_string(&analysis.report(false)) else { continue };
        if writeln!(out, "{line}").is_err() {
            return ExitCode::SUCCESS;
        }
    }
    ExitCode::SUCCESS
}
