//! Who stands behind a request: a bearer token, or the cookies of a browser.
//!
//! One browser may be guest, staff and device at once (somebody trying Crema on a laptop is), so
//! each has a cookie of its own and a route picks the one it needs.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};

use super::Auth;
use super::role::{Principal, Role};
use crate::clock::Timestamp;
use crate::db::DbError;
use crate::error::Problem;
use crate::ids::StoreId;

/// The cookies, by what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// A guest's phone.
    Guest,
    /// Somebody who signed in with a PIN.
    Staff,
    /// A paired display or tablet.
    Device,
    /// A device that waits to be paired.
    Pairing,
}

impl Cookie {
    const fn name(self) -> &'static str {
        match self {
            Self::Guest => "crema_guest",
            Self::Staff => "crema_staff",
            Self::Device => "crema_device",
            Self::Pairing => "crema_pairing",
        }
    }

    /// A `Set-Cookie` that keeps `value` until `expires_at`.
    ///
    /// Lax, not strict: a guest comes from the phone's camera, which counts as another site.
    #[must_use]
    pub fn set(
        self,
        value: &str,
        expires_at: Timestamp,
        now: Timestamp,
        is_https: bool,
    ) -> HeaderValue {
        let secure = if is_https { "; Secure" } else { "" };
        let age = now.seconds_until(expires_at);
        let text = format!(
            "{}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}",
            self.name()
        );
        HeaderValue::from_str(&text).expect("tokens are URL-safe text")
    }
}

/// A `Set-Cookie` that forgets the cookie.
#[must_use]
pub fn cleared_cookie(cookie: Cookie) -> HeaderValue {
    let text = format!("{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax", cookie.name());
    HeaderValue::from_str(&text).expect("a cookie's name is plain text")
}

/// Reads a request's cookies.
#[derive(Clone, Copy, Debug)]
pub struct Cookies<'a>(pub &'a HeaderMap);

impl<'a> Cookies<'a> {
    /// The value of one.
    #[must_use]
    pub fn get(self, cookie: Cookie) -> Option<&'a str> {
        self.0
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == cookie.name())
            .map(|(_, value)| value)
    }
}

/// Everybody behind a request: exactly one with a bearer token, up to three with cookies.
#[derive(Clone, Debug, Default)]
pub struct Principals(Vec<Principal>);

impl Principals {
    /// Those of a request's headers.
    ///
    /// Cookies that are not good any longer are passed over; a bearer token that is not good is
    /// an error, because its sender meant it.
    ///
    /// `None` for such a token.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_headers(auth: &Auth, headers: &HeaderMap) -> Result<Option<Self>, DbError> {
        // Another scheme is a proxy's business.
        let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        if let Some(token) = value.and_then(|text| text.strip_prefix("Bearer ")) {
            return Ok(auth.check(token).await?.map(|principal| Self(vec![principal])));
        }
        Ok(Some(Self(Self::of_cookies(auth, headers).await?)))
    }

    /// Those of a request's cookies only.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_cookies(auth: &Auth, headers: &HeaderMap) -> Result<Vec<Principal>, DbError> {
        let mut found = Vec::new();
        for cookie in [Cookie::Staff, Cookie::Device, Cookie::Guest] {
            if let Some(token) = Cookies(headers).get(cookie)
                && let Some(principal) = auth.check(token).await?
            {
                found.push(principal);
            }
        }
        Ok(found)
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Principal] {
        &self.0
    }

    /// The guest.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where somebody else is.
    pub fn customer(&self) -> Result<&Principal, Problem> {
        self.find(Principal::is_customer)
    }

    /// Barista or operator of `store`.
    ///
    /// # Errors
    /// As [`Principals::customer`].
    pub fn staff_of(&self, store: &StoreId) -> Result<&Principal, Problem> {
        self.find(|principal| principal.is_staff_of(store))
    }

    /// Barista or operator of whichever store.
    ///
    /// # Errors
    /// As [`Principals::customer`].
    pub fn staff(&self) -> Result<&Principal, Problem> {
        self.find(|principal| matches!(principal.role, Role::Barista | Role::Operator))
    }

    /// Operator of `store`.
    ///
    /// # Errors
    /// As [`Principals::customer`].
    pub fn operator_of(&self, store: &StoreId) -> Result<&Principal, Problem> {
        self.find(|principal| principal.is_operator_of(store))
    }

    /// Operator of whichever store.
    ///
    /// # Errors
    /// As [`Principals::customer`].
    pub fn operator(&self) -> Result<&Principal, Problem> {
        self.find(|principal| principal.role == Role::Operator)
    }

    /// Display or staff of `store`.
    ///
    /// # Errors
    /// As [`Principals::customer`].
    pub fn screen_of(&self, store: &StoreId) -> Result<&Principal, Problem> {
        self.find(|principal| principal.is_display_of(store) || principal.is_staff_of(store))
    }

    fn find(&self, fits: impl Fn(&Principal) -> bool) -> Result<&Principal, Problem> {
        let found = self.0.iter().find(|principal| fits(principal));
        let refusal =
            || if self.0.is_empty() { Problem::unauthorized() } else { Problem::forbidden() };
        found.ok_or_else(refusal)
    }
}

impl<S> FromRequestParts<S> for Principals
where
    S: Send + Sync,
    Auth: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let auth = Auth::from_ref(state);
        Self::of_headers(&auth, &parts.headers).await?.ok_or_else(Problem::unauthorized)
    }
}
