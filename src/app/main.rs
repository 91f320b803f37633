//! Mounts the module of the home page, in place of the prerendered text.

fn main() {
    app::boot(app::SITE);
}
