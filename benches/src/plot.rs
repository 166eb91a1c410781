//! Plots of cost against size, as SVG. Both axes are logarithmic.

use std::fmt::Write;

/// What a plot shows.
#[derive(Debug)]
pub struct Plot<'a> {
    /// What stands above it.
    pub title: &'a str,
    /// What is along the horizontal axis, from the smallest to the largest.
    pub sizes: &'a [usize],
    /// What the sizes are of.
    pub unit: &'a str,
    /// Nanoseconds for each size, by name. The first is the one that matters.
    pub lines: Vec<(&'a str, Vec<f64>)>,
}

/// Of the picture.
const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 420.0;
/// Between its border and the axes: left, above, right (where the names stand), below.
const MARGIN: [f64; 4] = [66.0, 36.0, 130.0, 44.0];
/// Of the lines after the first, over and over; told apart on paper without colours by their dashes.
const COLOURS: [&str; 6] = ["#4477aa", "#ee6677", "#228833", "#aa8800", "#66ccee", "#aa3377"];
const DASHES: [&str; 3] = ["none", "6 3", "2 2"];

impl Plot<'_> {
    /// The picture.
    #[must_use]
    pub fn svg(&self) -> String {
        let all = || self.lines.iter().flat_map(|(_, times)| times.iter().copied());
        let (low, high) = all().fold((f64::MAX, 0.0_f64), |(low, high), time| (low.min(time), high.max(time)));
        // Whole powers of two and of ten at the ends.
        let (bottom, top) = (low.log10().floor(), high.log10().ceil());
        let (left, right) = (as_log2(self.sizes[0]), as_log2(self.sizes[self.sizes.len() - 1]));
        let x = |size: usize| MARGIN[0] + (as_log2(size) - left) / (right - left) * (WIDTH - MARGIN[0] - MARGIN[2]);
        let y = |time: f64| {
            HEIGHT - MARGIN[3] - (time.log10() - bottom) / (top - bottom) * (HEIGHT - MARGIN[1] - MARGIN[3])
        };
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" \
             font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n\
             <text x=\"{}\" y=\"20\" font-size=\"14\">{}</text>\n",
            MARGIN[0], self.title
        );
        let mut add = |text: std::fmt::Arguments<'_>| svg.write_fmt(text).expect("a string takes everything");
        let mut power = bottom;
        while power <= top {
            let (time, edge) = (10_f64.powf(power), WIDTH - MARGIN[2]);
            let height = y(time);
            add(format_args!(
                "<path d=\"M{} {height:.1}H{edge}\" stroke=\"#ddd\"/><text x=\"{}\" y=\"{:.1}\" \
                 text-anchor=\"end\">{time} ns</text>\n",
                MARGIN[0],
                MARGIN[0] - 4.0,
                height + 4.0
            ));
            power += 1.0;
        }
        for &size in self.sizes {
            add(format_args!(
                "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{size}</text>\n",
                x(size),
                HEIGHT - MARGIN[3] + 16.0
            ));
        }
        let middle = f64::midpoint(MARGIN[0], WIDTH - MARGIN[2]);
        add(format_args!("<text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n", HEIGHT - 8.0, self.unit));
        // Names stand beside the ends of their lines, apart from each other.
        let mut ends: Vec<(usize, f64)> =
            self.lines.iter().enumerate().map(|(line, (_, times))| (line, y(times[times.len() - 1]))).collect();
        ends.sort_unstable_by(|one, other| one.1.total_cmp(&other.1));
        for index in 1..ends.len() {
            ends[index].1 = ends[index].1.max(ends[index - 1].1 + 13.0);
        }
        let beyond = ends.last().map_or(0.0, |(_, end)| (end - (HEIGHT - MARGIN[3] - 2.0)).max(0.0));
        for (line, end) in ends {
            let (name, times) = &self.lines[line];
            let (colour, width) = if line == 0 { ("black", 3.0) } else { (COLOURS[(line - 1) % COLOURS.len()], 1.5) };
            let dash = DASHES[line.saturating_sub(1) / COLOURS.len() % DASHES.len()];
            let points = self.sizes.iter().zip(times).map(|(&size, &time)| format!("{:.1},{:.1}", x(size), y(time)));
            add(format_args!(
                "<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-dasharray=\"{dash}\" \
                 points=\"{}\"/><text x=\"{}\" y=\"{:.1}\" fill=\"{colour}\">{name}</text>\n",
                points.collect::<Vec<_>>().join(" "),
                WIDTH - MARGIN[2] + 6.0,
                end - beyond + 4.0
            ));
        }
        svg.push_str("</svg>\n");
        svg
    }
}

fn as_log2(size: usize) -> f64 {
    (size as f64).log2()
}
