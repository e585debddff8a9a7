//! A process' memory as the kernel counts it.

use crate::Failure;

/// Resident kilobytes of process `pid`, now.
pub(crate) fn resident_kb(pid: u32) -> Result<u64, Failure> {
    let path = format!("/proc/{pid}/status");
    let status = match std::fs::read_to_string(&path) {
        Ok(status) => status,
        Err(error) => return Err(Failure::File(path, error)),
    };
    parse_resident(&status).ok_or_else(|| Failure::Unusable(format!("{path} has no VmRSS")))
}

fn parse_resident(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resident_memory_is_read_from_the_kernels_table() {
        assert_eq!(parse_resident("Name:\tcrema\nVmRSS:\t   12345 kB\n"), Some(12_345));
        assert_eq!(parse_resident(""), None);
    }
}
