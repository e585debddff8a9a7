//! What comes back from a file, and what is said of one that is wrong.

use std::sync::mpsc;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;

use super::{FileFault, FileProblem, Format, LARGEST_FILE, SyntaxFault, read, text_of, to_csv};
use crate::menu::{Drink, Group, Menu, MenuFault, MenuOption, check, default_menu};

fn problems(text: &str, format: Format) -> Vec<FileProblem> {
    read(text, format, &default_menu()).expect_err("there is something wrong")
}

fn lines(text: &str, format: Format) -> Vec<(usize, String)> {
    problems(text, format).into_iter().map(|p| (p.line, p.place)).collect()
}

fn at(line: usize, place: &str) -> (usize, String) {
    (line, place.to_owned())
}

fn json_of(menu: &Menu) -> String {
    serde_json::to_string_pretty(menu).expect("a menu is JSON")
}

/// The server has few threads: whoever takes one for minutes takes it from every store.
#[test]
fn a_long_file_of_one_thing_over_and_over_is_refused_in_no_time() {
    use MenuFault::{OptionCount, TooManyDrinks, TooManyGroups};
    let header = "kind,name\ngroup,b\n";
    for (format, before, row, after, fault) in [
        (Format::Csv, header, "drink,a\n", "", TooManyDrinks(100)),
        (Format::Csv, header, "group,a\n", "", TooManyGroups(12)),
        (Format::Csv, header, "option,a\n", "", OptionCount(30)),
        (Format::Json, "{\"drinks\": [7", ",7", "]}", TooManyDrinks(100)),
    ] {
        let rows = (LARGEST_FILE - before.len() - after.len()) / row.len();
        let text = format!("{before}{}{after}", row.repeat(rows));
        let (done, is_done) = mpsc::channel();
        std::thread::spawn(move || done.send(problems(&text, format)));
        let found = is_done.recv_timeout(Duration::from_secs(20)).expect("read by now");
        let fault = FileFault::Menu(fault);
        assert!(found.iter().any(|problem| problem.fault == fault), "{row:?}: {:?}", found[0]);
    }
}

#[test]
fn everything_wrong_in_json_is_told_with_its_line_and_path() {
    let text = r#"{
  "currency": "EUR",
  "drinks": [
    { "id": "latte", "name": "Latte", "price_cents": "3.60",
      "allergens": ["milk", "lactose"] },
    { "id": "latte", "name": "", "colour": "red",
      "groups": ["sizes"] },
    { "name": "Tea", "sold_out": "no" },
    7
  ],
  "groups": [
    { "id": "milk", "name": "Milk", "min": 2,
      "max": 1, "options": [] }
  ]
}"#;
    let found = problems(text, Format::Json);
    let told: Vec<(usize, &str, FileFault)> =
        found.iter().map(|p| (p.line, p.place.as_str(), p.fault.clone())).collect();
    let expected = [
        (4, "drinks/0/price_cents", FileFault::NotNumber),
        (5, "drinks/0/allergens", FileFault::Menu(MenuFault::UnknownAllergen("lactose".into()))),
        (6, "drinks/1", FileFault::UnknownField("colour".into())),
        (6, "drinks/1", FileFault::Menu(MenuFault::Twice("latte".into()))),
        (6, "drinks/1/name", FileFault::Menu(MenuFault::Name)),
        (7, "drinks/1/groups", FileFault::Menu(MenuFault::UnknownGroup("sizes".into()))),
        (8, "drinks/2", FileFault::Missing("id".into())),
        (8, "drinks/2/sold_out", FileFault::NotFlag),
        (9, "drinks/3", FileFault::NotObject),
        (13, "groups/0/max", FileFault::Menu(MenuFault::Bounds)),
        (13, "groups/0/options", FileFault::Menu(MenuFault::OptionCount(30))),
    ];
    for problem in &expected {
        assert!(told.contains(problem), "{problem:?} is missing in {told:#?}");
    }
    assert_eq!(told.len(), expected.len(), "{told:#?}");
}

#[test]
fn broken_json_is_told_with_line_and_column() {
    let found = problems("{\n  \"drinks\": [,]\n}", Format::Json);
    assert_eq!((found.len(), found[0].line, found[0].place.as_str()), (1, 2, "column 14"));
    assert!(matches!(&found[0].fault, FileFault::Syntax(SyntaxFault::Value)));
    let cut = problems("{\n  \"drinks\": []\n\n", Format::Json);
    assert_eq!((cut[0].line, cut[0].place.as_str()), (2, "column 14"), "where the text ends");
}

