//! What the generated stores do.

use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::Debug;
use std::rc::Rc;

use arena::prelude::*;
use arena::{Key, Pool, Soa, join};

#[derive(Tag, Clone, Copy)]
enum Subsystem {
    Physics,
}
use Subsystem::Physics;

fn scenes() -> SceneArena {
    SceneArena::reserve("scenes", 16 * MIB).unwrap()
}

#[derive(Arena, Debug, Clone, Copy, PartialEq)]
#[arena(tag = Physics, lifetime = scene, store = soa)]
struct Body {
    position: [f32; 3],
    velocity: [f32; 3],
    mass: f32,
}

const STILL: Body = Body { position: [0.0; 3], velocity: [0.0; 3], mass: 1.0 };

#[test]
fn columns_are_had_by_name_alone_and_together() {
    let mut scenes = scenes();
    scope!(scene in scenes);
    let mut bodies = BodyStore::new_in(scene);
    assert_eq!((bodies.capacity(), BodyStore::CAPACITY), (16_384, 16_384));
    let keys: Vec<BodyKey<'_>> =
        (0..10_u8).map(|i| bodies.insert(Body { velocity: [f32::from(i), 1.0, 0.0], ..STILL })).collect();

    let BodyColumnsMut { position, velocity, mass } = bodies.columns_mut();
    for ((position, velocity), mass) in position.iter_mut().zip(&*velocity).zip(mass) {
        position[0] += velocity[0];
        *mass *= 2.0;
    }
    bodies.velocity_mut()[3] = [9.0; 3];
    assert_eq!(bodies.position()[7], [7.0, 0.0, 0.0]);
    assert_eq!(bodies.mass().iter().sum::<f32>(), 20.0);

    let BodyRef { position, velocity, mass } = bodies.get(keys[3]).unwrap();
    assert_eq!((position[0], velocity, *mass), (3.0, &[9.0; 3], 2.0));
    let BodyMut { mass, .. } = bodies.get_mut(keys[4]).unwrap();
    *mass = 7.0;
    let BodyColumns { position, velocity, mass } = bodies.columns();
    assert_eq!((position.len(), velocity.len(), mass[4]), (10, 10, 7.0));
    assert_eq!(bodies.remove(keys[4]), Some(Body { position: [4.0, 0.0, 0.0], velocity: [4.0, 1.0, 0.0], mass: 7.0 }));
    assert!(bodies.get(keys[4]).is_none());
}

#[test]
fn rows_are_walked_sorted_and_printed() {
    let mut scenes = scenes();
    scope!(scene in scenes);
    let mut bodies = BodyStore::with_capacity_in(scene, 100);
    let [light, heavy] = [1.0, 5.0].map(|mass| bodies.insert(Body { mass, ..STILL }));
    for (key, body) in &mut bodies {
        body.position[0] = if key == light { 1.0 } else { 2.0 };
    }
    bodies.sort_by(|a, b| b.mass.total_cmp(a.mass));
    assert_eq!(bodies.keys().collect::<Vec<_>>(), [heavy, light]);
    assert_eq!(bodies.values().rev().map(|body| *body.mass).collect::<Vec<_>>(), [1.0, 5.0]);
    let heaviest = bodies.values().fold(0.0_f32, |most, body| most.max(*body.mass));
    assert_eq!(heaviest, 5.0);
    bodies.values_mut().rev().for_each(|body| *body.mass += 1.0);
    let rows: Vec<String> = (&bodies).into_iter().map(|(_, body)| format!("{body:?}")).collect();
    assert_eq!(rows[1], "BodyRef { position: [1.0, 0.0, 0.0], velocity: [0.0, 0.0, 0.0], mass: 2.0 }");
    assert!(format!("{bodies:?}").contains("mass: 6.0"), "{bodies:?}");
    bodies.retain(|_, body| {
        let body = BodyRef::from(body);
        *body.mass > 3.0
    });
    assert_eq!(bodies.mass(), [6.0]);
}

/// Lives in a scene, and says what else it knows there.
#[derive(Arena, Debug)]
#[arena(tag = Physics, lifetime = scene, store(kind = pool, capacity = 100 + 28, name = Bodies))]
struct Linked<'scene> {
    name: &'scene str,
    next: Option<LinkedKey<'scene>>,
}

