//! Writes pictures as PNG.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use crate::failure::Failure;
use crate::renderer::{HEIGHT, WIDTH};

/// Writes a picture of the size that the renderer draws, three bytes a pixel.
pub fn write(path: &Path, pixels: &[u8]) -> Result<(), Failure> {
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory).map_err(|error| Failure::output(directory, error))?;
    }
    let file = File::create(path).map_err(|error| Failure::output(path, error))?;
    let mut encoder = png::Encoder::new(BufWriter::new(file), WIDTH as u32, HEIGHT as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let written = encoder.write_header().and_then(|mut png| {
        png.write_image_data(pixels)?;
        png.finish()
    });
    written.map_err(|error| Failure::output(path, error))
}
