//! Every kind of mistake, word for word.

use crate::{HEAD, mistakes, repeated, with_headgate};

fn headgate(section: &str) -> Vec<String> {
    mistakes(&with_headgate(section))
}

#[test]
fn seven_mistakes_are_seven_lines() {
    let text = r#"version: 1.0
Resources:
  - orders:
      Type: AWS::ECS::Service
      Properties:
        Name: ""
        Alias: live
        TargetVersoin: newest
Hooks:
  - BeforeAllowTraffic: [check]
Headgate:
  hookTimeoutSeconds: 5
"#;
    assert_eq!(
        mistakes(text),
        [
            "version (line 1): is the number `1.0`, must be 0.0, the only version there is",
            "Resources[0].orders.Type (line 4): is `AWS::ECS::Service`, must be `AWS::Lambda::Function`",
            "Resources[0].orders.Properties.Name (line 6): is empty, must be a function's name or ARN",
            "Resources[0].orders.Properties.TargetVersoin (line 8): is not a key that is known here: did you mean `TargetVersion`?",
            "Resources[0].orders.Properties.TargetVersoin (line 8): `newest` is not a published version: a number from 1, without sign or leading zero; or `$LATEST`, which is published first",
            "Hooks[0].BeforeAllowTraffic (line 10): is a list, must be a function's name or ARN; leave the hook out if there is none",
            "Headgate.hookTimeoutSeconds (line 12): is the number `5`, must be a whole number of seconds from 10 to 3600",
        ]
    );
}

#[test]
fn a_mistake_can_be_asked_for_its_parts() {
    let text = format!("{HEAD}Hooks:\n  - BeforeAllowTraffic: 7\n");
    let found = headgate_appspec::parse(&text).unwrap_err();
    let [mistake] = found.iter().collect::<Vec<_>>()[..] else { panic!("{found}") };
    assert_eq!(found.len(), 1);
    assert_eq!(mistake.path(), "Hooks[0].BeforeAllowTraffic");
    assert_eq!((mistake.line(), mistake.column()), (Some(5), Some(25)));
    assert_eq!(
        mistake.message(),
        "is the number `7`, must be a function's name or ARN; leave the hook out if there is none: put it in quotes to make it a text"
    );
}

#[test]
fn json_has_lines_too() {
    let text = "{\n\t\"version\": \"0.0\",\n\t\"Resources\": [{\n\t\t\"fn\": {\n\t\t\t\"Type\": \"AWS::Lambda::Function\",\n\t\t\t\"Properties\": {\"Name\": \"fn\", \"Alias\": true,\n\t\t\t\t\"TargetVersion\": null, \"Alias\": \"x\"}\n\t\t}\n\t}]\n}";
    assert_eq!(
        mistakes(text),
        [
            "Resources[0].fn.Properties.Alias (line 6): is the boolean `true`, must be an alias's name: put it in quotes to make it a text",
            "Resources[0].fn.Properties.TargetVersion (line 7): is null, must be a published version or `$LATEST`",
            "Resources[0].fn.Properties.Alias (line 7): is given twice: it stands on line 6 already",
        ]
    );
}

/// A text, and all that is wrong with it.
fn all_are(table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(mistakes(text), *expected, "{text}");
    }
}

#[test]
fn texts_that_are_no_appspec() {
    all_are(&[
        ("", &["the AppSpec is empty"]),
        ("# nothing\n---\n", &["the AppSpec is empty"]),
        ("hello", &["line 1: is the text `hello`, must be a map with `version` and `Resources`"]),
        ("\n- a\n", &["line 2: is a list, must be a map with `version` and `Resources`"]),
        ("null", &["line 1: is null, must be a map with `version` and `Resources`"]),
        ("\"\"", &["line 1: is empty, must be a map with `version` and `Resources`"]),
        ("a: b: c", &["line 1: this is not YAML: mapping values are not allowed in this context"]),
        ("version: 0.0\nResources: [\n", &["line 2: this is not YAML: while parsing a node, did not find expected node content"]),
        ("{\"version\": 0.0\n\"Resources\": []}", &["line 2: this is not JSON: `\"` stands where `,` or `}` should"]),
        ("{version: 0.0", &["line 1: this is not YAML: while parsing a flow mapping, did not find expected ',' or '}'"]),
        ("? version\n\n\nResources: [\n\n ,", &["line 6: this is not YAML: while parsing a node, did not find expected node content"]),
        (
            "? version\n\n\n? Resources\n\n",
            &[
                "version (line 1): is empty, must be 0.0, the only version there is",
                "Resources (line 4): is empty, must be a list with one item for each function",
            ],
        ),
        ("{}", &["version (line 1): is missing: write `version: 0.0`", "Resources (line 1): is missing: list the functions to move"]),
    ]);
}

