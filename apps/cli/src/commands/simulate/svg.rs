//! The picture as a drawing: every play one above the other, over the same time.

use super::axis::{brief, instants, label, top};
use super::scene::{Mover, Scene};
use super::tale::{Ended, Tale, errors_in};
use headgate_domain::{Happening, Version, WaitKind};
use jiff::SignedDuration;
use std::fmt::Write;

const WIDTH: f64 = 960.0;
/// Beside the charts, for labels.
const LEFT: f64 = 64.0;
const RIGHT: f64 = 24.0;
/// Above the first play: the title and the legend.
const HEAD: f64 = 84.0;
const WEIGHT_HEIGHT: f64 = 140.0;
const ERROR_HEIGHT: f64 = 70.0;
/// Above a play's charts: its name and the labels of its marks.
const CAPTION: f64 = 64.0;
const BETWEEN: f64 = 18.0;
/// What a gate's label needs.
const GATE_LABEL: f64 = 110.0;
/// Below a play's charts: the labels of the axis of time.
const FOOT: f64 = 34.0;
const PLAY_HEIGHT: f64 = CAPTION + WEIGHT_HEIGHT + BETWEEN + ERROR_HEIGHT + FOOT;

/// Light, and dark where whoever looks prefers it. Plain rules, which every renderer knows.
const STYLE: &str = "\
text{font:12px system-ui,-apple-system,'Segoe UI',sans-serif;fill:#59636e}\
.title{font-size:18px;font-weight:600;fill:#1f2328}.name{font-size:14px;font-weight:600;fill:#1f2328}\
.paper{fill:#ffffff}.grid{stroke:#d1d9e0;fill:none}\
.weight{fill:#0969da;fill-opacity:.2;stroke:#0969da;stroke-width:1.5}\
.target{fill:#cf222e}.current{fill:#8c959f}\
.mark{stroke:#9a6700;stroke-width:1.5;stroke-dasharray:4 3;fill:none}.said{fill:#9a6700}\
.wait{fill:#9a6700;fill-opacity:.12}\
.end{text-anchor:end}.middle{text-anchor:middle}\
@media(prefers-color-scheme:dark){text{fill:#9198a1}.title,.name{fill:#f0f6fc}.paper{fill:#0d1117}.grid{stroke:#3d444d}\
.weight{fill:#4493f8;stroke:#4493f8}.target{fill:#f85149}.current{fill:#9198a1}.mark{stroke:#d29922}.said,.wait{fill:#d29922}}";

