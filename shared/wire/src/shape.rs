//! How generated shapes are written down.

/// Structures: every member is optional, and named as the wire has it.
macro_rules! structures {
    ($($structure:ident { $($member:ident = $name:literal: $type:ty,)* })*) => {$(
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $structure {
            $(#[serde(rename = $name, skip_serializing_if = "Option::is_none")] pub $member: Option<$type>,)*
        }
    )*};
}

/// Closed sets of words.
macro_rules! words {
    ($($set:ident { $($word:ident = $text:literal,)* })*) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $set { $(#[serde(rename = $text)] $word,)* }

        impl $set {
            /// Every one of them.
            pub const ALL: &[Self] = &[$(Self::$word,)*];

            /// The word as the wire has it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$word => $text,)* }
            }

            /// The one that the wire calls so.
            pub fn named(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }
        }

        impl std::fmt::Display for $set {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )*};
}
pub(crate) use {structures, words};
