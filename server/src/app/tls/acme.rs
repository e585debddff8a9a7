//! A certificate from an ACME authority (RFC 8555), proven by TLS-ALPN-01 (RFC 8737) on the port
//! that guests use; asked for at the first start, renewed before it ends, kept in the data folder.
//!
//! For one machine: behind a load balancer the authority's question would reach any replica.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;
use std::sync::Arc;

use futures_util::StreamExt as _;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::server::ResolvesServerCert;
use rustls::{ClientConfig, RootCertStore};
use rustls_acme::caches::DirCache;
use rustls_acme::{AcmeConfig, AcmeState, EventOk};

use super::validity::TlsError;
use crate::config::Acme;

type Trouble = std::io::Error;

/// The conversation with the authority.
pub(in crate::app) struct Authority {
    state: AcmeState<Trouble, Trouble>,
}

impl Authority {
    pub(super) fn new(acme: &Acme, data_dir: &Path) -> Result<Self, TlsError> {
        let config = match &acme.root {
            Some(root) => {
                AcmeConfig::new_with_client_config(&acme.domains, Arc::new(believing(root)?))
            }
            None => AcmeConfig::new(&acme.domains),
        };
        let kept = data_dir.join("acme");
        // Private keys will be in it.
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&kept)
            .map_err(|source| TlsError::Unreadable { path: kept.clone(), source })?;
        let state = config
            .contact(&acme.contact)
            .directory(&acme.directory)
            .cache(DirCache::new(kept))
            .state();
        Ok(Self { state })
    }

    pub(super) fn resolver(&self) -> Arc<dyn ResolvesServerCert> {
        self.state.resolver()
    }

    pub(super) async fn follow(mut self) {
        while let Some(event) = self.state.next().await {
            match event {
                Ok(EventOk::DeployedCachedCert) => tracing::info!("the kept certificate is in use"),
                Ok(EventOk::DeployedNewCert) => tracing::info!("a new certificate is in use"),
                Ok(EventOk::CertCacheStore | EventOk::AccountCacheStore) => {}
                // It is tried again by itself, after longer and longer pauses.
                Err(error) => tracing::warn!(
                    %error,
                    "no certificate from the authority yet; it is asked again"
                ),
            }
        }
    }
}

/// Trusts the authority whose root is in `path`, and nobody else.
fn believing(path: &Path) -> Result<ClientConfig, TlsError> {
    let pem = std::fs::read(path)
        .map_err(|source| TlsError::Unreadable { path: path.to_owned(), source })?;
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    let mut roots = RootCertStore::empty();
    let (added, _) = roots.add_parsable_certificates(found.unwrap_or_default());
    if added == 0 {
        return Err(TlsError::Missing { path: path.to_owned(), what: "certificate" });
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(TlsError::Unusable)?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}
