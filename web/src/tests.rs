//! Facts about rendered screens, in every state.

use crate::customer::{OrderForm, Phase, Status};
use crate::display::QrPanel;
use crate::{App, Language, Screen, Site, samples};

mod direction;
mod languages;
mod stores;

fn documents() -> Vec<(String, String)> {
    let site = samples::site();
    samples::screens().into_iter().map(|(name, screen)| (name, screen.page(&site))).collect()
}

fn fragment(name: &str) -> String {
    let all = samples::screens();
    let (_, screen) = all.iter().find(|(known, _)| known == name).expect("a sample of that name");
    screen.fragment(&samples::site())
}

fn status(phase: Phase) -> Status {
    samples::customer::status(Some(42), "Ana", phase)
}

#[test]
fn no_page_has_styles_scripts_or_handlers_of_its_own() {
    for (name, html) in documents() {
        assert!(!html.contains(" style="), "{name} has a style attribute");
        for handler in [" onclick", " onload", " onchange", " onsubmit", " onerror"] {
            assert!(!html.contains(handler), "{name} has {handler}");
        }
        let scripts = html.split("<script").skip(1);
        for script in scripts {
            assert!(script.contains(" src=\"/static/HASH/"), "{name} has an inline script");
        }
        assert_eq!(html.matches("<style>").count(), 1, "{name}");
    }
}

#[test]
fn a_page_holds_its_style_sheet_byte_for_byte() {
    let site = samples::site();
    for (name, screen) in samples::screens() {
        let sheet = screen.frame(&site).app.style();
        assert!(screen.page(&site).contains(&format!("<style>{sheet}</style>")), "{name}");
    }
    for app in App::ALL {
        assert!(!app.style().contains("</"), "a style sheet must not end its element");
    }
}

#[test]
fn every_icon_in_use_is_drawn() {
    for (name, html) in documents() {
        for icon in html.split("href=\"#i-").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(html.contains(&format!("<symbol id=\"i-{icon}\"")), "{name} lacks {icon}");
        }
    }
}

#[test]
fn a_fragment_is_the_inside_of_the_page_and_brings_its_icons() {
    let site = samples::site();
    for (name, screen) in samples::screens() {
        let fragment = screen.fragment(&site);
        assert!(screen.document(&site, &fragment, "\"e\"").contains(&fragment), "{name}");
        assert!(!fragment.contains("<html"), "{name}");
        assert_eq!(fragment, screen.fragment(&site), "{name} depends on the time of rendering");
    }
}

#[test]
fn a_name_is_escaped_and_isolated() {
    let html = fragment("customer-form-errors");
    assert!(!html.contains("<script>"));
    assert!(html.contains("&#60;script&#62;") || html.contains("&lt;script&gt;"));
    let mut order = status(Phase::Ready { keep_until: None });
    order.name = "<script>ليلى".to_owned();
    let html = order.page(&samples::site());
    assert!(!html.contains("<script>ليلى"));
    assert!(html.contains("ليلى\u{2069}"));
    assert!(fragment("barista-board").contains("<span class=\"who\"><bdi>ليلى</bdi>"));
}

#[test]
fn sold_out_stays_visible_and_cannot_be_chosen() {
    let html = fragment("customer-form-chosen");
    let drink = part(&html, "id=\"drink-cold\"");
    assert!(drink.contains("Sold out") && drink.contains(" disabled"));
    let option = part(&html, "id=\"option-soy\"");
    assert!(option.contains("Sold out") && option.contains(" disabled"));
    assert!(!part(&html, "id=\"drink-flat\"").contains(" disabled"));
}

fn part<'a>(html: &'a str, start: &str) -> &'a str {
    let rest = &html[html.find(start).expect("the part is on the page")..];
    &rest[..rest.find("</label>").expect("choices are labels")]
}

#[test]
fn the_status_sentence_is_the_only_live_region_of_a_phone() {
    for (name, screen) in samples::screens() {
        if name.starts_with("customer-status") {
            let html = screen.page(&samples::site());
            assert_eq!(html.matches("role=\"status\"").count(), 1, "{name}");
            assert!(html.contains("<div role=\"status\"><h1>"), "{name}");
        }
    }
}

#[test]
fn an_order_is_not_being_made_before_somebody_took_it() {
    let html = fragment("customer-status-queued");
    assert!(html.contains("You are 3rd in line."));
    assert!(!html.contains("being made"));
    assert!(html.contains("<li aria-current=\"step\">In line</li>"));
    assert!(html.contains("/s/main/cancel"));
    let html = fragment("customer-status-making");
    assert!(html.contains("Your drink is being made.") && !html.contains("/s/main/cancel"));
    assert!(html.contains("can no longer be cancelled"));
}

#[test]
fn ready_is_said_in_title_words_and_state() {
    let html = status(Phase::Ready { keep_until: None }).page(&samples::site());
    assert!(html.contains("<title>42: ready"));
    assert!(html.contains("<span>Number 42 is ready.</span> <span>Collect it at the bar.</span>"));
    assert!(html.contains("data-state=\"ready\""));
}

