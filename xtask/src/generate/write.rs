//! The generated files' texts.

use super::model::{Member, Model, Operation};
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::fmt::Write;

const HEAD: &str = "// Written by `cargo xtask generate` from CodeDeploy's service model and overlay.json. Not to be edited.\n\n";

pub(super) fn modules() -> String {
    let modules = "\
        //! What the service model says: structures, words, exceptions, and the operations as data.\n\
        #![expect(missing_docs, reason = \"the names are CodeDeploy's, and its API reference explains them\")]\n\n\
        mod operations;\n\
        mod structures;\n\
        mod words;\n\n\
        pub use operations::OPERATIONS;\n\
        pub use structures::*;\n\
        pub use words::*;\n";
    format!("{HEAD}{modules}")
}

/// The closed sets of words, and the exceptions.
pub(super) fn words(model: &Model) -> String {
    let mut text = format!("{HEAD}use crate::shape::words;\n\nwords! {{\n");
    let mut set = |name: &str, words: &[(String, String)]| {
        let _ = writeln!(text, "    {name} {{");
        for (variant, word) in words {
            let _ = writeln!(text, "        {variant} = \"{word}\",");
        }
        let _ = writeln!(text, "    }}");
    };
    for name in model.reached().unwrap_or_default() {
        let words = words_of(model, name);
        if !words.is_empty() {
            set(name, &words.iter().map(|word| (variant(word), (*word).to_owned())).collect::<Vec<_>>());
        }
    }
    let exceptions = model.exceptions().into_iter().map(|name| (name.to_owned(), format!("{name}Exception")));
    set("Exception", &exceptions.collect::<Vec<_>>());
    text.push_str("}\n");
    text
}

/// The structures.
pub(super) fn structures(model: &Model) -> Result<String> {
    let mut text = format!("{HEAD}use crate::shape::structures;\nuse std::collections::BTreeMap;\n\nstructures! {{\n");
    for name in model.reached()? {
        if model.shape(name)?["type"] != "structure" {
            continue;
        }
        writeln!(text, "    {name} {{")?;
        for Member { name: member, shape, .. } in model.members(name)? {
            writeln!(text, "        {} = \"{member}\": {},", field(member), rust_type(model, shape)?)?;
        }
        writeln!(text, "    }}")?;
    }
    text.push_str("}\n");
    Ok(text)
}

fn rust_type(model: &Model, name: &str) -> Result<String> {
    let shape = model.shape(name)?;
    let part = |part: &str| -> Result<String> {
        rust_type(model, shape[part]["shape"].as_str().with_context(|| format!("shape `{name}` has no `{part}`"))?)
    };
    Ok(match shape["type"].as_str().unwrap_or_default() {
        "structure" => name.to_owned(),
        "list" => format!("Vec<{}>", part("member")?),
        "map" => format!("BTreeMap<{}, {}>", part("key")?, part("value")?),
        "string" if !words_of(model, name).is_empty() => format!("crate::{name}"),
        "string" => "String".to_owned(),
        "integer" | "long" => "i64".to_owned(),
        "double" | "timestamp" => "f64".to_owned(),
        "boolean" => "bool".to_owned(),
        other => bail!("shape `{name}` is of the type `{other}`, which this generator does not know"),
    })
}

/// The operations, and the shapes of their requests and answers, as data.
pub(super) fn operations(model: &Model) -> Result<String> {
    let mut text = format!("{HEAD}use super::words::Exception;\nuse crate::model::{{Length, Member, Operation, Shape}};\n\n");
    let operations = model.operations()?;
    text.push_str("/// Every operation, by name.\n#[rustfmt::skip]\npub static OPERATIONS: &[Operation] = &[\n");
    for Operation { name, of_codedeploy, input, output, exceptions } in &operations {
        let output = output.map_or("None".to_owned(), |output| format!("Some(&{})", constant(output)));
        let exceptions = exceptions.iter().map(|name| format!("Exception::{name}")).collect::<Vec<_>>().join(", ");
        writeln!(
            text,
            "    Operation {{ name: \"{name}\", of_codedeploy: {of_codedeploy}, input: &{}, output: {output}, exceptions: &[{exceptions}] }},",
            constant(input)
        )?;
    }
    text.push_str("];\n");
    for name in model.reached()? {
        let owner = operations.iter().find(|operation| operation.input == name);
        writeln!(text, "\n#[rustfmt::skip]\nstatic {}: Shape = {};", constant(name), shape(model, name, owner)?)?;
    }
    Ok(text)
}

