//! The stores of this library and of its peers, each at its best settings.

use core::fmt;

use super::{Job, Library, Store, Value};
use arena::{Arena, MIB, SceneArena};

/// The arena that holds a store: address space for it, of which as much is used as it needs.
fn arena_for<V: Value>(capacity: usize) -> SceneArena {
    let bytes = capacity * (V::BYTES + 24) + MIB;
    Arena::reserve("bench", bytes).expect("address space for a benchmark")
}

/// [`arena::Pool`].
#[derive(Debug)]
pub struct Pool;

impl Library for Pool {
    const NAME: &'static str = "Pool";

    fn with<V: Value, J: Job<V>>(capacity: usize, job: J) -> J::Output {
        let mut arena = arena_for::<V>(capacity);
        arena::scope!(scene in arena);
        job.run(scene.pool::<V>(capacity))
    }
}

impl<'id, V: Value> Store<V> for arena::Pool<'id, V> {
    type Key = arena::Key<'id, V>;

    #[inline(always)]
    fn insert(&mut self, value: V) -> Self::Key {
        arena::Pool::insert(self, value)
    }

    #[inline(always)]
    fn remove(&mut self, key: Self::Key) -> Option<V> {
        arena::Pool::remove(self, key)
    }

    #[inline(always)]
    fn read(&self, key: Self::Key) -> Option<u64> {
        arena::Pool::get(self, key).map(V::read)
    }

    #[inline(always)]
    fn sum(&self) -> u64 {
        self.values().map(V::read).sum()
    }

    fn clear(&mut self) {
        arena::Pool::clear(self);
    }

    #[inline(always)]
    fn retain(&mut self, mut keep: impl FnMut(&mut V) -> bool) {
        arena::Pool::retain(self, |_, value| keep(value));
    }
}

/// [`arena::Soa`] of a struct with one field: a dense store.
#[derive(Debug)]
pub struct Dense;

/// One column.
#[derive(arena::Arena, Clone, Copy)]
#[arena(tag = Benchmark::Values, lifetime = scene, store = soa)]
pub struct Row<V: Value> {
    /// The value.
    pub value: V,
}

impl<V: Value> fmt::Debug for Row<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row").field("value", &self.value.read()).finish()
    }
}

/// What is measured.
#[derive(arena::Tag, Clone, Copy, Debug)]
pub enum Benchmark {
    /// Values of a store
    Values,
}

impl Library for Dense {
    const NAME: &'static str = "Soa";

    fn with<V: Value, J: Job<V>>(capacity: usize, job: J) -> J::Output {
        let mut arena = arena_for::<V>(capacity);
        arena::scope!(scene in arena);
        job.run(scene.soa::<Row<V>>(capacity))
    }
}

impl<'id, V: Value> Store<V> for arena::Soa<'id, Row<V>> {
    type Key = arena::Key<'id, Row<V>>;

    #[inline(always)]
    fn insert(&mut self, value: V) -> Self::Key {
        arena::Soa::insert(self, Row { value })
    }

    #[inline(always)]
    fn remove(&mut self, key: Self::Key) -> Option<V> {
        arena::Soa::remove(self, key).map(|row| row.value)
    }

    #[inline(always)]
    fn read(&self, key: Self::Key) -> Option<u64> {
        arena::Soa::get(self, key).map(|row| row.value.read())
    }

    #[inline(always)]
    fn sum(&self) -> u64 {
        self.columns().value.iter().map(V::read).sum()
    }

    fn clear(&mut self) {
        arena::Soa::clear(self);
    }

    #[inline(always)]
    fn retain(&mut self, mut keep: impl FnMut(&mut V) -> bool) {
        arena::Soa::retain(self, |_, row| keep(row.value));
    }
}

/// Writes the implementations for maps whose keys, `insert`, `remove` and `get` are called alike.
macro_rules! map {
    ($Library:ident = $name:literal, $Map:ty, $Key:ty, $doc:literal) => {
        #[doc = $doc]
        #[derive(Debug)]
        pub struct $Library;

        impl Library for $Library {
            const NAME: &'static str = $name;

            fn with<V: Value, J: Job<V>>(capacity: usize, job: J) -> J::Output {
                job.run(<$Map>::with_capacity(capacity))
            }
        }

        impl<V: Value> Store<V> for $Map {
            type Key = $Key;

            #[inline(always)]
            fn insert(&mut self, value: V) -> Self::Key {
                <$Map>::insert(self, value)
            }

            #[inline(always)]
            fn remove(&mut self, key: Self::Key) -> Option<V> {
                <$Map>::remove(self, key)
            }

            #[inline(always)]
            fn read(&self, key: Self::Key) -> Option<u64> {
                <$Map>::get(self, key).map(V::read)
            }

            #[inline(always)]
            fn sum(&self) -> u64 {
                self.iter().map(|(_, value)| value.read()).sum()
            }

            fn clear(&mut self) {
                <$Map>::clear(self);
            }

            #[inline(always)]
            fn retain(&mut self, mut keep: impl FnMut(&mut V) -> bool) {
                <$Map>::retain(self, |_, value| keep(value));
            }
        }
    };
}

