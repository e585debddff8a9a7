//! Waiting, durably: deadlines that fire after a crash too, and task tokens by which somebody
//! outside resumes a waiting step. It knows no coffee.

pub mod deadlines;
pub mod tokens;
