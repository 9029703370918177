//! What CodeDeploy's service model says of an operation, as data.

use crate::Exception;

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// Its name.
    pub name: &'static str,
    /// Whether CodeDeploy has it; otherwise it is Headgate's own.
    pub of_codedeploy: bool,
    /// Its request, a structure.
    pub input: &'static Shape,
    /// Its answer, a structure; `None` where the answer has no body.
    pub output: Option<&'static Shape>,
    /// The exceptions it declares.
    pub exceptions: &'static [Exception],
}

/// What a value must be like.
#[derive(Debug)]
pub enum Shape {
    /// An object with these members and no others.
    Structure(&'static [Member]),
    /// A list.
    List {
        /// What is in it.
        item: &'static Shape,
        /// How many items it may have.
        length: Length,
    },
    /// An object with any members.
    Map {
        /// What its names must be like.
        key: &'static Shape,
        /// What is in it.
        value: &'static Shape,
    },
    /// A text.
    Text {
        /// How many characters it may have.
        length: Length,
        /// The only characters it may have, as a class of a regular expression has them, without its brackets.
        characters: Option<&'static str>,
    },
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number.
    Integer {
        /// The least.
        least: i64,
        /// The greatest.
        most: i64,
    },
    /// Any number.
    Double,
    /// True or false.
    Boolean,
    /// An instant, in seconds since 1970.
    Timestamp,
}

/// How long a text or a list may be.
#[derive(Clone, Copy, Debug)]
pub struct Length {
    /// At least.
    pub least: usize,
    /// At most.
    pub most: usize,
}

/// A member of a structure.
#[derive(Debug)]
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// What it must be like.
    pub shape: &'static Shape,
    /// Whether it must be there.
    pub required: bool,
    /// The exception that a request earns without it.
    pub missing: Option<Exception>,
    /// The exception that a request earns where it, or anything in it, breaks a constraint.
    pub wrong: Option<Exception>,
}

impl Operation {
    /// The operation with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        let index = crate::OPERATIONS.binary_search_by(|operation| operation.name.cmp(name)).ok()?;
        Some(&crate::OPERATIONS[index])
    }

    /// Whether its request has a member of this name.
    pub fn takes(&self, member: &str) -> bool {
        matches!(self.input, Shape::Structure(members) if members.iter().any(|known| known.name == member))
    }

    /// Whether it declares an exception.
    pub fn declares(&self, exception: Exception) -> bool {
        self.exceptions.contains(&exception)
    }
}
