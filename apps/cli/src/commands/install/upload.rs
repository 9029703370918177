//! What goes into the bucket: each file under its own sum, so that what is there is never sent again.

use super::bundle::{Bundle, Package};
use crate::commands::stack::{Site, Sum, refused};
use crate::console::{Progress, tell};
use crate::refusal::Refusal;
use headgate_aws::Artifacts;

/// Where a package will lie, for Lambda.
pub(super) fn package_uri(site: &Site, package: &Package) -> String {
    format!("s3://{}/{}", site.artifacts.bucket(), package_key(package))
}

/// Puts the template there, and gives its address.
pub(super) async fn template(site: &Site, text: &str, sum: Sum) -> Result<String, Refusal> {
    if site.artifacts.prepare().await.map_err(refused)? {
        tell(&format!("Made bucket {} for packages and templates.", site.artifacts.bucket()));
    }
    let key = format!("{sum}.yaml");
    put(&site.artifacts, &key, text.as_bytes(), sum).await?;
    site.artifacts.url(&key).await.map_err(refused)
}

/// Puts the packages there that are not there yet.
pub(super) async fn packages(site: &Site, bundle: &Bundle) -> Result<(), Refusal> {
    let packages = bundle.packages();
    let progress = Progress::at_terminal(packages.len());
    let mut sent = 0;
    for (done, (name, package)) in packages.into_iter().enumerate() {
        if let Some(progress) = &progress {
            progress.show(done, format!("uploading {name}"));
        }
        sent += usize::from(put(&site.artifacts, &package_key(package), &package.bytes, package.sum).await?);
    }
    drop(progress);
    if sent > 0 {
        tell(&format!("Uploaded {sent} of the packages to bucket {}.", site.artifacts.bucket()));
    }
    Ok(())
}

fn package_key(package: &Package) -> String {
    format!("{}.zip", package.sum)
}

/// Whether it had to be sent.
async fn put(artifacts: &Artifacts, key: &str, bytes: &[u8], sum: Sum) -> Result<bool, Refusal> {
    if artifacts.has(key).await.map_err(refused)? {
        return Ok(false);
    }
    artifacts.put(key, bytes.to_vec(), &sum.base64()).await.map(|()| true).map_err(refused)
}
