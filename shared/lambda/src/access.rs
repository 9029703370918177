//! What access a caller has: by the alias that was invoked, and by who signed the request.

use headgate_domain::ApplicationName;
use headgate_engine::Access;

/// Who a request over a function URL is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signer {
    /// It did not come over a URL. Whoever invoked the function has sent it, and the function is not told who that is.
    Unsaid,
    /// It came over a URL that asks nobody who he is.
    Anonymous,
    /// It came over a URL, and the event does not say from whom.
    Unknown,
    /// It came over a URL, and IAM has verified who signed it.
    Known(Signatory),
}

/// Whom IAM has verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    /// The ARN of the user, or of the role's session.
    pub user_arn: String,
    /// The account it belongs to.
    pub account_id: String,
}

/// The access that an invocation of `api` has by the alias it named. Whoever may invoke an alias is IAM's to say,
/// and no payload can change what was invoked.
///
/// Without an alias, and with `$LATEST`, which is the same, it is an administrator's. An alias that means nothing here
/// gives no access, nor does a version: what an alias will come to mean must not be open before.
pub fn door(function_arn: &str) -> Access {
    let parts: Vec<&str> = function_arn.split(':').collect();
    let qualifier = match parts.as_slice() {
        ["arn", _, "lambda", _, _, "function", _] => "$LATEST",
        ["arn", _, "lambda", _, _, "function", _, qualifier] => qualifier,
        _ => return Access::none(),
    };
    match qualifier {
        "$LATEST" => Access::administrator(),
        "reader" => Access::reader(),
        "deployer" => Access::deployer(),
        other => match other.strip_prefix("deployer-").map(ApplicationName::new) {
            Some(Ok(application)) => Access::deployer_of(application),
            Some(Err(_)) | None => Access::none(),
        },
    }
}

/// Who has what access over the function URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessRules(Vec<(Principal, Access)>);

impl AccessRules {
    /// Rules of administrators, deployers and readers: ARNs, with white space between. `*` is everybody. A deployer's
    /// may have `<application>=` before it. Where administrators are not named, everybody is one.
    ///
    /// # Errors
    ///
    /// The entry that makes no sense, and in which of the three lists.
    pub(crate) fn new(lists: [Option<String>; 3]) -> Result<Self, (usize, String)> {
        let [administrators, deployers, readers] = lists;
        let administrators = administrators.unwrap_or_else(|| "*".to_owned());
        let lists = [administrators, deployers.unwrap_or_default(), readers.unwrap_or_default()];
        let mut rules = vec![];
        for (list, text) in lists.iter().enumerate() {
            for entry in text.split_ascii_whitespace() {
                rules.push(rule(list, entry).ok_or_else(|| (list, entry.to_owned()))?);
            }
        }
        Ok(Self(rules))
    }

    /// The access that a request has by who signed it. It narrows what the invoked alias gives: whoever invokes the
    /// function directly writes the event, and with it the signer.
    pub fn of(&self, signer: &Signer) -> Access {
        let arn = match signer {
            Signer::Unsaid => return Access::administrator(),
            // The URL was opened by mistake: nobody is let in.
            Signer::Anonymous => return Access::none(),
            Signer::Unknown => None,
            Signer::Known(caller) => Some(caller.user_arn.as_str()),
        };
        let matching = self.0.iter().filter(|(principal, _)| principal.is(arn));
        matching.fold(Access::none(), |access, (_, more)| access.or(more.clone()))
    }
}

fn rule(list: usize, entry: &str) -> Option<(Principal, Access)> {
    match list {
        0 => Some((Principal::read(entry)?, Access::administrator())),
        1 => match entry.split_once("=arn:") {
            // An application's name has no colon, so that nothing but an ARN begins there.
            Some((application, arn)) if !entry.starts_with("arn:") => {
                Some((Principal::read(&format!("arn:{arn}"))?, Access::deployer_of(ApplicationName::new(application).ok()?)))
            }
            Some(_) | None => Some((Principal::read(entry)?, Access::deployer())),
        },
        _ => Some((Principal::read(entry)?, Access::reader())),
    }
}

