//! Times of stores beside their peers, by criterion. `--example peers` has the same rows in one table.
//!
//! * `cargo bench -p arena-benches --bench stores -- 100000` measures the rows with that many values.

use arena_benches::stores::{
    Dense, Hecs, Library, Pool, Round, STEPS, Slab, SlotMap, SlotMapDense, Thunderdome, Value, order,
};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::time::Duration;

/// Criterion's clock is given the time of one step, scaled to as many rounds as it asks for.
fn rival<L: Library, V: Value>(criterion: &mut Criterion, count: usize) {
    let order = order(count);
    for (step, name) in STEPS.iter().enumerate() {
        let row = format!("{name}, {count} values of {} bytes", V::BYTES);
        criterion.benchmark_group(row).bench_function(BenchmarkId::from_parameter(L::NAME), |bencher| {
            bencher.iter_custom(|rounds| {
                let nanos =
                    (0..rounds).map(|_| L::with::<V, _>(count, Round { order: &order, lives: 1 })[step]).sum::<f64>();
                Duration::from_secs_f64(nanos * 1e-9)
            });
        });
    }
}

fn rivals<V: Value>(criterion: &mut Criterion, count: usize) {
    rival::<Pool, V>(criterion, count);
    rival::<Dense, V>(criterion, count);
    rival::<SlotMap, V>(criterion, count);
    rival::<SlotMapDense, V>(criterion, count);
    rival::<Thunderdome, V>(criterion, count);
    rival::<Slab, V>(criterion, count);
    rival::<Hecs, V>(criterion, count);
}

fn stores(criterion: &mut Criterion) {
    for count in [1_000, 100_000, 1_000_000] {
        rivals::<[u64; 2]>(criterion, count);
        rivals::<[u64; 8]>(criterion, count);
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1));
    targets = stores
}
criterion_main!(benches);