/// Draws plays of one scene that were watched for the same time.
pub(super) fn draw(scene: &Scene, tales: &[Tale]) -> String {
    let mut svg = Svg::default();
    let plays = f64::from(u32::try_from(tales.len()).unwrap_or(u32::MAX));
    let height = HEAD + plays * PLAY_HEIGHT + 28.0;
    let names = scene.movers.iter().map(moved).collect::<Vec<_>>().join(", ");
    let title = format!("headgate simulate: {names}");
    svg.line(&format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" aria-labelledby="title">"#
    ));
    svg.line(&format!(r#"<title id="title">{}</title>"#, escaped(&title)));
    svg.line(&format!("<style>{STYLE}</style>"));
    svg.rect("paper", [0.0, 0.0, WIDTH, height]);
    svg.text("title", LEFT, 32.0, &title);
    legend(&mut svg);
    let horizon = tales.iter().map(Tale::horizon).max().unwrap_or(SignedDuration::from_mins(1));
    let errors = top(tales.iter().flat_map(|tale| tale.minutes.iter().map(|served| errors_in(served))).fold(0.0, f64::max));
    for (index, tale) in (0_u32..).zip(tales) {
        let panel = Panel { y: HEAD + f64::from(index) * PLAY_HEIGHT, horizon, errors };
        panel.draw(&mut svg, scene, tale);
    }
    svg.text("middle", (LEFT + WIDTH - RIGHT) / 2.0, height - 14.0, "time since the deployment was made");
    svg.line("</svg>");
    svg.0
}

fn moved(mover: &Mover) -> String {
    format!("{} from version {} to {}", mover.id(), mover.current.0, mover.target.0)
}

fn legend(svg: &mut Svg) {
    let mut x = LEFT;
    for (class, says) in [
        ("weight", "share of traffic on the target version"),
        ("target", "errors of the target version"),
        ("current", "errors of the current version"),
    ] {
        svg.rect(class, [x, 50.0, 12.0, 12.0]);
        svg.text("", x + 18.0, 60.0, says);
        x += 270.0;
    }
}

/// One play.
struct Panel {
    y: f64,
    horizon: SignedDuration,
    /// The top of the axis of errors.
    errors: f64,
}

impl Panel {
    fn draw(&self, svg: &mut Svg, scene: &Scene, tale: &Tale) {
        svg.text("name", LEFT, self.y + 20.0, &format!("{} — {}", tale.configuration, tale.ended.word()));
        let weights = self.y + CAPTION;
        let errors = weights + WEIGHT_HEIGHT + BETWEEN;
        grid(svg, weights, WEIGHT_HEIGHT, &["100 %", "50 %", "0 %"]);
        grid(svg, errors, ERROR_HEIGHT, &[&format!("{}/min", brief(self.errors)), "0"]);
        self.gates(svg, weights, tale);
        self.weights(svg, weights + WEIGHT_HEIGHT, tale);
        self.bars(svg, errors + ERROR_HEIGHT, scene, tale);
        for at in instants(self.horizon, 10) {
            let x = self.x(at);
            svg.line(&format!(r#"<path class="grid" d="M{x:.1} {:.1}v5"/>"#, errors + ERROR_HEIGHT));
            svg.text("middle", x, errors + ERROR_HEIGHT + 20.0, &label(at));
        }
        self.marks(svg, weights, errors + ERROR_HEIGHT, tale);
    }

    fn x(&self, at: SignedDuration) -> f64 {
        LEFT + (WIDTH - LEFT - RIGHT) * (at.as_secs_f64() / self.horizon.as_secs_f64()).clamp(0.0, 1.0)
    }

    /// The times in which nothing went on but waiting.
    fn gates(&self, svg: &mut Svg, y: f64, tale: &Tale) {
        for gate in &tale.gates {
            let (from, until) = (self.x(gate.from), self.x(gate.then.as_ref().map_or(self.horizon, |then| then.after)));
            svg.rect("wait", [from, y, (until - from).max(1.0), WEIGHT_HEIGHT]);
            if until - from > GATE_LABEL {
                let says = if gate.kind == WaitKind::Approval { "waits for approval" } else { "paused" };
                svg.text("said middle", f64::midpoint(from, until), y + 16.0, says);
            }
        }
    }

    fn weights(&self, svg: &mut Svg, base: f64, tale: &Tale) {
        let mut path = format!("M{:.1} {base:.1}", self.x(SignedDuration::ZERO));
        for (at, weight) in &tale.weights {
            let _infallible = write!(path, "H{:.1}V{:.1}", self.x(*at), base - WEIGHT_HEIGHT * weight.fraction());
        }
        let _infallible = write!(path, "H{:.1}V{base:.1}Z", self.x(tale.horizon()));
        svg.line(&format!(r#"<path class="weight" d="{path}"/>"#));
    }

    /// The errors of each minute: the current versions' below, the target versions' above. One path for each, so that
    /// days stay small.
    fn bars(&self, svg: &mut Svg, base: f64, scene: &Scene, tale: &Tale) {
        let mut paths = [("current", String::new()), ("target", String::new())];
        for (index, served) in (0_i64..).zip(&tale.minutes) {
            let (from, until) = (self.x(SignedDuration::from_mins(index)), self.x(SignedDuration::from_mins(index + 1)));
            let of = |version: fn(&Mover) -> &Version| -> f64 {
                let minutes = scene.movers.iter().zip(served).filter_map(|(mover, of)| of.get(version(mover)));
                minutes.map(|minute| minute.errors).sum()
            };
            let mut y = base;
            for ((_, path), errors) in paths.iter_mut().zip([of(|mover| &mover.current.0), of(|mover| &mover.target.0)]) {
                let height = ERROR_HEIGHT * errors / self.errors;
                if height > 0.0 {
                    let width = ((until - from) * 0.8).max(0.5);
                    let x = f64::midpoint(from, until) - width / 2.0;
                    let _infallible = write!(path, "M{x:.1} {y:.1}h{width:.1}v-{height:.1}h-{width:.1}z");
                }
                y -= height;
            }
        }
        for (class, path) in paths.iter().filter(|(_, path)| !path.is_empty()) {
            svg.line(&format!(r#"<path class="{class}" d="{path}"/>"#));
        }
    }

    fn marks(&self, svg: &mut Svg, from: f64, until: f64, tale: &Tale) {
        let alarms = tale.moments.iter().filter(|moment| moment.entry.what == Happening::AlarmRaised).map(|moment| (moment.after, "alarm"));
        let end = match &tale.ended {
            Ended::Succeeded => "all traffic",
            Ended::RolledBack(..) => "rolled back",
            Ended::Stayed(..) => "stopped",
            Ended::Waits(_) => "last shift",
        };
        let mut row = -1.0;
        for (at, says) in alarms.chain([(tale.settled_after, end)]) {
            let x = self.x(at);
            // Neighbours do not write over each other.
            row = f64::from(u8::from(row == 0.0));
            svg.line(&format!(r#"<path class="mark" d="M{x:.1} {:.1}V{until:.1}"/>"#, from - 6.0));
            let class = if x > WIDTH - 160.0 { "said end" } else { "said" };
            svg.text(class, x, from - 8.0 - 13.0 * row, &format!("{says}, {}", label(at)));
        }
    }
}

/// Lines across, at equal distances, with what they say.
fn grid(svg: &mut Svg, y: f64, height: f64, labels: &[&str]) {
    let gaps = f64::from(u32::try_from(labels.len().saturating_sub(1)).unwrap_or(1)).max(1.0);
    for (index, says) in (0_u32..).zip(labels) {
        let y = y + height * f64::from(index) / gaps;
        svg.line(&format!(r#"<path class="grid" d="M{LEFT} {y:.1}H{:.1}"/>"#, WIDTH - RIGHT));
        svg.text("end", LEFT - 8.0, y + 4.0, says);
    }
}

#[derive(Default)]
struct Svg(String);

impl Svg {
    fn line(&mut self, element: &str) {
        self.0.push_str(element);
        self.0.push('\n');
    }

    fn rect(&mut self, class: &str, [x, y, width, height]: [f64; 4]) {
        self.line(&format!(r#"<rect class="{class}" x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}"/>"#));
    }

    fn text(&mut self, class: &str, x: f64, y: f64, says: &str) {
        self.line(&format!(r#"<text class="{class}" x="{x:.1}" y="{y:.1}">{}</text>"#, escaped(says)));
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
