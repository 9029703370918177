//! Who is who, and whom a pattern names.

use super::*;

const SSO: &str = "AWSReservedSSO_Ops_0123456789abcdef";

fn identity(arn: &str, user_id: &str) -> Identity {
    Identity { arn: PrincipalArn::new(arn).unwrap(), user_id: UserId::new(user_id).unwrap() }
}

fn user(name: &str) -> Identity {
    identity(&format!("arn:aws:iam::123456789012:user/{name}"), &format!("AIDA{}", name.to_uppercase().replace('/', "")))
}

fn session(role: &str, name: &str) -> Identity {
    identity(&format!("arn:aws:sts::123456789012:assumed-role/{role}/{name}"), &format!("AROA{}:{name}", role.to_uppercase()))
}

fn matches(pattern: &str, identity: &Identity) -> bool {
    PrincipalPattern::new(pattern).unwrap_or_else(|error| panic!("{error}")).matches(&identity.arn)
}

#[test]
fn nobody_becomes_two_by_naming_a_session() {
    assert!(session("deployer", "alice").is_same_person(&session("deployer", "bob")));
    assert!(!session("deployer", "alice").is_same_person(&session("releaser", "alice")));
    assert!(user("alice").is_same_person(&user("alice")));
    assert!(!user("alice").is_same_person(&user("bob")));
    assert!(!user("alice").is_same_person(&session("alice", "alice")));
}

#[test]
fn identity_center_names_its_sessions_itself() {
    assert!(!session(SSO, "alice@example.com").is_same_person(&session(SSO, "bob@example.com")));
    assert!(session(SSO, "alice@example.com").is_same_person(&session(SSO, "alice@example.com")));
    // A role that is only called alike in its session, or within its name, is any role.
    assert!(session("x-AWSReservedSSO_", "alice").is_same_person(&session("x-AWSReservedSSO_", "bob")));
    assert!(session("ops", SSO).is_same_person(&session("ops", "bob")));
}

#[test]
fn a_starter_is_known_by_the_user_id_alone() {
    let starter = UserId::of_principal_id("AWS:AROADEPLOYER:pipeline").unwrap();
    assert!(session("deployer", "somebody").is(&starter));
    assert!(!session("releaser", "pipeline").is(&starter));
    let person = UserId::of_principal_id(&format!("AWS:AROA{}:alice@example.com", SSO.to_uppercase())).unwrap();
    assert!(session(SSO, "alice@example.com").is(&person));
    assert!(!session(SSO, "bob@example.com").is(&person));
    assert!(user("alice").is(&UserId::of_principal_id("AIDAALICE").unwrap()));
    assert!(UserId::of_principal_id("AWS:").is_err());
}

#[test]
fn a_role_names_all_its_sessions_and_no_others() {
    for pattern in [
        "arn:aws:iam::123456789012:role/release",
        "arn:aws:iam::123456789012:role/team/of/mine/release",
        "arn:aws:iam::123456789012:role/rel*",
        "arn:aws:iam::123456789012:role/releas?",
        "arn:aws:sts::123456789012:assumed-role/release/alice",
        "arn:aws:sts::123456789012:assumed-role/release/*",
        "arn:aws:sts::123456789012:assumed-role/*/alice",
    ] {
        assert!(matches(pattern, &session("release", "alice")), "{pattern}");
    }
    for pattern in [
        "arn:aws:iam::123456789012:role/Release",
        "arn:aws:iam::123456789012:role/releas",
        "arn:aws:iam::123456789012:role/release?",
        "arn:aws:iam::210987654321:role/release",
        "arn:aws-cn:iam::123456789012:role/release",
        "arn:aws:iam::123456789012:user/release",
        "arn:aws:iam::123456789012:user/*",
        "arn:aws:iam::123456789012:root",
        "arn:aws:sts::123456789012:assumed-role/release/bob",
        "arn:aws:sts::123456789012:assumed-role/rel/alice",
    ] {
        assert!(!matches(pattern, &session("release", "alice")), "{pattern}");
    }
}

#[test]
fn a_user_is_named_with_the_path() {
    assert!(matches("arn:aws:iam::123456789012:user/ops/alice", &user("ops/alice")));
    assert!(matches("arn:aws:iam::123456789012:user/ops/*", &user("ops/night/alice")));
    assert!(!matches("arn:aws:iam::123456789012:user/alice", &user("ops/alice")));
    assert!(!matches("arn:aws:iam::123456789012:role/alice", &user("alice")));
}

#[test]
fn identity_center_s_roles_may_be_named_as_iam_shows_them() {
    let path = "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Ops_*";
    assert!(matches(path, &session(SSO, "alice@example.com")));
    assert!(!matches(path, &session("AWSReservedSSO_Dev_0123456789abcdef", "alice@example.com")));
}

#[test]
fn what_could_let_in_too_many_is_no_pattern() {
    let long = format!("arn:aws:iam::123456789012:user/{}", "a".repeat(256));
    for wrong in [
        "",
        "*",
        "alice",
        "arn:aws:iam::*:role/release",
        "arn:aws:iam::12345678901:role/release",
        "arn:aws:iam:eu-west-1:123456789012:role/release",
        "arn:aws:s3::123456789012:role/release",
        "arn:*:iam::123456789012:role/release",
        "arn:aws:iam::123456789012:*",
        "arn:aws:iam::123456789012:group/release",
        "arn:aws:iam::123456789012:role/",
        "arn:aws:iam::123456789012:role/admins/*",
        "arn:aws:iam::123456789012:role/admins/rel?",
        "arn:aws:iam::123456789012:role//release",
        "arn:aws:iam::123456789012:assumed-role/release/alice",
        "arn:aws:sts::123456789012:role/release",
        "arn:aws:sts::123456789012:assumed-role/release",
        "arn:aws:sts::123456789012:assumed-role//alice",
        "arn:aws:sts::123456789012:assumed-role/release/",
        "arn:aws:sts::123456789012:assumed-role/*",
        "arn:aws:iam::123456789012:role/rel ease",
        long.as_str(),
    ] {
        assert!(PrincipalPattern::new(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_caller_is_what_sts_answers() {
    for right in [
        "arn:aws:iam::123456789012:root",
        "arn:aws-us-gov:iam::123456789012:user/a/b",
        "arn:aws:sts::123456789012:assumed-role/a/b@c",
        "arn:aws:sts::123456789012:federated-user/a",
    ] {
        assert!(PrincipalArn::new(right).is_ok(), "{right}");
    }
    for wrong in ["arn:aws:iam::123456789012:role/a", "arn:aws:sts::123456789012:assumed-role/a/*", "arn:aws:sts::123456789012:root", ""] {
        assert!(PrincipalArn::new(wrong).is_err(), "{wrong}");
    }
    assert!(UserId::new("AIDA EXAMPLE").is_err());
    assert!(Comment::new("").is_err() && Comment::new("a\nb").is_err() && Comment::new("ä".repeat(257)).is_err());
    assert!(Comment::new("ä".repeat(256)).is_ok());
}

#[test]
fn an_arn_names_its_account() {
    assert_eq!(session("release", "alice").arn.account(), "123456789012");
}
