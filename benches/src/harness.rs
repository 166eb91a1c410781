//! Compares: rivals take turns, and what counts is the ratio of neighbours in time.
//!
//! A machine gets faster and slower, and other programs push into the caches. That disturbs all rivals of one
//! turn alike. So a figure is the median over all turns of the ratio within a turn; its bounds are those of
//! order statistics, which assume nothing about how the ratios are distributed.

use std::cell::{Cell, LazyCell};
use std::process::Command;
use std::rc::Rc;
use std::time::Duration;

use crate::Run;
use crate::cases::Case;
use crate::components::{self, Lives};
use crate::stores::{
    self, Dense, Hecs, Library, Particles, Pool, Round, STEPS, Slab, SlotMap, SlotMapDense, Step, Thunderdome, Value,
};

/// Somebody who is measured.
#[expect(missing_debug_implementations, reason = "it holds closures")]
pub struct Rival {
    /// What it is called.
    pub name: &'static str,
    /// Nanoseconds per operation of one turn, for each row of the group.
    turn: Box<dyn Fn() -> Vec<f64>>,
    /// Does all operations of a row so many times, and says how long they took together.
    pub work: Box<dyn Fn(usize, usize) -> Duration>,
}

/// One row of the table.
#[derive(Debug)]
pub struct Row {
    /// What it is called.
    pub name: String,
    /// How many operations it is.
    pub ops: usize,
}

/// Rows that are measured together.
#[expect(missing_debug_implementations, reason = "it holds closures")]
pub struct Group {
    /// What is done.
    pub rows: Vec<Row>,
    /// Those of this library come first.
    pub rivals: Vec<Rival>,
    /// How many are of this library.
    pub ours: usize,
    /// How many times all is done to count its instructions; none for what waits for the system, about which
    /// they tell nothing.
    pub counted: Option<usize>,
}

/// How one of this library compares in one row.
#[derive(Debug)]
pub struct Comparison {
    /// What the row is called.
    pub row: String,
    /// Who of this library it is about.
    pub ours: &'static str,
    /// Nanoseconds per operation of that one.
    pub nanoseconds: f64,
    /// Everybody else.
    pub others: Vec<Other>,
}

/// How a rival compares.
#[derive(Debug)]
pub struct Other {
    /// What it is called.
    pub name: &'static str,
    /// Its nanoseconds per operation.
    pub nanoseconds: f64,
    /// Our time by its, the median; below 1 this library is faster.
    pub ratio: f64,
    /// What the median is between, in 95 of 100 measurements.
    pub bounds: (f64, f64),
}

/// The name of what is no rival but the floor: written for the row, without safety.
pub const BY_HAND: &str = "by hand";

impl Comparison {
    /// The fastest rival.
    #[must_use]
    pub fn best(&self) -> Option<&Other> {
        let rivals = self.others.iter().filter(|other| other.name != BY_HAND);
        rivals.min_by(|one, other| one.nanoseconds.total_cmp(&other.nanoseconds))
    }

    /// The row as it is written by hand.
    #[must_use]
    pub fn floor(&self) -> Option<&Other> {
        self.others.iter().find(|other| other.name == BY_HAND)
    }

    /// Whether this library is faster than the fastest rival.
    #[must_use]
    pub fn is_won(&self) -> bool {
        self.best().is_some_and(|best| best.bounds.1 < 1.0)
    }

    /// Whether the fastest rival is faster by more than a fiftieth.
    #[must_use]
    pub fn is_surely_lost(&self) -> bool {
        self.best().is_some_and(|best| best.bounds.0 > 1.02)
    }

    /// Whether the fastest rival may be faster by more than a fiftieth.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.best().is_some_and(|best| best.bounds.1 > 1.02)
    }
}

