mod error;
mod users;

use std::time::Duration;

use axum::http::StatusCode;
use axum::{Router, routing::get};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer,
    trace::TraceLayer,
};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(setting("LOG", "info")))
        .init();
    let options = setting("DATABASE_URL", "sqlite://app.db")
        .parse::<SqliteConnectOptions>()?
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal);
    let pool = SqlitePoolOptions::new()
        .max_connections(8)
        .connect_with(options)
        .await?;
    sqlx::migrate!().run(&pool).await?;
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

fn setting(name: &str, default: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| default.to_owned())
}
