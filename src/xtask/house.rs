//! The checkout and the programs that run in it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A result whose error is a sentence for the person at the terminal.
pub type Outcome<T = ()> = Result<T, String>;

/// The checkout, and where its tools are looked for.
pub struct House {
    root: PathBuf,
    tools: PathBuf,
}

impl House {
    /// The checkout that this program was built from, else the one around the current folder.
    pub fn find() -> Outcome<Self> {
        let start = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => std::env::current_dir().map_err(|e| format!("there is no current folder: {e}"))?,
        };
        let root = start
            .ancestors()
            .find(|folder| folder.join("Trunk.toml").is_file())
            .ok_or_else(|| format!("no Trunk.toml in {} or above: run this inside the checkout", start.display()))?
            .to_path_buf();
        let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
        let cache = cache.or_else(|| std::env::home_dir().map(|home| home.join(".cache")));
        let tools = cache.unwrap_or_else(|| root.join("target")).join("huisuan-tools");
        Ok(Self { root, tools })
    }

    /// A path in the checkout.
    pub fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Where a tool of this version is installed, kept across checkouts and away from the person's own.
    pub fn tool_folder(&self, name: &str, version: &str) -> PathBuf {
        self.tools.join(format!("{name}-{version}"))
    }

    /// The text of a file in the checkout.
    pub fn read(&self, path: &str) -> Outcome<String> {
        std::fs::read_to_string(self.at(path)).map_err(|e| format!("{path} cannot be read: {e}"))
    }

    /// A program that runs in the checkout.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }
}

/// `PATH` with these folders in front.
pub fn path_with(folders: &[PathBuf]) -> Outcome<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&path));
    std::env::join_paths(all).map_err(|e| format!("PATH cannot hold {folders:?}: {e}"))
}

/// The first file of this name in the folders of `PATH`.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Runs a program that talks to the terminal itself.
pub fn run(command: &mut Command) -> Outcome {
    let shown = shown(command);
    match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` ended with {status}")),
        Err(e) => Err(format!("`{shown}` cannot start: {e}")),
    }
}

/// Becomes another program, so that stopping this one stops that one.
#[cfg(unix)]
pub fn become_it(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    let shown = shown(command);
    let problem = command.exec();
    Err(format!("`{shown}` cannot start: {problem}"))
}

/// Runs another program to its end.
#[cfg(not(unix))]
pub fn become_it(command: &mut Command) -> Outcome {
    run(command)
}

/// What a program says on standard output, or nothing if it cannot start or fails.
pub fn said(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = output.status.success().then_some(output.stdout)?;
    Some(String::from_utf8_lossy(&text).trim().to_owned())
}

/// A path as it is said to a person: within the checkout without the folders above it.
pub fn brief(house: &House, path: &Path) -> String {
    path.strip_prefix(&house.root).unwrap_or(path).display().to_string()
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
