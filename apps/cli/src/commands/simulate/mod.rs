//! `headgate simulate`: a deployment, played by the real engine in a simulated world.
//!
//! | module | what |
//! |---|---|
//! | `given`, `configuration` | what the command line says |
//! | `scene`, `alarms`, `people` | what is played |
//! | `stage`, `play` | the engine at work |
//! | `tale`, `gates` | what came of it |
//! | `text`, `picture`, `svg`, `document`, `axis` | how it is shown |

mod alarms;
mod axis;
mod configuration;
mod document;
mod gates;
mod given;
mod people;
mod picture;
mod play;
mod scene;
mod stage;
mod svg;
mod tale;
#[cfg(test)]
mod tests;
mod text;

use crate::appspec_file;
use crate::console::Canvas;
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use configuration::Configuration;
use given::{ErrorRate, GivenAlarm, GivenHook, GivenPeople, Latency};
use headgate_domain::{HookFunction, Spec};
use play::Playing;
use scene::Scene;
use std::path::PathBuf;
use tale::Tale;

/// Play a deployment in a simulated world, and see what users would have seen
///
/// Headgate's own engine deploys the AppSpec in a world of its own: hours pass in milliseconds, and nothing of yours is
/// touched or asked. Versions are those of the AppSpec; where it does not name the current one, it is the one before the
/// target version, and `$LATEST` becomes the next number. Without alarms, each function gets one that fires when more
/// than 1 % of the target version's requests fail in 2 of 3 minutes. Where a step waits for people, they approve at once, as
/// many as it needs; a pause without an end is ended by nobody, and the deployment is shown waiting, unless options say
/// otherwise. The same command and seed print the same bytes.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Simulate {
    /// The AppSpec, YAML or JSON, or an archive that holds it; `-` is stdin
    #[arg(value_name = "APPSPEC")]
    appspec: String,
    /// Requests that reach each alias: `50rps`, `300rpm`
    #[arg(long, value_name = "RATE", default_value = "10rps", value_parser = given::traffic)]
    traffic: f64,
    /// The share of a version's requests that fail: `2=5%`, `target=5%`, `orders:2=5%` [default: 0%]
    #[arg(long, value_name = "VERSION=RATE", value_parser = given::error_rate)]
    error_rate: Vec<ErrorRate>,
    /// How long a version's requests take: `2=120ms` [default: 50ms]
    #[arg(long, value_name = "VERSION=TIME", value_parser = given::latency)]
    latency: Vec<Latency>,
    /// An alarm: `NAME: error-rate of target > 1% for 2 of 3 minutes`, `NAME: errors > 5`, `NAME: latency > 300ms`,
    /// `NAME: fires after 12m`, or `none`
    #[arg(long, value_name = "ALARM", value_parser = given::alarm)]
    alarm: Vec<GivenAlarm>,
    /// What a hook does: `NAME=succeeds`, `fails`, `hangs` or `crashes`, with `,after=30s` [default: succeeds]
    #[arg(long, value_name = "NAME=BEHAVIOUR", value_parser = given::hook)]
    hook: Vec<GivenHook>,
    #[command(flatten)]
    people: GivenPeople,
    /// A predefined configuration, or an AppSpec whose plan is followed [default: the AppSpec's own, or
    /// `CodeDeployDefault.LambdaCanary10Percent5Minutes`]
    #[arg(long, value_name = "NAME|FILE")]
    config: Option<String>,
    /// Another configuration to play the same under; may be repeated
    #[arg(long, value_name = "NAME|FILE")]
    compare: Vec<String>,
    /// Where all chance comes from
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Draws the picture into a file
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  headgate simulate appspec.yaml --traffic 50rps --error-rate 1=0.1% --error-rate 2=5%
  headgate simulate appspec.yaml --latency 2=900ms --alarm 'slow: latency of target > 300ms for 3 minutes'
  headgate simulate appspec.yaml --error-rate 2=2% --compare LambdaAllAtOnce --compare LambdaLinear10PercentEvery1Minute
  headgate simulate appspec.yaml --hook check=fails,after=30s --svg picture.svg
  headgate simulate appspec.yaml --approve-after 20m --resume-after 2h";

impl Simulate {
    /// Plays and shows it.
    #[expect(clippy::unused_async, reason = "every verb is run in the same way")]
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let (scene, configurations) = self.scene()?;
        let tales = play(&scene, &configurations)?;
        if let Some(path) = &self.svg {
            let written = std::fs::write(path, svg::draw(&scene, &tales));
            written.map_err(|error| Refusal::refused(format!("cannot write the picture `{}`: {error}", path.display())))?;
        }
        let canvas = Canvas::of_stdout(&context.environment);
        context.console.show(|| document::document(&scene, &tales), || text::page(&scene, &tales, canvas));
        Ok(())
    }

    /// What is played, and under which configurations: first the one that is asked about, then those it is compared with.
    fn scene(&self) -> Result<(Scene, Vec<Configuration>), Refusal> {
        let (appspec, spec) = appspec_file::read(&self.appspec)?;
        let asked = match &self.config {
            Some(text) => Configuration::named("--config", text)?,
            None => Configuration::of_spec(&spec),
        };
        let compared = self.compare.iter().map(|text| Configuration::named("--compare", text));
        let configurations = std::iter::once(Ok(asked)).chain(compared).collect::<Result<Vec<_>, _>>()?;
        let account = scene::account(&spec);
        let mut movers = scene::movers(&spec, &account)?;
        scene::behave(&mut movers, &self.error_rate, &self.latency)?;
        let scene = Scene {
            alarms: alarms::alarms(&spec, &movers, &self.alarm)?,
            hooks: scene::hooks(hooks(&spec, &configurations), &self.hook)?,
            people: self.people.people(),
            awaited: scene::awaited(&configurations, &self.people)?,
            requests_per_second: self.traffic,
            is_config_assumed: self.config.is_none() && spec.overrides.config.is_none(),
            seed: self.seed,
            appspec,
            account,
            movers,
        };
        Ok((scene, configurations))
    }
}

fn hooks(spec: &Spec, configurations: &[Configuration]) -> Vec<HookFunction> {
    let of_spec = [&spec.hooks.before_allow_traffic, &spec.hooks.after_allow_traffic].into_iter().flatten().cloned();
    of_spec.chain(configurations.iter().flat_map(|configuration| &configuration.steps).filter_map(|step| step.hook.clone())).collect()
}

/// Plays a scene under each configuration, all for as long as the longest takes and a little more, so that what users
/// see can be compared.
fn play(scene: &Scene, configurations: &[Configuration]) -> Result<Vec<Tale>, Refusal> {
    const TAIL_MINUTES: usize = 3;
    let begun = configurations.iter().map(|configuration| {
        let mut playing = Playing::begin(scene, configuration)?;
        playing.play_on()?;
        Ok(playing)
    });
    let mut plays = begun.collect::<Result<Vec<_>, Refusal>>()?;
    let minutes = plays.iter().map(|playing| playing.minutes.len()).max().unwrap_or(0) + TAIL_MINUTES;
    for playing in &mut plays {
        playing.until(minutes)?;
    }
    plays.into_iter().zip(configurations).map(|(playing, configuration)| Tale::of(playing, scene, &configuration.name)).collect()
}
