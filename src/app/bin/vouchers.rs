//! Mounts the module of the page of vouchers.

fn main() {
    app::boot(app::VOUCHERS);
}
