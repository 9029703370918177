//! Texts, in YAML and in JSON.

use crate::{Case, GOOD};
use headgate_appspec::BundleKind;

/// As long as an AppSpec may be.
const LONG: usize = 256 * 1024;

pub(crate) fn cases() -> impl Iterator<Item = Case> {
    yaml().into_iter().chain(json()).chain(long())
}

fn yaml() -> Vec<Case> {
    let row = |name: &str, text: &[u8], says| Case::new(format!("yaml: {name}"), BundleKind::Yaml, text, says);
    let good = GOOD.as_bytes();
    let edited = |from: &str, to: &str| GOOD.replace(from, to).into_bytes();
    vec![
        row("nothing", b"", "the AppSpec is empty"),
        row("a byte order mark alone", b"\xef\xbb\xbf", "the AppSpec is empty"),
        row("two byte order marks", &[b"\xef\xbb\xbf\xef\xbb\xbf", good].concat(), "ok"),
        row("a byte order mark", &[b"\xef\xbb\xbf", good].concat(), "ok"),
        row("UTF-16", b"\xff\xfev\0e\0r\0", "the AppSpec is not UTF-8 from byte 1 on"),
        row("UTF-8 cut in two", b"version: \xf0\x9f\x98", "the AppSpec is not UTF-8 from byte 10 on"),
        row("a surrogate in UTF-8", b"version: \xed\xa0\x80", "the AppSpec is not UTF-8 from byte 10 on"),
        row("an overlong slash", b"version: \xc0\xaf", "the AppSpec is not UTF-8 from byte 10 on"),
        row("NUL", b"version: \0", "line 1: this is not YAML: found unprintable character"),
        row(
            "NUL in a name",
            &edited("Name: fn", "Name: \"f\\0n\""),
            "Resources[0].fn.Properties.Name (line 3): `f\\u{0}n` is not a function",
        ),
        row(
            "a line turned around",
            &edited("Name: fn", "Name: \"f\\u202en\""),
            "Resources[0].fn.Properties.Name (line 3): `f\\u{202e}n` is not a function",
        ),
        row("carriage returns", &edited("\n", "\r\n"), "ok"),
        row("old Macintosh lines", &edited("\n", "\r"), "ok"),
        row("a tab for an indent", b"version: 0.0\nResources:\n\t- fn: {}\n", "line 3: this is not YAML: tabs disallowed"),
        row("a key twice", &[good, b"version: 0.0\n"].concat(), "version (line 4): is given twice"),
        row("a key twice, quoted once", &[good, b"\"version\": 0.0\n"].concat(), "version (line 4): is given twice"),
        row(
            "a merge key",
            &edited("{Name: fn", "{<<: {Name: fn}, Name: fn"),
            "Resources[0].fn.Properties.<< (line 3): is not a key that is known here",
        ),
        row(
            "an anchor and its alias",
            &edited("Name: fn, Alias: live", "Name: &a fn, Alias: *a"),
            "Resources[0].fn.Properties.Alias (line 3): is an alias (`*`)",
        ),
        row(
            "an alias of nothing",
            &edited("Name: fn", "Name: *nothing"),
            "line 3: this is not YAML: while parsing node, found unknown anchor",
        ),
        row("an alias of itself", b"&a [*a]", "[0] (line 1): is an alias"),
        row("an alias for a key", b"? *a\n: 1\n", "found unknown anchor"),
        row("a tag of the core schema", &edited("Name: fn", "Name: !!binary aGk="), "Resources[0].fn.Properties.Name (line 3): has a tag"),
        row("a tag that makes an object", b"!!python/object/apply:os.system ['id']\n", "line 1: has a tag"),
        row("a tag that is a URL", b"!<tag:yaml.org,2002:str> a\n", "line 1: has a tag"),
        row("a second document", &[good, b"---\n", good].concat(), "line 4: a second document begins here"),
        row("an end and more", &[good, b"...\n", good].concat(), "line 5: a second document begins here"),
        row("a directive", &[b"%YAML 1.2\n---\n", good].concat(), "ok"),
        row("a directive of the future", &[b"%YAML 9.9\n---\n", good].concat(), "ok"),
        row("a key that is a list", b"? [a, b]\n: 1\n", "line 1: a key is a list, must be a text"),
        row("a key that is a map", b"? {a: b}\n: 1\n", "line 1: a key is a map, must be a text"),
        row("no key", b": 1\n", "\"\" (line 1): is not a key that is known here"),
        row(
            "a number without end",
            &edited("TargetVersion: 2", &format!("TargetVersion: {}", "9".repeat(100_000))),
            "TargetVersion (line 3): `9999",
        ),
        row("a number to the power of everything", &edited("TargetVersion: 2", "TargetVersion: 1e999999999"), "1e9999"),
        row("a number of no base", &edited("TargetVersion: 2", "TargetVersion: 0o8"), "TargetVersion (line 3): `0o8` is not"),
        row("an escape of no character", b"a: \"\\UFFFFFFFF\"", "line 1: this is not YAML: while parsing a quoted scalar"),
        row("half a surrogate pair", b"a: \"\\ud83d\"", "line 1: this is not YAML: while parsing a quoted scalar"),
        row("one megabyte of brackets", &b"[".repeat(1_000_000), "the AppSpec has more than 262144 bytes"),
        row("a quarter of brackets", &b"[".repeat(LONG), "line 1: the AppSpec is nested deeper than 32 levels"),
        row("a scalar of every byte there may be", &[b"a: ".to_vec(), b"x".repeat(LONG - 3)].concat(), "a (line 1): is not a key"),
        row("a key of every byte there may be", &[b"x".repeat(LONG - 3), b": 1".to_vec()].concat(), "line 1: this is not YAML"),
    ]
}

