//! A struct with columns, as the derive would write it, but by hand: every line of it is safe.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use arena_core::__private::{ColumnViews, Dense, Names, Read, Room, Rows, RowsMut, SoaFields, Table, Write};
use arena_core::soa::{MutOf, RefOf, RowsMutOf, RowsOf, SlicesMutOf, SlicesOf, SoaViews};
use arena_core::{AllocError, SoaRow};

/// Counts itself while it is alive, and panics when it is dropped if it was told to.
pub struct Counted {
    pub value: u64,
    alive: Rc<Cell<isize>>,
    pub panics: bool,
}

impl Counted {
    pub fn new(value: u64, alive: &Rc<Cell<isize>>) -> Self {
        alive.set(alive.get() + 1);
        Self { value, alive: Rc::clone(alive), panics: false }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.alive.set(self.alive.get() - 1);
        assert!(!self.panics, "told to");
    }
}

impl fmt::Debug for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value)
    }
}

/// More aligned than a page of cache lines, so that a column that starts too low is noticed.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(align(256))]
pub struct Wide(pub u64);

/// Fields of all kinds: plain, dropped, without a size, over-aligned, small, borrowed.
#[derive(Debug)]
pub struct Row<'data> {
    pub number: u64,
    pub first: Counted,
    pub nothing: (),
    pub wide: Wide,
    pub byte: u8,
    pub text: &'data str,
    pub second: Counted,
}

impl<'data> Row<'data> {
    pub fn new(number: u64, text: &'data str, alive: &Rc<Cell<isize>>) -> Self {
        Self {
            number,
            first: Counted::new(number, alive),
            nothing: (),
            wide: Wide(number),
            byte: u8::try_from(number % 256).unwrap(),
            text,
            second: Counted::new(number, alive),
        }
    }
}

#[derive(Debug, Clone, Copy)]
#[expect(dead_code, reason = "what a derive would generate; not every field is read here")]
pub struct RowRef<'row, 'data> {
    pub number: &'row u64,
    pub first: &'row Counted,
    pub wide: &'row Wide,
    pub byte: &'row u8,
    pub text: &'row &'data str,
    pub second: &'row Counted,
}

#[derive(Debug)]
#[expect(dead_code, reason = "what a derive would generate; not every field is read here")]
pub struct RowMut<'row, 'data> {
    pub number: &'row mut u64,
    pub first: &'row mut Counted,
    pub wide: &'row mut Wide,
    pub byte: &'row mut u8,
    pub text: &'row mut &'data str,
    pub second: &'row mut Counted,
}

pub struct RowColumns<'all, 'data> {
    pub number: &'all [u64],
    pub first: &'all [Counted],
    pub nothing: &'all [()],
    pub wide: &'all [Wide],
    pub byte: &'all [u8],
    pub text: &'all [&'data str],
    pub second: &'all [Counted],
}

#[expect(dead_code, reason = "what a derive would generate; not every field is read here")]
pub struct RowColumnsMut<'all, 'data> {
    pub number: &'all mut [u64],
    pub first: &'all mut [Counted],
    pub wide: &'all mut [Wide],
    pub byte: &'all mut [u8],
    pub text: &'all mut [&'data str],
    pub second: &'all mut [Counted],
}

type List<'data> = (u64, (Counted, ((), (Wide, (u8, (&'data str, (Counted, ())))))));
pub struct RowTable<'id, 'data>(Table<'id, List<'data>>);
#[derive(Clone, Debug)]
pub struct Walk<'a, 'data>(Rows<'a, List<'data>>);
pub struct WalkMut<'a, 'data>(RowsMut<'a, List<'data>>);

impl<'a, 'data> SoaViews<'a> for Row<'data> {
    type Ref = RowRef<'a, 'data>;
    type Mut = RowMut<'a, 'data>;
    type Slices = RowColumns<'a, 'data>;
    type SlicesMut = RowColumnsMut<'a, 'data>;
    type Rows = Walk<'a, 'data>;
    type RowsMut = WalkMut<'a, 'data>;
}

impl<'data> SoaFields<List<'data>> for Row<'data> {
    fn split(self) -> List<'data> {
        let Self { number, first, nothing, wide, byte, text, second } = self;
        (number, (first, (nothing, (wide, (byte, (text, (second, ())))))))
    }

    fn join((number, (first, (nothing, (wide, (byte, (text, (second, ()))))))): List<'data>) -> Self {
        Self { number, first, nothing, wide, byte, text, second }
    }

    fn view<'a>(fields: <List<'data> as ColumnViews<'a>>::Refs) -> RefOf<'a, Self> {
        let (number, (first, (_, (wide, (byte, (text, (second, ()))))))) = fields;
        RowRef { number, first, wide, byte, text, second }
    }

    fn view_mut<'a>(fields: <List<'data> as ColumnViews<'a>>::Muts) -> MutOf<'a, Self> {
        let (number, (first, (_, (wide, (byte, (text, (second, ()))))))) = fields;
        RowMut { number, first, wide, byte, text, second }
    }

    fn slices<'a>(columns: <List<'data> as ColumnViews<'a>>::Slices) -> SlicesOf<'a, Self> {
        let (number, (first, (nothing, (wide, (byte, (text, (second, ()))))))) = columns;
        RowColumns { number, first, nothing, wide, byte, text, second }
    }

    fn slices_mut<'a>(columns: <List<'data> as ColumnViews<'a>>::SlicesMut) -> SlicesMutOf<'a, Self> {
        let (number, (first, (_, (wide, (byte, (text, (second, ()))))))) = columns;
        RowColumnsMut { number, first, wide, byte, text, second }
    }
}

impl<'data> SoaRow for Row<'data> {
    type Table<'id> = RowTable<'id, 'data>;

    fn make<'id>(room: Room<'_, 'id>) -> Result<RowTable<'id, 'data>, AllocError> {
        room.table().map(RowTable)
    }

    fn keys<'a>(table: &'a RowTable<'_, 'data>) -> &'a Dense {
        table.0.keys()
    }

    fn read<'a, V: Read<'a, Self>>(table: &'a RowTable<'_, 'data>, visit: V) -> V::Output {
        visit.visit(&table.0)
    }

    fn write<'a, V: Write<'a, Self>>(table: &'a mut RowTable<'_, 'data>, visit: V) -> V::Output {
        visit.visit(&mut table.0)
    }

    fn rows<'a>(table: &'a RowTable<'_, 'data>) -> RowsOf<'a, Self> {
        Walk(table.0.rows())
    }

    fn rows_mut<'a>(table: &'a mut RowTable<'_, 'data>) -> (Names<'a>, RowsMutOf<'a, Self>) {
        let (names, rows) = table.0.rows_mut();
        (names, WalkMut(rows))
    }
}

macro_rules! walk {
    ($Walk:ident, $Row:ident, $view:ident) => {
        impl<'a, 'data> Iterator for $Walk<'a, 'data> {
            type Item = $Row<'a, 'data>;

            fn next(&mut self) -> Option<Self::Item> {
                self.0.next().map(<Row<'data> as SoaFields<List<'data>>>::$view)
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }

        impl DoubleEndedIterator for $Walk<'_, '_> {
            fn next_back(&mut self) -> Option<Self::Item> {
                self.0.next_back().map(<Row<'_> as SoaFields<List<'_>>>::$view)
            }
        }

        impl ExactSizeIterator for $Walk<'_, '_> {}
    };
}

walk!(Walk, RowRef, view);
walk!(WalkMut, RowMut, view_mut);
