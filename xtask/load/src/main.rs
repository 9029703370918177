//! Loads one target with calls, and prints what the clients saw: a line of JSON.

use anyhow::{Context, Result, anyhow};
use clap::Parser;
use headgate_aws::DynamoStore;
use headgate_load::{Figures, Load, Mix, Office, Target, furnish, load, requests};
use headgate_sim::MemoryStore;
use serde_json::json;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use std::rc::Rc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Builder;

/// Counts what is allocated, in this program alone.
#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[derive(Parser)]
#[command(about = "Loads CodeDeploy's API with calls")]
struct Cli {
    /// `memory` or `table`, which answer in this process, or a URL
    target: String,
    /// What is asked for
    #[arg(long, value_enum)]
    mix: Mix,
    /// How many clients ask at once
    #[arg(long, default_value_t = 50)]
    clients: usize,
    /// For how long
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// The account that the target answers for
    #[arg(long, default_value = "123456789012")]
    account: String,
}

/// How many calls' allocations are counted.
const COUNTED: usize = 10_000;

fn main() -> Result<()> {
    let Cli { target, mix, clients, seconds, account } = Cli::parse();
    let wanted = Load { mix, clients, duration: Duration::from_secs(seconds) };
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (figures, allocations_per_call) = runtime.block_on(async {
        let figures = measured(made(&target).await?, &account, wanted).await?;
        let allocations = if target == "memory" { Some(allocations(mix, &account).await?) } else { None };
        anyhow::Ok((figures, allocations))
    })?;
    println!("{}", json!({"figures": figures, "allocations_per_call": allocations_per_call}));
    Ok(())
}

async fn made(target: &str) -> Result<Target> {
    Ok(match target {
        "memory" => Target::Memory(Office::new(MemoryStore::new())),
        "table" => Target::Table(Box::new(Office::new(table().await?))),
        url => Target::url(url),
    })
}

/// A table of its own, which listens on the loopback.
async fn table() -> Result<DynamoStore> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(dynoxide::server::serve_on(listener, dynoxide::Database::memory().context("no table in memory")?));
    let store = DynamoStore::over_endpoint(&url, "headgate");
    store.create_table().await.map_err(|fault| anyhow!("no table: {fault}"))?;
    Ok(store)
}

async fn measured(target: Target, account: &str, wanted: Load) -> Result<Figures> {
    let target = Rc::new(target);
    let furniture = furnish(&target, wanted.mix, account).await?;
    load(target, &furniture, wanted).await
}

/// What a call allocates from its bytes to the bytes of its answer, on average.
async fn allocations(mix: Mix, account: &str) -> Result<f64> {
    let target = made("memory").await?;
    let furniture = furnish(&target, mix, account).await?;
    let requests = requests(mix, &furniture, COUNTED);
    let region = Region::new(ALLOCATOR);
    for request in requests {
        target.answer(request).await?;
    }
    let change = region.change();
    Ok(count(change.allocations + change.reallocations) / count(COUNTED))
}

#[expect(clippy::cast_precision_loss, reason = "one digit is shown")]
fn count(number: usize) -> f64 {
    number as f64
}
