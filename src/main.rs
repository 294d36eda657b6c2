//! The `hegui` command: runs [`hegui::cli`] and maps its result to an exit code; nothing else.

fn main() -> std::process::ExitCode {
    hegui::cli::run()
}