#[test]
fn where_a_text_stops_being_json_is_told_in_our_own_words() {
    for (text, fault) in [
        ("{\"drinks\": [", SyntaxFault::Cut),
        ("{\"drinks\": [1 2]}", SyntaxFault::Comma),
        ("{\"drinks\": [] \"groups\": []}", SyntaxFault::Comma),
        ("{\"drinks\": [1,]}", SyntaxFault::LastComma),
        ("{\"drinks\" []}", SyntaxFault::Colon),
        ("{drinks: []}", SyntaxFault::Name),
        ("{\"drinks\": latte}", SyntaxFault::Value),
        ("{\"drinks\": true1}", SyntaxFault::Comma),
        ("{\"drinks\": \"a\nb\"}", SyntaxFault::Text),
        ("{\"drinks\": \"\\x\"}", SyntaxFault::Text),
        ("{\"drinks\": 1.}", SyntaxFault::Number),
        ("{\"drinks\": []} {}", SyntaxFault::After),
        (&"[".repeat(200), SyntaxFault::Other),
    ] {
        let found = problems(text, Format::Json);
        assert_eq!(found[0].fault, FileFault::Syntax(fault), "{text}");
    }
}

#[test]
fn everything_wrong_in_csv_is_told_with_its_line_and_column() {
    let text = "kind;id;name;price;allergens;groups;min;max;group;default\n\
                drink;latte;Latte;3,605;milk lactose;milk\n\
                drink;latte;;2\n\
                \n\
                tea;;Tea\n\
                option;;Oat;;;;;;;yes\n\
                group;milk;Milk;;;;2;1\n\
                option;oat;Oat;-1;;;;;milk;perhaps\n";
    assert_eq!(
        lines(text, Format::Csv),
        [
            at(2, "price"),
            at(2, "allergens"),
            at(3, "id"),
            at(3, "name"),
            at(5, "kind"),
            at(6, "group"),
            at(7, "max"),
            at(8, "price"),
            at(8, "default"),
        ]
    );
}

#[test]
fn a_header_that_is_wrong_is_told_alone() {
    let found = problems("kind,naem,price\ndrink,Latte,1\n", Format::Csv);
    let faults: Vec<FileFault> = found.into_iter().map(|p| p.fault).collect();
    assert_eq!(
        faults,
        [FileFault::UnknownColumn("naem".into()), FileFault::NoColumn("name".into())]
    );
    assert_eq!(lines("kind,name\ndrink,\"Latte\n", Format::Csv), [at(2, "")]);
    assert_eq!(lines("kind,name\ndrink,Latte,4\n", Format::Csv), [at(2, "")], "spare cells");
}

#[test]
fn a_spreadsheet_of_any_country_is_read() {
    for text in [
        "kind,name,price\r\ndrink,\"Latte, large\",3.60\r\n",
        "sep=;\r\nKind;Name;Price\r\nDrink;Latte, large;3,60\r\n",
        "kind\tname\tprice\ndrink\tLatte, large\t 3,6 \n",
        "\n\nname,price,kind\n\"Latte, large\",3.60,drink\n,,\n",
    ] {
        let menu = read(text, Format::Csv, &default_menu()).expect(text);
        let drink = &menu.drinks[0];
        assert_eq!((drink.id.as_str(), drink.name.as_str()), ("latte-large", "Latte, large"));
        assert_eq!(drink.price_cents, Some(360), "{text}");
        assert_eq!(menu.currency.as_deref(), Some("EUR"), "kept where the file says nothing");
    }
    let yen = "kind,id,name,price\ndrink,,Latte,450\ncurrency,jpy,,\n";
    let menu = read(yen, Format::Csv, &default_menu()).expect("a menu");
    assert_eq!((menu.currency.as_deref(), menu.drinks[0].price_cents), (Some("JPY"), Some(450)));
    let yen = yen.replace("450", "4.50");
    assert_eq!(lines(&yen, Format::Csv), [at(2, "price")], "a yen has no hundredths");
}

#[test]
fn what_is_no_text_is_told_plainly() {
    let fault = |name: &str, bytes: &[u8]| text_of(name, bytes).map_err(|p| (p.line, p.fault));
    assert_eq!(fault("m.xlsx", b"PK\x03\x04rest"), Err((0, FileFault::Workbook)));
    assert_eq!(fault("m.csv", &[0xff, 0xfe, b'k', 0]), Err((0, FileFault::Utf16)));
    assert_eq!(fault("m.csv", b"kind\nCaf\xe9"), Err((2, FileFault::Charset)));
    assert_eq!(fault("m.pdf", b"%PDF"), Err((0, FileFault::Kind)));
    assert_eq!(fault("m.csv", b" \r\n"), Err((0, FileFault::Empty)));
    assert_eq!(fault("m.csv", &[b'a'; 131_073]), Err((0, FileFault::TooLarge(128))));
    assert_eq!(fault("", b"\xef\xbb\xbf{}"), Ok(("{}".to_owned(), Format::Json)));
    assert_eq!(fault("", b"kind,name"), Ok(("kind,name".to_owned(), Format::Csv)));
}

fn word() -> impl Strategy<Value = String> {
    "[a-z0-9_-]{1,12}"
}

