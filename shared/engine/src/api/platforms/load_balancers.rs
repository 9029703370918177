//! The load balancers through which traffic reaches servers and services.

use super::super::{refuse, shown};
use super::{at_most, distinct, name};
use crate::{Exception, Refusal};
use headgate_wire as wire;

const CODE: Exception = Exception::InvalidLoadBalancerInfo;
const PAIR: Exception = Exception::InvalidTargetGroupPair;
/// CodeDeploy's limit of load balancers, and of target groups.
const ITEMS_MAX: usize = 10;
const NAME_CHARS_MAX: usize = 255;

/// The load balancers and target groups of servers.
pub(super) fn of_servers(given: &wire::LoadBalancerInfo) -> Result<(), Refusal> {
    if given.target_group_pair_info_list.as_ref().is_some_and(|pairs| !pairs.is_empty()) {
        let message = "`loadBalancerInfo.targetGroupPairInfoList` belongs to platform `ECS`: give `elbInfoList` or `targetGroupInfoList`";
        return refuse(CODE, message);
    }
    let balancers = given.elb_info_list.iter().flatten().map(|balancer| balancer.name.as_deref());
    names("loadBalancerInfo.elbInfoList", balancers, CODE)?;
    let groups = given.target_group_info_list.iter().flatten().map(|group| group.name.as_deref());
    names("loadBalancerInfo.targetGroupInfoList", groups, CODE)
}

/// Whether traffic can be moved with what is there.
pub(super) fn has_any(info: Option<&wire::LoadBalancerInfo>) -> bool {
    info.is_some_and(|info| {
        let balancers = info.elb_info_list.as_ref().is_some_and(|list| !list.is_empty());
        balancers || info.target_group_info_list.as_ref().is_some_and(|list| !list.is_empty())
    })
}

/// The one pair of target groups between which a service's traffic moves.
pub(super) fn of_services(given: &wire::LoadBalancerInfo) -> Result<(), Refusal> {
    let elsewhere = [
        ("elbInfoList", given.elb_info_list.as_ref().is_some_and(|list| !list.is_empty())),
        ("targetGroupInfoList", given.target_group_info_list.as_ref().is_some_and(|list| !list.is_empty())),
    ];
    if let Some((member, _)) = elsewhere.into_iter().find(|(_, says)| *says) {
        return refuse(CODE, format!("`loadBalancerInfo.{member}` belongs to platform `Server`: give `targetGroupPairInfoList`"));
    }
    match given.target_group_pair_info_list.as_deref() {
        Some([one]) => pair(one),
        found => {
            let count = found.map_or(0, <[_]>::len);
            refuse(CODE, format!("`loadBalancerInfo.targetGroupPairInfoList` has {count} pairs: give one"))
        }
    }
}

fn pair(given: &wire::TargetGroupPairInfo) -> Result<(), Refusal> {
    let at = "loadBalancerInfo.targetGroupPairInfoList[0]";
    let groups = given.target_groups.as_deref().unwrap_or_default();
    if groups.len() != 2 {
        return refuse(PAIR, format!("`{at}.targetGroups` has {} target groups: give the two between which traffic moves", groups.len()));
    }
    names(&format!("{at}.targetGroups"), groups.iter().map(|group| group.name.as_deref()), PAIR)?;
    let Some(production) = listener(&format!("{at}.prodTrafficRoute"), given.prod_traffic_route.as_ref())? else {
        return refuse(PAIR, format!("`{at}.prodTrafficRoute.listenerArns` is missing: give the ARN of one listener"));
    };
    match listener(&format!("{at}.testTrafficRoute"), given.test_traffic_route.as_ref())? {
        Some(test) if test == production => {
            refuse(PAIR, format!("`{at}.testTrafficRoute` has the listener of `prodTrafficRoute`: give another, or leave it out"))
        }
        Some(_) | None => Ok(()),
    }
}

/// The one listener of a route; none where the route says nothing.
fn listener<'a>(at: &str, route: Option<&'a wire::TrafficRoute>) -> Result<Option<&'a str>, Refusal> {
    match route.and_then(|route| route.listener_arns.as_deref()).unwrap_or_default() {
        [] => Ok(None),
        [arn] if is_listener(arn) => Ok(Some(arn)),
        [arn] => refuse(PAIR, format!("`{at}.listenerArns[0]` is {}: give a listener's ARN", shown(arn))),
        several => refuse(PAIR, format!("`{at}.listenerArns` has {} listeners: give one", several.len())),
    }
}

fn is_listener(arn: &str) -> bool {
    let mut parts = arn.splitn(6, ':');
    let whole = parts.next() == Some("arn") && parts.next().is_some_and(|partition| partition.starts_with("aws"));
    whole && parts.next() == Some("elasticloadbalancing") && parts.nth(2).is_some_and(|resource| resource.starts_with("listener/"))
}

fn names<'a>(member: &str, given: impl Iterator<Item = Option<&'a str>>, code: Exception) -> Result<(), Refusal> {
    let given: Vec<Option<&str>> = given.collect();
    at_most(member, ITEMS_MAX, given.len(), code)?;
    for (index, one) in given.iter().enumerate() {
        name(&format!("{member}[{index}].name"), *one, NAME_CHARS_MAX, code)?;
    }
    distinct(member, &given, code)
}
