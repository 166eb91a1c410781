//! Iteration over a store of columns, row by row, with the keys.

use core::fmt;
use core::iter::FusedIterator;

use super::dense::Names;
use super::soa_row::{MutOf, RefOf, RowsMutOf, RowsOf, SoaRow};
use super::{Key, Soa};
use crate::arena::opening::Invariant;

/// Keys and rows of a [`Soa`].
pub struct Iter<'a, 'id, T: SoaRow + 'a> {
    pub(super) names: Names<'a>,
    pub(super) rows: RowsOf<'a, T>,
    pub(super) brand: Invariant<'id>,
}

/// Keys and rows of a [`Soa`], to be changed.
pub struct IterMut<'a, 'id, T: SoaRow + 'a> {
    pub(super) names: Names<'a>,
    pub(super) rows: RowsMutOf<'a, T>,
    pub(super) brand: Invariant<'id>,
}

/// The keys of a [`Soa`].
pub struct Keys<'a, 'id, T> {
    pub(super) names: Names<'a>,
    pub(super) brand: core::marker::PhantomData<Key<'id, T>>,
}

macro_rules! walk {
    ($Iter:ident, $Row:ident) => {
        impl<'a, 'id, T: SoaRow> Iterator for $Iter<'a, 'id, T> {
            type Item = (Key<'id, T>, $Row<'a, T>);

            #[inline(always)]
            fn next(&mut self) -> Option<Self::Item> {
                let name = self.names.next()?;
                Some((Key::new(name), self.rows.next()?))
            }

            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.names.size_hint()
            }
        }

        impl<T: SoaRow> DoubleEndedIterator for $Iter<'_, '_, T> {
            #[inline(always)]
            fn next_back(&mut self) -> Option<Self::Item> {
                let name = self.names.next_back()?;
                Some((Key::new(name), self.rows.next_back()?))
            }
        }

        impl<T: SoaRow> ExactSizeIterator for $Iter<'_, '_, T> {}
        impl<T: SoaRow> FusedIterator for $Iter<'_, '_, T> {}

        impl<T: SoaRow> fmt::Debug for $Iter<'_, '_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($Iter)).field("left", &self.names.len()).finish()
            }
        }
    };
}

walk!(Iter, RefOf);
walk!(IterMut, MutOf);

impl<T: SoaRow> Clone for Iter<'_, '_, T> {
    fn clone(&self) -> Self {
        Self { names: self.names.clone(), rows: self.rows.clone(), brand: self.brand }
    }
}

impl<'id, T: SoaRow> Iterator for Keys<'_, 'id, T> {
    type Item = Key<'id, T>;

    #[inline(always)]
    fn next(&mut self) -> Option<Key<'id, T>> {
        self.names.next().map(|name| Key::new(name))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.names.size_hint()
    }
}

impl<T: SoaRow> DoubleEndedIterator for Keys<'_, '_, T> {
    #[inline(always)]
    fn next_back(&mut self) -> Option<Self::Item> {
        self.names.next_back().map(|name| Key::new(name))
    }
}

impl<T: SoaRow> ExactSizeIterator for Keys<'_, '_, T> {}
impl<T: SoaRow> FusedIterator for Keys<'_, '_, T> {}

impl<T> Clone for Keys<'_, '_, T> {
    fn clone(&self) -> Self {
        Self { names: self.names.clone(), brand: self.brand }
    }
}

impl<T> fmt::Debug for Keys<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("left", &self.names.len()).finish()
    }
}

impl<'a, 'id, T: SoaRow> IntoIterator for &'a Soa<'id, T> {
    type Item = (Key<'id, T>, RefOf<'a, T>);
    type IntoIter = Iter<'a, 'id, T>;

    fn into_iter(self) -> Iter<'a, 'id, T> {
        self.iter()
    }
}

impl<'a, 'id, T: SoaRow> IntoIterator for &'a mut Soa<'id, T> {
    type Item = (Key<'id, T>, MutOf<'a, T>);
    type IntoIter = IterMut<'a, 'id, T>;

    fn into_iter(self) -> IterMut<'a, 'id, T> {
        self.iter_mut()
    }
}