#[test]
fn what_yaml_can_do_and_an_appspec_may_not() {
    let fun = "{Type: AWS::Lambda::Function, Properties: {Name: fn, Alias: live, TargetVersion: 2}}";
    let cases = [
        (
            format!("version: 0.0\nResources:\n- a: &a {fun}\n- b: *a\n"),
            vec![
                "Resources[0].a (line 3): has an anchor (`&`): leave it out, since aliases are not read",
                "Resources[1].b (line 4): is an alias (`*`): write out what it stands for",
            ],
        ),
        (
            format!("version: !!float 0.0\nResources: !x\n- a: {fun}\n"),
            vec!["version (line 1): has a tag (`!`): leave it out", "Resources (line 2): has a tag (`!`): leave it out"],
        ),
        (
            format!("version: 0.0\nResources:\n- a: {fun}\n---\nversion: 1\n"),
            vec!["line 4: a second document begins here: an AppSpec is one document"],
        ),
        (
            format!("version: 0.0\nResources:\n- a: {fun}\n? [x, y]\n: z\n{{m: n}}: o\n"),
            vec!["line 4: a key is a list, must be a text", "line 6: a key is a map, must be a text"],
        ),
        (
            format!("version: 0.0\nResources:\n- a: {fun}\n&x Hooks: []\n*x : []\n"),
            vec![
                "line 4: has an anchor (`&`): leave it out, since aliases are not read",
                "line 5: is an alias (`*`): write out what it stands for",
            ],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(mistakes(&text), expected, "{text}");
    }
}

#[test]
fn the_version() {
    for (version, found) in [
        ("1.0", "the number `1.0`"),
        ("0.00", "the number `0.00`"),
        ("'0'", "the text `0`"),
        ("v0.0", "the text `v0.0`"),
        ("", "empty"),
        ("~", "null"),
        ("true", "the boolean `true`"),
        ("[0.0]", "a list"),
        ("{}", "a map"),
    ] {
        let text = HEAD.replace("version: 0.0", &format!("version: {version}"));
        assert_eq!(mistakes(&text), [format!("version (line 1): is {found}, must be 0.0, the only version there is")]);
    }
    assert_eq!(mistakes(&HEAD.replace("version: 0.0\n", "")), ["version (line 1): is missing: write `version: 0.0`"]);
}

#[test]
fn keys() {
    let unknown = |key: &str, hint: &str| vec![format!("{key} (line 4): is not a key that is known here: {hint}")];
    let all = "there are `version`, `Resources`, `Hooks`, `Headgate`";
    assert_eq!(mistakes(&format!("{HEAD}os: linux\n")), unknown("os", all));
    assert_eq!(mistakes(&format!("{HEAD}Hoks: []\n")), unknown("Hoks", "did you mean `Hooks`?"));
    assert_eq!(mistakes(&format!("{HEAD}headgait: {{}}\n")), unknown("headgait", "did you mean `Headgate`?"));
    assert_eq!(mistakes(&format!("{HEAD}\"\": []\n")), unknown("\"\"", all));
    assert_eq!(mistakes(&format!("{HEAD}\"a\\nb\\u202E\": []\n")), unknown("a\\nb\\u{202e}", all));
    assert_eq!(mistakes(&format!("{HEAD}VERSION: 0.0\n")), ["VERSION (line 4): is given twice: it stands on line 1 already"]);
    assert_eq!(mistakes(&format!("{HEAD}version: 0.0\n")), ["version (line 4): is given twice: it stands on line 1 already"]);
}

#[test]
fn a_misspelt_key_hides_nothing_beneath_it() {
    let text = HEAD.replace("Properties", "Propertys").replace("Alias: live", "Alias: 'li ve'");
    assert_eq!(
        mistakes(&text),
        [
            "Resources[0].fn.Propertys (line 3): is not a key that is known here: did you mean `Properties`?",
            "Resources[0].fn.Propertys.Alias (line 3): `li ve` is not an alias name: 1 to 128 letters, digits, `-` and `_`, not digits alone",
        ]
    );
}

#[test]
fn resources_of_the_wrong_shape() {
    let item = "must be a map with one key, the name you give the resource";
    let table = [
        ("", "Resources (line 2): is empty, must be a list with one item for each function".to_owned()),
        ("fn", "Resources (line 2): is the text `fn`, must be a list with one item for each function".to_owned()),
        ("[]", "Resources (line 2): has no function in it: list at least one".to_owned()),
        ("{}", "Resources (line 2): has no function in it: list at least one".to_owned()),
        ("[fn]", format!("Resources[0] (line 2): is the text `fn`, {item}")),
        ("[{}]", format!("Resources[0] (line 2): is an empty map, {item}")),
        ("[~]", format!("Resources[0] (line 2): is null, {item}")),
        ("[{fn: x}]", "Resources[0].fn (line 2): is the text `x`, must be a map with `Type` and `Properties`".to_owned()),
    ];
    for (resources, expected) in table {
        assert_eq!(mistakes(&format!("version: 0.0\nResources: {resources}\n")), [expected], "{resources}");
    }
}

#[test]
fn a_resource_that_is_not_indented() {
    let text = "version: 0.0
Resources:
  - fn:
    Type: AWS::Lambda::Functions
    Properties:
      Name: a b
      Alias: live
      TargetVersion: 2
";
    assert_eq!(
        mistakes(text),
        [
            "Resources[0] (line 3): has 3 keys (`fn`, `Type`, `Properties`), must be a map with one key, the name you give the resource: indent what belongs to `fn`, and begin anything else with its own `-`",
            "Resources[0].Type (line 4): is `AWS::Lambda::Functions`, must be `AWS::Lambda::Function`: did you mean `AWS::Lambda::Function`?",
            "Resources[0].Properties.Name (line 6): `a b` is not a function: a function's name (1 to 64 letters, digits, `-`, `_`) or its ARN without version or alias",
        ]
    );
}

#[test]
fn a_resource() {
    assert_eq!(
        mistakes("version: 0.0\nResources: {fn: {}, '': {Properties: {}}}"),
        [
            "Resources.fn.Type (line 2): is missing: write `Type: AWS::Lambda::Function`",
            "Resources.fn.Properties (line 2): is missing: write `Name`, `Alias` and `TargetVersion` beneath it",
            "Resources.\"\" (line 2): `` is not a name for a resource: 1 to 255 printable characters",
            "Resources.\"\".Type (line 2): is missing: write `Type: AWS::Lambda::Function`",
            "Resources.\"\".Properties.Name (line 2): is missing: give the function's name or ARN",
            "Resources.\"\".Properties.Alias (line 2): is missing: name the alias that carries the function's traffic",
            "Resources.\"\".Properties.TargetVersion (line 2): is missing: give the version to move to, or `$LATEST`",
        ]
    );
}

#[test]
fn properties() {
    let alias = "is not an alias name: 1 to 128 letters, digits, `-` and `_`, not digits alone";
    let version = "is not a published version: a number from 1, without sign or leading zero";
    let table = [
        ("Alias: live", "Alias: '12'", format!("Alias (line 3): `12` {alias}")),
        ("Alias: live", "Alias: $LATEST", format!("Alias (line 3): `$LATEST` {alias}")),
        ("Alias: live", "Alias: ~", "Alias (line 3): is null, must be an alias's name".to_owned()),
        (
            "Name: fn",
            "Name: fn:live",
            "Name (line 3): `fn:live` is not a function: a function's name (1 to 64 letters, digits, `-`, `_`) or its ARN without version or alias".to_owned(),
        ),
        ("TargetVersion: 2", "TargetVersion: 2.0", format!("TargetVersion (line 3): `2.0` {version}; or `$LATEST`, which is published first")),
        ("TargetVersion: 2", "TargetVersion: 010", format!("TargetVersion (line 3): `010` {version}; or `$LATEST`, which is published first")),
        ("TargetVersion: 2", "TargetVersion: 0x1F", format!("TargetVersion (line 3): `0x1F` {version}; or `$LATEST`, which is published first")),
        ("TargetVersion: 2", "TargetVersion: 1e3", format!("TargetVersion (line 3): `1e3` {version}; or `$LATEST`, which is published first")),
        ("TargetVersion: 2", "TargetVersion: ''", "TargetVersion (line 3): is empty, must be a published version or `$LATEST`".to_owned()),
        ("TargetVersion: 2", "TargetVersion: true", "TargetVersion (line 3): is the boolean `true`, must be a published version or `$LATEST`".to_owned()),
        ("TargetVersion: 2", "TargetVersion: 2, CurrentVersion: $LATEST", format!("CurrentVersion (line 3): `$LATEST` {version}")),
        (
            "TargetVersion: 2",
            "TargetVersion: 2, CurrentVersion: ",
            "CurrentVersion (line 3): is empty, must be a published version; leave it out to take what the alias points to".to_owned(),
        ),
    ];
    for (right, wrong, expected) in table {
        assert_eq!(mistakes(&HEAD.replace(right, wrong)), [format!("Resources[0].fn.Properties.{expected}")], "{wrong}");
    }
}

#[test]
fn the_same_alias_twice() {
    let item =
        |name: &str| format!("  - {{r: {{Type: AWS::Lambda::Function, Properties: {{Name: {name}, Alias: live, TargetVersion: 2}}}}}}\n");
    let arn = "arn:aws:lambda:eu-west-1:123456789012:function:fn";
    for name in ["fn", arn] {
        assert_eq!(
            mistakes(&format!("{HEAD}{}", item(name))),
            [format!("Resources[1].r.Properties (line 4): alias `live` of `{name}` is moved by the resource on line 3 already")]
        );
    }
    let other = "arn:aws:lambda:eu-west-1:123456789012:function:fn2";
    assert!(mistakes(&format!("version: 0.0\nResources:\n{}{}", item(arn), item(other))).is_empty());
}

#[test]
fn too_many_functions() {
    let items =
        repeated(26, |n| format!("  r{n}: {{Type: AWS::Lambda::Function, Properties: {{Name: f{n}, Alias: live, TargetVersion: 1}}}}\n"));
    assert_eq!(
        mistakes(&format!("version: 0.0\nResources:\n{items}")),
        ["Resources (line 3): has 26 functions in it: at most 25 move in one deployment"]
    );
}

#[test]
fn a_name_that_comes_twice_in_a_map() {
    let item = |name: &str| format!("  r: {{Type: AWS::Lambda::Function, Properties: {{Name: {name}, Alias: live, TargetVersion: 1}}}}\n");
    assert_eq!(
        mistakes(&format!("version: 0.0\nResources:\n{}{}", item("a"), item("b"))),
        ["Resources.r (line 4): is given twice: it stands on line 3 already"]
    );
}

#[test]
fn hooks() {
    let function = "must be a function's name or ARN; leave the hook out if there is none";
    let item = "must be a map with one key, `BeforeAllowTraffic` or `AfterAllowTraffic`";
    let not_event = "is not a lifecycle event that takes a hook";
    let table = [
        ("", vec!["Hooks (line 4): is empty, must be a list with one item for each hook; leave `Hooks` out if there is none".to_owned()]),
        ("[check]", vec![format!("Hooks[0] (line 4): is the text `check`, {item}")]),
        ("[BeforeAllowTraffic: '']", vec![format!("Hooks[0].BeforeAllowTraffic (line 4): is empty, {function}")]),
        ("[BeforeAllowTraffic: ]", vec![format!("Hooks[0].BeforeAllowTraffic (line 4): is empty, {function}")]),
        ("[BeforeAllowTraffic: {a: b}]", vec![format!("Hooks[0].BeforeAllowTraffic (line 4): is a map, {function}")]),
        (
            "[BeforeAllowTraffic: 'a b']",
            vec!["Hooks[0].BeforeAllowTraffic (line 4): `a b` is not a hook function: a function's name or ARN, with or without a version or alias".to_owned()],
        ),
        ("[BeforeInstall: [x]]", vec![format!("Hooks[0].BeforeInstall (line 4): {not_event}: there are `BeforeAllowTraffic` and `AfterAllowTraffic`")]),
        (
            "{afterAlowTraffic: ''}",
            vec![
                format!("Hooks.afterAlowTraffic (line 4): {not_event}: did you mean `AfterAllowTraffic`?"),
                format!("Hooks.afterAlowTraffic (line 4): is empty, {function}"),
            ],
        ),
        (
            "[BeforeAllowTraffic: a, beforeAllowTraffic: b]",
            vec!["Hooks[1].beforeAllowTraffic (line 4): is given twice: it stands on line 4 already".to_owned()],
        ),
        (
            "[{BeforeAllowTraffic: a, AfterAllowTraffic: ''}]",
            vec![
                format!(
                    "Hooks[0] (line 4): has 2 keys (`BeforeAllowTraffic`, `AfterAllowTraffic`), {item}: indent what belongs to `BeforeAllowTraffic`, and begin anything else with its own `-`"
                ),
                format!("Hooks[0].AfterAllowTraffic (line 4): is empty, {function}"),
            ],
        ),
    ];
    for (hooks, expected) in table {
        assert_eq!(mistakes(&format!("{HEAD}Hooks: {hooks}\n")), expected, "{hooks}");
    }
}

/// A `Headgate` section, and all that is wrong with it, after `Headgate.`.
fn sections_are(table: &[(&str, &[&str])]) {
    for (section, expected) in table {
        let expected: Vec<String> = expected.iter().map(|line| format!("Headgate.{line}")).collect();
        assert_eq!(headgate(section), expected, "{section}");
    }
}

#[test]
fn a_headgate_section() {
    assert_eq!(
        mistakes(&format!("{HEAD}Headgate: true\n")),
        ["Headgate (line 4): is the boolean `true`, must be a map; leave `Headgate` out to follow the group in everything"]
    );
    let timeout = "must be a whole number of seconds from 10 to 3600";
    for (written, found) in [
        ("9", "is the number `9`"),
        ("3601", "is the number `3601`"),
        ("-10", "is the number `-10`"),
        ("99999999999", "is the number `99999999999`"),
        ("soon", "is the text `soon`"),
        ("[]", "is a list"),
        ("null", "is null"),
    ] {
        let expected = format!("Headgate.hookTimeoutSeconds (line 5): {found}, {timeout}");
        assert_eq!(headgate(&format!("hookTimeoutSeconds: {written}")), [expected], "{written}");
    }
    for written in ["010", "60.0", "6e1", "0x3C", "+60", "99999999999999999999"] {
        let expected = format!("Headgate.hookTimeoutSeconds (line 5): is the number `{written}`, {timeout}, written in plain digits");
        assert_eq!(headgate(&format!("hookTimeoutSeconds: {written}")), [expected], "{written}");
    }
    sections_are(&[
        (
            "hookTimeoutSeconds: '60'",
            &[
                "hookTimeoutSeconds (line 5): is the text `60`, must be a whole number of seconds from 10 to 3600, digits alone and no quotes",
            ],
        ),
        ("hookTimeout: 60", &["hookTimeout (line 5): is not a key that is known here: did you mean `hookTimeoutSeconds`?"]),
        ("ignoreActiveAlarms: yes", &["ignoreActiveAlarms (line 5): is the text `yes`, must be `true` or `false`, without quotes"]),
        ("ignoreActiveAlarms: 'true'", &["ignoreActiveAlarms (line 5): is the text `true`, must be `true` or `false`, without quotes"]),
        (
            "finalBakeSeconds: 172801",
            &["finalBakeSeconds (line 5): is the number `172801`, must be a whole number of seconds from 0 to 172800 (48 hours)"],
        ),
        ("onConflict: Queue", &["onConflict (line 5): is `Queue`, must be `reject`, `queue` or `supersede`: did you mean `queue`?"]),
        ("onConflict: wait", &["onConflict (line 5): is `wait`, must be `reject`, `queue` or `supersede`"]),
        ("onConflict: []", &["onConflict (line 5): is a list, must be `reject`, `queue` or `supersede`"]),
        (
            "deploymentConfig: a b",
            &["deploymentConfig (line 5): `a b` is not a deployment configuration name: 1 to 100 letters, digits and `+=,.@_-`"],
        ),
        (
            "deploymentConfig: []",
            &["deploymentConfig (line 5): is a list, must be a deployment configuration's name or a map with the plan itself"],
        ),
    ]);
}

#[test]
fn alarms() {
    sections_are(&[
        ("alarms: errors", &["alarms (line 5): is the text `errors`, must be a list of alarm names"]),
        ("alarms: [a, {name: a}]", &["alarms[1] (line 5): `a` stands on line 5 already"]),
        (
            "alarms: [[], 404]",
            &[
                "alarms[0] (line 5): is a list, must be an alarm's name",
                "alarms[1] (line 5): is the number `404`, must be an alarm's name: put it in quotes to make it a text",
            ],
        ),
        (
            "alarms: [{}, {name: '', arn: x}]",
            &[
                "alarms[0].name (line 5): is missing: give the alarm's name",
                "alarms[1].name (line 5): is empty, must be an alarm's name",
                "alarms[1].arn (line 5): is not a key that is known here: there are `name`",
            ],
        ),
        ("alarms: [a, b, c, d, e, f, g, h, i, j, k]", &["alarms (line 5): has 11 alarms in it: at most 10 watch one deployment"]),
    ]);
}

#[test]
fn plans_by_time() {
    sections_are(&[
        (
            "deploymentConfig: {}",
            &["deploymentConfig.type (line 5): is missing: give `AllAtOnce`, `TimeBasedCanary`, `TimeBasedLinear` or `Steps`"],
        ),
        (
            "deploymentConfig: {type: Canary}",
            &["deploymentConfig.type (line 5): is `Canary`, must be `AllAtOnce`, `TimeBasedCanary`, `TimeBasedLinear` or `Steps`"],
        ),
        (
            "deploymentConfig: {type: TimeBasedCanary}",
            &["deploymentConfig.timeBasedCanary (line 5): is missing: it says how traffic moves in a plan of this `type`"],
        ),
        (
            "deploymentConfig: {type: AllAtOnce, steps: []}",
            &["deploymentConfig.steps (line 5): belongs to a plan whose `type` is `Steps`: leave it out, or change the type"],
        ),
        (
            "deploymentConfig: {type: TimeBasedCanary, timeBasedCanary: {canaryPercentage: 100, canaryInterval: 0}}",
            &[
                "deploymentConfig.timeBasedCanary.canaryPercentage (line 5): `canaryPercentage` is 100: it must be from 1 to 99",
                "deploymentConfig.timeBasedCanary.canaryInterval (line 5): `canaryInterval` is 0: it must be from 1 to 2880 minutes",
            ],
        ),
        (
            "deploymentConfig: {type: TimeBasedLinear, timeBasedLinear: {linearPercentage: 0.5, linearIntervall: 2881}}",
            &[
                "deploymentConfig.timeBasedLinear.linearPercentage (line 5): is the number `0.5`, must be a whole percentage from 1 to 99, written in plain digits",
                "deploymentConfig.timeBasedLinear.linearIntervall (line 5): is not a key that is known here: did you mean `linearInterval`?",
                "deploymentConfig.timeBasedLinear.linearIntervall (line 5): `linearInterval` is 2881: it must be from 1 to 2880 minutes",
            ],
        ),
        (
            "deploymentConfig: {type: TimeBasedLinear, timeBasedLinear: {linearPercentage: 1, linearInterval: 30}}",
            &["deploymentConfig.timeBasedLinear (line 5): the steps bake for 178200 s in all: at most 172800 s (48 hours) are allowed"],
        ),
    ]);
}

#[test]
fn plans_in_steps() {
    let steps = |steps: &str, expected: &[&str]| {
        let section = format!("deploymentConfig:\n  type: Steps\n  steps: {steps}");
        let expected: Vec<_> = expected.iter().map(|line| format!("Headgate.deploymentConfig.steps{line}")).collect();
        assert_eq!(headgate(&section), expected, "{steps}");
    };
    steps("10", &[" (line 7): is the number `10`, must be a list of steps, each with `weight` and `bakeSeconds`"]);
    steps("[]", &[" (line 7): a plan has 1 to 100 steps, this one has 0"]);
    steps("[100]", &["[0] (line 7): is the number `100`, must be a map with `weight` and `bakeSeconds`"]);
    steps(
        "[{weight: 50, bakeSeconds: 1}, {weight: 40, bakeSeconds: 1}, {weight: 50, bakeSeconds: 1}]",
        &[
            "[1].weight (line 7): `steps[1].weight` is 40 %: each step's weight must be above the one before and above 0",
            "[2].weight (line 7): `steps[2].weight` is 50 %: each step's weight must be above the one before and above 0",
            "[2].weight (line 7): the last step's `weight` is 50 %: it must be 100",
        ],
    );
    steps(
        "[{weight: 0, bakeSeconds: 1}]",
        &[
            "[0].weight (line 7): `steps[0].weight` is 0 %: each step's weight must be above the one before and above 0",
            "[0].weight (line 7): the last step's `weight` is 0 %: it must be 100",
        ],
    );
    steps(
        "[{weight: 10, bakeSeconds: 172800}, {weight: 50, bakeSeconds: 1}]",
        &[
            " (line 7): the steps bake for 172801 s in all: at most 172800 s (48 hours) are allowed",
            "[1].weight (line 7): the last step's `weight` is 50 %: it must be 100",
        ],
    );
    steps(
        "[{weight: '10', bakeSeconds: -1}, {weight: 010, bakeSeconds: 1}, {weight: 33.333}, {weight: 101, bakeSeconds: ~, hook: ''}]",
        &[
            "[0].weight (line 7): is the text `10`, must be a percentage from 0 to 100, digits alone and no quotes",
            "[0].bakeSeconds (line 7): is the number `-1`, must be a whole number of seconds from 0 to 172800 (48 hours)",
            "[1].weight (line 7): is the number `010`, must be a percentage from 0 to 100, written in plain digits",
            "[2].bakeSeconds (line 7): is missing: give the seconds to wait before the next step, 0 for none",
            "[2].weight (line 7): `33.333` is not a weight: a percentage from 0 to 100 with at most two decimals",
            "[3].weight (line 7): `101` is not a weight: a percentage from 0 to 100 with at most two decimals",
            "[3].bakeSeconds (line 7): is null, must be a whole number of seconds from 0 to 172800 (48 hours)",
            "[3].hook (line 7): is empty, must be a function's name or ARN; leave the hook out if there is none",
        ],
    );
    // A bake that cannot be read hides no weight that does not rise.
    steps(
        "[{weight: 10, bakeSeconds: x}, {weight: 10, bakeSeconds: 1}, {weight: 100, bakeSeconds: 1}]",
        &[
            "[0].bakeSeconds (line 7): is the text `x`, must be a whole number of seconds from 0 to 172800 (48 hours)",
            "[1].weight (line 7): `steps[1].weight` is 10 %: each step's weight must be above the one before and above 0",
        ],
    );
    let many: Vec<String> = (1..=101).map(|n| format!("{{weight: {}.{:02}, bakeSeconds: 0}}", n * 99 / 100, n * 99 % 100)).collect();
    steps(&format!("[{}]", many.join(", ")), &[" (line 7): a plan has 1 to 100 steps, this one has 101"]);
}

#[test]
fn the_final_bake_is_given_once() {
    let plan = |bake: u32, weight: u32| {
        format!(
            "finalBakeSeconds: 60\ndeploymentConfig: {{type: Steps, steps: [{{weight: 10, bakeSeconds: 172780}}, {{weight: {weight}, bakeSeconds: {bake}}}]}}"
        )
    };
    let twice =
        "Headgate.finalBakeSeconds (line 5): `finalBakeSeconds` and the last step's `bakeSeconds` are the same thing: give one of them";
    assert_eq!(headgate(&plan(1, 100)), [twice]);
    assert_eq!(
        headgate(&plan(0, 100)),
        ["Headgate.finalBakeSeconds (line 5): the steps bake for 172840 s in all: at most 172800 s (48 hours) are allowed"]
    );
    assert_eq!(
        headgate(&plan(1, 99)),
        [twice, "Headgate.deploymentConfig.steps[1].weight (line 6): the last step's `weight` is 99 %: it must be 100"]
    );
}
