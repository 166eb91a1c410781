//! Times of every row of the tables, of this library beside its peers, in one binary.
//!
//! * `cargo bench -p arena-benches` measures all of it, for some ten minutes.
//! * `cargo bench -p arena-benches -- 'Vec push'` measures the rows whose names contain this.
//!
//! A figure is the time of one round; the throughput says what that is per operation.

use arena_benches::cases;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

fn speed(criterion: &mut Criterion) {
    for case in cases::all() {
        let mut group = criterion.benchmark_group(case.name.replace('/', " "));
        group.throughput(Throughput::Elements(case.ops as u64));
        for (rival, run) in case.runs {
            group.bench_function(BenchmarkId::from_parameter(rival), |bencher| {
                bencher.iter_custom(|rounds| run(usize::try_from(rounds).unwrap_or(usize::MAX)));
            });
        }
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(std::time::Duration::from_millis(300))
        .measurement_time(std::time::Duration::from_secs(2));
    targets = speed
}
criterion_main!(benches);
