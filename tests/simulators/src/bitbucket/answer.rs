//! What a REST resource gives back: a reply, or a refusal in the server's own error shape.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use crate::Error;

/// A successful answer.
pub(crate) struct Reply {
    status: StatusCode,
    body: Option<Value>,
    location: Option<String>,
    kind: &'static str,
}

const JSON: &str = "application/json;charset=UTF-8";

impl Reply {
    pub const fn ok(body: Value) -> Self {
        Self { status: StatusCode::OK, body: Some(body), location: None, kind: JSON }
    }

    /// Some plugins do not name their character set.
    pub const fn without_charset(body: Value) -> Self {
        Self { status: StatusCode::OK, body: Some(body), location: None, kind: "application/json" }
    }

    pub const fn created(body: Value, location: Option<String>) -> Self {
        Self { status: StatusCode::CREATED, body: Some(body), location, kind: JSON }
    }

    pub const fn nothing() -> Self {
        Self { status: StatusCode::NO_CONTENT, body: None, location: None, kind: JSON }
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = json_response(self.status, self.kind, self.body.as_ref());
        if let Some(value) = self.location.and_then(|location| HeaderValue::from_str(&location).ok()) {
            response.headers_mut().insert(header::LOCATION, value);
        }
        response
    }
}

fn json_response(status: StatusCode, kind: &'static str, body: Option<&Value>) -> Response {
    let Some(body) = body else {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = status;
        return response;
    };
    (status, [(header::CONTENT_TYPE, kind)], body.to_string()).into_response()
}

/// One entry of `errors`, and further ones where a form has several faults.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    errors: Vec<Value>,
    headers: Vec<(HeaderName, String)>,
    plain: Option<String>,
    /// The secret that came along was wrong.
    pub failed_sign_in: bool,
    /// The account is locked; Git is told in its own way.
    pub captcha: bool,
}

impl Refusal {
    /// `exception` without its package: `pull.NoSuchPullRequestException`.
    pub fn new(status: StatusCode, exception: Option<&str>, message: impl Into<String>) -> Self {
        let name = exception.map(|name| format!("com.atlassian.bitbucket.{name}"));
        let error = json!({ "context": null, "message": message.into(), "exceptionName": name });
        Self { status, errors: vec![error], headers: Vec::new(), plain: None, failed_sign_in: false, captcha: false }
    }

    pub fn missing(exception: &str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, Some(exception), message)
    }

    pub fn conflict(exception: &str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, Some(exception), message)
    }

    /// A fault of one field of the request.
    pub fn field(context: &str, message: impl Into<String>) -> Self {
        let mut refusal = Self::new(StatusCode::BAD_REQUEST, None, message);
        refusal.insert("context", json!(context));
        refusal
    }

    pub fn unknown_path() -> Self {
        Self::new(StatusCode::NOT_FOUND, None, "HTTP 404 Not Found")
    }

    /// A refusal that is a plain sentence and no JSON.
    pub fn plain(status: StatusCode, text: impl Into<String>) -> Self {
        let mut refusal = Self::new(status, None, "");
        refusal.plain = Some(text.into());
        refusal
    }

    pub fn with(mut self, key: &str, value: Value) -> Self {
        self.insert(key, value);
        self
    }

    pub fn header(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub const fn failing_sign_in(mut self) -> Self {
        self.failed_sign_in = true;
        self
    }

    fn insert(&mut self, key: &str, value: Value) {
        if let Some(error) = self.errors.first_mut().and_then(Value::as_object_mut) {
            error.insert(key.into(), value);
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        tracing::error!(%error, "the simulator itself failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, Some("ServerException"), error.to_string())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = if let Some(text) = self.plain {
            (self.status, [(header::CONTENT_TYPE, "text/plain;charset=UTF-8")], text).into_response()
        } else {
            let body = Value::Object(Map::from_iter([("errors".to_owned(), Value::Array(self.errors))]));
            json_response(self.status, JSON, Some(&body))
        };
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}
