//! boto3 as it is, at the real `headgate proxy` before `api` over a store in memory: in JSON, which boto3 chooses by
//! itself, and in CBOR, so that both codecs are proved by a client that others have written.

use anyhow::{Result, ensure};
use headgate_tests::client::ended;
use headgate_tests::local::Local;

fn tell(protocol: &str) -> Result<()> {
    let local = Local::start()?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/clients/boto3_client.py");
    let told = ended(local.proxy.python().args([script, protocol]))?;
    ensure!(told.code == Some(0), "{}{}", told.out, told.said);
    print!("{}", told.out);
    Ok(())
}

#[test]
fn in_json() -> Result<()> {
    tell("json")
}

#[test]
fn in_cbor() -> Result<()> {
    tell("cbor")
}
