//! This library beside its peers, in one table. `cargo run --release --example peers` starts this with the
//! settings it needs: optimized across crates, without counters per tag.
//!
//! * `--row NAME` measures the rows whose names contain this; several may be given.
//! * `--csv` prints every rival of every row.
//! * `--rotations N` takes N turns instead of 30.
//! * `--plots FOLDER` writes plots of cost against size there, instead of the table.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::atomic::Ordering;

use arena_benches::cases;
use arena_benches::harness::{BY_HAND, Comparison, Group, Row};
use arena_benches::plot::Plot;
use arena_benches::work::SIZE;

/// What the command line asks for.
struct Options {
    rows: Vec<String>,
    csv: bool,
    rotations: usize,
}

impl Options {
    /// Whether a row is asked for.
    fn wants(&self, row: &str) -> bool {
        self.rows.is_empty() || self.rows.iter().any(|part| row.contains(part.as_str()))
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut options = Options { rows: Vec::new(), csv: false, rotations: 30 };
    let mut rest = arguments.iter().map(String::as_str);
    while let Some(argument) = rest.next() {
        match argument {
            "--csv" => options.csv = true,
            // For `scripts/instructions.sh`.
            "--list" => {
                cases::all().iter().filter(|case| case.pinned).for_each(|case| println!("{}", case.name));
                return ExitCode::SUCCESS;
            }
            "--count" => {
                let name = rest.next().unwrap_or_default();
                let counted = groups().iter().find_map(|group| {
                    let row = group.rows.iter().find(|row| row.name == name)?;
                    instructions_of(group, row, group.rivals[0].name)
                });
                return counted.map_or_else(usage, |count| {
                    println!("{count:.2}");
                    ExitCode::SUCCESS
                });
            }
            "--row" => match rest.next() {
                Some(name) => options.rows.push(name.to_owned()),
                None => return usage(),
            },
            "--rotations" => match rest.next().and_then(|number| number.parse().ok()) {
                Some(number @ 1..) => options.rotations = number,
                _ => return usage(),
            },
            "--plots" => return rest.next().map_or_else(usage, plots),
            // For itself, to be run under callgrind, or in a process of its own.
            "--cell" => return run_cell(&rest.collect::<Vec<_>>()),
            _ => return usage(),
        }
    }
    table(&options)
}

fn usage() -> ExitCode {
    eprintln!("usage: peers [--row NAME]... [--csv] [--rotations N] | --plots FOLDER");
    ExitCode::from(2)
}

/// Every row, in the order of the table.
fn groups() -> Vec<Group> {
    let mut groups: Vec<Group> = cases::all().into_iter().map(Group::of_case).collect();
    for count in [1_000, 100_000, 1_000_000] {
        groups.push(Group::of_stores::<[u64; 2]>(count));
        groups.push(Group::of_stores::<[u64; 8]>(count));
    }
    groups.extend([1_000, 100_000].map(Group::of_components));
    groups.push(Group::of_particles(1_000_000));
    groups
}

fn table(options: &Options) -> ExitCode {
    let groups = groups();
    let rows = || groups.iter().flat_map(|group| &group.rows).map(|row| &row.name);
    if let Some(unknown) = options.rows.iter().find(|part| !rows().any(|row| row.contains(part.as_str()))) {
        eprintln!("peers: no row is called `{unknown}`; there are:");
        rows().for_each(|row| eprintln!("  {row}"));
        return ExitCode::FAILURE;
    }
    let counts = Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success());
    if !counts {
        eprintln!("peers: there is no `valgrind`, so instructions are not counted");
    }
    if options.csv {
        println!("row,ours,rival,ours ns,rival ns,ratio,lower,upper,ours instructions,rival instructions");
    } else {
        println!("| row | ns | instructions | best rival | ns | instructions | time by its | 95 % | by hand | |");
        println!("|---|--:|--:|---|--:|--:|--:|--:|--:|---|");
    }
    let (mut all, mut won, mut lost, mut slower) = (0, 0, 0, 0);
    for group in groups {
        if !group.rows.iter().any(|row| options.wants(&row.name)) {
            continue;
        }
        for comparison in group.measure(options.rotations) {
            if options.wants(&comparison.row) {
                let instructions =
                    if counts { instructions(&group, &comparison, options.csv) } else { BTreeMap::new() };
                all += usize::from(comparison.best().is_some());
                won += usize::from(comparison.is_won());
                lost += usize::from(comparison.is_lost());
                slower += usize::from(comparison.is_surely_lost());
                if options.csv { csv(&comparison, &instructions) } else { line(&comparison, &instructions) }
            }
        }
    }
    if !options.csv {
        println!(
            "\nOf {all} rows with rivals, {won} are faster than the fastest of them. {lost} are lost, as the fastest may \
             be faster by more than 2 %; in {slower} of these it surely is."
        );
    }
    ExitCode::SUCCESS
}

