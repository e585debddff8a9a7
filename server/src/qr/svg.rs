//! Drawing a QR code.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// `text` as an SVG drawing: error correction level M, a quiet zone of four modules.
///
/// Empty when the text is longer than a QR code can hold (2,331 bytes), which an address with a
/// code in it never is.
#[must_use]
pub fn qr_svg(text: &str) -> String {
    QrCode::with_error_correction_level(text, EcLevel::M).map_or_else(
        |_| String::new(),
        |code| {
            let drawn = code
                .render::<svg::Color<'_>>()
                .quiet_zone(true)
                .module_dimensions(1, 1)
                .dark_color(svg::Color("#1b1b1b"))
                .light_color(svg::Color("#fff"))
                .build();
            // Inside a page an XML declaration is not allowed.
            drawn.split_once("?>").map_or(drawn.clone(), |(_, svg)| svg.to_owned())
        },
    )
}