impl Group {
    /// The row of a case.
    #[must_use]
    pub fn of_case(case: Case) -> Self {
        let (ops, fixed) = (case.ops, case.rounds);
        let (row, fresh) = (case.name, case.fresh);
        let rivals = case.runs.into_iter().map(|(name, run)| -> Rival {
            let rounds = Cell::new(fixed.unwrap_or(0));
            let turn: Box<dyn Fn() -> Vec<f64>> = if fresh {
                let rounds = fixed.unwrap_or(1);
                Box::new(move || vec![in_a_process(row, name, rounds) / (rounds * ops) as f64])
            } else {
                Box::new(move || {
                    if rounds.get() == 0 {
                        rounds.set(rounds_for(run, Duration::from_millis(1)));
                    }
                    let time = run(rounds.get());
                    vec![time.as_secs_f64() * 1e9 / (rounds.get() * ops) as f64]
                })
            };
            Rival { name, turn, work: Box::new(move |_, rounds| run(rounds)) }
        });
        let rivals: Vec<Rival> = rivals.collect();
        let ours = rivals.iter().filter(|rival| rival.name.starts_with("arena")).count();
        let rows = vec![Row { name: row.to_owned(), ops }];
        Self { rows, rivals, ours, counted: fixed.is_none().then_some(10) }
    }

    /// The steps of the life of a store with `count` values.
    #[must_use]
    pub fn of_stores<V: Value>(count: usize) -> Self {
        let order = Rc::new(LazyCell::new(move || stores::order(count)));
        fn rival<L: Library, V: Value>(order: &Rc<LazyCell<Vec<u32>, impl FnOnce() -> Vec<u32> + 'static>>) -> Rival {
            let (order, again) = (Rc::clone(order), Rc::clone(order));
            Rival {
                name: L::NAME,
                turn: Box::new(move || {
                    let lives = (100_000 / order.len()).clamp(1, 30);
                    L::with::<V, _>(order.len(), Round { order: &order, lives }).to_vec()
                }),
                work: Box::new(move |step, lives| L::with::<V, _>(again.len(), Step { order: &again, step, lives })),
            }
        }
        let row = |(step, ops)| Row { name: format!("{step}: {count} × {} B", V::BYTES), ops };
        let rivals = vec![
            rival::<Pool, V>(&order),
            rival::<Dense, V>(&order),
            rival::<SlotMap, V>(&order),
            rival::<SlotMapDense, V>(&order),
            rival::<Thunderdome, V>(&order),
            rival::<Slab, V>(&order),
            rival::<Hecs, V>(&order),
        ];
        let rows = STEPS.iter().zip(stores::operations(count)).map(row).collect();
        Self { rows, rivals, ours: 2, counted: Some(2) }
    }

    /// The steps of components of half of `count` values.
    #[must_use]
    pub fn of_components(count: usize) -> Self {
        fn rival<L: components::Library>(order: &Rc<[u32]>) -> Rival {
            let (order, again) = (Rc::clone(order), Rc::clone(order));
            Rival {
                name: L::NAME,
                turn: Box::new(move || {
                    let number = (100_000 / order.len()).clamp(1, 30);
                    let lives = L::with(order.len(), &Lives { order: &order, number, counted: None });
                    let best = |step| lives.iter().map(|life: &[Duration; 4]| life[step]).min().unwrap_or_default();
                    let count = order.len() / 2;
                    (0..components::STEPS.len()).map(|step| best(step).as_secs_f64() * 1e9 / count as f64).collect()
                }),
                work: Box::new(move |step, number| {
                    let lives = L::with(again.len(), &Lives { order: &again, number, counted: Some(step) });
                    lives.iter().map(|life| life[step]).sum()
                }),
            }
        }
        let order: Rc<[u32]> = stores::order(count).into();
        let row = |step| Row { name: format!("{step}: {count} × 16 B"), ops: count / 2 };
        let rows = components::STEPS.iter().map(row).collect();
        let rivals = vec![
            rival::<components::Ours>(&order),
            rival::<components::Secondary>(&order),
            rival::<components::Hecs>(&order),
        ];
        Self { rows, rivals, ours: 1, counted: Some(2) }
    }

