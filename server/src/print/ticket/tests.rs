//! Tickets byte by byte, read back by a small printer that knows exactly the commands in use: a
//! byte it does not know is a failure.

use proptest::prelude::*;

use super::*;

/// Reads a whole document. Every byte must belong to a known command or be a letter of the code
/// page; each command is one token, so two documents with the same tokens are the same bytes.
fn read(bytes: &[u8], charset: Charset) -> Result<String, String> {
    let mut out = String::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let (length, token) = match *rest {
            [0x1b, b'@', ..] => (2, "[init]".to_owned()),
            [0x1c, b'.', ..] => (2, "[no kanji]".to_owned()),
            [0x1b, b'R', n, ..] => (3, format!("[country {n}]")),
            [0x1b, b't', n, ..] => (3, format!("[page {n}]")),
            [0x1b, b'a', 0, ..] => (3, "[left]".to_owned()),
            [0x1b, b'a', 1, ..] => (3, "[centre]".to_owned()),
            [0x1b, b'E', n @ 0..=1, ..] => (3, format!("[bold {n}]")),
            [0x1d, b'B', n @ 0..=1, ..] => (3, format!("[reverse {n}]")),
            [0x1d, b'!', n, ..] => (3, format!("[size {n:02x}]")),
            [0x1b, b'd', n, ..] => (3, format!("[feed {n}]\n")),
            [0x1d, b'V', b'B', 0, ..] => (4, "[cut]".to_owned()),
            [0x1d, b'v', b'0', 0, wl, wh, hl, hh, ..] => {
                let width = usize::from(u16::from_le_bytes([wl, wh]));
                let height = usize::from(u16::from_le_bytes([hl, hh]));
                let picture = rest.get(8..8 + width * height).ok_or("a picture is cut off")?;
                if picture.contains(&0x10) {
                    return Err("a picture holds a real-time command".to_owned());
                }
                (8 + width * height, format!("[picture {}x{height}]\n", width * 8))
            }
            [b'\n', ..] => (1, "\n".to_owned()),
            [byte, ..] => match (0x20..=0xff).map(|c: u8| c).find(|&c| c == byte && c != 0x7f) {
                Some(letter) => (1, letter_of(letter, charset).to_string()),
                None => return Err(format!("byte {byte:02x} at {at}")),
            },
            [] => break,
        };
        out.push_str(&token);
        at += length;
    }
    Ok(out)
}

fn letter_of(byte: u8, charset: Charset) -> char {
    let all = (' '..='\u{ffff}').find(|&c| charset.byte(c) == Some(byte));
    all.unwrap_or('\u{fffd}')
}

fn printed(ticket: &Ticket, paper: Paper) -> String {
    read(&lay_out(ticket, paper, Charset::Cp858), Charset::Cp858).expect("only known commands")
}

fn drink(name: &str, options: &[&str], contains: Option<&str>) -> Drink {
    Drink {
        place: None,
        name: name.to_owned(),
        options: options.iter().map(|&o| o.to_owned()).collect(),
        contains: contains.map(str::to_owned),
    }
}

fn flat_white() -> Ticket {
    Ticket {
        number: "42".to_owned(),
        name: "Ana".to_owned(),
        drinks: vec![drink("Flat white", &["Oat", "Extra shot"], Some("Contains: Gluten"))],
        foot: vec!["Halle 4 Espresso Bar".to_owned(), "10:42, Sam".to_owned()],
        ..Ticket::default()
    }
}

const HEAD: &str = "[init][no kanji][country 0][page 19]";

#[test]
fn a_ticket_on_wide_paper() {
    let rule = "-".repeat(48);
    let expected = format!(
        "{HEAD}[centre][size 33][bold 1]42\n\
         [size 11]Ana\n\
         [left][size 00][bold 0]{rule}\n\
         [size 01][bold 1]Flat white\n\
         [size 00][bold 0]+ Oat\n\
         + Extra shot\n\
         [bold 1]! Contains: Gluten\n\
         [bold 0]{rule}\n\
         [centre]Halle 4 Espresso Bar\n\
         10:42, Sam\n\
         [left][feed 3]\n[cut]"
    );
    assert_eq!(printed(&flat_white(), Paper::Wide), expected);
}

/// The same once more without the reader, which could be wrong as well.
#[test]
fn the_bytes_of_a_ticket() {
    let ticket = Ticket { drinks: Vec::new(), foot: Vec::new(), ..flat_white() };
    let mut expected = b"\x1b@\x1c.\x1bR\x00\x1bt\x13\x1ba\x01\x1d!\x33\x1bE\x0142\n\x1d!\x11Ana\n\
        \x1ba\x00\x1d!\x00\x1bE\x00"
        .to_vec();
    expected.extend([b'-'; 32]);
    expected.extend(b"\n\x1bd\x03\x1dVB\x00");
    assert_eq!(lay_out(&ticket, Paper::Narrow, Charset::Cp858), expected);
}

