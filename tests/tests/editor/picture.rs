//! Pictures, to be compared.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, BufWriter};

/// A picture of three bytes a pixel.
#[derive(PartialEq)]
pub struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Picture {
    pub fn read(path: &str) -> Self {
        let file = File::open(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut reader = png::Decoder::new(BufReader::new(file)).read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size that fits in memory")];
        let info = reader.next_frame(&mut pixels).expect("a whole PNG");
        assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
        pixels.truncate(info.buffer_size());
        Self { width: info.width as usize, height: info.height as usize, pixels }
    }

    pub fn write(&self, path: &str) {
        let file = BufWriter::new(File::create(path).expect("a file can be made"));
        let size = |side: usize| u32::try_from(side).expect("read from 32 bits");
        let mut encoder = png::Encoder::new(file, size(self.width), size(self.height));
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().expect("a header can be written");
        writer.write_image_data(&self.pixels).expect("pixels can be written");
    }

    /// The share of the pixels in a region that differ from `other` by more than `tolerance` in
    /// any channel.
    pub fn difference(&self, other: &Self, region: impl Fn(usize, usize) -> bool, tolerance: u8) -> f64 {
        assert_eq!((self.width, self.height), (other.width, other.height));
        let (mut all, mut different) = (0_u32, 0_u32);
        for (index, (a, b)) in self.pixels.chunks_exact(3).zip(other.pixels.chunks_exact(3)).enumerate() {
            if region(index % self.width, index / self.width) {
                all += 1;
                different += u32::from(a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > tolerance));
            }
        }
        f64::from(different) / f64::from(all)
    }

    /// How many colours there are in a region, told apart by five bits a channel, and the share
    /// of the commonest.
    pub fn colours(&self, region: impl Fn(usize, usize) -> bool) -> (usize, f64) {
        let mut counts = HashMap::new();
        let mut all = 0_u32;
        for (index, pixel) in self.pixels.chunks_exact(3).enumerate() {
            if region(index % self.width, index / self.width) {
                all += 1;
                *counts.entry([pixel[0] >> 3, pixel[1] >> 3, pixel[2] >> 3]).or_insert(0_u32) += 1;
            }
        }
        let most = counts.values().max().copied().unwrap_or(0);
        (counts.len(), f64::from(most) / f64::from(all))
    }
}