fn json() -> Vec<Case> {
    let row = |name: &str, text: &[u8], says| Case::new(format!("json: {name}"), BundleKind::Json, text, says);
    vec![
        row("a member twice", br#"{"version": 0.0, "version": "0.0"}"#, "version (line 1): is given twice"),
        row("a member twice, escaped once", br#"{"version": "0.0", "versi\u006fn": "0.0"}"#, "version (line 1): is given twice"),
        row("more behind the end", br#"{"version": "0.0"} {}"#, "line 1: this is not JSON: `{` stands where the end"),
        row("NUL behind the end", b"{\"version\": \"0.0\"}\0", "line 1: this is not JSON: `\\0` stands where the end"),
        row("half a surrogate pair", br#"{"version": "\ud800"}"#, "line 1: this is not JSON: this is half of a surrogate pair"),
        row(
            "a surrogate pair the wrong way round",
            br#"{"version": "\udc00\ud800"}"#,
            "line 1: this is not JSON: this is half of a surrogate pair",
        ),
        row("an escaped NUL", br#"{"version": "\u0000"}"#, "version (line 1): is the text `\\0`"),
        row("a bare control character", b"{\"version\": \"\x01\"}", "version (line 1): "),
        row("a delete character", b"{\"version\": \"\x7f\"}", "version (line 1): is the text `\\u{7f}`"),
        row(
            "a number without end",
            format!("{{\"version\": {}}}", "9".repeat(200_000)).as_bytes(),
            "version (line 1): is the number `9999",
        ),
        row(
            "a fraction without end",
            format!("{{\"version\": 0.{}}}", "0".repeat(200_000)).as_bytes(),
            "version (line 1): is the number `0.000",
        ),
        row("a number to the power of everything", br#"{"version": 1e99999999999999999999}"#, "1e9999"),
        row("no number", br#"{"version": NaN}"#, "version (line 1): is "),
        row("infinity", br#"{"version": -Infinity}"#, "version (line 1): is "),
        row("a comment", br#"{"version": "0.0" /* the only one */}"#, "line 1: this is not JSON: `/` stands"),
        row("a prototype", br#"{"__proto__": {"version": "0.0"}}"#, "__proto__ (line 1): is not a key"),
        row("objects in each other", "{\"a\":".repeat(40_000).as_bytes(), "line 1: the AppSpec is nested deeper than 32 levels"),
        row(
            "lists in each other",
            format!("{{\"a\":{}", "[".repeat(200_000)).as_bytes(),
            "line 1: the AppSpec is nested deeper than 32 levels",
        ),
        row(
            "many empty lists",
            format!("{{\"a\": [{}[]]}}", "[],".repeat(80_000)).as_bytes(),
            "line 1: the AppSpec holds more than 50000 values",
        ),
        row("many members", format!("{{{}\"a\":0}}", "\"a\":0,".repeat(40_000)).as_bytes(), "and 39903 more"),
    ]
}

/// Pieces that are small themselves, as often as there is room for them.
fn long() -> Vec<Case> {
    let pieces = [
        "- ",
        "? ",
        "?\n",
        "- - - a\n",
        "a: b: c\n",
        "<<: ",
        "&a ",
        "*a ",
        "!t ",
        "!<",
        "%YAML 1.2\n",
        "%TAG ! tag:a\n",
        "---\n",
        "...\n",
        "{",
        "{a",
        "{? ",
        "[{",
        "]",
        "}",
        "\"",
        "'",
        "\"\\",
        "''",
        "|\n",
        ">\n\n",
        "a: |\n",
        "k: >+9\n",
        "\r",
        "\r\n",
        "\t",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{0}",
        "\\",
        "#",
        " #",
        "@",
        "`",
        "a\n b\n",
        "a\n\n",
        "a: [\n",
        "[a, ",
        "{a: 1, ",
        ",",
        ": ",
        "{\"a\":1,\"a\"",
        "{\"",
        "[[],",
    ];
    let filled = |piece: &str| piece.repeat(LONG / piece.len());
    pieces.iter().map(|piece| Case::new(format!("long: {piece:?}"), BundleKind::Yaml, filled(piece), "")).collect()
}