#[test]
fn a_refusal_says_what_to_scan_and_when() {
    let paused = fragment("customer-refusal-paused");
    assert!(paused.contains("Ordering is paused until 10:55."), "{paused}");
    assert!(paused.contains("Scan the code again then."), "{paused}");
    let used_up = fragment("customer-refusal-used-up");
    let next = "<span>The next code appears on the screen at\u{a0}10:44.</span> ";
    assert!(used_up.contains(&format!("{next}<span>Scan it there.</span>")), "{used_up}");
    let full = fragment("customer-refusal-full");
    assert!(full.contains("Scan the code again in about a minute."), "{full}");
}

#[test]
fn the_hint_of_a_field_comes_with_what_is_wrong_with_it() {
    let html = fragment("customer-form-errors");
    assert!(html.contains("aria-describedby=\"e-name h-name\""), "{html}");
    assert!(html.contains("id=\"e-name\"") && html.contains("id=\"h-name\""), "{html}");
}

#[test]
fn places_in_line_are_proper_ordinals() {
    let say = |place| {
        let phase = Phase::Queued { place, wait: None, is_late: false };
        status(phase).sentence(&samples::site()).to_string()
    };
    assert_eq!(say(1), "You are next in line.");
    assert_eq!(say(2), "You are 2nd in line.");
    assert_eq!(say(11), "You are 11th in line.");
    assert_eq!(say(23), "You are 23rd in line.");
}

#[test]
fn errors_stand_beside_the_field_and_in_a_summary_and_values_are_kept() {
    let html = fragment("customer-form-errors");
    assert!(html.contains("There are 2 problems"));
    assert!(html.contains("href=\"#f-name\"") && html.contains("id=\"f-name\""));
    assert!(html.contains("href=\"#f-g.milk\"") && html.contains("id=\"f-g.milk\""));
    assert!(html.contains("aria-invalid=\"true\""));
    assert!(html.contains("value=\"oat\" checked"));
}

#[test]
fn a_page_with_errors_says_so_first_in_its_title() {
    for (name, html) in documents() {
        let has_summary = html.contains("class=\"errors\"");
        assert_eq!(html.contains("<title>Error: "), has_summary, "{name}");
    }
}

#[test]
fn a_default_is_chosen_until_the_guest_chooses() {
    assert!(fragment("customer-form").contains("value=\"whole\" checked"));
    assert!(!fragment("customer-form-chosen").contains("value=\"whole\" checked"));
}

#[test]
fn groups_are_tied_to_drinks_by_slot() {
    let html = fragment("customer-form");
    assert!(html.contains("id=\"drink-flat\" data-part data-g=\"1 2\""));
    assert!(html.contains("data-slot=\"1\" id=\"f-g.milk\""));
}

#[test]
fn oat_milk_takes_the_milk_out_of_a_flat_white() {
    let line = samples::line("flat:oat.shot");
    assert_eq!(line.allergens, [crate::Allergen::Gluten]);
    assert_eq!(
        line.price.map(|price| price.text(&samples::site())).as_deref(),
        Some("\u{20ac}4.60")
    );
    assert_eq!(line.options, ["Oat", "Extra shot"]);
}

#[test]
fn an_option_says_what_it_replaces() {
    let html = fragment("customer-form");
    assert!(part(&html, "id=\"option-oat\"").contains("data-replaces=\"milk \""));
    assert!(!part(&html, "id=\"option-whole\"").contains("data-replaces"));
    assert!(part(&html, "id=\"drink-flat\"").contains("data-allergen=\"milk\""));
}

#[test]
fn a_form_without_prices_shows_none() {
    let mut menu = samples::menu();
    menu.currency = None;
    let form = OrderForm { menu, ..samples::customer::order_form() };
    assert!(!form.fragment(&samples::site()).contains('\u{20ac}'));
}

#[test]
fn only_where_no_display_shows_names_does_only_the_bar_see_them() {
    let only_the_bar = [
        ("en", "Only the bar sees it."),
        ("de", "Nur die Bar sieht ihn."),
        ("es", "Solo lo ve el personal."),
        ("pt", "Só a equipe vê."),
        ("ja", "店のスタッフだけに見えます。"),
    ];
    for (tag, sentence) in only_the_bar {
        let language = Language::known(tag).expect("a language with translations");
        let site = Site { language, ..samples::site() };
        let form = |names_are_shown| {
            OrderForm { names_are_shown, ..samples::customer::order_form() }.fragment(&site)
        };
        assert!(form(false).contains(sentence), "{tag}");
        let shown = form(true);
        let hint = &shown[shown.find("id=\"h-name\"").expect("a hint")..];
        assert!(!hint.contains(sentence) && !hint.contains("order-name"), "{tag}");
    }
}

#[test]
fn each_ticket_button_has_a_key_of_its_own_version() {
    let html = fragment("barista-board");
    assert!(html.contains("value=\"claim-018f0043000070008000000000000000-3\""));
    let keys = html.split("name=\"key\" value=\"").skip(1);
    for key in keys.filter_map(|rest| rest.split('"').next()) {
        assert!((8..=64).contains(&key.len()), "{key}");
    }
}

