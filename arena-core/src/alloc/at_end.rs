//! Values that are dropped when the scope ends: [`At`] and the list of destructors.

use core::mem::{MaybeUninit, needs_drop};
use core::ptr::NonNull;

use super::at::Unused;
use super::ends::Entry;
use super::{ArenaVec, At};
use crate::error::{AllocError, Full};
use crate::store::Handle;

impl<'id> At<'_, 'id> {
    pub(crate) fn try_alloc_drop<T: 'static + Send>(self, value: T) -> Result<&'id mut T, Full<T>> {
        if !needs_drop::<T>() {
            // SAFETY: fresh room with a value in it, see the module's documentation.
            return self.try_place(value).map(|mut place| unsafe { place.as_mut() });
        }
        let entry = match self.try_place(MaybeUninit::<Entry>::uninit()) {
            Ok(entry) => entry,
            Err(Full { error, .. }) => return Err(Full { value, error }),
        };
        let unused = Unused { at: self, place: entry.cast(), size: size_of::<Entry>() };
        let mut place = self.try_place(value)?;
        core::mem::forget(unused);
        // SAFETY: the value was just placed, and is dropped by this entry alone.
        unsafe {
            self.drop_at_end(entry, place, 1);
            Ok(place.as_mut())
        }
    }

    /// Puts values on the list of what is to be done at the end.
    ///
    /// # Safety
    ///
    /// `entry` and the `len` values at `data` were placed in this scope; the values are
    /// initialized, and nobody else drops them.
    unsafe fn drop_at_end<T>(self, entry: NonNull<MaybeUninit<Entry>>, data: NonNull<T>, len: usize) {
        let entry = entry.cast::<Entry>();
        // SAFETY: fresh room for an entry. Entry and values stay in the arena until the cursor goes
        // below them, which is when the list is run or thrown away. References to the values that
        // were given out die with `'id`, before that.
        unsafe {
            entry.write(Entry::of_values(data, len));
            self.core.at_end(entry);
        }
    }

    /// A value that is reached by handle and dropped when the scope ends.
    pub(crate) fn try_insert_drop<T: 'static + Send>(self, value: T) -> Result<Handle<'id, T>, Full<T>> {
        if !needs_drop::<T>() {
            return self.try_insert_any(value).map(|(handle, _)| handle);
        }
        let entry = match self.try_place(MaybeUninit::<Entry>::uninit()) {
            Ok(entry) => entry,
            Err(Full { error, .. }) => return Err(Full { value, error }),
        };
        let unused = Unused { at: self, place: entry.cast(), size: size_of::<Entry>() };
        let (handle, place) = self.try_insert_any(value)?;
        core::mem::forget(unused);
        // SAFETY: the value was just placed, and is dropped by this entry alone.
        unsafe { self.drop_at_end(entry, place, 1) };
        Ok(handle)
    }

    /// A slice whose values are dropped when the scope ends.
    pub(crate) fn try_alloc_slice_drop<T: 'static + Send>(
        self,
        iter: impl IntoIterator<Item = T>,
    ) -> Result<&'id mut [T], AllocError> {
        let mut vec = ArenaVec::at(self);
        vec.try_extend(iter)?;
        if !needs_drop::<T>() || vec.is_empty() {
            return Ok(vec.leak());
        }
        // The entry is placed while the vector still owns the values, so that a full arena drops
        // them and does not lose them. It goes where the vector's spare room was.
        vec.shrink();
        let entry = match self.try_place(MaybeUninit::<Entry>::uninit()) {
            Ok(entry) => entry,
            Err(Full { error, .. }) => return Err(error),
        };
        let values = vec.leak();
        let data = NonNull::from(&mut *values);
        // SAFETY: the vector placed the values here and has just given them up.
        unsafe {
            self.drop_at_end(entry, data.cast::<T>(), data.len());
            Ok(&mut *data.as_ptr())
        }
    }
}