/// Whom a rule is about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Principal {
    /// `*`
    Anybody,
    /// The ARN that IAM tells.
    This(String),
    /// Every ARN that begins so.
    Beginning(String),
}

impl Principal {
    /// Reads an ARN, which may end in `*`. A role's becomes that of its sessions, which is what IAM tells.
    fn read(text: &str) -> Option<Self> {
        if text == "*" {
            return Some(Self::Anybody);
        }
        let (arn, open) = text.strip_suffix('*').map_or((text, false), |arn| (arn, true));
        let ["arn", partition, service, "", account, resource] = arn.splitn(6, ':').collect::<Vec<_>>()[..] else { return None };
        let sound = partition.starts_with("aws")
            && account.len() == 12
            && account.bytes().all(|b| b.is_ascii_digit())
            && resource.bytes().all(|b| b.is_ascii_graphic() && b != b'*');
        if !sound {
            return None;
        }
        match (service, resource.split_once('/')) {
            ("iam", None) if resource == "root" && !open => Some(Self::This(arn.to_owned())),
            ("iam", Some(("user", name))) | ("sts", Some(("assumed-role" | "federated-user", name))) if open || !name.is_empty() => {
                Some(if open { Self::Beginning(arn.to_owned()) } else { Self::This(arn.to_owned()) })
            }
            ("iam", Some(("role", path))) => {
                // A session does not show its role's path. Without it a name still means one role of the account, but
                // the beginning of a name would mean more roles than was said.
                let name = path.rsplit('/').next().unwrap_or_default();
                let session = format!("arn:{partition}:sts::{account}:assumed-role/{name}");
                match (open, name == path, name.is_empty()) {
                    (true, true, _) => Some(Self::Beginning(session)),
                    (false, _, false) => Some(Self::Beginning(format!("{session}/"))),
                    (true, false, _) | (false, _, true) => None,
                }
            }
            _ => None,
        }
    }

