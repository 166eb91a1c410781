//! `Tagged`: a scope that counts what it hands out under a tag.

use core::fmt;
use core::marker::PhantomData;

use super::At;
use crate::account::TagInfo;
use crate::arena::core::Core;
use crate::threads::ManyThreads;

/// A scope, with everything that is allocated through this counted under one tag.
///
/// [`Scope::tagged`](crate::Scope::tagged) makes it. It is a pair of pointers, `Copy`, and has the
/// allocation methods of the scope. Any number of them may be in use at a time, in any order.
///
/// ```
/// use arena_core::{Frame, Tag, TagInfo};
/// # struct Ui;
/// # impl Tag for Ui {
/// #     fn info(&self) -> &'static TagInfo {
/// #         static INFO: TagInfo = TagInfo::new("Ui", "", None);
/// #         &INFO
/// #     }
/// # }
///
/// fn label<'frame>(frame: &Frame<'frame>, fps: f32) -> &'frame str {
///     frame.tagged(Ui).alloc_fmt(format_args!("{fps:.1} frames per second"))
/// }
/// ```
pub struct Tagged<'s, 'id, L> {
    at: At<'s, 'id>,
    class: PhantomData<fn() -> L>,
}

impl<'s, 'id, L> Tagged<'s, 'id, L> {
    #[inline(always)]
    pub(crate) fn new(core: &'s Core, tag: &'static TagInfo) -> Self {
        Self { at: At::new(core, Some(tag)), class: PhantomData }
    }

    #[inline(always)]
    pub(crate) fn at(&self) -> At<'s, 'id> {
        self.at
    }
}

// SAFETY: the bound holds for nothing, see `threads`.
unsafe impl<L> Send for Tagged<'_, '_, L> where L: ManyThreads<Self> {}
// SAFETY: the bound holds for nothing, see `threads`.
unsafe impl<L> Sync for Tagged<'_, '_, L> where L: ManyThreads<Self> {}

impl<L> Clone for Tagged<'_, '_, L> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<L> Copy for Tagged<'_, '_, L> {}

impl<L> fmt::Debug for Tagged<'_, '_, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tag = self.at.tag().map(|tag| tag.name);
        f.debug_struct("Tagged").field("arena", &self.at.core.shared().name).field("tag", &tag).finish()
    }
}
