//! Mounts the module of the calculators.

fn main() {
    app::boot(app::CALCULATORS);
}