#[test]
fn pausing_says_how_many_orders_will_still_be_made() {
    // Four wait and three are being made; what is ready is made already.
    assert!(fragment("barista-board").contains("7\u{a0}orders will still be made."));
}

#[test]
fn a_pause_is_prolonged_where_it_is_ended() {
    for screen in ["barista-board-paused", "console-today-paused"] {
        let html = fragment(screen);
        assert!(html.contains("Longer") && html.contains("Resume now"), "{screen}");
        assert_eq!(html.matches("name=\"minutes\"").count(), 3, "{screen}");
    }
}

#[test]
fn the_console_says_once_that_it_is_paused() {
    let html = fragment("console-today-paused");
    assert!(html.contains("<h1>Paused, ") && html.contains("Resumes 10:55</p>"));
    assert!(html.contains("Closing stops new orders."));
    assert!(!html.contains("Ordering is paused") && !html.contains("Opening shows a code"));
}

#[test]
fn a_board_whose_queue_is_full_says_so() {
    let html = fragment("barista-board-full");
    assert!(html.contains("Queue full") && html.contains("New orders once one is ready."));
}

#[test]
fn an_order_that_staff_entered_speaks_of_no_phone() {
    let cancel = |is_walk_up| crate::barista::CancelOrder {
        order: "o43".to_owned(),
        number: 43,
        name: "Ana".to_owned(),
        is_walk_up,
        key: "k".to_owned(),
    };
    let says =
        |is_walk_up, text: &str| cancel(is_walk_up).fragment(&samples::site()).contains(text);
    assert!(says(false, "on their phone") && !says(true, "on their phone"));
    assert!(says(false, ">Please talk to the bar.<") && !says(true, ">Please talk to the bar.<"));
    assert!(says(true, ">Another reason.<"));
    let board = fragment("barista-board");
    assert_eq!(
        (board.matches(" data-walk-up").count(), board.matches(">Walk-up<").count()),
        (2, 2)
    );
}

#[test]
fn several_tickets_are_taken_by_one_button_that_names_them() {
    let html = fragment("barista-board-50");
    let batch = &html[html.find("id=\"batch-queued\"").expect("a batch")..];
    let batch = &batch[..batch.find("</form>").expect("a form")];
    assert!(batch.contains("Start 3 together") && batch.contains("100, 105, 110 · "));
    assert_eq!(batch.matches("018f0100-0000-7000-8000-000000000000").count(), 2);
}

#[test]
fn the_board_counts_what_waits() {
    let html = fragment("barista-board");
    assert!(html.contains("<b class=\"num\">2</b><bdi>Flat white</bdi>"));
    assert!(fragment("barista-board-empty").contains("No orders."));
}

#[test]
fn the_code_is_hidden_when_it_is_used_up_or_the_store_does_not_take_orders() {
    let site = samples::site();
    assert!(samples::display::code().fragment(&site).contains("<figure"));
    let full = crate::Door::Full { retry_minutes: None };
    let hidden = QrPanel::Hidden { door: full, refresh_seconds: 30 };
    assert!(!hidden.fragment(&site).contains("<figure"));
    assert!(fragment("display-closed").contains("<span>Closed.</span> <span>Opens 13:00.</span>"));
}

#[test]
fn live_pages_reload_without_javascript_and_forms_do_not() {
    let page = |name: &str| {
        let all = samples::screens();
        all.iter().find(|(known, _)| known == name).expect("a sample").1.page(&samples::site())
    };
    assert!(page("customer-status-queued").contains("<noscript><meta http-equiv=\"refresh\""));
    assert!(page("account-pair").contains("http-equiv=\"refresh\" content=\"3\""));
    assert!(!page("customer-form").contains("http-equiv=\"refresh\""));
    assert!(!page("customer-scan").contains("data-live="));
}

/// Texts that the templates and the code name must exist: a missing one would only show in a
/// state that nobody renders.
#[test]
fn every_key_named_in_a_template_exists() {
    let site = samples::site();
    let mut files =
        vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/templates"))];
    files.push(concat!(env!("CARGO_MANIFEST_DIR"), "/src").into());
    let mut seen = 0;
    while let Some(path) = files.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(path).expect("a readable folder");
            files.extend(entries.map(|entry| entry.expect("an entry").path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let named = |call: &str| text.split(call).skip(1).map(str::to_owned).collect::<Vec<_>>();
        let named = [named(".t(\""), named(".joined(\"")].concat();
        for key in named.iter().filter_map(|rest| rest.split('"').next()) {
            if key == "key" {
                continue; // the example in the documentation
            }
            seen += 1;
            // A text whose arguments are missing counts as missing.
            let numbers = "n of low high min max place items number making ready left places";
            let with_numbers = numbers.split(' ').fold(site.t(key), |text, name| text.num(name, 1));
            let words = [
                "time", "name", "q", "id", "currency", "example", "title", "message", "day",
                "month", "year", "date", "first", "more",
            ];
            let text = words.into_iter().fold(with_numbers, |text, name| text.str(name, "x"));
            assert!(text.exists(), "{} names {key}", path.display());
        }
    }
    assert!(seen > 150, "the search still finds the keys");
}
