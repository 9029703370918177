//! What is read, and as what.

use crate::{HEAD, repeated, with_headgate};
use headgate_appspec::parse;
use headgate_domain::{ConfigChoice, OnConflict, Overrides, Qualifier, Spec, TrafficRouting};

fn spec(text: &str) -> Spec {
    parse(text).unwrap_or_else(|mistakes| panic!("{mistakes}\n\n{text}"))
}

fn overrides(section: &str) -> Overrides {
    spec(&with_headgate(section)).overrides
}

const OFFICIAL: &str = "# As CodeDeploy's pages have it
version: 0.0
Resources:
  - myFn:
      Type: AWS::Lambda::Function
      Properties:
        Name: \"fn\"
        Alias: \"live\"
        CurrentVersion: \"1\"
        TargetVersion: \"2\"
Hooks:
  - BeforeAllowTraffic: check
  - AfterAllowTraffic: arn:aws:lambda:eu-west-1:123456789012:function:verify:live
";

#[test]
fn the_official_form() {
    let spec = spec(OFFICIAL);
    let [resource] = spec.resources.as_slice() else { panic!("{spec:?}") };
    assert_eq!(resource.logical_name, "myFn");
    assert_eq!((resource.function.as_str(), resource.alias.as_str()), ("fn", "live"));
    assert_eq!(resource.current.as_ref().map(ToString::to_string).as_deref(), Some("1"));
    assert_eq!(resource.target.to_string(), "2");
    assert_eq!(spec.hooks.before_allow_traffic.unwrap().as_str(), "check");
    assert_eq!(spec.hooks.after_allow_traffic.unwrap().as_str(), "arn:aws:lambda:eu-west-1:123456789012:function:verify:live");
    assert_eq!(spec.overrides, Overrides::default());
}

/// Every text here says the same as the official form.
#[test]
fn the_same_in_other_words() {
    let lower = OFFICIAL.replace("Resources", "resources").replace("Type", "type").replace("Properties", "properties");
    let lower = lower.replace("Name", "name").replace("Alias:", "alias:").replace("Hooks", "hooks").replace("BeforeA", "beforeA");
    let json = r#"{"version":"0.0","Resources":[{"myFn":{"Type":"AWS::Lambda::Function","Properties":{"Name":"fn","Alias":"live","CurrentVersion":1,"TargetVersion":2}}}],"Hooks":[{"BeforeAllowTraffic":"check"},{"AfterAllowTraffic":"arn:aws:lambda:eu-west-1:123456789012:function:verify:live"}]}"#;
    let same = [
        lower.replace("CurrentVersion", "currentversion").replace("TargetVersion", "targetversion"),
        lower.replace("CurrentVersion", "currentVersion").replace("TargetVersion", "targetVersion"),
        OFFICIAL.replace("version: 0.0", "version: \"0.0\""),
        OFFICIAL.replace("version: 0.0", "version: 0"),
        OFFICIAL.replace("\"1\"", "1").replace("\"2\"", "2"),
        OFFICIAL.replace("\"1\"", "'1'").replace("\"2\"", "!!str 2").replace("!!str ", ""),
        OFFICIAL.replace("  - myFn:", "  myFn:"),
        OFFICIAL.replace("  - BeforeAllow", "  BeforeAllow").replace("  - AfterAllow", "  AfterAllow"),
        OFFICIAL.replace('\n', "\r\n"),
        format!("\u{feff}{OFFICIAL}"),
        format!("%YAML 1.2\n---\n{OFFICIAL}...\n"),
        format!("---\n{OFFICIAL}"),
        json.to_owned(),
        format!("\u{feff}\r\n\t{json}\n\n"),
        json.replace(',', "\t,\r\n\t")
            .replace(':', "\t:\t")
            .replace("AWS\t:\t\t:\tLambda\t:\t\t:\tFunction", "AWS::Lambda::Function")
            .replace(
                "arn\t:\taws\t:\tlambda\t:\teu-west-1\t:\t123456789012\t:\tfunction\t:\tverify\t:\tlive",
                "arn:aws:lambda:eu-west-1:123456789012:function:verify:live",
            ),
        json.replace("\"fn\"", r#""\u0066n""#).replace("AWS::Lambda", r"AWS\u003a:Lambda"),
        // JSON with a comma too many and a comment is YAML still.
        json.replace("}}}]", "},},},] # the functions\n"),
    ];
    for text in same {
        assert_eq!(spec(&text), spec(OFFICIAL), "{text}");
    }
}

#[test]
fn json_escapes_and_surrogate_pairs() {
    let json = r#"{"version": 0.0, "Resources": [{"\ud83d\ude00\/ä": {"Type": "AWS::Lambda::Function",
        "Properties": {"Name": "fn", "Alias": "live", "TargetVersion": "$LATEST"}}}]}"#;
    let spec = spec(json);
    assert_eq!(spec.resources[0].logical_name, "😀/ä");
    assert_eq!(spec.resources[0].target, Qualifier::Latest);
    assert_eq!(spec.resources[0].current, None);
}

