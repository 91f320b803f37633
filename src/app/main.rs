//! Mounts the app in the browser, in place of the prerendered text.

fn main() {
    app::boot();
}
