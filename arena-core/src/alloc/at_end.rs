//! Values that are dropped when the scope ends: [`At`] and the list of destructors.

use core::mem::{MaybeUninit, needs_drop};
use core::ptr::NonNull;

use super::at::Unused;
use super::ends::Entry;
use super::{ArenaVec, At};
use crate::error::{AllocError, Full};
use crate::store::Handle;

impl<'id> At<'_, 'id> {
    #[inline(always)]
    pub(crate) fn try_alloc_drop<T: 'static + Send>(self, value: T) -> Result<&'id mut T, Full<T>> {
        let placed = if needs_drop::<T>() {
            self.add_to_run(value)
                .or_else(|value| self.begin_run(value, |at, value| at.try_place(value).map(|place| (place, place))))
        } else {
            self.try_place(value)
        };
        // SAFETY: fresh room with a value in it, see the module's documentation of `At`.
        placed.map(|mut place| unsafe { place.as_mut() })
    }

    /// A value that is reached by handle and dropped when the scope ends.
    #[inline(always)]
    pub(crate) fn try_insert_drop<T: 'static + Send>(self, value: T) -> Result<Handle<'id, T>, Full<T>> {
        if !needs_drop::<T>() {
            return self.try_insert(value);
        }
        // Where the value goes if it is added to a run.
        let next = Handle::new(self.core, self.core.cursor());
        let value = match next {
            Some(handle) => match self.add_to_run(value) {
                Ok(_) => return Ok(handle),
                Err(value) => value,
            },
            None => value,
        };
        self.begin_run(value, Self::try_insert_any)
    }

    /// Places a value behind others of its type if that needs no entry; else gives it back.
    #[inline(always)]
    fn add_to_run<T: 'static + Send>(self, value: T) -> Result<NonNull<T>, T> {
        // SAFETY: nobody else does. It is `Send` and refers to nothing, so it may be dropped anywhere.
        let place = unsafe { self.core.add_to_run(value) }?;
        self.slot.took(size_of::<T>(), size_of::<T>());
        Ok(place)
    }

    /// Places a value with `place`, and lists it to be dropped in an entry of its own.
    #[inline(never)]
    fn begin_run<T: 'static + Send, P>(
        self,
        value: T,
        place: impl FnOnce(Self, T) -> Result<(P, NonNull<T>), Full<T>>,
    ) -> Result<P, Full<T>> {
        let entry = match self.try_place(MaybeUninit::<Entry>::uninit()) {
            Ok(entry) => entry,
            Err(Full { error, .. }) => return Err(Full { value, error }),
        };
        let unused = Unused { at: self, place: entry.cast(), size: size_of::<Entry>() };
        let (placed, value) = place(self, value)?;
        core::mem::forget(unused);
        // SAFETY: the value was just placed, and is dropped by this entry alone.
        unsafe { self.drop_at_end(entry, Entry::of_value(value)) };
        Ok(placed)
    }

    /// Puts an entry on the list of what is to be done at the end.
    ///
    /// # Safety
    ///
    /// `place` and the values of the entry were placed in this scope; the values are initialized, and
    /// nobody else drops them.
    unsafe fn drop_at_end(self, place: NonNull<MaybeUninit<Entry>>, entry: Entry) {
        let place = place.cast::<Entry>();
        // SAFETY: fresh room for an entry. Entry and values stay in the arena until the cursor goes
        // below them, which is when the list is run or thrown away. References to the values that
        // were given out die with `'id`, before that.
        unsafe {
            place.write(entry);
            self.core.at_end(place);
        }
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
            self.drop_at_end(entry, Entry::of_slice(data.cast::<T>(), data.len()));
            Ok(&mut *data.as_ptr())
        }
    }
}