#[test]
fn the_brand_of_a_type_is_the_brand_of_its_store() {
    let mut scenes = scenes();
    scope!(scene in scenes);
    let mut bodies = Bodies::new_in(scene);
    let first = bodies.insert(Linked { name: scene.alloc_str("first"), next: None });
    let second = bodies.insert(Linked { name: "second", next: Some(first) });
    let next = bodies[second].next.unwrap();
    bodies[next].name = "changed";
    assert_eq!((bodies.len(), bodies.capacity(), Bodies::CAPACITY), (2, 128, 128));
    assert_eq!((&bodies).into_iter().map(|(_, body)| body.name).collect::<Vec<_>>(), ["changed", "second"]);
    for (_, body) in &mut bodies {
        body.next = None;
    }
    let pool: &mut Pool<'_, Linked<'_>> = &mut bodies;
    assert!(pool.remove(first).is_some());
}

#[test]
fn a_store_is_counted_under_the_tag_of_its_type() {
    let mut scenes = scenes();
    let ledger = Ledger::new().with(&scenes);
    scope!(scene in scenes);
    let bodies = BodyStore::with_capacity_in(scene, 100);
    let bytes = bodies.stats().used;
    assert!(bytes >= 100 * (size_of::<Body>() + 12), "{bytes}");
    if let Some(used) = ledger.used_by(Physics) {
        assert_eq!(used, bytes);
    }
    assert_eq!(bodies.stats().name, "Body");
    let error = BodyStore::try_with_capacity_in(scene, 1 << 20).unwrap_err();
    assert_eq!((error.type_name(), error.tag().unwrap().name), ("Body", "Physics"));
    assert!(Bodies::try_with_capacity_in(scene, 1 << 20).is_err());
    let mut one = BodyStore::with_capacity_in(scene, 1);
    one.insert(STILL);
    let full = one.try_insert(STILL).unwrap_err();
    assert_eq!(full.value, STILL);
    assert!(full.error.to_string().starts_with("store of `Body` in scene arena `scenes` is full"), "{}", full.error);
}

/// All a struct can be parameterized by.
#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store(kind = soa, capacity = N))]
struct Grid<'scene, T: Clone + Default = u8, const N: usize = 4>
where
    T: PartialEq,
    Self: Sized,
{
    cells: [T; N],
    first: T,
    parent: Option<&'scene Self>,
    key: Option<GridKey<'scene, T, N>>,
    compare: for<'row> fn(&'row T, &'scene str) -> bool,
}

#[test]
fn generic_structs_have_generic_stores() {
    let mut scenes = scenes();
    scope!(scene in scenes);
    let mut grids = GridStore::<String, 3>::new_in(scene);
    assert_eq!(grids.capacity(), 3);
    let grid = |first: &str, key| Grid {
        cells: [const { String::new() }; 3],
        first: first.into(),
        parent: None,
        key,
        compare: |a, b| a == b,
    };
    let a = grids.insert(grid("a", None));
    let b = grids.insert(grid("b", Some(a)));
    grids.get_mut(a).unwrap().cells[1].push('x');
    assert_eq!(grids.cells()[0], ["", "x", ""]);
    assert_eq!(grids.first(), ["a", "b"]);
    let view: GridRef<'_, '_, String, 3> = grids.get(b).unwrap();
    assert_eq!((*view.key, (view.compare)(view.first, "b")), (Some(a), true));
    // Closures work for rows that borrow something.
    grids.sort_by_key(|grid| std::cmp::Reverse(grid.first.clone()));
    grids.retain(|_, grid| grid.key.is_some() && grid.parent.is_none());
    assert_eq!(grids.first_mut(), ["b"]);
}

