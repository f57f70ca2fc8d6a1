use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::{Json, Router, routing::get};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize};
use validator::Validate;

use crate::Pool;
use crate::error::Error;

#[derive(Serialize, sqlx::FromRow)]
struct User {
    id: i64,
    name: String,
    email: String,
    age: Option<i64>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

#[derive(Deserialize, Validate)]
struct UserCreate {
    #[validate(length(min = 1, max = 100))]
    name: String,
    #[validate(email)]
    email: String,
    #[validate(range(min = 0, max = 150))]
    age: Option<i64>,
}

#[derive(Deserialize, Validate)]
struct UserUpdate {
    #[validate(length(min = 1, max = 100))]
    name: Option<String>,
    #[validate(email)]
    email: Option<String>,
    #[serde(default, deserialize_with = "present")]
    age: Option<Option<i64>>,
}

#[derive(Deserialize)]
struct Window {
    #[serde(default)]
    skip: i64,
    limit: Option<i64>,
}

pub fn router() -> Router<Pool> {
    let one = get(get_user).put(replace).patch(update).delete(remove);
    Router::new()
        .route("/users", get(list).post(create))
        .route("/users/{id}", one)
}

async fn list(
    State(pool): State<Pool>,
    Query(window): Query<Window>,
) -> Result<Json<Vec<User>>, Error> {
    let users = sqlx::query_as("SELECT * FROM users ORDER BY id LIMIT $1 OFFSET $2")
        .bind(window.limit.unwrap_or(100).clamp(1, 100))
        .bind(window.skip.max(0))
        .fetch_all(&pool)
        .await?;
    Ok(Json(users))
}

async fn get_user(
    State(pool): State<Pool>,
    Path(id): Path<i64>,
) -> Result<Json<User>, Error> {
    let user = sqlx::query_as("SELECT * FROM users WHERE id = $1");
    Ok(Json(user.bind(id).fetch_one(&pool).await?))
}

async fn create(
    State(pool): State<Pool>,
    Json(new): Json<UserCreate>,
) -> Result<(StatusCode, Json<User>), Error> {
    new.validate()?;
    let user = sqlx::query_as(
        "INSERT INTO users (name, email, age, created_at, updated_at) VALUES ($1, $2, $3, $4, $4) RETURNING *",
    )
    .bind(new.name)
    .bind(new.email)
    .bind(new.age)
    .bind(Utc::now())
    .fetch_one(&pool)
    .await?;
    Ok((StatusCode::CREATED, Json(user)))
}

async fn replace(
    state: State<Pool>,
    id: Path<i64>,
    Json(new): Json<UserCreate>,
) -> Result<Json<User>, Error> {
    let change = UserUpdate {
        name: Some(new.name),
        email: Some(new.email),
        age: Some(new.age),
    };
    update(state, id, Json(change)).await
}

async fn update(
    State(pool): State<Pool>,
    Path(id): Path<i64>,
    Json(change): Json<UserUpdate>,
) -> Result<Json<User>, Error> {
    change.validate()?;
    let user = sqlx::query_as(
        "UPDATE users SET name = COALESCE($2, name), email = COALESCE($3, email), \
         age = CASE WHEN $4 THEN $5 ELSE age END, updated_at = $6 WHERE id = $1 RETURNING *",
    )
    .bind(id)
    .bind(change.name)
    .bind(change.email)
    .bind(change.age.is_some())
    .bind(change.age.flatten())
    .bind(Utc::now())
    .fetch_one(&pool)
    .await?;
    Ok(Json(user))
}

async fn remove(State(pool): State<Pool>, Path(id): Path<i64>) -> Result<StatusCode, Error> {
    let deleted = sqlx::query("DELETE FROM users WHERE id = $1")
        .bind(id)
        .execute(&pool)
        .await?;
    match deleted.rows_affected() {
        0 => Err(Error::NotFound),
        _ => Ok(StatusCode::NO_CONTENT),
    }
}

/// A field that is there, `null` included.
fn present<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<i64>>, D::Error> {
    Deserialize::deserialize(from).map(Some)
}
