//! Revisions: from the bytes that were uploaded to the AppSpec's text.
//!
//! Nothing is ever extracted, so names with `..` or links lead nowhere. An archive is gone through
//! twice: once for the names, to know that there is exactly one AppSpec, and once for its content.

use crate::MAX_TEXT_BYTES;
use crate::mistake::{Mistakes, Plain, Refused, Report, Shown};
use flate2::read::MultiGzDecoder;
use std::io::{self, Cursor, Read};
use zip::ZipReadOptions;
use zip::read::Config;
use zip::unstable::read::ZipIterable;

/// The most entries an archive may have.
const MAX_ENTRIES: usize = 10_000;

/// The most bytes that are inflated in search of the AppSpec.
const MAX_INFLATED_BYTES: u64 = 64 * 1024 * 1024;

/// What an AppSpec is called in an archive.
const NAMES: [&str; 3] = ["appspec.yaml", "appspec.yml", "appspec.json"];

/// The part of a mode on Unix that says what kind of file it is.
const UNIX_KIND: u32 = 0o170_000;

/// The kind of a plain file.
const UNIX_FILE: u32 = 0o100_000;

/// How a revision is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleKind {
    /// An AppSpec in YAML.
    Yaml,
    /// An AppSpec in JSON.
    Json,
    /// A zip archive with an AppSpec in it.
    Zip,
    /// A tar archive, compressed with gzip, with an AppSpec in it.
    Tgz,
    /// A tar archive with an AppSpec in it.
    Tar,
}

impl BundleKind {
    /// The kind that an object's key tells by its extension.
    ///
    /// ```
    /// use headgate_appspec::BundleKind;
    /// assert_eq!(BundleKind::from_key("shop/live/release-7.tar.gz"), Some(BundleKind::Tgz));
    /// assert_eq!(BundleKind::from_key("shop/live/readme.md"), None);
    /// ```
    pub fn from_key(key: &str) -> Option<Self> {
        let name = key.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        let extensions = [
            (".yaml", Self::Yaml),
            (".yml", Self::Yaml),
            (".json", Self::Json),
            (".zip", Self::Zip),
            (".tgz", Self::Tgz),
            (".tar.gz", Self::Tgz),
            (".tar", Self::Tar),
        ];
        extensions.into_iter().find(|(extension, _)| name.ends_with(extension)).map(|(_, kind)| kind)
    }
}

/// Reads the AppSpec's text from a revision: the bytes themselves, or the one `appspec.yaml`,
/// `appspec.yml` or `appspec.json` in an archive, at its root or in its only top directory.
///
/// # Errors
///
/// [`Mistakes`] says why there is no text, or which of several it should be.
pub fn read_bundle(bytes: &[u8], kind: BundleKind) -> Result<String, Mistakes> {
    let mut report = Report::default();
    let outcome = match kind {
        BundleKind::Yaml | BundleKind::Json => text("", bytes, &mut report),
        BundleKind::Zip => archived(&Zip(bytes), &mut report),
        BundleKind::Tgz => archived(&Tar { bytes, gzipped: true }, &mut report),
        BundleKind::Tar => archived(&Tar { bytes, gzipped: false }, &mut report),
    };
    report.finish(outcome)
}

fn text(name: &str, bytes: &[u8], report: &mut Report) -> Result<String, Refused> {
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(report.refuse(name, None, format_args!("the AppSpec has more than {MAX_TEXT_BYTES} bytes: no more are read")));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let message = format_args!("the AppSpec is not UTF-8 from byte {} on: save it as UTF-8", error.valid_up_to() + 1);
        report.refuse(name, None, message)
    })
}

fn archived(archive: &impl Archive, report: &mut Report) -> Result<String, Refused> {
    let listing = archive.list().map_err(|unreadable| unreadable.reported(report))?;
    let found = listing.choose(report)?;
    if !found.plain {
        let message = "is a link or something else that is not a plain file: put the AppSpec itself in the archive";
        return Err(report.refuse(Plain(&found.name), None, message));
    }
    let content = archive.content(found.index).map_err(|unreadable| unreadable.reported(report))?;
    text(&Plain(&found.name).to_string(), &content, report)
}

/// An archive in memory.
trait Archive {
    /// What is in it.
    fn list(&self) -> Result<Listing, Unreadable>;

    /// The content of an entry, or as much of it as shows that it is too long.
    fn content(&self, index: usize) -> Result<Vec<u8>, Unreadable>;
}

/// Why an archive cannot be used.
enum Unreadable {
    Damaged(String),
    TooManyEntries,
    TooLarge,
}

impl Unreadable {
    fn reported(self, report: &mut Report) -> Refused {
        match self {
            Self::Damaged(reason) => report.refuse("", None, format_args!("the archive cannot be read: {}", Plain(&reason))),
            Self::TooManyEntries => report.refuse("", None, format_args!("the archive has more than {MAX_ENTRIES} entries")),
            Self::TooLarge => report.refuse("", None, format_args!("the archive unpacks to more than {MAX_INFLATED_BYTES} bytes")),
        }
    }
}

impl From<zip::result::ZipError> for Unreadable {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::FileTooLarge { Self::TooLarge } else { Self::Damaged(error.to_string()) }
    }
}

/// An entry that is called like an AppSpec.
struct Found {
    index: usize,
    name: String,
    /// A file with content of its own, which a link is not.
    plain: bool,
}

/// What matters of an archive's names, which is little, however many there are.
#[derive(Default)]
struct Listing {
    at_root: Vec<Found>,
    in_directory: Vec<Found>,
    top: Top,
}

/// What stands at the root of an archive.
#[derive(Default)]
enum Top {
    #[default]
    Nothing,
    /// One directory, and everything is in it.
    Directory(String),
    Several,
}

