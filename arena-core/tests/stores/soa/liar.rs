//! A struct whose description of itself is a lie: its store has two tables, and every function picks
//! another one. None of it is `unsafe`, so none of it may do harm.

use std::cell::Cell;

use arena_core::__private::{ColumnViews, Dense, Names, Read, Room, Rows, RowsMut, SoaFields, Table, Write};
use arena_core::soa::{MutOf, RefOf, RowsMutOf, RowsOf, SlicesMutOf, SlicesOf, SoaViews};
use arena_core::{AllocError, SoaRow};

type List = (String, (u64, ()));

#[derive(Debug)]
pub struct Liar(pub String, pub u64);

pub struct Two<'id> {
    tables: [Table<'id, List>; 2],
}

thread_local! {
    /// Counts the calls, to lie differently each time; and panics once at zero.
    pub static CALLS: Cell<u32> = const { Cell::new(1) };
}

fn pick() -> usize {
    let calls = CALLS.get().wrapping_sub(1);
    CALLS.set(calls);
    assert_ne!(calls, 0, "in the middle of something");
    (calls % 7 / 3) as usize % 2
}

impl<'a> SoaViews<'a> for Liar {
    type Ref = &'a str;
    type Mut = &'a mut String;
    type Slices = (&'a [String], &'a [u64]);
    type SlicesMut = &'a mut [String];
    type Rows = std::vec::IntoIter<&'a str>;
    type RowsMut = std::vec::IntoIter<&'a mut String>;
}

impl SoaFields<List> for Liar {
    fn split(self) -> List {
        pick();
        (self.0, (self.1, ()))
    }

    fn join((text, (number, ())): List) -> Self {
        pick();
        Self(text, number)
    }

    fn view<'a>((text, _): <List as ColumnViews<'a>>::Refs) -> RefOf<'a, Self> {
        pick();
        text
    }

    fn view_mut<'a>((text, _): <List as ColumnViews<'a>>::Muts) -> MutOf<'a, Self> {
        pick();
        text
    }

    fn slices<'a>((texts, (numbers, ())): <List as ColumnViews<'a>>::Slices) -> SlicesOf<'a, Self> {
        (texts, numbers)
    }

    fn slices_mut<'a>((texts, _): <List as ColumnViews<'a>>::SlicesMut) -> SlicesMutOf<'a, Self> {
        texts
    }
}

impl SoaRow for Liar {
    type Table<'id> = Two<'id>;

    fn make<'id>(room: Room<'_, 'id>) -> Result<Two<'id>, AllocError> {
        Ok(Two { tables: [room.table()?, room.table()?] })
    }

    fn keys<'a>(table: &'a Two<'_>) -> &'a Dense {
        table.tables[pick()].keys()
    }

    fn read<'a, V: Read<'a, Self>>(table: &'a Two<'_>, visit: V) -> V::Output {
        visit.visit(&table.tables[pick()])
    }

    fn write<'a, V: Write<'a, Self>>(table: &'a mut Two<'_>, visit: V) -> V::Output {
        if pick() == 0 {
            table.tables.swap(0, 1);
        }
        visit.visit(&mut table.tables[pick()])
    }

    fn rows<'a>(table: &'a Two<'_>) -> RowsOf<'a, Self> {
        let rows: Rows<'a, List> = table.tables[pick()].rows();
        rows.chain(table.tables[0].rows()).map(|(text, _)| text.as_str()).collect::<Vec<_>>().into_iter()
    }

    fn rows_mut<'a>(table: &'a mut Two<'_>) -> (Names<'a>, RowsMutOf<'a, Self>) {
        let [one, other] = &mut table.tables;
        let (names, _): (_, RowsMut<'a, List>) = one.rows_mut();
        let (_, rows) = other.rows_mut();
        (names, rows.map(|(text, _)| text).collect::<Vec<_>>().into_iter())
    }
}