    /// A particle system. One operation is one particle in one frame.
    #[must_use]
    pub fn of_particles(count: usize) -> Self {
        fn rival<L: Library>(count: usize) -> Rival {
            // A tenth more than there are at a time.
            let frame = move |frames| L::with::<[u64; 4], _>(count * 11 / 10, Particles { count, frames });
            Rival {
                name: L::NAME,
                turn: Box::new(move || vec![frame(10).as_secs_f64() * 1e9 / count as f64]),
                work: Box::new(move |_, frames| frame(frames)),
            }
        }
        let rivals = vec![
            rival::<Pool>(count),
            rival::<Dense>(count),
            rival::<SlotMap>(count),
            rival::<Thunderdome>(count),
            rival::<Hecs>(count),
        ];
        let name = format!("a frame of {count} particles of 32 B, a tenth replaced");
        Self { rows: vec![Row { name, ops: count }], rivals, ours: 2, counted: Some(2) }
    }

    /// Measures all of it, `rotations` times, in another order each time: whoever comes after one that empties
    /// the caches, or makes the processor hot, pays for it.
    #[must_use]
    pub fn measure(&self, rotations: usize) -> Vec<Comparison> {
        let count = self.rivals.len();
        // Once for nothing: programs and memory get warm, and the numbers of rounds are found.
        self.rivals.iter().for_each(|rival| drop((rival.turn)()));
        let mut turns: Vec<Vec<Vec<f64>>> = Vec::new();
        let mut order: Vec<usize> = (0..count).collect();
        let mut random = crate::rivals::Shuffle::default();
        for _ in 0..rotations {
            random.shuffle(&mut order);
            let mut turn = vec![Vec::new(); count];
            for &rival in &order {
                turn[rival] = (self.rivals[rival].turn)();
            }
            turns.push(turn);
        }
        let mut comparisons = Vec::new();
        for ours in 0..self.ours {
            for (row, Row { name, .. }) in self.rows.iter().enumerate() {
                let times = |rival: usize| turns.iter().map(move |turn| turn[rival][row]);
                let other = |rival: usize| {
                    let (ratio, bounds) = median_of(times(ours).zip(times(rival)).map(|(ours, its)| ours / its));
                    Other { name: self.rivals[rival].name, nanoseconds: median_of(times(rival)).0, ratio, bounds }
                };
                comparisons.push(Comparison {
                    row: name.clone(),
                    ours: self.rivals[ours].name,
                    nanoseconds: median_of(times(ours)).0,
                    others: (self.ours..count).map(other).collect(),
                });
            }
        }
        comparisons
    }
}

/// Nanoseconds that some rounds take in a process of its own: this program, which is told so by `--cell` and says so.
fn in_a_process(row: &str, rival: &str, rounds: usize) -> f64 {
    let program = std::env::current_exe().expect("the path of this program");
    let output = Command::new(program).args(["--cell", row, rival, &rounds.to_string()]).output();
    let output = output.expect("this program runs").stdout;
    String::from_utf8_lossy(&output).trim().parse().expect("nanoseconds, by this program")
}

/// How many rounds take about that long.
fn rounds_for(run: Run, long: Duration) -> usize {
    let mut rounds = 1;
    loop {
        let time = run(rounds);
        if time >= long / 4 || rounds > 1 << 20 {
            let rounds = rounds as u128 * long.as_nanos() / time.as_nanos().max(1);
            return usize::try_from(rounds).unwrap_or(usize::MAX).max(1);
        }
        rounds *= 4;
    }
}

/// The median of some figures, and what that of all there could be is between with 95 %: as far from either end
/// as a binomial distribution is in 1 of 40 cases.
fn median_of(figures: impl Iterator<Item = f64>) -> (f64, (f64, f64)) {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_unstable_by(f64::total_cmp);
    let count = figures.len();
    let (mut probability, mut sum, mut skipped) = (0.5_f64.powi(i32::try_from(count).unwrap_or(i32::MAX)), 0.0, 0);
    while sum + probability <= 0.025 && skipped < count / 2 {
        sum += probability;
        probability *= (count - skipped) as f64 / (skipped + 1) as f64;
        skipped += 1;
    }
    let skipped = skipped.saturating_sub(1).min(count / 2);
    let middle = f64::midpoint(figures[(count - 1) / 2], figures[count / 2]);
    (middle, (figures[skipped], figures[count - 1 - skipped]))
}
