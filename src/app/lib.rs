//! The Yew app: pages over the compiled packs. Rendering touches nothing of a browser; effects may.

use yew::{AttrValue, Html, Properties, function_component, html, use_effect_with};

/// One page of the site: a file of its own.
pub struct Page {
    /// The file's name, beside all the others.
    pub file: &'static str,
    /// What the tab and a search result show.
    pub title: &'static str,
    /// One sentence for a search result.
    pub description: &'static str,
}

/// Every page of the site, the first one first.
pub fn pages() -> &'static [Page] {
    &[
        Page {
            file: "index.html",
            title: "惠算",
            description: "昆明市西山区惠民政策计算器",
        },
        Page {
            file: "vouchers.html",
            title: "消费券 · 惠算",
            description: "消费券怎么用最划算",
        },
        Page {
            file: "vehicles.html",
            title: "新能源车 · 惠算",
            description: "买车能拿到多少",
        },
        Page {
            file: "goods.html",
            title: "以旧换新 · 惠算",
            description: "家电数码补贴多少",
        },
        Page {
            file: "measures.html",
            title: "31 条措施 · 惠算",
            description: "每条措施说了什么",
        },
        Page {
            file: "plans.html",
            title: "我的方案 · 惠算",
            description: "存在本机的方案",
        },
        Page {
            file: "about.html",
            title: "关于 · 惠算",
            description: "数字从哪里来",
        },
    ]
}

/// What the app is started with.
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The page's file name.
    pub file: AttrValue,
    /// The compiled packs, when they are at hand before rendering.
    #[prop_or_default]
    pub packs: Option<AttrValue>,
}

/// The start of one page while it is rendered natively, packs at hand.
pub fn props(file: &str, packs: &str) -> AppProps {
    AppProps {
        file: file.to_owned().into(),
        packs: Some(packs.to_owned().into()),
    }
}

/// The whole page.
#[function_component]
pub fn App(props: &AppProps) -> Html {
    use_effect_with((), |()| {
        let root = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|page| page.document_element());
        if let Some(root) = root {
            // Nothing depends on this but the tests.
            drop(root.set_attribute("data-ready", ""));
        }
    });
    let page = pages().iter().find(|page| *page.file == *props.file);
    html! {
        <main>
            <h1>{ page.map_or("惠算", |page| page.title) }</h1>
            <p>{ page.map_or("", |page| page.description) }</p>
        </main>
    }
}