/// Names as people may write them, formulas and quotes too, without space around them.
fn name() -> impl Strategy<Value = String> {
    let text = prop_oneof!["[ -~äß€抹茶]{1,20}", "[=+@'\"-][ -~]{0,8}", "[a-z,;\"']{1,9}"];
    text.prop_map(|text: String| text.trim().to_owned()).prop_filter("no name", |t| !t.is_empty())
}

fn allergens() -> impl Strategy<Value = Vec<String>> {
    let words = vec!["milk", "nuts", "gluten", "soy"];
    proptest::sample::subsequence(words, 0..=4)
        .prop_map(|words| words.into_iter().map(str::to_owned).collect())
}

fn option() -> impl Strategy<Value = MenuOption> {
    (word(), name(), 0..10_000_i64, allergens(), allergens(), any::<bool>()).prop_map(
        |(id, name, price_cents, allergens, replaces_allergens, sold_out)| MenuOption {
            id,
            name,
            price_cents,
            allergens,
            replaces_allergens,
            sold_out,
            is_default: false,
        },
    )
}

fn menu() -> impl Strategy<Value = Menu> {
    let group = (word(), name(), vec(option(), 1..4)).prop_map(|(id, name, options)| Group {
        id,
        name,
        min: 0,
        max: 2,
        options,
    });
    let note = prop_oneof![Just(String::new()), name()];
    let price = proptest::option::of(0..100_000_i64);
    let drink = (word(), name(), note, price, allergens(), any::<bool>(), any::<bool>()).prop_map(
        |(id, name, note, price_cents, allergens, sold_out, has_groups)| Drink {
            id,
            name,
            note,
            icon: "tea".to_owned(),
            price_cents,
            allergens,
            sold_out,
            groups: if has_groups { vec!["*".to_owned()] } else { Vec::new() },
        },
    );
    let currency = proptest::option::of(prop_oneof!["EUR", "JPY", "KWD"]);
    (currency, vec(drink, 0..6), vec(group, 0..3)).prop_map(|(currency, mut drinks, groups)| {
        for drink in drinks.iter_mut().filter(|drink| !drink.groups.is_empty()) {
            drink.groups = groups.iter().map(|group| group.id.clone()).collect();
        }
        Menu { currency, drinks, groups }
    })
}

proptest! {
    #[test]
    fn an_exported_menu_is_imported_as_it_was(menu in menu()) {
        prop_assume!(check(&menu).is_ok());
        let now = default_menu();
        let json = json_of(&menu);
        prop_assert_eq!(read(&json, Format::Json, &now).expect("its own JSON"), menu.clone());
        let csv = to_csv(&menu);
        let (text, format) = text_of("menu.csv", csv.as_bytes()).expect("its own text");
        prop_assert_eq!(read(&text, format, &now).expect("its own CSV"), menu);
    }

    #[test]
    fn no_bytes_make_it_panic_and_what_is_read_is_a_good_menu(
        bytes in vec(any::<u8>(), 0..400),
        is_json in any::<bool>(),
    ) {
        let name = if is_json { "m.json" } else { "m.csv" };
        if let Ok((text, format)) = text_of(name, &bytes)
            && let Ok(menu) = read(&text, format, &default_menu())
        {
            prop_assert_eq!(check(&menu), Ok(()));
        }
    }

    #[test]
    fn a_damaged_file_is_read_or_told_with_lines(
        menu in menu(),
        is_json in any::<bool>(),
        cut in any::<prop::sample::Index>(),
        put in "[\"{}\\[\\],;:\n a-z0-9.-]{0,6}",
    ) {
        let (mut text, format) =
            if is_json { (json_of(&menu), Format::Json) } else { (to_csv(&menu), Format::Csv) };
        let mut place = cut.index(text.len());
        while !text.is_char_boundary(place) {
            place -= 1;
        }
        let end = (place..=text.len()).find(|&at| at > place && text.is_char_boundary(at));
        text.replace_range(place..end.unwrap_or(place), &put);
        let last = text.lines().count();
        match read(&text, format, &default_menu()) {
            Ok(menu) => prop_assert_eq!(check(&menu), Ok(())),
            Err(found) => {
                prop_assert!(!found.is_empty());
                prop_assert!(found.iter().all(|p| p.line <= last), "{:?}", found);
            }
        }
    }

    /// Reading by hand takes exactly the documents that the API takes.
    #[test]
    fn json_is_judged_as_the_api_judges_it(
        menu in menu(),
        cut in any::<prop::sample::Index>(),
        put in "[\"{}\\[\\],;:\n a-z0-9.-]{0,6}",
    ) {
        let mut text = json_of(&menu);
        let mut place = cut.index(text.len());
        while !text.is_char_boundary(place) {
            place -= 1;
        }
        text.insert_str(place, &put);
        let by_api = serde_json::from_str::<Menu>(&text).ok().filter(|menu| check(menu).is_ok());
        prop_assert_eq!(read(&text, Format::Json, &default_menu()).ok(), by_api, "{}", text);
    }
}
