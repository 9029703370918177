//! The reading of an AppSpec as people write it: right, wrong and hostile.

mod bundle;
mod gates;
mod good;
mod hostile;
mod mistakes;
mod property;

/// A resource's line, to begin an AppSpec with.
const HEAD: &str =
    "version: 0.0\nResources:\n  - fn: {Type: AWS::Lambda::Function, Properties: {Name: fn, Alias: live, TargetVersion: 2}}\n";

/// The mistakes of a text, a line each; none if it is right.
fn mistakes(text: &str) -> Vec<String> {
    match headgate_appspec::parse(text) {
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes.to_string().lines().map(str::to_owned).collect(),
    }
}

/// An AppSpec with a `Headgate` section, which begins on line 5.
fn with_headgate(section: &str) -> String {
    let indented: Vec<String> = section.lines().map(|line| format!("  {line}\n")).collect();
    format!("{HEAD}Headgate:\n{}", indented.concat())
}

/// Texts made of many pieces.
fn repeated(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect::<Vec<_>>().concat()
}
