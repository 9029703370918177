//! STS as far as the wire, with its own check of signatures; and proofs that are none.

use super::signing::prove;
use super::{ProofError, Proofs, Purpose};
use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use headgate_domain::{Identity, PrincipalArn, UserId};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::fmt;
use std::sync::{Arc, Mutex};

const REGION: &str = "eu-west-1";
const ANNA: Person = Person { key: "AKIAANNA", secret: "annas", token: None, arn: "arn:aws:iam::123456789012:user/anna", id: "AIDAANNA" };
const BERT: Person = Person {
    key: "ASIABERT",
    secret: "berts",
    token: Some("IQoJ/b3+JpZ2lu=="),
    arn: "arn:aws:sts::123456789012:assumed-role/releaser/bert",
    id: "AROAROLE:bert",
};

struct Person {
    key: &'static str,
    secret: &'static str,
    token: Option<&'static str>,
    arn: &'static str,
    id: &'static str,
}

impl Person {
    fn credentials(&self) -> Credentials {
        Credentials::new(self.key, self.secret, self.token.map(str::to_owned), None, "test")
    }

    fn proves(&self, decision: &Purpose) -> String {
        prove(self.credentials(), REGION, decision, now()).unwrap()
    }

    fn identity(&self) -> Identity {
        Identity { arn: PrincipalArn::new(self.arn).unwrap(), user_id: UserId::new(self.id).unwrap() }
    }
}

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn approve(token: &str) -> Purpose {
    Purpose::of("ApproveDeployment", &json!({ "token": token })).unwrap()
}

type Script = dyn Fn(&HttpRequest) -> Result<HttpResponse, ConnectorError> + Send + Sync;

/// STS, as a test says it; it remembers the URIs that it was sent.
#[derive(Clone)]
struct Sts {
    script: Arc<Script>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl fmt::Debug for Sts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sts")
    }
}

impl HttpConnector for Sts {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        self.asked.lock().unwrap().push(request.uri().to_owned());
        HttpConnectorFuture::ready((self.script)(&request))
    }
}

impl Sts {
    fn new(script: impl Fn(&HttpRequest) -> Result<HttpResponse, ConnectorError> + Send + Sync + 'static) -> Self {
        Self { script: Arc::new(script), asked: Arc::default() }
    }

    /// As AWS's own: it computes the signature of the request as it has arrived, and compares.
    fn verifying() -> Self {
        Self::new(|request| Ok(verified(request)))
    }

