//! Slots that retire, which takes more uses than a test of the outside could make.

use crate::{MIB, SceneArena};

#[test]
fn a_slot_retires_before_its_generation_repeats() {
    SceneArena::reserve("scene", MIB).unwrap().scope(|scene| {
        let mut pool = scene.pool::<u32>(3);
        let first = pool.insert(1);
        pool.slots.age(0, pool.slots.counted.last() - 1);
        let last = pool.keys().next().unwrap();
        assert_eq!((last.name().0, pool.get(first)), (0, None));
        assert_eq!(pool.remove(last), Some(1));
        let keys = [pool.insert(2), pool.insert(3)];
        assert_eq!(keys.map(|key| key.name().0), [1, 2], "slot 0 is not used again");
        assert!(pool.try_insert(4).is_err());
        assert_eq!(pool.values().copied().collect::<Vec<_>>(), [2, 3]);
        assert_eq!((pool.get(last), pool.get(first)), (None, None));
        pool.clear();
        assert!(pool.is_empty() && pool.iter().next().is_none());
    });
}

/// In a word of which every slot is taken, one of them without a value.
#[test]
fn a_walk_goes_round_a_slot_that_has_retired() {
    SceneArena::reserve("scene", MIB).unwrap().scope(|scene| {
        let mut pool = scene.pool::<u32>(192);
        let keys: Vec<_> = (0..192).map(|number| pool.insert(number)).collect();
        for retired in [70, 100] {
            pool.slots.age(retired, pool.slots.counted.last() - 1);
            let last = pool.keys().nth(retired - usize::from(retired > 70)).unwrap();
            assert_eq!(pool.remove(last), u32::try_from(retired).ok());
        }
        let left = || (0..192).filter(|number| *number != 70 && *number != 100);
        assert!(pool.values().copied().eq(left()) && pool.values().rev().copied().eq(left().rev()));
        assert!(pool.iter().map(|(key, value)| (key, *value)).eq(left().map(|number| (keys[number as usize], number))));
        assert_eq!((pool.len(), pool.try_insert(7).is_err()), (190, true));
    });
}
