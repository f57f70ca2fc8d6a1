mod error;
mod users;

use std::time::Duration;

use axum::http::StatusCode;
use axum::{Router, routing::get};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer,
    trace::TraceLayer,
};
use tracing_subscriber::EnvFilter;

#[cfg(not(feature = "postgres"))]
type Pool = sqlx::SqlitePool;
#[cfg(feature = "postgres")]
type Pool = sqlx::PgPool;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(setting("LOG", "info")))
        .init();
    let pool = connect().await?;
    let app = Router::new()
        .route("/healthz", get(async || "ok"))
        .merge(users::router())
        .layer((
            SetRequestIdLayer::x_request_id(MakeRequestUuid),
            TraceLayer::new_for_http(),
            PropagateRequestIdLayer::x_request_id(),
            TimeoutLayer::with_status_code(
                StatusCode::SERVICE_UNAVAILABLE,
                Duration::from_secs(30),
            ),
            CatchPanicLayer::new(),
            CompressionLayer::new(),
        ))
        .with_state(pool);
    let address = format!("127.0.0.1:{}", setting("PORT", "8000"));
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, app)
        .with_graceful_shutdown(async {
            tokio::signal::ctrl_c().await.ok();
        })
        .await?;
    Ok(())
}

#[cfg(not(feature = "postgres"))]
async fn connect() -> Result<Pool, sqlx::Error> {
    use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};

    let options = setting("DATABASE_URL", "sqlite://app.db")
        .parse::<SqliteConnectOptions>()?
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal);
    let pool = SqlitePoolOptions::new().max_connections(8);
    let pool = pool.connect_with(options).await?;
    sqlx::migrate!("migrations/sqlite").run(&pool).await?;
    Ok(pool)
}

#[cfg(feature = "postgres")]
async fn connect() -> Result<Pool, sqlx::Error> {
    let url = setting("DATABASE_URL", "postgres://localhost/app");
    let pool = sqlx::postgres::PgPoolOptions::new().max_connections(16);
    let pool = pool.connect(&url).await?;
    sqlx::migrate!("migrations/postgres").run(&pool).await?;
    Ok(pool)
}

fn setting(name: &str, default: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| default.to_owned())
}