    fn answering(status: u16, body: &'static str) -> Self {
        Self::new(move |_| Ok(HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body))))
    }

    fn proofs(&self, endpoint: Option<&str>) -> Proofs {
        let connector = SharedHttpConnector::new(self.clone());
        Proofs::over(REGION.to_owned(), endpoint.map(str::to_owned), now, || connector)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn verified(request: &HttpRequest) -> HttpResponse {
    let query: Vec<(&str, &str)> = request.uri().split_once('?').unwrap().1.split('&').map(|pair| pair.split_once('=').unwrap()).collect();
    let value = |name: &str| query.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    let credential = value("X-Amz-Credential").unwrap();
    let person = [ANNA, BERT].into_iter().find(|person| credential.starts_with(&format!("{}%2F", person.key))).expect("a known key");
    let mut settings = SigningSettings::default();
    settings.signature_location = SignatureLocation::QueryParams;
    settings.expires_in = Some(std::time::Duration::from_secs(value("X-Amz-Expires").unwrap().parse().unwrap()));
    let identity = person.credentials().into();
    let params = SigningParams::builder().identity(&identity).region(REGION).name("sts").time(now().into()).settings(settings);
    let host = request.headers().get("host").map_or_else(|| request.uri().split('/').nth(2).unwrap().to_owned(), str::to_owned);
    let url = format!("https://{host}/?Action={}&Version={}", value("Action").unwrap(), value("Version").unwrap());
    let headers = request.headers().iter().filter(|(name, _)| *name != "host");
    let signable = SignableRequest::new(request.method(), url, headers, SignableBody::empty()).unwrap();
    let (_, signature) = sign(signable, &params.build().unwrap().into()).unwrap().into_parts();
    if Some(signature.as_str()) != value("X-Amz-Signature") {
        let body = "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>\
                    <Code>SignatureDoesNotMatch</Code><Message>The signatures differ &amp; so on</Message></Error></ErrorResponse>";
        return HttpResponse::new(403.try_into().unwrap(), SdkBody::from(body));
    }
    let body = format!(
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n  <GetCallerIdentityResult>\n    \
         <Arn>{}</Arn>\n    <UserId>{}</UserId>\n    <Account>123456789012</Account>\n  </GetCallerIdentityResult>\n  \
         <ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>\n</GetCallerIdentityResponse>",
        person.arn, person.id
    );
    HttpResponse::new(200.try_into().unwrap(), SdkBody::from(body))
}

fn wrong(outcome: Result<Identity, ProofError>) -> String {
    match outcome {
        Err(ProofError::Wrong(why)) => why,
        other => panic!("it was not refused: {other:?}"),
    }
}

#[tokio::test]
async fn whoever_has_signed_is_known() {
    let sts = Sts::verifying();
    for person in [ANNA, BERT] {
        let decision = approve("d-ABCDEF123.2");
        let proof = person.proves(&decision);
        assert_eq!(sts.proofs(None).verify(&proof, &decision).await, Ok(person.identity()));
        assert_eq!(sts.proofs(Some("http://127.0.0.1:4566/")).verify(&proof, &decision).await, Ok(person.identity()));
    }
    let asked = sts.asked();
    assert!(asked[0].starts_with("https://sts.eu-west-1.amazonaws.com/?Action=GetCallerIdentity&Version="), "{}", asked[0]);
    assert!(asked[1].starts_with("http://127.0.0.1:4566/?Action=GetCallerIdentity&Version="), "{}", asked[1]);
}

#[tokio::test]
async fn a_proof_is_for_one_decision() {
    let token = "d-ABCDEF123.2";
    let of = |operation: &str, input| Purpose::of(operation, &input).unwrap();
    let all = [
        approve(token),
        approve("d-ABCDEF123.3"),
        approve("d-ABCDEF124.2"),
        of("RejectDeployment", json!({ "token": token })),
        of("PromoteDeployment", json!({ "token": token })),
        of("ResumeDeployment", json!({ "token": token })),
        of("PauseDeployment", json!({ "deploymentId": "d-ABCDEF123" })),
        of("CreateDeployment", json!({ "clientRequestToken": token })),
    ];
    let proofs = Sts::verifying().proofs(None);
    for signed in &all {
        let proof = ANNA.proves(signed);
        for asked in &all {
            let outcome = proofs.verify(&proof, asked).await;
            if signed == asked {
                assert_eq!(outcome, Ok(ANNA.identity()));
            } else {
                let why = wrong(outcome);
                let said =
                    format!("AWS STS does not accept it (SignatureDoesNotMatch: The signatures differ & so on): sign `{asked}` anew");
                assert_eq!(why, said);
            }
        }
    }
}

/// Each is a sound proof with one thing changed, and what is said of it. None may reach STS.
#[tokio::test]
async fn what_is_no_proof_is_never_sent() {
    let decision = approve("d-ABCDEF123.2");
    let (proof, session) = (ANNA.proves(&decision), BERT.proves(&decision));
    let host = "sts.eu-west-1.amazonaws.com";
    let swap = |from: &str, to: &str| {
        assert!(proof.contains(from), "{from} is not in {proof}");
        proof.replacen(from, to, 1)
    };
    let signature = proof.split("X-Amz-Signature=").nth(1).unwrap().to_owned();
    let place = "and must begin with `https://sts.eu-west-1.amazonaws.com/?`";
    let nine_kilobytes = format!("{proof}&{}", "x".repeat(9000));
    let table = [
        (String::new(), place),
        ("arn:aws:iam::123456789012:user/anna".to_owned(), place),
        (swap("https:", "http:"), place),
        (swap("https:", "HTTPS:"), place),
        (swap(host, "evil.example"), place),
        (swap(host, "sts.eu-west-1.amazonaws.com.evil.example"), place),
        (swap(host, "sts.eu-west-1.amazonaws.com:8443"), place),
        (swap(host, "sts.eu-west-1.amazonaws.com@evil.example"), place),
        (swap(host, "anna:pw@sts.eu-west-1.amazonaws.com"), place),
        (swap(host, "sts.us-east-1.amazonaws.com"), place),
        (swap(host, "sts.amazonaws.com"), place),
        (swap(host, "sts%2eeu-west-1.amazonaws.com"), place),
        (swap(host, "STS.eu-west-1.amazonaws.com"), place),
        (swap("/?", "//?"), place),
        (swap("/?", "/x/..?"), place),
        (swap("/?", "/#?"), place),
        (swap("/?", "?"), place),
        (format!(" {proof}"), place),
        (format!("{proof}#x"), "its `X-Amz-Signature` is not 64 hexadecimal digits"),
        (format!("{proof}\r\nx: y"), "its `X-Amz-Signature` is not 64 hexadecimal digits"),
        (format!("{proof}&"), "its query has ``, which has no place there"),
        (swap("GetCallerIdentity", "AssumeRole"), "its `Action` is not `GetCallerIdentity`"),
        (swap("GetCallerIdentity", "GetCallerIdentity%26Action=AssumeRole"), "its `Action` is not `GetCallerIdentity`"),
        (swap("GetCallerIdentity", "getcalleridentity"), "its `Action` is not `GetCallerIdentity`"),
        (swap("Action=GetCallerIdentity", "Action"), "its `Action` is not `GetCallerIdentity`"),
        (swap("Action=GetCallerIdentity&", ""), "it has no `Action`, which must be `GetCallerIdentity`"),
        (format!("{proof}&Action=AssumeRole"), "its query has `Action` twice"),
        (format!("{proof}&Action=GetCallerIdentity"), "its query has `Action` twice"),
        (format!("{proof}&action=AssumeRole"), "its query has `action`, which has no place there"),
        (format!("{proof}&%41ction=AssumeRole"), "its query has `%41ction`, which has no place there"),
        (format!("{proof};Action=AssumeRole"), "its `X-Amz-Signature` is not 64 hexadecimal digits"),
        (format!("{proof}&RoleArn=x"), "its query has `RoleArn`, which has no place there"),
        (format!("{proof}&\u{1b}[2J=x"), "its query has `\\u{1b}[2J`, which has no place there"),
        (swap("2011-06-15", "2010-05-08"), "its `Version` is not `2011-06-15`"),
        (swap("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"), "its `X-Amz-Algorithm` is not `AWS4-HMAC-SHA256`"),
        (swap("eu-west-1%2Fsts", "us-east-1%2Fsts"), "its `X-Amz-Credential` is not `<access key>/<date>/eu-west-1/sts/aws4_request`"),
        (swap("%2Fsts%2F", "%2Fs3%2F"), "its `X-Amz-Credential` is not `<access key>/<date>/eu-west-1/sts/aws4_request`"),
        (swap("%3Bx-headgate-decision", ""), "its `X-Amz-SignedHeaders` is not `host;x-headgate-decision`"),
        (swap("x-headgate-decision", "x-k8s-aws-id"), "its `X-Amz-SignedHeaders` is not `host;x-headgate-decision`"),
        (swap("%3Bx-headgate-decision", "%3Bx-headgate-decision%3Bx-more"), "its `X-Amz-SignedHeaders` is not `host;x-headgate-decision`"),
        (swap("Expires=300", "Expires=901"), "its `X-Amz-Expires` is not a number of seconds from 1 to 900"),
        (swap("Expires=300", "Expires=0"), "its `X-Amz-Expires` is not a number of seconds from 1 to 900"),
        (swap("Expires=300", "Expires=-1"), "its `X-Amz-Expires` is not a number of seconds from 1 to 900"),
        (
            swap("Date=20261121T100000Z", "Date=20261121T095500Z"),
            "it was signed at 2026-11-21T09:55:00Z for 300 s, and it is 2026-11-21T10:00:00Z now",
        ),
        (
            swap("Date=20261121T100000Z", "Date=20261121T100501Z"),
            "it was signed at 2026-11-21T10:05:01Z, and it is only 2026-11-21T10:00:00Z: set the signer's clock",
        ),
        (swap("Date=20261121T100000Z", "Date=20261321T100000Z"), "its `X-Amz-Date` is not a date such as `20261121T100000Z`"),
        (swap("Date=20261121T100000Z", "Date=20261121T100000Z0"), "its `X-Amz-Date` is not a date such as `20261121T100000Z`"),
        (
            session.replacen("Security-Token=", "Security-Token=%0d%0ahost:%20evil", 1),
            "its `X-Amz-Security-Token` is not a session's token",
        ),
        (session.replacen("Security-Token=", "Security-Token=%ff", 1), "its `X-Amz-Security-Token` is no text"),
        (swap(&signature, "%zz"), "its `X-Amz-Signature` is not 64 hexadecimal digits"),
        (swap(&signature, &signature.to_uppercase()), "its `X-Amz-Signature` is not 64 hexadecimal digits"),
        (nine_kilobytes, "of which 8192 are the most"),
    ];
    let sts = Sts::verifying();
    let proofs = sts.proofs(None);
    for (hostile, expected) in table {
        let why = wrong(proofs.verify(&hostile, &decision).await);
        assert!(why.ends_with(expected), "{hostile}\nsaid: {why}");
        assert!(!why.contains(char::is_control) && why.len() < 400, "{why:?}");
    }
    assert_eq!(sts.asked(), Vec::<String>::new());
}

#[tokio::test]
async fn what_is_sent_is_written_anew() {
    let decision = approve("d-ABCDEF123.2");
    let proof = BERT.proves(&decision);
    // The same values in another spelling are the same request.
    let spelt = proof.replacen("GetCallerIdentity", "%47etCallerIdentity", 1).replace("%2F", "/");
    assert_ne!(spelt, proof);
    let sts = Sts::verifying();
    for spelling in [&proof, &spelt] {
        assert_eq!(sts.proofs(None).verify(spelling, &decision).await, Ok(BERT.identity()));
    }
    let asked = sts.asked();
    assert_eq!(asked[0], asked[1]);
}

#[tokio::test]
async fn a_proof_is_good_for_as_long_as_it_says() {
    let decision = approve("d-ABCDEF123.2");
    let signed = |seconds: i64| prove(ANNA.credentials(), REGION, &decision, now() + SignedDuration::from_secs(seconds)).unwrap();
    let sts = Sts::answering(500, "");
    for (seconds, fresh) in [(-300, false), (-299, true), (0, true), (300, true), (301, false)] {
        let outcome = sts.proofs(None).verify(&signed(seconds), &decision).await;
        assert_eq!(matches!(outcome, Err(ProofError::Unasked(_))), fresh, "{seconds}: {outcome:?}");
    }
}

#[tokio::test]
async fn an_answer_that_names_nobody_lets_nobody_in() {
    let decision = approve("d-ABCDEF123.2");
    let proof = ANNA.proves(&decision);
    for (status, body) in [
        (200, ""),
        (200, "{\"GetCallerIdentityResponse\":{\"GetCallerIdentityResult\":{\"Arn\":\"a\",\"UserId\":\"b\"}}}"),
        (
            200,
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:root</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>",
        ),
        (
            200,
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn></Arn><UserId>b</UserId></GetCallerIdentityResult></GetCallerIdentityResponse>",
        ),
        (
            200,
            "<AssumeRoleResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:root</Arn><UserId>b</UserId></GetCallerIdentityResult></AssumeRoleResponse>",
        ),
        (
            302,
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:root</Arn><UserId>b</UserId></GetCallerIdentityResult></GetCallerIdentityResponse>",
        ),
        (500, ""),
        (400, "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>"),
    ] {
        let sts = Sts::answering(status, body);
        let outcome = sts.proofs(None).verify(&proof, &decision).await;
        assert!(matches!(outcome, Err(ProofError::Unasked(_))), "{status} {body}: {outcome:?}");
        assert_eq!(sts.asked().len(), 1, "nobody is redirected");
    }
    let refused = wrong(Sts::answering(403, "no XML").proofs(None).verify(&proof, &decision).await);
    assert_eq!(refused, "AWS STS does not accept it (: ): sign `approve d-ABCDEF123.2` anew");
}

#[tokio::test]
async fn an_answer_without_end_is_not_read_to_it() {
    let decision = approve("d-ABCDEF123.2");
    let giant = Sts::new(|_| Ok(HttpResponse::new(200.try_into().unwrap(), SdkBody::from(vec![b'x'; 65 * 1024]))));
    let outcome = giant.proofs(None).verify(&ANNA.proves(&decision), &decision).await;
    assert!(outcome.unwrap_err().to_string().ends_with("its answer has no end"));
    let silent = Sts::new(|_| Err(ConnectorError::timeout("nobody answers".into())));
    let outcome = silent.proofs(None).verify(&ANNA.proves(&decision), &decision).await;
    assert!(matches!(outcome, Err(ProofError::Unasked(_))), "{outcome:?}");
}

#[test]
fn what_cannot_stand_in_a_header_is_no_decision() {
    for token in ["", "a b", "a\r\nx: y", "ä", &"x".repeat(257)] {
        assert_eq!(Purpose::of("ApproveDeployment", &json!({ "token": token })), None, "{token}");
    }
    for input in [json!({}), json!({ "token": 1 }), json!([]), json!(null)] {
        assert_eq!(Purpose::of("ApproveDeployment", &input), None, "{input}");
    }
    assert_eq!(Purpose::of("StopDeployment", &json!({ "deploymentId": "d-ABCDEF123" })), None);
}
