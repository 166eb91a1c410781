//! Tags: the names under which bytes are counted.

/// What is known about one tag.
///
/// A tag is identified by the address of its `TagInfo`, which is why it has to be a `static`:
/// tags from any number of crates live side by side, without a registry and without numbers that
/// could clash.
#[derive(Debug)]
#[non_exhaustive]
pub struct TagInfo {
    /// The name of the variant: `"Renderer"`.
    pub name: &'static str,
    /// The first paragraph of its documentation, or an empty string.
    pub description: &'static str,
    /// How many bytes the tag is meant to stay below, if it said so.
    pub budget: Option<u64>,
}

impl TagInfo {
    /// Describes a tag. Put the result into a `static`.
    #[must_use]
    pub const fn new(name: &'static str, description: &'static str, budget: Option<u64>) -> Self {
        Self { name, description, budget }
    }
}

/// Something bytes can be counted under; `#[derive(Tag)]` implements it for a fieldless enum.
///
/// ```
/// use arena_core::{Tag, TagInfo};
///
/// // What the derive writes, by hand:
/// struct Physics;
/// impl Tag for Physics {
///     fn info(&self) -> &'static TagInfo {
///         static INFO: TagInfo = TagInfo::new("Physics", "Contacts, islands", Some(128 << 20));
///         &INFO
///     }
/// }
/// assert_eq!(Physics.info().name, "Physics");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tag",
    note = "a tag is a variant of an enum that derives `Tag`: `#[derive(Tag)] enum Subsystem {{ Renderer }}`"
)]
pub trait Tag {
    /// The description of this tag. The same tag gives the same address every time.
    fn info(&self) -> &'static TagInfo;
}

impl<T: Tag + ?Sized> Tag for &T {
    fn info(&self) -> &'static TagInfo {
        (**self).info()
    }
}
