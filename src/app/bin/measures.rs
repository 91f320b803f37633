//! Mounts the module of the list of measures, and of those that are only read.

fn main() {
    app::boot(app::MEASURES);
}
