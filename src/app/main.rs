//! Mounts the app in the browser, in place of the prerendered text.

fn main() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let path = window.location().pathname().unwrap_or_default();
    let file = path
        .rsplit('/')
        .next()
        .filter(|file| !file.is_empty())
        .unwrap_or("index.html");
    let Some(root) = window
        .document()
        .and_then(|page| page.get_element_by_id("app"))
    else {
        return;
    };
    let props = app::AppProps {
        file: file.to_owned().into(),
        packs: None,
    };
    yew::Renderer::<app::App>::with_root_and_props(root, props).render();
}
