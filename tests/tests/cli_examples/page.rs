//! Reads an example: its commands, and the answer to each.

/// A command and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Example {
    /// The page's name, with a number where a page has several.
    pub(crate) name: String,
    /// The command, from `aws` on.
    pub(crate) words: Vec<String>,
    /// The answer; empty where the command has nothing to say.
    pub(crate) answer: String,
}

/// The commands of a page in their order, each with its answer. A command is an indented block that begins with
/// `aws deploy`; the next block after it whose introduction speaks of output is its answer.
pub(crate) fn read(page: &str) -> Vec<(Vec<String>, String)> {
    let mut read: Vec<(Vec<String>, String)> = vec![];
    for (introduction, block) in blocks(page) {
        if block.starts_with("aws deploy ") {
            read.push((words(&block), String::new()));
        } else if let Some((_, answer)) = read.last_mut().filter(|_| introduction.to_lowercase().contains("output")) {
            *answer = block;
        }
    }
    read
}

/// Each run of indented lines, and the line of text before it.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = vec![];
    let (mut introduction, mut block) = (String::new(), vec![]);
    for line in page.lines().chain(["end"]) {
        if line.trim().is_empty() || line.starts_with(' ') {
            block.push(line.strip_prefix("    ").unwrap_or(line.trim_start()));
            continue;
        }
        let text = block.join("\n").trim().to_owned();
        if !text.is_empty() {
            blocks.push((std::mem::take(&mut introduction), text));
        }
        block.clear();
        line.clone_into(&mut introduction);
    }
    blocks
}

/// The words of a command as a shell reads them: quotes, backslashes, and lines that go on.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![];
    let (mut word, mut quote): (Option<String>, Option<char>) = (None, None);
    let mut letters = command.chars();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            ('\\', None | Some('"')) => match letters.next() {
                Some('\n') | None => {}
                Some(escaped) => word.get_or_insert_default().push(escaped),
            },
            ('"' | '\'', None) => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (closing, Some(opening)) if closing == opening => quote = None,
            (letter, None) if letter.is_whitespace() => words.extend(word.take()),
            (letter, _) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

#[test]
fn a_page_is_read() {
    let page = "**Title**\n\nThe following example. ::\n\n    aws deploy get-application \\\n        --application-name \"my \\\"shop\\\"\"\n\nOutput::\n\n    {\n        \"a\": 1\n    }\n\nFor more.\n";
    let words = ["aws", "deploy", "get-application", "--application-name", "my \"shop\""].map(str::to_owned).to_vec();
    assert_eq!(read(page), [(words, "{\n    \"a\": 1\n}".to_owned())]);
}

#[test]
fn a_command_without_output_has_no_answer() {
    let page = "One::\n\n    aws deploy stop --x 'a b'\n\nThis command produces no output.\n\nOther::\n\n    {}\n";
    assert_eq!(read(page), [(["aws", "deploy", "stop", "--x", "a b"].map(str::to_owned).to_vec(), String::new())]);
}
