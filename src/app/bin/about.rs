//! Mounts the module of the page about the site, with its self-check.

fn main() {
    app::boot(app::ABOUT);
}
