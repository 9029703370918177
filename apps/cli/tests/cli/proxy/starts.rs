//! How the proxy starts, and when it does not.

use crate::lambda::{Answer, Lambda};
use crate::proxy::client::Asked;
use crate::proxy::running::{Ended, Running, headgate, run};
use rustix::process::Signal;

const NOWHERE: &str = "http://127.0.0.1:9";

/// Asserts on an end before anything was served.
fn assert_refused(ended: &Ended, code: i32, said: &[&str]) {
    assert_eq!((ended.code, ended.out.as_str()), (Some(code), ""), "{ended:?}");
    for said in said {
        assert!(ended.said.contains(said), "{ended:?}");
    }
}

#[tokio::test]
async fn it_says_where_it_listens_and_as_whom() {
    let mut proxy = Running::start(NOWHERE, &[]).await;
    let endpoint = proxy.endpoint.clone();
    assert_eq!(proxy.says().await, format!("headgate proxy: {endpoint} -> function headgate-api (eu-west-1), as default chain"));
    assert_eq!(proxy.says().await, format!("export AWS_ENDPOINT_URL_CODEDEPLOY={endpoint}"));
    proxy.signal(Signal::TERM);
    let ended = proxy.end().await;
    assert_eq!((ended.code, ended.out.as_str(), ended.said.as_str()), (Some(0), "", ""), "one line on stdout, and no more on stderr");
}

#[tokio::test]
async fn without_a_function_it_is_the_default_stacks() {
    let mut command = headgate(NOWHERE, &["proxy", "--listen", "127.0.0.1:0"]);
    command.env_remove("HEADGATE_API");
    let mut proxy = Running::of(command).await;
    let line = proxy.says().await;
    assert!(line.contains("-> function headgate-api "), "{line}");
}

#[tokio::test]
async fn what_is_no_function_is_told() {
    for (arguments, variable, said) in [
        (&["proxy"] as &[&str], "two words", "HEADGATE_API names `two words`"),
        (&["proxy", "--function", "a b"], "headgate-api", "`--function` names `a b`"),
        (&["proxy", "--api-function", "a b"], "headgate-api", "`--api-function` names `a b`"),
        (&["proxy", "--stack", "a b"], "headgate-api", "`--stack` names `a b-api`"),
    ] {
        let mut command = headgate(NOWHERE, arguments);
        command.env("HEADGATE_API", variable);
        assert_refused(&run(command).await, 2, &[said, "`ApiFunction`"]);
    }
}

#[tokio::test]
async fn the_option_goes_before_the_variable() {
    let lambda = Lambda::answering(Answer::empty()).await;
    let proxy = Running::start(&lambda.endpoint, &["--function", "mine:live", "--region", "us-west-2"]).await;
    Asked::json().send(&proxy.endpoint).await;
    let invoked = lambda.invoked().pop().unwrap();
    assert_eq!(invoked.path, "POST /2015-03-31/functions/mine%3Alive/invocations");
    assert_eq!(invoked.signed, "AKIDPROXY for us-west-2");
}

#[tokio::test]
async fn a_profile_is_taken_as_the_aws_cli_takes_it() {
    const CONFIG: &str = r#"
[profile keys]
region = us-east-2
aws_access_key_id = AKIDPROFILE
aws_secret_access_key = secret
[profile process]
region = us-east-2
credential_process = echo '{"Version": 1, "AccessKeyId": "AKIDPROCESS", "SecretAccessKey": "secret"}'
"#;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), CONFIG).unwrap();
    // The option goes before keys in the environment, and they before AWS_PROFILE; a region of the environment stays.
    for (variables, options, signed, acting_as) in [
        (&[] as &[(&str, &str)], &["--profile", "keys"] as &[&str], "AKIDPROFILE for eu-west-1", "profile keys"),
        (&[("AWS_REGION", "")], &["--profile", "process"], "AKIDPROCESS for us-east-2", "profile process"),
        (&[("AWS_PROFILE", "keys")], &[], "AKIDPROXY for eu-west-1", "default chain"),
        (&[("AWS_PROFILE", "keys"), ("AWS_ACCESS_KEY_ID", "")], &[], "AKIDPROFILE for eu-west-1", "profile keys"),
    ] {
        let lambda = Lambda::answering(Answer::empty()).await;
        let mut command = headgate(&lambda.endpoint, &[&["proxy", "--listen", "127.0.0.1:0"], options].concat());
        command.env("AWS_CONFIG_FILE", file.path()).env("PATH", "/usr/bin:/bin");
        for (name, value) in variables {
            if value.is_empty() {
                command.env_remove(name)
            } else {
                command.env(name, value)
            };
        }
        let mut proxy = Running::of(command).await;
        let line = proxy.says().await;
        assert!(line.ends_with(&format!(", as {acting_as}")), "{line}");
        Asked::json().send(&proxy.endpoint).await;
        assert_eq!(lambda.invoked().pop().unwrap().signed, signed);
    }
}

#[tokio::test]
async fn an_address_that_others_reach_must_be_meant() {
    for listen in ["0.0.0.0:8014", "[::]:8014", "192.0.2.1:8014"] {
        let ended = run(headgate(NOWHERE, &["proxy", "--listen", listen])).await;
        assert_refused(&ended, 2, &[&format!("`--listen` is `{listen}`"), "acts with your credentials", "--allow-remote"]);
    }
    let command = headgate(NOWHERE, &["proxy", "--listen", "0.0.0.0:0", "--allow-remote"]);
    assert!(Running::of(command).await.endpoint.starts_with("http://0.0.0.0:"));
}

#[tokio::test]
async fn an_address_in_use_is_told() {
    let proxy = Running::start(NOWHERE, &[]).await;
    let address = proxy.endpoint.strip_prefix("http://").unwrap();
    assert_refused(&run(headgate(NOWHERE, &["proxy", "--listen", address])).await, 3, &[&format!("`--listen` is `{address}`"), "in use"]);
}

#[tokio::test]
async fn what_aws_needs_and_is_not_there_is_told_before_the_first_call() {
    let mut command = headgate(NOWHERE, &["proxy"]);
    command.env_remove("AWS_REGION");
    assert_refused(&run(command).await, 2, &["there is no region", "--region"]);
    let mut command = headgate(NOWHERE, &["proxy"]);
    command.env_remove("AWS_ACCESS_KEY_ID").env_remove("AWS_SECRET_ACCESS_KEY");
    assert_refused(&run(command).await, 3, &["there are no credentials for AWS: sign in"]);
    let ended = run(headgate(NOWHERE, &["proxy", "--profile", "nobody"])).await;
    assert_refused(&ended, 3, &["`--profile` is `nobody`, which gives no credentials"]);
}

#[tokio::test]
async fn wrong_options_are_usage() {
    assert_refused(&run(headgate(NOWHERE, &["proxy", "--listen", "localhost"])).await, 2, &["127.0.0.1:8014"]);
    assert_refused(&run(headgate(NOWHERE, &["prxoy"])).await, 2, &["proxy"]);
}
