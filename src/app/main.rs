//! Mounts the module of the pages of text, in place of the prerendered text.

fn main() {
    app::boot(app::SITE);
}
