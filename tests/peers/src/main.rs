//! The same load through the log and through its peers, on one server, in turn.

mod load;
mod ours;
mod peer_esrs;
mod peer_postgres_es;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context;
use load::{Store, median};
use uuid::Uuid;
use wenze_pgserver::{Server, StartOptions, destroy};

const DATABASE: &str = "peers";
const CALLERS: [usize; 4] = [1, 8, 32, 128];
/// Events of the streams that are read.
const STREAM_EVENTS: usize = 15;
const STREAMS_READ: usize = 200;

struct Options {
    seconds: f64,
    rounds: usize,
}

fn options() -> anyhow::Result<Options> {
    let mut options = Options { seconds: 5.0, rounds: 3 };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next().with_context(|| format!("{word} needs a value"))?;
        match word.as_str() {
            "--seconds" => options.seconds = value.parse()?,
            "--rounds" => options.rounds = value.parse::<usize>()?.max(1),
            other => anyhow::bail!("{other} is not an option: --seconds S, --rounds N"),
        }
    }
    Ok(options)
}

fn main() -> anyhow::Result<()> {
    let options = options()?;
    let folder: PathBuf = std::env::temp_dir().join(format!("wenze-peers-{}", std::process::id()));
    let server = Server::start(&StartOptions::new(&folder))?;
    server.create_database(DATABASE)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let measured = runtime.block_on(measure(&server, &options));
    drop(runtime);
    server.stop()?;
    destroy(&folder)?;
    std::fs::remove_dir_all(&folder)?;
    measured
}

async fn measure(server: &Server, options: &Options) -> anyhow::Result<()> {
    let url = server.owner_url(DATABASE);
    let ours = ours::open(&url, &server.app_url(DATABASE), server.app_password()).await?;
    let stores = [Store::Ours(ours), Store::Esrs(peer_esrs::open(&url).await?), Store::PostgresEs(peer_postgres_es::open(&url).await?)];
    println!("appends/s, medians of {} rounds of {} s", options.rounds, options.seconds);
    for callers in CALLERS {
        let mut rates = vec![Vec::new(); stores.len()];
        let mut slow = vec![Vec::new(); stores.len()];
        for _ in 0..options.rounds {
            for (index, store) in stores.iter().enumerate() {
                let run = load::appends(store, callers, options.seconds).await?;
                rates[index].push(run.rate);
                slow[index].push(run.p99_ms);
            }
        }
        let rate: Vec<f64> = rates.into_iter().map(median).collect();
        let p99: Vec<f64> = slow.into_iter().map(median).collect();
        let best = rate[1].max(rate[2]);
        print!("{callers:>4} callers");
        for (index, store) in stores.iter().enumerate() {
            print!("  {} {:.0}/s p99 {:.1} ms", store.name(), rate[index], p99[index]);
        }
        let best_p99 = if rate[1] >= rate[2] { p99[1] } else { p99[2] };
        println!("  ours to the best peer {:.2} x, p99 {:.2} x", rate[0] / best, p99[0] / best_p99);
    }
    read(&stores, options.rounds).await
}

async fn read(stores: &[Store], rounds: usize) -> anyhow::Result<()> {
    let ids: Vec<Uuid> = (0..STREAMS_READ).map(|_| Uuid::now_v7()).collect();
    for store in stores {
        for id in &ids {
            for version in 0..STREAM_EVENTS {
                store.append(*id, version).await?;
            }
        }
    }
    let mut p50 = Vec::new();
    let mut whole = Vec::new();
    for store in stores {
        let (mut took, mut rates) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            for id in &ids {
                let started = Instant::now();
                let events = store.read_stream(*id).await?;
                anyhow::ensure!(events == STREAM_EVENTS, "{} read {events} events", store.name());
                took.push(started.elapsed().as_secs_f64() * 1e6);
            }
            let started = Instant::now();
            let events = store.read_all().await?;
            rates.push(events as f64 / started.elapsed().as_secs_f64());
        }
        p50.push(median(took));
        whole.push(median(rates));
    }
    println!("one stream of {STREAM_EVENTS} events, p50 in µs; the whole log, events/s:");
    for (index, store) in stores.iter().enumerate() {
        println!("  {:12} {:>8.0} µs  {:>9.0}/s", store.name(), p50[index], whole[index]);
    }
    println!("ours to the best peer: stream {:.2} x its time, log {:.2} x its rate", p50[0] / p50[1].min(p50[2]), whole[0] / whole[1].max(whole[2]));
    Ok(())
}