#[test]
fn twenty_five_functions() {
    let items =
        repeated(25, |n| format!("  - r: {{Type: AWS::Lambda::Function, Properties: {{Name: f{n}, Alias: live, TargetVersion: 1}}}}\n"));
    assert_eq!(spec(&format!("version: 0.0\nResources:\n{items}")).resources.len(), 25);
}

#[test]
fn two_aliases_of_one_function() {
    let other = "  - b: {Type: AWS::Lambda::Function, Properties: {Name: fn, Alias: beta, TargetVersion: $LATEST}}\n";
    assert_eq!(spec(&format!("{HEAD}{other}")).resources.len(), 2);
}

#[test]
fn no_hooks() {
    for hooks in ["Hooks: []\n", "Hooks: {}\n", ""] {
        assert_eq!(spec(&format!("{HEAD}{hooks}")).hooks, headgate_domain::Hooks::default());
    }
}

#[test]
fn a_headgate_section() {
    let overrides = overrides(
        "deploymentConfig: CodeDeployDefault.LambdaCanary10Percent5Minutes
alarms: [errors, {name: \"404\"}]
onConflict: supersede
hookTimeoutSeconds: 10
ignoreActiveAlarms: true
finalBakeSeconds: 172800",
    );
    let Some(ConfigChoice::Named(name)) = overrides.config else { panic!("{overrides:?}") };
    assert_eq!(name.as_str(), "CodeDeployDefault.LambdaCanary10Percent5Minutes");
    let alarms: Vec<_> = overrides.alarms.iter().flatten().map(ToString::to_string).collect();
    assert_eq!(alarms, ["errors", "404"]);
    assert_eq!(overrides.on_conflict, Some(OnConflict::Supersede));
    assert_eq!(overrides.hook_timeout_seconds, Some(10));
    assert_eq!(overrides.ignore_active_alarms, Some(true));
    assert_eq!(overrides.final_bake_seconds, Some(172_800));
}

#[test]
fn no_alarms_is_a_choice() {
    assert_eq!(overrides("alarms: []").alarms, Some(Vec::new()));
    assert_eq!(overrides("onConflict: queue").alarms, None);
}

#[test]
fn inline_plans() {
    let routing = |plan: &str| match overrides(&format!("deploymentConfig: {plan}")).config {
        Some(ConfigChoice::Inline(routing)) => routing,
        other => panic!("{other:?}"),
    };
    assert_eq!(routing("{type: AllAtOnce}"), TrafficRouting::AllAtOnce);
    assert_eq!(
        routing("{type: TimeBasedCanary, timeBasedCanary: {canaryPercentage: 1, canaryInterval: 2880}}"),
        TrafficRouting::TimeBasedCanary { percentage: 1, interval_minutes: 2880 }
    );
    assert_eq!(
        routing("{type: TimeBasedLinear, timeBasedLinear: {linearPercentage: 10, linearInterval: 1}}"),
        TrafficRouting::TimeBasedLinear { percentage: 10, interval_minutes: 1 }
    );
    let steps = "{type: Steps, steps: [{weight: 0.5, bakeSeconds: 60, hook: check}, {weight: 33.33, bakeSeconds: 0}, {weight: 100, bakeSeconds: 30}]}";
    let TrafficRouting::Steps(steps) = routing(steps) else { panic!("not steps") };
    let told: Vec<_> = steps.iter().map(|step| (step.weight.as_percent(), step.bake_seconds, step.hook.is_some())).collect();
    assert_eq!(told, [(0.5, 60, true), (33.33, 0, false), (100.0, 30, false)]);
}

#[test]
fn a_final_bake_beside_an_inline_plan() {
    let plan = "{type: Steps, steps: [{weight: 10, bakeSeconds: 60}, {weight: 100, bakeSeconds: 0}]}";
    let overrides = overrides(&format!("finalBakeSeconds: 172740\ndeploymentConfig: {plan}"));
    assert_eq!(overrides.final_bake_seconds, Some(172_740));
}