fn shape(model: &Model, name: &str, owner: Option<&Operation<'_>>) -> Result<String> {
    let shape = model.shape(name)?;
    let part = |part: &str| shape[part]["shape"].as_str().map(constant).with_context(|| format!("shape `{name}` has no `{part}`"));
    Ok(match shape["type"].as_str().unwrap_or_default() {
        "structure" => {
            let mut text = "Shape::Structure(&[".to_owned();
            for member in model.members(name)? {
                write!(text, "\n    {},", written(model, &member, owner).with_context(|| format!("`{name}.{}`", member.name))?)?;
            }
            text + "\n])"
        }
        "list" => format!("Shape::List {{ item: &{}, length: {} }}", part("member")?, length(shape)),
        "map" => format!("Shape::Map {{ key: &{}, value: &{} }}", part("key")?, part("value")?),
        "string" if !words_of(model, name).is_empty() => {
            let words = words_of(model, name).iter().map(|word| format!("{word:?}")).collect::<Vec<_>>().join(", ");
            format!("Shape::Word(&[{words}])")
        }
        "string" => {
            let characters = shape["pattern"].as_str().map(class).transpose()?;
            let characters = characters.map_or("None".to_owned(), |class| format!("Some({class:?})"));
            format!("Shape::Text {{ length: {}, characters: {characters} }}", length(shape))
        }
        "integer" => range(shape, i64::from(i32::MIN), i64::from(i32::MAX)),
        "long" => range(shape, i64::MIN, i64::MAX),
        "double" => "Shape::Double".to_owned(),
        "timestamp" => "Shape::Timestamp".to_owned(),
        "boolean" => "Shape::Boolean".to_owned(),
        other => bail!("shape `{name}` is of the type `{other}`, which this generator does not know"),
    })
}

/// A member. Where an operation's own request can break a constraint, it must have an exception for that.
fn written(model: &Model, member: &Member<'_>, owner: Option<&Operation<'_>>) -> Result<String> {
    let Member { name, shape, required } = member;
    let refusal = |how: &str| owner.and_then(|operation| model.refusal(operation, name, how));
    let (missing, wrong) = (refusal("missing"), refusal("wrong"));
    if let Some(operation) = owner {
        ensure!(!required || missing.is_some(), "{} declares no exception for its absence: add it to `refusals`", operation.name);
        ensure!(
            !model.is_constrained(shape)? || wrong.is_some(),
            "{} declares no exception for its constraints: add it to `refusals`",
            operation.name
        );
    }
    let option = |exception: Option<&str>| exception.map_or("None".to_owned(), |name| format!("Some(Exception::{name})"));
    Ok(format!(
        "Member {{ name: \"{name}\", shape: &{}, required: {required}, missing: {}, wrong: {} }}",
        constant(shape),
        option(missing),
        option(wrong)
    ))
}

fn length(shape: &Value) -> String {
    let number = |value: &Value, default: &str| value.as_u64().map_or(default.to_owned(), |number| number.to_string());
    format!("Length {{ least: {}, most: {} }}", number(&shape["min"], "0"), number(&shape["max"], "usize::MAX"))
}

fn range(shape: &Value, least: i64, most: i64) -> String {
    let (least, most) = (shape["min"].as_i64().unwrap_or(least), shape["max"].as_i64().unwrap_or(most));
    format!("Shape::Integer {{ least: {}, most: {} }}", grouped(least), grouped(most))
}

/// A number with its digits in groups of three.
fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = if number < 0 { "-".to_owned() } else { String::new() };
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

/// What stands between the brackets of a pattern that is one class of characters, any number of times.
fn class(pattern: &str) -> Result<&str> {
    let class = pattern.strip_prefix('[').and_then(|rest| rest.strip_suffix("]*"));
    class
        .filter(|class| !class.contains(['[', ']', '\\', '^']))
        .with_context(|| format!("the pattern `{pattern}` is of a kind that is not known here"))
}

fn words_of<'a>(model: &'a Model, name: &str) -> Vec<&'a str> {
    let words = model.shape(name).ok().and_then(|shape| shape["enum"].as_array());
    words.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// A word as a variant: `KEY_AND_VALUE` is `KeyAndValue`, `codeDeployRollback` is `CodeDeployRollback`.
fn variant(word: &str) -> String {
    let shouted = !word.chars().any(|char| char.is_ascii_lowercase());
    let capital = |part: &str| {
        let (first, rest) = part.split_at(1.min(part.len()));
        first.to_ascii_uppercase() + &if shouted { rest.to_ascii_lowercase() } else { rest.to_owned() }
    };
    word.split('_').map(capital).collect()
}

/// A member as a field: `eTag` is `e_tag`, `type` is `r#type`.
fn field(member: &str) -> String {
    let name = snake(member);
    if name == "type" { "r#type".to_owned() } else { name }
}

fn snake(name: &str) -> String {
    let mut snake = String::new();
    for char in name.chars() {
        if char.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(char.to_ascii_lowercase());
    }
    snake
}

/// A shape as a constant: `EC2TagFilter` is `EC2_TAG_FILTER`.
fn constant(shape: &str) -> String {
    let chars: Vec<char> = shape.chars().collect();
    let mut constant = String::new();
    for (index, char) in chars.iter().enumerate() {
        let begins = char.is_ascii_uppercase()
            && index > 0
            && (!chars[index - 1].is_ascii_uppercase() || chars.get(index + 1).is_some_and(char::is_ascii_lowercase));
        if begins {
            constant.push('_');
        }
        constant.push(char.to_ascii_uppercase());
    }
    constant
}