#[test]
fn several_drinks_marks_and_umlauts_on_narrow_paper() {
    let mut ticket = flat_white();
    ticket.name = "J\u{fc}rgen Maximilian-Alexander".to_owned();
    ticket.mark = Some("COPY".to_owned());
    ticket.walk_up = Some("Walk-up".to_owned());
    ticket.drinks.push(drink("Pistachio cardamom oat latte with honey", &[], None));
    for (n, drink) in ticket.drinks.iter_mut().enumerate() {
        drink.place = Some(format!("{} of 2", n + 1));
    }
    let rule = "-".repeat(32);
    let expected = format!(
        "{HEAD}[centre][bold 1][reverse 1] COPY \n\
         [size 33][reverse 0]42\n\
         [size 11]J\u{fc}rgen\n\
         Maximilian-Alexa\n\
         nder\n\
         [size 00][bold 0][reverse 1] Walk-up \n\
         [left][reverse 0]{rule}\n\
         1 of 2\n\
         [size 01][bold 1]Flat white\n\
         [size 00][bold 0]+ Oat\n\
         + Extra shot\n\
         [bold 1]! Contains: Gluten\n\
         [bold 0]{rule}\n\
         2 of 2\n\
         [size 01][bold 1]Pistachio cardamom oat latte\n\
         with honey\n\
         [size 00][bold 0]{rule}\n\
         [centre]Halle 4 Espresso Bar\n\
         10:42, Sam\n\
         [left][feed 3]\n[cut]"
    );
    assert_eq!(printed(&ticket, Paper::Narrow), expected);
}

#[test]
fn what_the_printer_cannot_write_is_drawn() {
    let mut ticket = flat_white();
    ticket.name = "\u{3086}\u{304d}".to_owned();
    ticket.drinks = vec![drink("\u{30e9}\u{30c6}", &["\u{8c46}\u{4e73}"], None)];
    let shown = printed(&ticket, Paper::Narrow);
    // Two signs of 16 dots, three times as large; an option after its sign, twice as large.
    let rule = "-".repeat(32);
    let expected = format!(
        "{HEAD}[centre][size 33][bold 1]42\n\
         [size 00][bold 0][picture 96x48]\n\
         [left]{rule}\n\
         [picture 96x48]\n\
         [picture 96x32]\n\
         {rule}\n\
         [centre]Halle 4 Espresso Bar\n\
         10:42, Sam\n\
         [left][feed 3]\n[cut]"
    );
    assert_eq!(shown, expected);
}

#[test]
fn long_drawn_names_wrap_inside_the_paper() {
    let name = "\u{967f}".repeat(40);
    for (paper, dots) in [(Paper::Narrow, 384), (Paper::Wide, 576)] {
        let shown = printed(&Ticket { name: name.clone(), ..flat_white() }, paper);
        let widths: Vec<usize> = shown
            .split("[picture ")
            .skip(1)
            .map(|rest| rest.split('x').next().and_then(|n| n.parse().ok()).expect("a width"))
            .collect();
        assert!(widths.iter().all(|&width| width <= dots), "{widths:?}");
        assert_eq!(widths.iter().sum::<usize>(), 40 * 16 * 3, "all forty are there");
    }
}

#[test]
fn a_name_cannot_be_a_command() {
    let evil = "A\u{1b}@\u{1d}V\u{0}\u{10}\u{4}\u{1}\n\nB".to_owned();
    let harmless = "A@V B".to_owned();
    let of = |name: String| printed(&Ticket { name, ..flat_white() }, Paper::Wide);
    assert_eq!(of(evil), of(harmless));
}

proptest! {
    #[test]
    fn any_text_makes_a_document_of_known_commands(
        name in any::<String>(), drink_name in "\\PC{0,60}", option in any::<String>(),
    ) {
        // Their own question marks are no sign of a letter that was lost.
        let [name, drink_name, option] =
            [name, drink_name, option].map(|text| text.replace('?', ""));
        let mut ticket = flat_white();
        ticket.name = name;
        ticket.mark = Some(option.clone());
        ticket.drinks = vec![drink(&drink_name, &[&option], Some(&option))];
        for paper in Paper::ALL {
            for charset in Charset::ALL {
                let read = read(&lay_out(&ticket, paper, charset), charset);
                prop_assert!(read.is_ok(), "{:?}", read);
                let read = read.unwrap_or_default();
                prop_assert_eq!(read.matches("[cut]").count(), 1);
                prop_assert_eq!(read.matches("[init]").count(), 1);
                prop_assert!(!read.contains("??"), "{}", read);
            }
        }
    }
}
