//! How a shape is written down: its members, all optional, unknown ones refused.

macro_rules! shapes {
    ($($(#[$meta:meta])* $shape:ident { $($(#[$member_meta:meta])* $member:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default, deny_unknown_fields, rename_all = "camelCase")]
        #[expect(missing_docs, reason = "members that only carry CodeDeploy's name are explained by its API reference")]
        pub struct $shape {
            $($(#[$member_meta])* #[serde(skip_serializing_if = "Option::is_none")] pub $member: Option<$type>,)*
        }
    )*};
}
pub(crate) use shapes;
