//! Several drinks in one order, in a browser without JavaScript: what is in the basket stays there,
//! and what sells out meanwhile leaves it by name.

use harness::api::{Answer, Call};
use harness::{Backend, Shop, on_both_databases};
use serde_json::json;

use crate::browser::{Browser, field};
use crate::favourites::{change_menu, start};
use crate::pages::is_checked;

on_both_databases! {
    a_basket_is_ordered_as_it_is;
    a_form_is_as_its_guest_left_it;
    what_sold_out_leaves_the_basket_by_name;
    every_group_that_is_wrong_is_told_beside_it_and_in_the_summary;
    a_basket_says_what_it_costs;
    a_nearly_full_queue_says_how_much_still_fits;
}

/// A guest with an order form in a store that takes three drinks an order.
struct Choosing {
    shop: Shop,
    browser: Browser,
    order: String,
    key: String,
}

impl Choosing {
    async fn begin(backend: &Backend) -> Self {
        let shop = Shop::open(backend).await;
        shop.set(json!({ "max_items_per_order": 3 })).await;
        let mut browser = Browser::new(&shop);
        let form = start(&mut browser, &shop).await;
        let (order, key) = (field(&form, "order"), field(&form, "key"));
        Self { shop, browser, order, key }
    }

    async fn send(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        let own = [("order", self.order.as_str()), ("key", &self.key), ("action", action)];
        self.browser.submit("/s/main/order", &[&own[..], fields].concat()).await
    }

    async fn cancel(&mut self) {
        let key = format!("cancel-{}", self.order);
        let fields = [("order", self.order.as_str()), ("key", &key)];
        let _ = self.browser.submit("/s/main/cancel", &fields).await.expect(303);
        assert_eq!(self.shop.state(&self.order).await, "cancelled");
    }

    async fn form(&mut self) -> Answer {
        self.browser.open("/s/main/").await.expect(200)
    }

