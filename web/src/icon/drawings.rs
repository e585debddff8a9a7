//! Drinks, drawn for Crema in Lucide's manner: 24 by 24, round strokes of 1.5 to 2.

/// (name, elements).
pub(super) const ICONS: &[(&str, &str)] = &[
    (
        "d-espresso",
        r#"<path d="M6 10h9v4a4 4 0 0 1-4 4h-1a4 4 0 0 1-4-4z"/><path d="M15 11h1.500a2 2 0 0 1 0 4H15"/><path d="M4 21h13"/><path d="M10.500 3c-1 1 1 2.500 0 4"/>"#,
    ),
    (
        "d-flat-white",
        r#"<path d="M3 8h14v4a6 6 0 0 1-6 6H9a6 6 0 0 1-6-6z"/><path d="M17 9h1.500a2.500 2.500 0 0 1 0 5h-2"/><path d="M5 21h10"/><path d="M6 11.500h8"/>"#,
    ),
    (
        "d-cappuccino",
        r#"<path d="M3 10h14v2a6 6 0 0 1-6 6H9a6 6 0 0 1-6-6z"/><path d="M17 11h1.500a2.200 2.200 0 0 1 0 4.400H16.500"/><path d="M5 21h10"/><path d="M4 10c-.6-2 .8-3.300 2.300-3C7 4.600 9.800 4.200 11 6c2-.8 3.800.3 3.700 2 .9.100 1.500.8 1.500 2"/>"#,
    ),
    (
        "d-latte",
        r#"<path d="M6.500 3h11l-1.600 18H8.100z"/><path d="M6.900 8h10.200"/><path d="M7.500 14.500h9"/>"#,
    ),
    (
        "d-filter",
        r#"<path d="M5 3h14l-4.500 7h-5z"/><path d="M12 10v2.500"/><path d="M8 13.500h8v4.500a3 3 0 0 1-3 3h-2a3 3 0 0 1-3-3z"/>"#,
    ),
    (
        "d-cold",
        r#"<path d="M6 8h12l-1.300 13H7.300z"/><path d="M5 8h14"/><path d="m13 8 1.500-6H17"/><path d="M9.500 12h3v3h-3z"/><path d="m13 16 2.300-.6.500 2.300-2.300.6z"/>"#,
    ),
    (
        "d-tea",
        r#"<path d="M3 9h14v3a6 6 0 0 1-6 6H9a6 6 0 0 1-6-6z"/><path d="M17 10h1.500a2.300 2.300 0 0 1 0 4.600H16.700"/><path d="M5 21h10"/><path d="M10 9v3"/><path d="M8.500 12h3v2.500h-3z"/>"#,
    ),
    (
        "d-chocolate",
        r#"<path d="M4 9h12v9a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3z"/><path d="M16 11h1.500a3 3 0 0 1 0 6H16"/><path d="M6.500 9V6h3v3"/><path d="M11 9l.6-2.700 2.700.6L13.800 9"/>"#,
    ),
    (
        "d-other",
        r#"<path d="M7 8h10l-1.200 13H8.200z"/><path d="M6 8h12"/><path d="m7.500 8 .7-4h7.600l.7 4"/><path d="M7.400 12.500h9.200"/>"#,
    ),
];
