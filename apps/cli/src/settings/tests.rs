//! Which value counts, and where it is from.

use super::{File, Flags, Origin, Output, Place, Settings};
use crate::environment::Environment;
use crate::refusal::Refusal;
use clap::{Args, FromArgMatches};
use std::path::PathBuf;

fn flags(arguments: &[&str]) -> (Flags, Place) {
    let command = Place::augment_args(Flags::augment_args(clap::Command::new("headgate").no_binary_name(true)));
    let matches = command.try_get_matches_from(arguments).unwrap();
    (Flags::from_arg_matches(&matches).unwrap(), Place::from_arg_matches(&matches).unwrap())
}

fn settled(arguments: &[&str], variables: &[(&str, &str)], file: &str) -> Result<Settings, Refusal> {
    let environment = Environment::read(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()));
    let file = File::read(PathBuf::from("/p/headgate.toml"), file)?;
    Settings::new(&flags(arguments).0, &environment, Some(&file))
}

fn at(line: usize) -> Origin {
    Origin::File(PathBuf::from("/p/headgate.toml"), line)
}

#[test]
fn the_function_is_found_layer_by_layer() {
    let environment = [("HEADGATE_STACK", "green"), ("HEADGATE_API", "mine")];
    let file = "stack = \"red\"\napi-function = \"theirs:reader\"";
    for (arguments, variables, file, value, origin) in [
        (&["--stack", "blue", "--api-function", "f"] as &[&str], &environment[..], file, "f", Origin::Option("--api-function")),
        (&["--stack", "blue"], &environment, file, "blue-api", Origin::Option("--stack")),
        (&[], &environment, file, "mine", Origin::Variable("HEADGATE_API")),
        (&[], &environment[..1], file, "green-api", Origin::Variable("HEADGATE_STACK")),
        (&[], &[("HEADGATE_API", "")], file, "theirs:reader", at(2)),
        (&[], &[], "stack = \"red\"", "red-api", at(1)),
        (&[], &[], "", "headgate-api", Origin::Default),
    ] {
        let api = settled(arguments, variables, file).unwrap().api;
        assert_eq!((api.value.as_str(), api.origin), (value, origin));
    }
}

#[test]
fn credentials_of_the_environment_go_before_the_files_profile() {
    let of = |arguments: &[&str], variables: &[(&str, &str)]| {
        let profile = settled(arguments, variables, "profile = \"dev\"").unwrap().profile;
        profile.map(|profile| (profile.value, profile.origin))
    };
    assert_eq!(of(&[], &[]), Some(("dev".to_owned(), at(1))));
    assert_eq!(of(&["--profile", "me"], &[("AWS_PROFILE", "x")]), Some(("me".to_owned(), Origin::Option("--profile"))));
    for variable in ["AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI"] {
        assert_eq!(of(&[], &[(variable, "x")]), None, "{variable}");
    }
}

#[test]
fn a_region_of_the_environment_goes_before_the_files() {
    let of = |variables: &[(&str, &str)]| settled(&[], variables, "region = \"eu-west-1\"").unwrap().region.map(|region| region.value);
    assert_eq!(of(&[]).as_deref(), Some("eu-west-1"));
    assert_eq!(of(&[("AWS_REGION", "us-east-1")]), None);
    assert_eq!(of(&[("AWS_DEFAULT_REGION", "us-east-1")]), None);
}

#[test]
fn a_settled_group_belongs_to_the_settled_application() {
    let settings = settled(&[], &[], "application = \"shop\"\ngroup = \"live\"").unwrap();
    for (arguments, group) in [
        (&[] as &[&str], Some("live")),
        (&["-a", "shop"], Some("live")),
        (&["-a", "blog"], None),
        (&["-a", "blog", "-g", "test"], Some("test")),
        (&["-g", "test"], Some("test")),
    ] {
        let (_, place) = flags(arguments);
        assert_eq!(place.group(&settings).map(|group| group.value).as_deref(), group, "{arguments:?}");
    }
}

#[test]
fn how_data_is_printed() {
    let of = |arguments: &[&str], variables: &[(&str, &str)], file: &str| settled(arguments, variables, file).map(|it| it.output.value);
    assert_eq!(of(&[], &[], ""), Ok(Output::Table));
    assert_eq!(of(&[], &[], "output = \"json\""), Ok(Output::Json));
    assert_eq!(of(&[], &[("HEADGATE_OUTPUT", "table")], "output = \"json\""), Ok(Output::Table));
    assert_eq!(of(&["--output", "json"], &[("HEADGATE_OUTPUT", "table")], ""), Ok(Output::Json));
}

#[test]
fn what_makes_no_sense_is_told_with_its_place() {
    for (variables, file, said) in [
        (&[] as &[(&str, &str)], "stack = \"a\"\nregoin = \"b\"", "/p/headgate.toml:2: `regoin` is no setting: did you mean `region`?"),
        (&[], "colour = \"b\"", "/p/headgate.toml:1: `colour` is no setting: there are api-function, application, "),
        (&[], "\nstack = 1", "/p/headgate.toml:2: `stack` is no text"),
        (&[], "stack = \"\"", "/p/headgate.toml:1: `stack` is empty"),
        (&[], "stack = ", "/p/headgate.toml:1: this is no TOML: "),
        (&[], "output = \"yaml\"", "/p/headgate.toml:1 is `yaml`: give `table` or `json`"),
        (&[("HEADGATE_OUTPUT", "yaml")], "", "HEADGATE_OUTPUT is `yaml`: give `table` or `json`"),
        (&[("HEADGATE_API", "two words")], "", "HEADGATE_API names `two words`, which is no function's name"),
    ] {
        let refusal = settled(&[], variables, file).unwrap_err().to_string();
        assert!(refusal.contains(said), "{refusal}");
    }
}