    async fn drinks(&self) -> Vec<String> {
        let order = self.shop.order(&self.order).await;
        let items = order["items"].as_array().expect("a list");
        items.iter().map(|item| item["drink"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

const FLAT_WHITE: &[(&str, &str)] = &[("name", "Ana"), ("drink", "flat-white"), ("g.milk", "oat")];

async fn a_basket_is_ordered_as_it_is(backend: Backend) {
    let mut guest = Choosing::begin(&backend).await;
    let asks = |page: &Answer| page.text.contains("value=\"filter\" required");
    assert!(asks(&guest.form().await), "one drink must be chosen");
    let page = guest.send("add", FLAT_WHITE).await.expect(200);
    assert!(!asks(&page), "a browser would not send a basket without one more drink");
    let item = field(&page, "item");
    let _ = guest.send("order", &[("name", "Ana"), ("item", &item)]).await.expect(303);
    assert_eq!(guest.drinks().await, ["flat-white"]);
    assert_eq!(guest.shop.state(&guest.order).await, "queued");
}

async fn a_form_is_as_its_guest_left_it(backend: Backend) {
    let mut guest = Choosing::begin(&backend).await;
    let _ = guest.send("add", FLAT_WHITE).await.expect(200);
    for path in ["/s/main/", "/language?to=de&next=/s/main/", "/s/main/", "/s/main/live"] {
        let page = guest.browser.open(path).await;
        if page.status == 200 {
            assert!(page.text.contains("value=\"flat-white:milk/oat"), "{path}: {}", page.text);
            assert_eq!(field(&page, "name"), "Ana", "{path}");
        }
    }
    // Also what was chosen and refused: the milk is missing.
    let item = field(&guest.form().await, "item");
    let more = [("name", "Ana B"), ("item", item.as_str()), ("drink", "cappuccino")];
    let _ = guest.send("order", &more).await.expect(422);
    let page = guest.form().await;
    assert!(is_checked(&page, "cappuccino"), "{}", page.text);
    assert_eq!(field(&page, "name"), "Ana B");
    // An order that was never sent takes nothing with it.
    guest.cancel().await;
    let again = start(&mut guest.browser, &guest.shop).await;
    assert!(is_checked(&again, "cappuccino") && again.text.contains("name=\"item\""));
    (guest.order, guest.key) = (field(&again, "order"), field(&again, "key"));
    // After one that was, the next begins anew.
    let left = guest.send("remove-0", &more).await.expect(200);
    assert!(!left.text.contains("name=\"item\""), "{}", left.text);
    let one = [("name", "Ana"), ("drink", "filter")];
    let _ = guest.send("order", &one).await.expect(303);
    guest.cancel().await;
    let fresh = start(&mut guest.browser, &guest.shop).await;
    assert!(!is_checked(&fresh, "cappuccino") && !is_checked(&fresh, "filter"));
}

async fn what_sold_out_leaves_the_basket_by_name(backend: Backend) {
    let mut guest = Choosing::begin(&backend).await;
    let page = guest.send("add", FLAT_WHITE).await.expect(200);
    let item = field(&page, "item");
    change_menu(&guest.shop, &["flat-white"], &[]).await;
    let gone = "Flat white can no longer be made like that, so we took it out of your order.";
    let page = guest.form().await;
    assert!(page.text.contains(gone), "{}", page.text);

    let more = [("name", ""), ("item", item.as_str()), ("drink", "filter")];
    let refused = guest.send("order", &more).await.expect(422);
    assert!(refused.text.contains(gone), "{}", refused.text);
    assert!(refused.text.contains("id=\"e-name\""), "the name is told too: {}", refused.text);
    assert_eq!(guest.shop.state(&guest.order).await, "started", "nobody gets less unasked");
    assert!(is_checked(&refused, "filter"), "the other drink is still chosen");
    let _ = guest.send("order", &[("name", "Ana"), ("drink", "filter")]).await.expect(303);
    assert_eq!(guest.drinks().await, ["filter"]);
}

async fn every_group_that_is_wrong_is_told_beside_it_and_in_the_summary(backend: Backend) {
    let mut guest = Choosing::begin(&backend).await;
    // No milk, three extras where two may be, and no name.
    let wrong = [
        ("name", ""),
        ("drink", "flat-white"),
        ("g.extras", "extra-shot"),
        ("g.extras", "hazelnut"),
        ("g.extras", "decaf"),
    ];
    let by_staff = guest.shop.operator.call(Call::form("/s/main/barista/walk-up", &wrong)).await;
    for (who, page, told) in [
        ("a guest", guest.send("order", &wrong).await.expect(422), 3),
        ("a basket", guest.send("add", &wrong).await.expect(422), 2),
        ("staff", by_staff.expect(422), 3),
    ] {
        let text = &page.text;
        for (field, message) in [
            ("g.milk", "Milk: Please make your choice here."),
            ("g.extras", "Extras: That is more than you can choose here."),
        ] {
            let link = format!("<a href=\"#f-{field}\">{message}</a>");
            assert!(text.contains(&link), "{who}: {link} is not in the summary: {text}");
            let beside = format!("id=\"e-{field}\"");
            assert!(text.contains(&beside), "{who}: nothing beside {field}: {text}");
        }
        assert_eq!(text.contains("id=\"e-name\""), told == 3, "{who}: {text}");
        assert_eq!(text.matches("<a href=\"#f-").count(), told, "{who}: {text}");
    }
    assert_eq!(guest.shop.state(&guest.order).await, "started");
}

async fn a_basket_says_what_it_costs(backend: Backend) {
    let mut guest = Choosing::begin(&backend).await;
    let costs = |page: &Answer, line: &str, price: &str| {
        page.text.contains(&format!("<span>{line}</span><b class=\"tab\">{price}</b>"))
    };
    assert!(!guest.form().await.text.contains("so far</span>"), "there is no basket yet");
    let page = guest.send("add", FLAT_WHITE).await.expect(200);
    assert!(costs(&page, "1 drink so far", "€4.00"), "{}", page.text);
    let item = field(&page, "item");
    let more = [("name", "Ana"), ("item", item.as_str()), ("drink", "filter")];
    let page = guest.send("add", &more).await.expect(200);
    assert!(costs(&page, "2 drinks so far", "€7.00"), "{}", page.text);
    // One without a price makes the sum unknown.
    let menu = guest.shop.operator.get("/stores/main/menu").await.expect(200);
    let mut changed = menu.json.clone();
    changed["drinks"][4].as_object_mut().expect("a drink").remove("price_cents");
    let put = guest.shop.operator.put("/stores/main/menu", &changed).await;
    assert!(put.status < 300, "{}", put.text);
    let page = guest.form().await;
    assert_eq!(page.text.matches("name=\"item\"").count(), 2, "{}", page.text);
    assert!(!page.text.contains("so far</span>"), "{}", page.text);
}

async fn a_nearly_full_queue_says_how_much_still_fits(backend: Backend) {
    let mut guest = Choosing::begin(&backend).await;
    guest.shop.set(json!({ "max_queue": 2 })).await;
    let page = guest.send("add", FLAT_WHITE).await.expect(200);
    let item = field(&page, "item");
    let three = [("name", "Ana"), ("item", &item), ("item", &item), ("drink", "filter")];
    let refused = guest.send("order", &three).await.expect(422);
    assert!(refused.text.contains("Drinks it still has room for: 2."), "{}", refused.text);
    let two = [("name", "Ana"), ("item", item.as_str()), ("drink", "filter")];
    let _ = guest.send("order", &two).await.expect(303);
    assert_eq!(guest.drinks().await, ["flat-white", "filter"]);
}