#[test]
fn stores_of_borrowing_structs_work_behind_functions() {
    #[derive(Arena, Debug)]
    #[arena(tag = Physics, lifetime = scene, store = soa)]
    struct Name<'scene> {
        text: &'scene str,
        cell: Cell<Option<&'scene str>>,
    }

    fn longest<'scene>(names: &NameStore<'scene>) -> Option<&'scene str> {
        names.text().iter().copied().max_by_key(|text| text.len())
    }

    fn shorten<'scene>(names: &mut NameStore<'scene>, found: &mut Vec<&'scene str>) {
        names.retain(|_, name| {
            name.cell.set(Some("kept"));
            found.push(name.text);
            name.text.len() < 4
        });
        names.sort_by(|a, b| a.text.cmp(b.text));
    }

    let mut scenes = scenes();
    scope!(scene in scenes);
    let mut names = NameStore::new_in(scene);
    for text in ["one", "three", "four", "six"] {
        names.insert(Name { text: scene.alloc_str(text), cell: Cell::new(None) });
    }
    let mut found = Vec::new();
    assert_eq!(longest(&names), Some("three"));
    shorten(&mut names, &mut found);
    assert_eq!((found.len(), names.text()), (4, ["one", "six"].as_slice()));
    assert!(names.cell().iter().all(|cell| cell.get() == Some("kept")));
    fn shows(names: &NameStore<'_>) -> String {
        format!("{names:?}")
    }
    assert!(shows(&names).contains("NameRef"), "{}", shows(&names));
}

/// Counts itself while it is alive.
struct Counted(Rc<Cell<u32>>);

impl Counted {
    fn new(alive: &Rc<Cell<u32>>) -> Self {
        alive.set(alive.get() + 1);
        Self(Rc::clone(alive))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store = soa)]
