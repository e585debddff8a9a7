//! Where the certificate comes from, as set. Nothing is read here: the files and the authority
//! are looked at when the server starts.

use std::path::PathBuf;

use clap::Args;
use serde::Deserialize;
use url::Url;

use super::{ConfigError, invalid};

/// The authority that is asked without another setting.
const LETS_ENCRYPT: &str = "https://acme-v02.api.letsencrypt.org/directory";

/// What can be set about TLS, from whichever source.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TlsSettings {
    /// File with the certificate and its chain as PEM; serves HTTPS, read again when it changes [default: none]
    #[arg(long, env = "CREMA_TLS_CERTIFICATE", global = true)]
    #[serde(rename = "certificate")]
    pub tls_certificate: Option<PathBuf>,
    /// File with the certificate's private key as PEM [default: none]
    #[arg(long, env = "CREMA_TLS_KEY", global = true)]
    #[serde(rename = "key")]
    pub tls_key: Option<PathBuf>,
    /// Names to get a certificate for by ACME, such as coffee.example; serves HTTPS [default: none]
    #[arg(long, env = "CREMA_ACME_DOMAINS", global = true, value_delimiter = ',')]
    pub acme_domains: Option<Vec<String>>,
    /// Where the ACME authority writes to, such as mailto:ana@coffee.example [default: nowhere]
    #[arg(long, env = "CREMA_ACME_CONTACT", global = true, value_delimiter = ',')]
    pub acme_contact: Option<Vec<String>>,
    /// Directory of the ACME authority [default: Let's Encrypt]
    #[arg(long, env = "CREMA_ACME_DIRECTORY", global = true)]
    pub acme_directory: Option<Url>,
    /// File with the root certificate of an ACME authority of your own, as PEM [default: the web's]
    #[arg(long, env = "CREMA_ACME_ROOT", global = true)]
    pub acme_root: Option<PathBuf>,
}

/// How the server gets its certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tls {
    /// From files that somebody else keeps fresh.
    Files {
        /// Certificate and chain, PEM.
        certificate: PathBuf,
        /// Private key, PEM.
        key: PathBuf,
    },
    /// From an authority, by ACME (RFC 8555) with TLS-ALPN-01 (RFC 8737).
    Acme(Acme),
}

/// What is asked of an ACME authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acme {
    /// The names of the certificate.
    pub domains: Vec<String>,
    /// `mailto:` addresses for the authority's warnings.
    pub contact: Vec<String>,
    /// The authority's directory.
    pub directory: String,
    /// Whom to believe that it is the authority, when it is none of the web's.
    pub root: Option<PathBuf>,
}

impl TlsSettings {
    /// Takes what is not set here from `other`.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            tls_certificate: self.tls_certificate.or(other.tls_certificate),
            tls_key: self.tls_key.or(other.tls_key),
            acme_domains: self.acme_domains.or(other.acme_domains),
            acme_contact: self.acme_contact.or(other.acme_contact),
            acme_directory: self.acme_directory.or(other.acme_directory),
            acme_root: self.acme_root.or(other.acme_root),
        }
    }

    /// Where the certificate comes from; `None` serves HTTP.
    ///
    /// # Errors
    /// Names the setting that is missing or does not fit another.
    pub(super) fn check(self) -> Result<Option<Tls>, ConfigError> {
        let domains: Vec<String> = self.acme_domains.unwrap_or_default();
        let domains: Vec<String> =
            domains.into_iter().filter(|domain| !domain.trim().is_empty()).collect();
        match (self.tls_certificate, self.tls_key) {
            (Some(_), None) => Err(invalid("CREMA_TLS_KEY", "the certificate needs its key")),
            (None, Some(_)) => {
                Err(invalid("CREMA_TLS_CERTIFICATE", "the key needs its certificate"))
            }
            (Some(_), Some(_)) if !domains.is_empty() => {
                let both = "choose one: certificate files or ACME";
                Err(invalid("CREMA_ACME_DOMAINS", both))
            }
            (Some(certificate), Some(key)) => Ok(Some(Tls::Files { certificate, key })),
            (None, None) if domains.is_empty() => Ok(None),
            (None, None) => {
                let is_name =
                    |domain: &String| domain.contains('.') && !domain.contains(['/', ':']);
                if !domains.iter().all(is_name) {
                    let names = "name hosts only, such as coffee.example";
                    return Err(invalid("CREMA_ACME_DOMAINS", names));
                }
                let contact = self.acme_contact.unwrap_or_default();
                if !contact.iter().all(|address| address.starts_with("mailto:")) {
                    return Err(invalid("CREMA_ACME_CONTACT", "start each address with mailto:"));
                }
                let directory =
                    self.acme_directory.map_or_else(|| LETS_ENCRYPT.to_owned(), String::from);
                if !directory.starts_with("https://") {
                    return Err(invalid("CREMA_ACME_DIRECTORY", "start it with https://"));
                }
                Ok(Some(Tls::Acme(Acme { domains, contact, directory, root: self.acme_root })))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(settings: TlsSettings) -> String {
        settings.check().expect_err("it does not fit").to_string()
    }

    #[test]
    fn half_of_a_certificate_and_two_sources_are_refused_by_name() {
        let file = || Some(PathBuf::from("x.pem"));
        let names = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect());
        let none = TlsSettings::default;
        assert_eq!(none().check().expect("plain HTTP"), None);
        let said = refused(TlsSettings { tls_certificate: file(), ..none() });
        assert!(said.starts_with("CREMA_TLS_KEY"), "{said}");
        let said = refused(TlsSettings { tls_key: file(), ..none() });
        assert!(said.starts_with("CREMA_TLS_CERTIFICATE"), "{said}");
        let acme_domains = names(&["coffee.example"]);
        let both = TlsSettings { tls_key: file(), tls_certificate: file(), acme_domains, ..none() };
        assert!(refused(both).starts_with("CREMA_ACME_DOMAINS"));
        let url = TlsSettings { acme_domains: names(&["https://coffee.example"]), ..none() };
        assert!(refused(url).starts_with("CREMA_ACME_DOMAINS"));
        let acme_contact = names(&["ana@coffee.example"]);
        let plain = TlsSettings { acme_domains: names(&["a.example"]), acme_contact, ..none() };
        assert!(refused(plain).starts_with("CREMA_ACME_CONTACT"));
    }

    #[test]
    fn the_usual_authority_is_asked_without_another_setting() {
        let acme_domains = Some(vec!["coffee.example".to_owned()]);
        let settings = TlsSettings { acme_domains, ..TlsSettings::default() };
        let Ok(Some(Tls::Acme(acme))) = settings.check() else { panic!("ACME is set") };
        assert_eq!((acme.directory.as_str(), acme.root), (LETS_ENCRYPT, None));
    }
}