    fn is(&self, arn: Option<&str>) -> bool {
        match (self, arn) {
            (Self::Anybody, _) => true,
            (Self::This(this), Some(arn)) => this == arn,
            (Self::Beginning(beginning), Some(arn)) => arn.starts_with(beginning),
            (Self::This(_) | Self::Beginning(_), None) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FUNCTION: &str = "arn:aws:lambda:eu-west-1:123456789012:function:headgate-api";
    const SESSION: &str = "arn:aws:sts::123456789012:assumed-role/releaser/anna";

    fn shop() -> Access {
        Access::deployer_of(ApplicationName::new("shop").unwrap())
    }

    fn signed(arn: &str) -> Signer {
        Signer::Known(Signatory { user_arn: arn.to_owned(), account_id: "123456789012".to_owned() })
    }

    fn rules(administrators: &str, deployers: &str, readers: &str) -> AccessRules {
        AccessRules::new([administrators, deployers, readers].map(|list| Some(list.to_owned()))).unwrap()
    }

    #[test]
    fn the_invoked_alias_is_the_access() {
        let of = |qualifier: &str| door(&format!("{FUNCTION}:{qualifier}"));
        assert_eq!(door(FUNCTION), Access::administrator());
        assert_eq!(of("$LATEST"), Access::administrator());
        assert_eq!(of("reader"), Access::reader());
        assert_eq!(of("deployer"), Access::deployer());
        assert_eq!(of("deployer-shop"), shop());
        for nothing in ["", "7", "live", "Reader", "readers", "administrator", "deployer-", "deployer-a:b", "deployer_shop"] {
            assert_eq!(of(nothing), Access::none(), "{nothing}");
        }
        for nothing in ["", "headgate-api", "arn:aws:lambda:eu-west-1:123456789012:layer:headgate-api"] {
            assert_eq!(door(nothing), Access::none(), "{nothing}");
        }
    }

    #[test]
    fn unless_told_otherwise_everybody_that_iam_lets_in_is_an_administrator() {
        let rules = AccessRules::new([None, None, None]).unwrap();
        assert_eq!(rules.of(&signed(SESSION)), Access::administrator());
        assert_eq!(rules.of(&Signer::Unknown), Access::administrator());
        assert_eq!(rules.of(&Signer::Anonymous), Access::none(), "but IAM must have been asked");
    }

    #[test]
    fn a_role_is_its_sessions() {
        for role in ["arn:aws:iam::123456789012:role/releaser", "arn:aws:iam::123456789012:role/team/releaser"] {
            let rules = rules("arn:aws:iam::123456789012:root", role, "");
            assert_eq!(rules.of(&signed(SESSION)), Access::deployer(), "{role}");
            for other in [
                "arn:aws:sts::123456789012:assumed-role/releaser2/anna",
                "arn:aws:sts::123456789012:assumed-role/release/anna",
                "arn:aws:sts::210987654321:assumed-role/releaser/anna",
                "arn:aws-cn:sts::123456789012:assumed-role/releaser/anna",
                "arn:aws:iam::123456789012:user/releaser",
                "arn:aws:iam::123456789012:role/releaser",
            ] {
                assert_eq!(rules.of(&signed(other)), Access::none(), "{other}");
            }
        }
    }

    #[test]
    fn a_star_at_the_end_stands_for_any_rest() {
        let rules = rules("arn:aws:iam::123456789012:role/rel*", "arn:aws:iam::123456789012:user/ops/*", "*");
        assert_eq!(rules.of(&signed(SESSION)), Access::administrator());
        assert_eq!(rules.of(&signed("arn:aws:iam::123456789012:user/ops/anna")), Access::deployer());
        assert_eq!(rules.of(&signed("arn:aws:iam::123456789012:user/anna")), Access::reader());
        assert_eq!(rules.of(&Signer::Unknown), Access::reader(), "`*` is everybody");
    }

    #[test]
    fn rules_add_up_and_a_signer_that_cannot_be_told_is_left_to_the_alias() {
        let blog = "blog=arn:aws:iam::123456789012:role/releaser";
        let both = rules("arn:aws:iam::123456789012:root", &format!("shop={SESSION}\n  {blog}"), "");
        let expected = shop().or(Access::deployer_of(ApplicationName::new("blog").unwrap()));
        assert_eq!(both.of(&signed(SESSION)), expected);
        assert_eq!(both.of(&Signer::Unsaid), Access::administrator());
        assert_eq!(both.of(&Signer::Unknown), Access::none());
        let odd = rules("*", "a=b=arn:aws:iam::123456789012:role/x=arn:y", "");
        assert_eq!(odd.0[1].1, Access::deployer_of(ApplicationName::new("a=b").unwrap()));
    }

    #[test]
    fn what_could_mean_more_than_it_says_is_refused() {
        for wrong in [
            "anna",
            "arn:aws:iam::123456789012:*",
            "arn:aws:iam::*",
            "arn:aws:iam::*:role/releaser",
            "arn:aws:iam::123456789012:role/team/rel*",
            "arn:aws:iam::123456789012:role/r*r",
            "arn:aws:iam::123456789012:role/",
            "arn:aws:iam::123456789012:user/",
            "arn:aws:iam::123456789012:user*",
            "arn:aws:iam::123456789012:root*",
            "arn:aws:iam::123456789012:group/ops",
            "arn:aws:iam::12345:user/anna",
            "arn:aws:lambda:eu-west-1:123456789012:function/x",
            "shop=arn:aws:iam::123456789012:role/releaser",
            "**",
        ] {
            let said = AccessRules::new([Some(format!("* {wrong}")), None, None]);
            assert_eq!(said, Err((0, wrong.to_owned())));
        }
        for wrong in ["=arn:aws:iam::123456789012:role/releaser", "shop=*", "a:b=arn:aws:iam::123456789012:role/releaser"] {
            assert_eq!(AccessRules::new([None, Some(wrong.to_owned()), None]), Err((1, wrong.to_owned())));
        }
    }
}