/// Writes a plot for each case that has a size.
fn plots(folder: &str) -> ExitCode {
    for (case, unit, sizes) in cases::sized() {
        let title = case.name;
        let group = Group::of_case(case);
        let mut lines: Vec<(&str, Vec<f64>)> = Vec::new();
        for &size in &sizes {
            SIZE.store(size, Ordering::Relaxed);
            let comparison = group.measure(7).swap_remove(0);
            let all = comparison.others.iter().map(|other| (other.name, other.nanoseconds));
            for (rival, (name, time)) in [(comparison.ours, comparison.nanoseconds)].into_iter().chain(all).enumerate()
            {
                if lines.len() == rival {
                    lines.push((name, Vec::new()));
                }
                lines[rival].1.push(time);
            }
        }
        let name = title.split(':').next().unwrap_or(title).replace([' ', ','], "-").replace("--", "-");
        let path = Path::new(folder).join(format!("{name}.svg"));
        if let Err(error) = fs::write(&path, Plot { title, sizes: &sizes, unit, lines }.svg()) {
            eprintln!("peers: {}: {error}", path.display());
            return ExitCode::FAILURE;
        }
        println!("{}", path.display());
    }
    ExitCode::SUCCESS
}

/// A figure, or a dash where there is none.
fn figure(figure: Option<f64>, digits: usize) -> String {
    figure.map_or_else(|| "–".to_owned(), |figure| format!("{figure:.digits$}"))
}

fn line(comparison: &Comparison, instructions: &BTreeMap<&str, f64>) {
    let count = |name: &str| figure(instructions.get(name).copied(), 1);
    let who = if comparison.ours == "arena" { String::new() } else { format!(" ({})", comparison.ours) };
    let ours = format!("{:.2} | {}", comparison.nanoseconds, count(comparison.ours));
    let by_hand = figure(comparison.floor().map(|floor| floor.ratio), 2);
    let rival = comparison.best().map_or_else(
        || "– | – | – | – | –".to_owned(),
        |best| {
            let (lower, upper) = best.bounds;
            format!(
                "{} | {:.2} | {} | {:.2} | {lower:.2}–{upper:.2}",
                best.name,
                best.nanoseconds,
                count(best.name),
                best.ratio
            )
        },
    );
    let lost = if comparison.is_lost() { "**lost**" } else { "" };
    println!("| {}{who} | {ours} | {rival} | {by_hand} | {lost} |", comparison.row);
}

fn csv(comparison: &Comparison, instructions: &BTreeMap<&str, f64>) {
    let count = |name: &str| instructions.get(name).map_or_else(String::new, |count| format!("{count:.2}"));
    for other in &comparison.others {
        println!(
            "\"{}\",{},{},{:.3},{:.3},{:.4},{:.4},{:.4},{},{}",
            comparison.row,
            comparison.ours,
            other.name,
            comparison.nanoseconds,
            other.nanoseconds,
            other.ratio,
            other.bounds.0,
            other.bounds.1,
            count(comparison.ours),
            count(other.name)
        );
    }
}

/// Instructions per operation, of those who stand in the line of a row, or of all.
fn instructions<'a>(group: &Group, comparison: &'a Comparison, all: bool) -> BTreeMap<&'a str, f64> {
    let Some(row) = group.rows.iter().find(|row| row.name == comparison.row) else { return BTreeMap::new() };
    let best = comparison.best().map(|best| best.name);
    let others = comparison.others.iter().map(|other| other.name);
    let wanted = others.filter(|name| all || *name == BY_HAND || Some(*name) == best);
    let wanted = wanted.chain([comparison.ours]);
    wanted.filter_map(|rival| Some((rival, instructions_of(group, row, rival)?))).collect()
}

/// Instructions per operation.
fn instructions_of(group: &Group, row: &Row, rival: &str) -> Option<f64> {
    let (program, times) = (std::env::current_exe().ok()?, group.counted?);
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args(["--collect-atstart=no", "--toggle-collect=arena_benches::clock::measured"])
        .arg(program)
        .args(["--cell", &row.name, rival, &times.to_string()])
        .output()
        .ok()?;
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    let (_, count) = report.split_once("Collected : ")?;
    let count: f64 = count.lines().next()?.trim().parse().ok()?;
    Some(count / (times * row.ops) as f64)
}

/// Runs one cell of the table so many times, and says how many nanoseconds it took.
fn run_cell(cell: &[&str]) -> ExitCode {
    let &[row, rival, times] = cell else { return usage() };
    let Ok(times) = times.parse() else { return usage() };
    let groups = groups();
    let found = groups.iter().find_map(|group| {
        let row = group.rows.iter().position(|its| its.name == row)?;
        Some((row, group.rivals.iter().find(|its| its.name == rival)?))
    });
    let Some((row, rival)) = found else { return usage() };
    println!("{}", (rival.work)(row, times).as_nanos());
    ExitCode::SUCCESS
}
