//! What handles can name is decided by the library: a layout that is not what `Stored` expects would
//! be read beyond its end.
// misuses: Stored

use arena::Stored;

trait Shape {
    fn area(&self) -> f32;
}

struct Square(f32);

impl Shape for Square {
    fn area(&self) -> f32 {
        self.0 * self.0
    }
}

impl Stored for dyn Shape {}

fn main() {
    println!("{}", Square(2.0).area());
}
