//! Pushing status to browsers.
