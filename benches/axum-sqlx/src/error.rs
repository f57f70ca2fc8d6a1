use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

pub enum Error {
    NotFound,
    Invalid(validator::ValidationErrors),
    Database(sqlx::Error),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            error => Self::Database(error),
        }
    }
}

impl From<validator::ValidationErrors> for Error {
    fn from(errors: validator::ValidationErrors) -> Self {
        Self::Invalid(errors)
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, detail) = match self {
            Self::NotFound => (StatusCode::NOT_FOUND, json!("User not found")),
            Self::Invalid(errors) => (StatusCode::UNPROCESSABLE_ENTITY, json!(errors)),
            Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation() => (
                StatusCode::CONFLICT,
                json!("User with this email already exists"),
            ),
            Self::Database(error) => {
                tracing::error!(%error, "the database failed");
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    json!("Internal Server Error"),
                )
            }
        };
        (status, Json(json!({ "detail": detail }))).into_response()
    }
}
