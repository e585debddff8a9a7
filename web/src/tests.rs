//! Facts about rendered screens.
