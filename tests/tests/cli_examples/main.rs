//! The AWS CLI's own examples, replayed: each command that it ships with an answer is sent by the real CLI, to a
//! Headgate in which what the example names exists, and what comes back is held against the answer.
//!
//! | module | what |
//! |---|---|
//! | `page` | reads an example: its commands, and the answer to each |
//! | `outcomes` | what is known of each example: it agrees, it differs and why, it is not run and why |
//! | `prepared` | makes what an example names |
//! | `likeness` | when two answers are the same |

#![cfg(test)]

mod likeness;
mod outcomes;
mod page;
mod prepared;

use anyhow::{Context, Result, ensure};
use headgate_tests::client::{Cli, Ended};
use headgate_tests::local::Local;
use headgate_tests::written::assert_written;
use likeness::difference;
use outcomes::{OUTCOMES, Outcome};
use page::Example;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use xtask::workspace_root;

const DOCUMENT: &str = "docs/compatibility.md";
/// As many as the machine has processors to spare: each is a CLI of its own.
const AT_ONCE: usize = 3;

#[test]
fn every_example_comes_out_as_the_table_says() -> Result<()> {
    let examples = shipped()?;
    let known: BTreeMap<&str, Outcome> = OUTCOMES.into();
    let names: BTreeSet<&str> = examples.iter().map(|example| example.name.as_str()).collect();
    ensure!(names == known.keys().copied().collect(), "the CLI has the examples {names:#?}");
    let run: Vec<&Example> = examples.iter().filter(|example| !matches!(known[example.name.as_str()], Outcome::NotRun(_))).collect();
    let waiting = Mutex::new(run.iter());
    let found = Mutex::new(vec![]);
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let Some(example) = waiting.lock().unwrap().next() else { return };
                    let difference = replay(example).unwrap_or_else(|error| Some(format!("not run: {error:#}")));
                    found.lock().unwrap().push((example.name.clone(), difference));
                }
            });
        }
    });
    let found = found.into_inner().unwrap();
    let agreed = found.iter().filter(|(_, difference)| difference.is_none()).count();
    println!("{agreed} of {} agree", examples.len());
    let mut wrong = String::new();
    for (name, difference) in &found {
        match (known[name.as_str()], difference) {
            (Outcome::Agrees, Some(difference)) => writeln!(wrong, "{name} differs: {difference}")?,
            (Outcome::Differs(why), None) => writeln!(wrong, "{name} agrees, and the table says that it differs: {why}")?,
            (Outcome::Agrees, None) | (Outcome::Differs(_) | Outcome::NotRun(_), _) => {}
        }
    }
    ensure!(wrong.is_empty(), "{wrong}");
    Ok(())
}

#[test]
fn the_document_has_the_table() {
    let path = workspace_root().join(DOCUMENT);
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once("<!-- examples -->\n").expect("a mark before the table");
    let (_, after) = rest.split_once("<!-- /examples -->").expect("a mark after the table");
    assert_written(DOCUMENT, &format!("{before}<!-- examples -->\n{}<!-- /examples -->{after}", outcomes::table()));
}

/// What the CLI ships, in the order of names.
fn shipped() -> Result<Vec<Example>> {
    let folder = xtask::cli_examples()?;
    let mut examples = vec![];
    for file in files(&folder)?.into_iter().chain(files(&folder.join("wait"))?) {
        let name = file.file_stem().and_then(|stem| stem.to_str()).context("an example has a name")?;
        let text = fs::read_to_string(&file)?;
        let read = page::read(&text);
        ensure!(!read.is_empty(), "{name} has no command");
        let several = read.len() > 1;
        for (number, (words, answer)) in (1..).zip(read) {
            let name = if several { format!("{name} {number}") } else { name.to_owned() };
            examples.push(Example { name, words, answer });
        }
    }
    Ok(examples)
}

fn files(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("there is no {}", folder.display()))?;
    let mut files: Vec<_> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rst"));
    files.sort();
    Ok(files)
}

/// How the answer differs from the example's, if it does.
fn replay(example: &Example) -> Result<Option<String>> {
    let local = Local::start()?;
    let folder = tempfile::tempdir()?;
    let stands_for = prepared::prepare(&local, &example.name, folder.path())?;
    let words: Vec<String> = example.words.iter().map(|word| replaced(word, &stands_for)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let Ended { code, out, said } = Cli::new(&local.proxy).run(folder.path(), &words[1..])?;
    if code != Some(0) || !said.is_empty() {
        return Ok(Some(format!("it ended with {code:?}: {}", said.trim())));
    }
    Ok(difference(&replaced(&example.answer, &stands_for), &out))
}

fn replaced(text: &str, stands_for: &BTreeMap<String, String>) -> String {
    stands_for.iter().fold(text.to_owned(), |text, (example, real)| text.replace(example, real))
}
