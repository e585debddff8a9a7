//! Reading a broker's address. Pure.

use std::time::Duration;

use rumqttc::MqttOptions;

use super::BusError;

/// Detects a dead broker after two of these.
const KEEP_ALIVE: Duration = Duration::from_secs(5);

/// Far more than any message of ours.
const MAX_PACKET_BYTES: usize = 64 * 1024;

/// Client options for `mqtt://[user:password@]host[:port]`.
pub(super) fn options(url: &str, client_id: &str) -> Result<MqttOptions, BusError> {
    let url = url::Url::parse(url).map_err(|_| BusError::BadUrl("not a URL"))?;
    match url.scheme() {
        "mqtt" | "tcp" => {}
        "mqtts" | "ssl" => return Err(BusError::BadUrl("TLS to the broker is not built in")),
        _ => return Err(BusError::BadUrl("the scheme is not mqtt")),
    }
    let host = url.host_str().filter(|host| !host.is_empty());
    let host = host.ok_or(BusError::BadUrl("no host"))?;
    let mut options = MqttOptions::new(client_id, host, url.port().unwrap_or(1883));
    options
        .set_keep_alive(KEEP_ALIVE)
        .set_clean_session(true)
        .set_inflight(200)
        .set_max_packet_size(MAX_PACKET_BYTES, MAX_PACKET_BYTES);
    if !url.username().is_empty() || url.password().is_some() {
        let user = percent_decode(url.username())?;
        let password = percent_decode(url.password().unwrap_or_default())?;
        options.set_credentials(user, password);
    }
    Ok(options)
}

fn percent_decode(text: &str) -> Result<String, BusError> {
    let bad = BusError::BadUrl("user or password is not percent-encoded UTF-8");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |d: Option<u8>| d.and_then(|d| char::from(d).to_digit(16));
        let (Some(high), Some(low)) = (digit(rest.next()), digit(rest.next())) else {
            return Err(bad);
        };
        bytes.push(u8::try_from(high * 16 + low).expect("two hexadecimal digits are a byte"));
    }
    String::from_utf8(bytes).map_err(|_| bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_host_port_and_credentials() {
        let options = options("mqtt://cre%6da:p%40ss@broker.local:2883", "id").unwrap();
        assert_eq!(options.broker_address(), ("broker.local".to_owned(), 2883));
        let login = options.credentials().unwrap();
        assert_eq!((login.username.as_str(), login.password.as_str()), ("crema", "p@ss"));
    }

    #[test]
    fn the_port_and_the_credentials_may_be_left_out() {
        let options = options("mqtt://broker.local", "id").unwrap();
        assert_eq!(options.broker_address().1, 1883);
        assert!(options.credentials().is_none());
    }

    #[test]
    fn what_is_no_broker_address_is_told() {
        for url in
            ["", "broker:1883", "http://broker", "mqtts://broker", "mqtt://", "mqtt://a:%zz@b"]
        {
            assert!(matches!(options(url, "id"), Err(BusError::BadUrl(_))), "{url}");
        }
    }
}