struct Sound(u32, #[arena(skip)] Counted, String);

#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene, store = pool)]
enum Either {
    Owned(String),
    Counted(#[expect(dead_code, reason = "only there to be dropped")] Counted),
}

#[test]
fn values_that_need_drop_are_dropped_with_their_store() {
    let mut scenes = scenes();
    let alive = Rc::new(Cell::new(0));
    {
        scope!(scene in scenes);
        let mut sounds = SoundStore::new_in(scene);
        let mut either = EitherStore::new_in(scene);
        let first = sounds.insert(Sound(1, Counted::new(&alive), String::from("a")));
        sounds.insert(Sound(2, Counted::new(&alive), String::from("b")));
        either.insert(Either::Counted(Counted::new(&alive)));
        let text = either.insert(Either::Owned(String::from("text")));
        assert!(matches!(&either[text], Either::Owned(text) if text == "text"));
        assert_eq!(alive.get(), 3);
        assert_eq!(sounds.remove(first).unwrap().2, "a");
        assert_eq!(alive.get(), 2);
    }
    assert_eq!(alive.get(), 0);
}

#[test]
fn a_skipped_field_is_in_no_view_and_comes_back_with_the_value() {
    let mut scenes = scenes();
    scope!(scene in scenes);
    let alive = Rc::new(Cell::new(0));
    let mut sounds = SoundStore::new_in(scene);
    let key = sounds.insert(Sound(1, Counted::new(&alive), String::from("a")));
    let SoundRef(number, text, ..) = sounds.get(key).unwrap();
    assert_eq!((*number, text.as_str()), (1, "a"));
    sounds.get_mut(key).unwrap().1.push('b');
    assert_eq!((sounds.column_0(), sounds.column_2()), ([1].as_slice(), [String::from("ab")].as_slice()));
    sounds.column_0_mut()[0] = 5;
    let Sound(number, counted, text) = sounds.remove(key).unwrap();
    assert_eq!((number, counted.0.get(), text.as_str()), (5, 1, "ab"));
}

mod elsewhere {
    use super::{Arena, Physics};

    #[derive(Debug, Default)]
    struct Hidden(u8);

    /// As public as can be, but for what it hides.
    #[derive(Arena, Debug, Default)]
    #[arena(tag = Physics, lifetime = scene, store = soa)]
    pub struct Open {
        pub shown: u16,
        hidden: Hidden,
        pub(crate) values: f32,
        pub len: u8,
        pub r#type: u8,
        pub r#move: (),
    }

    pub fn hidden(store: &OpenStore<'_>) -> u8 {
        store.hidden().iter().map(|hidden| hidden.0).sum()
    }
}

#[test]
fn private_types_stay_private_and_methods_are_not_hidden() {
    let mut scenes = scenes();
    scope!(scene in scenes);
    let mut open = elsewhere::OpenStore::new_in(scene);
    let mut value = elsewhere::Open::default();
    value.shown = 3;
    let key = open.insert(value);
    assert_eq!((open.len(), open.len_column()), (1, [0].as_slice()));
    open.len_column_mut()[0] = 4;
    open.values_column_mut()[0] += 1.0;
    open.r#type_mut()[0] = 7;
    assert_eq!((open.r#type(), open.r#move().len(), elsewhere::hidden(&open)), ([7].as_slice(), 1, 0));
    let elsewhere::OpenRef { shown, len, values, .. } = open.get(key).unwrap();
    assert_eq!((*shown, *len, *values), (3, 4, 1.0));
}

/// Nothing in it, and still found by key.
#[derive(Arena, Debug, Clone, Copy, PartialEq)]
#[arena(tag = Physics, lifetime = scene, store = soa)]
struct Marker;

#[derive(Arena, Debug, Clone, PartialEq)]
#[arena(tag = Physics, lifetime = scene, store = soa)]
struct Nested {
    body: Body,
    #[arena(skip)]
    tail: Vec<u8>,
}

#[test]
fn structs_of_structs_and_of_nothing_have_stores() {
    let mut scenes = scenes();
    scope!(scene in scenes);
    let mut markers = MarkerStore::new_in(scene);
    let key = markers.insert(Marker);
    assert!(markers.contains(key) && markers.get(key).is_some());
    assert_eq!((markers.remove(key), markers.len()), (Some(Marker), 0));
    let mut nested = NestedStore::new_in(scene);
    let value = Nested { body: STILL, tail: vec![1, 2] };
    let key = nested.insert(value.clone());
    nested.body_mut()[0].mass = 3.0;
    let NestedRef { body, .. } = nested.get(key).unwrap();
    assert_eq!(body.mass, 3.0);
    assert_eq!(nested.remove(key).unwrap().tail, value.tail);
}

#[test]
fn the_store_of_the_library_takes_the_same_type() {
    let mut scenes = scenes();
    scope!(scene in scenes);
    let mut bodies: Soa<'_, Body> = scene.tagged(Physics).soa(10);
    let keys: HashMap<Key<'_, Body>, f32> =
        [1.0, 2.0].into_iter().map(|mass| (bodies.insert(Body { mass, ..STILL }), mass)).collect();
    assert!(bodies.iter().all(|(key, body)| keys[&key] == *body.mass));
    fn count<T: arena::SoaRow>(store: &Soa<'_, T>) -> usize {
        store.values().count()
    }
    assert_eq!(count(&bodies), 2);
}

#[test]
fn types_in_stores_can_be_placed_one_by_one_too() {
    let mut scenes = scenes();
    scope!(scene in scenes);
    let body: &mut Body = Body::new_in(scene, [1.0; 3], [0.0; 3], 2.0);
    assert_eq!(STILL.alloc_in(scene).mass + body.mass, 3.0);
}

#[test]
fn views_say_of_themselves_what_they_can() {
    fn is_copy<T: Copy + Send + Sync + Debug>() {}
    fn is_send<T: Send + Sync + Debug>() {}
    is_copy::<BodyRef<'_>>();
    is_copy::<BodyColumns<'_>>();
    is_send::<BodyMut<'_>>();
    is_send::<BodyColumnsMut<'_>>();
    is_send::<BodyStore<'_>>();
    is_send::<Bodies<'_>>();
    is_copy::<BodyKey<'_>>();
}

struct Light(f32);

#[derive(Stores)]
struct World<'scene> {
    bodies: BodyStore<'scene>,
    #[arena(capacity = 100, tag = Physics)]
    lights: Components<'scene, Body, Light>,
    #[arena(capacity = 8)]
    names: Pool<'scene, String>,
}

#[test]
fn a_world_is_made_cleared_and_reported_in_one_go() {
    let mut scenes = scenes();
    let ledger = Ledger::new().with(&scenes);
    scope!(scene in scenes);
    let mut world = World::new_in(scene);
    let capacities = [world.bodies.capacity(), world.lights.capacity(), world.names.capacity()];
    assert_eq!(capacities, [BodyStore::CAPACITY, 100, 8]);
    let body = world.bodies.insert(STILL);
    world.lights.insert(body, Light(0.5));
    world.lights[body].0 += 0.25;
    let name = world.names.insert(String::from("Ada"));

    let report = world.report();
    let figures: Vec<_> = report.stores().map(|(field, stats)| (*field, stats.live, stats.capacity)).collect();
    assert_eq!(figures, [("bodies", 1, BodyStore::CAPACITY), ("lights", 1, 100), ("names", 1, 8)]);
    let text = report.to_string();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert!(
        lines[0].starts_with("World") && lines[2].starts_with("  lights ") && lines[2].contains("components"),
        "{text}"
    );
    assert!(lines.iter().all(|line| line.chars().count() == lines[0].chars().count()), "{text}");

    // Stores of the derive are counted under the tag of their type, the others under that of the field.
    let tags: Vec<_> = ledger.stores().map(|(_, store)| store.tag.map(|tag| tag.name)).collect();
    assert_eq!(tags, [Some("Physics"), Some("Physics"), None]);

    world.clear();
    assert!(world.bodies.get(body).is_none() && world.lights.get(body).is_none() && world.names.get(name).is_none());
}

#[test]
fn a_world_that_does_not_fit_says_which_store() {
    let mut small = SceneArena::reserve("small", 64 * KIB).unwrap();
    scope!(scene in small);
    let error = World::try_new_in(scene).err().unwrap();
    assert!(error.to_string().contains("Body"), "{error}");
}

/// Tuple structs, other parameters beside the brand, several brands.
#[test]
fn worlds_of_other_shapes() {
    #[derive(Stores)]
    struct Pair<'scene, 'text, T: Clone, const N: usize>(
        #[arena(capacity = N)] Pool<'scene, T>,
        #[arena(capacity = 2 * N)] BoxPool<'scene, &'text str>,
    );

    let text = String::from("borrowed");
    let mut scenes = scenes();
    scope!(scene in scenes);
    let mut pair = Pair::<u8, 10>::new_in(scene);
    pair.0.insert(7);
    assert_eq!((pair.0.capacity(), pair.1.capacity(), *pair.1.insert(&text)), (10, 20, "borrowed"));
    assert!(pair.report().to_string().contains("  0 "), "{}", pair.report());
    pair.clear();
    assert!(pair.0.is_empty());
}

/// The generated stores take part by reference, whatever they are made of.
#[test]
fn named_stores_are_joined() {
    #[derive(Arena, Debug)]
    #[arena(tag = Physics, lifetime = scene, store = pool)]
    struct Ship(u32);

    let mut scenes = scenes();
    scope!(scene in scenes);
    let (mut ships, mut bodies) = (ShipStore::new_in(scene), BodyStore::new_in(scene));
    let mut fuel = scene.components::<Ship, u32>(100);
    let mut lights = scene.components::<Body, Light>(100);
    for n in 0..10_u8 {
        let ship = ships.insert(Ship(u32::from(n)));
        let body = bodies.insert(Body { mass: f32::from(n), ..STILL });
        if n % 2 == 0 {
            fuel.insert(ship, 100);
            lights.insert(body, Light(0.0));
        }
    }
    for (_, (ship, fuel)) in join((&mut ships, &mut fuel)) {
        ship.0 += 1;
        *fuel -= ship.0;
    }
    assert_eq!(fuel.values(), [99, 97, 95, 93, 91]);
    for (key, (body, light)) in join((&bodies, &mut lights)) {
        light.0 = *body.mass / 2.0;
        assert!(bodies.contains(key));
    }
    assert_eq!(lights.values().iter().map(|light| light.0).collect::<Vec<_>>(), [0.0, 1.0, 2.0, 3.0, 4.0]);
    // The rows of the smaller store decide.
    bodies.retain(|_, body| *body.mass < 1.0 || *body.mass > 8.0);
    assert_eq!(join((&lights, &bodies)).count(), 1);
    assert_eq!(lights.prune(&bodies), 4);
}
