//! Mounts the module of the measures with a calculator of their own.

fn main() {
    app::boot(app::RELIEF);
}
