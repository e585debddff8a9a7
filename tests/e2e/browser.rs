//! A browser without JavaScript: forms, cookies, and what stands in a page's fields.

use harness::api::{Answer, Call};
use harness::{Api, Shop};

/// A browser without JavaScript: keeps cookies, follows nothing by itself.
#[derive(Clone)]
pub(crate) struct Browser {
    api: Api,
    cookies: Vec<(String, String)>,
    /// What a proxy in front of the server says of it, where there is one.
    address: Option<String>,
}

impl Browser {
    pub(crate) fn new(shop: &Shop) -> Self {
        Self { api: shop.server.api(), cookies: Vec::new(), address: None }
    }

    /// A browser somewhere else, as the proxy in front of the server sees it.
    pub(crate) fn from(shop: &Shop, address: &str) -> Self {
        Self { address: Some(address.to_owned()), ..Self::new(shop) }
    }

    /// Takes a cookie that it got elsewhere.
    pub(crate) fn keep(&mut self, name: &str, value: &str) {
        self.cookies.push((name.to_owned(), value.to_owned()));
    }

    /// Its cookies as one header.
    pub(crate) fn cookie_line(&self) -> String {
        let pairs: Vec<_> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        pairs.join("; ")
    }

    pub(crate) async fn open(&mut self, path: &str) -> Answer {
        self.send(Call::new("GET", path)).await
    }

    pub(crate) async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Call::form(path, fields)).await
    }

    pub(crate) async fn send(&mut self, call: Call) -> Answer {
        let cookies = self.cookie_line();
        let call = if cookies.is_empty() { call } else { call.header("cookie", &cookies) };
        let call = match &self.address {
            Some(address) => call.header("x-forwarded-for", address),
            None => call,
        };
        let answer = self.api.call(call).await;
        for cookie in answer.headers.get_all("set-cookie") {
            let pair = cookie.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.retain(|(known, _)| known != name);
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }
}

/// How often somebody changed the store in another way than by opening or closing it.
pub(crate) async fn changes(shop: &Shop) -> usize {
    let is_change = |event: &&serde_json::Value| {
        event["data"]["change"].as_str().is_some_and(|change| change != "status")
    };
    shop.events().await.iter().filter(is_change).count()
}

/// The value of the first field of this name.
pub(crate) fn field(page: &Answer, name: &str) -> String {
    let marker = format!("name=\"{name}\"");
    let at = page.text.find(&marker).unwrap_or_else(|| panic!("no field {name}:\n{}", page.text));
    let start = page.text[..at].rfind('<').expect("a field is an element");
    let tag = &page.text[start..start + page.text[start..].find('>').expect("it ends")];
    let value = tag.split_once("value=\"").map_or("", |(_, rest)| rest);
    value.split('"').next().unwrap_or_default().to_owned()
}

/// A form with a file, as browsers send it.
pub(crate) fn multipart(path: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Call {
    let boundary = harness::api::fresh_key();
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend_from_slice(
            format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
            .as_bytes(),
        );
    }
    let (name, bytes) = file.unwrap_or(("", b""));
    body.extend_from_slice(
        format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .as_bytes(),
    );
    body.extend_from_slice(bytes);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    let call = Call::new("POST", path).header("sec-fetch-site", "same-origin");
    call.body(&format!("multipart/form-data; boundary={boundary}"), body)
}