impl Listing {
    fn note(&mut self, index: usize, name: &str, plain: bool, is_directory: bool) {
        let parts: Vec<&str> = name.split('/').filter(|part| !matches!(*part, "" | ".")).take(3).collect();
        let &[first, ref rest @ ..] = parts.as_slice() else { return };
        // What macOS adds to archives that it makes is no part of them.
        if matches!(first, "__MACOSX" | ".DS_Store") {
            return;
        }
        // What lies beside the archive is in no directory of it.
        self.note_top(first, first != ".." && (is_directory || !rest.is_empty()));
        let list = match rest {
            [] if NAMES.contains(&first) => &mut self.at_root,
            [second] if NAMES.contains(second) => &mut self.in_directory,
            _ => return,
        };
        // Two are enough to know that there is more than one.
        if !is_directory && list.len() < 2 {
            list.push(Found { index, name: parts.join("/"), plain });
        }
    }

    fn note_top(&mut self, first: &str, is_directory: bool) {
        match &self.top {
            Top::Nothing if is_directory => self.top = Top::Directory(first.to_owned()),
            Top::Directory(only) if is_directory && only == first => {}
            Top::Nothing | Top::Directory(_) | Top::Several => self.top = Top::Several,
        }
    }

    fn choose(self, report: &mut Report) -> Result<Found, Refused> {
        let mut found = match self.top {
            Top::Directory(_) => self.in_directory,
            Top::Nothing | Top::Several => self.at_root,
        };
        match (found.pop(), found.pop()) {
            (None, _) => {
                let message = "the archive has no AppSpec: `appspec.yaml`, `appspec.yml` or `appspec.json` must be at its root or in its only top directory";
                Err(report.refuse("", None, message))
            }
            (Some(only), None) => Ok(only),
            (Some(second), Some(first)) => {
                let (first, second) = (Shown(&first.name), Shown(&second.name));
                Err(report.refuse("", None, format_args!("the archive has more than one AppSpec, {first} and {second}: leave one")))
            }
        }
    }
}

struct Zip<'a>(&'a [u8]);

impl<'a> Zip<'a> {
    /// Reads the directory entry by entry, which keeps names that come twice, and does not believe
    /// in entries that the directory has no room for.
    fn open(&self) -> Result<ZipIterable<Cursor<&'a [u8]>>, Unreadable> {
        let archive = ZipIterable::try_new(Cursor::new(self.0), Config::default())?;
        if archive.len() > MAX_ENTRIES { Err(Unreadable::TooManyEntries) } else { Ok(archive) }
    }
}

impl Archive for Zip<'_> {
    fn list(&self) -> Result<Listing, Unreadable> {
        let mut archive = self.open()?;
        let mut listing = Listing::default();
        for (index, entry) in archive.files()?.enumerate() {
            let entry = entry?;
            // Archives made on Windows may have its separator.
            let name = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/");
            let is_directory = entry.is_dir() || name.ends_with('/');
            let kind = entry.unix_mode().unwrap_or_default() & UNIX_KIND;
            listing.note(index, &name, entry.is_file() && matches!(kind, 0 | UNIX_FILE), is_directory);
        }
        Ok(listing)
    }

    fn content(&self, index: usize) -> Result<Vec<u8>, Unreadable> {
        let mut archive = self.open()?;
        let entry = archive.files()?.nth(index).ok_or(zip::result::ZipError::FileNotFound)??;
        let mut reader = Cursor::new(self.0);
        up_to_limit(entry.with_reader(&mut reader, ZipReadOptions::new())?)
    }
}

struct Tar<'a> {
    bytes: &'a [u8],
    gzipped: bool,
}

impl<'a> Tar<'a> {
    fn open(&self) -> tar::Archive<Limited<Box<dyn Read + 'a>>> {
        let inner: Box<dyn Read + 'a> = if self.gzipped { Box::new(MultiGzDecoder::new(self.bytes)) } else { Box::new(self.bytes) };
        tar::Archive::new(Limited { inner, left: MAX_INFLATED_BYTES })
    }
}

impl Archive for Tar<'_> {
    fn list(&self) -> Result<Listing, Unreadable> {
        let mut archive = self.open();
        let mut listing = Listing::default();
        // Raw, since otherwise a long name is read into memory, however long it says it is.
        for (index, entry) in archive.entries()?.raw(true).enumerate() {
            if index == MAX_ENTRIES {
                return Err(Unreadable::TooManyEntries);
            }
            let entry = entry?;
            let kind = entry.header().entry_type();
            let describes_another =
                kind.is_pax_global_extensions() || kind.is_pax_local_extensions() || kind.is_gnu_longname() || kind.is_gnu_longlink();
            if !describes_another {
                let name = String::from_utf8_lossy(&entry.header().path_bytes()).into_owned();
                listing.note(index, &name, kind.is_file() || kind.is_contiguous(), kind.is_dir() || name.ends_with('/'));
            }
        }
        // To the very end, which is where gzip's checksum stands.
        io::copy(&mut archive.into_inner(), &mut io::sink())?;
        Ok(listing)
    }

    fn content(&self, index: usize) -> Result<Vec<u8>, Unreadable> {
        let mut archive = self.open();
        let entry = archive.entries()?.raw(true).nth(index);
        up_to_limit(entry.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))??)
    }
}

/// Reads one byte more than an AppSpec may have, and no further.
fn up_to_limit(reader: impl Read) -> Result<Vec<u8>, Unreadable> {
    let mut content = Vec::new();
    reader.take(MAX_TEXT_BYTES as u64 + 1).read_to_end(&mut content)?;
    Ok(content)
}

/// Fails once more has been read than an archive may unpack to.
struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(io::ErrorKind::FileTooLarge.into()),
        }
        Ok(read)
    }
}