map!(SlotMap = "SlotMap", slotmap::SlotMap<slotmap::DefaultKey, V>, slotmap::DefaultKey,
    "[`slotmap::SlotMap`], \"the fastest for random access\" by its documentation.");
map!(SlotMapDense = "DenseSlotMap", slotmap::DenseSlotMap<slotmap::DefaultKey, V>, slotmap::DefaultKey,
    "[`slotmap::DenseSlotMap`], which its documentation recommends where iteration counts most.");
map!(
    Thunderdome = "thunderdome",
    thunderdome::Arena<V>,
    thunderdome::Index,
    "[`thunderdome::Arena`]; there are no settings but the capacity."
);

/// [`slab::Slab`]; there are no settings but the capacity. Its keys are indices without a check of age.
#[derive(Debug)]
pub struct Slab;

impl Library for Slab {
    const NAME: &'static str = "slab";

    fn with<V: Value, J: Job<V>>(capacity: usize, job: J) -> J::Output {
        job.run(slab::Slab::with_capacity(capacity))
    }
}

impl<V: Value> Store<V> for slab::Slab<V> {
    type Key = usize;

    #[inline(always)]
    fn insert(&mut self, value: V) -> usize {
        slab::Slab::insert(self, value)
    }

    #[inline(always)]
    fn remove(&mut self, key: usize) -> Option<V> {
        self.try_remove(key)
    }

    #[inline(always)]
    fn read(&self, key: usize) -> Option<u64> {
        slab::Slab::get(self, key).map(V::read)
    }

    #[inline(always)]
    fn sum(&self) -> u64 {
        self.iter().map(|(_, value)| value.read()).sum()
    }

    fn clear(&mut self) {
        slab::Slab::clear(self);
    }

    #[inline(always)]
    fn retain(&mut self, mut keep: impl FnMut(&mut V) -> bool) {
        slab::Slab::retain(self, |_, value| keep(value));
    }
}

/// [`hecs::World`] with one component. `reserve` makes room, `get` is its access by entity, and `query_mut`
/// iterates, by its documentation, without checks at run time.
#[derive(Debug)]
pub struct Hecs;

/// A world whose entities have one component.
struct World(hecs::World);

/// The component: what a hecs world holds are tuples of these.
struct Component<V>(V);

impl Library for Hecs {
    const NAME: &'static str = "hecs";

    fn with<V: Value, J: Job<V>>(capacity: usize, job: J) -> J::Output {
        let mut world = hecs::World::new();
        world.reserve::<(Component<V>,)>(u32::try_from(capacity).unwrap_or(u32::MAX));
        job.run(World(world))
    }
}

impl<V: Value> Store<V> for World {
    type Key = hecs::Entity;

    #[inline(always)]
    fn insert(&mut self, value: V) -> hecs::Entity {
        self.0.spawn((Component(value),))
    }

    #[inline(always)]
    fn remove(&mut self, key: hecs::Entity) -> Option<V> {
        let value = self.0.get::<&Component<V>>(key).map(|component| component.0).ok()?;
        self.0.despawn(key).ok()?;
        Some(value)
    }

    #[inline(always)]
    fn read(&self, key: hecs::Entity) -> Option<u64> {
        self.0.get::<&Component<V>>(key).ok().map(|component| component.0.read())
    }

    #[inline(always)]
    fn sum(&self) -> u64 {
        self.0.query::<&Component<V>>().iter().map(|component| component.0.read()).sum()
    }

    fn clear(&mut self) {
        self.0.clear();
    }

    fn retain(&mut self, mut keep: impl FnMut(&mut V) -> bool) {
        let query = self.0.query_mut::<(hecs::Entity, &mut Component<V>)>();
        let gone: Vec<hecs::Entity> =
            query.into_iter().filter_map(|(entity, component)| (!keep(&mut component.0)).then_some(entity)).collect();
        gone.into_iter().for_each(|entity| _ = self.0.despawn(entity));
    }
}
