//! Mounts the module of the interview over everything.

fn main() {
    app::boot(app::FIND);
}
