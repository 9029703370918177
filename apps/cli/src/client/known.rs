//! What of an answer this command knows. An `api` that is newer may say more than there was to say when this command
//! was built: members, and words, that it does not know are left out rather than stumbled over.

use headgate_wire::Shape;
use serde_json::Value;

/// The value without what its shape does not have; nothing if the value itself is such a thing.
pub(super) fn known(shape: &Shape, value: Value) -> Option<Value> {
    match (shape, value) {
        (_, Value::Null) => None,
        (Shape::Structure(members), Value::Object(given)) => {
            let known = given.into_iter().filter_map(|(name, value)| {
                let member = members.iter().find(|member| member.name == name)?;
                Some((name, known(member.shape, value)?))
            });
            Some(Value::Object(known.collect()))
        }
        (Shape::List { item, .. }, Value::Array(items)) => Some(items.into_iter().filter_map(|value| known(item, value)).collect()),
        (Shape::Map { key, value: shape }, Value::Object(given)) => {
            let known = given.into_iter().filter_map(|(name, value)| {
                known(key, Value::String(name.clone()))?;
                Some((name, known(shape, value)?))
            });
            Some(Value::Object(known.collect()))
        }
        (Shape::Word(words), Value::String(word)) if !words.contains(&word.as_str()) => None,
        (_, value) => Some(value),
    }
}

#[cfg(test)]
mod tests {
    use super::known;
    use headgate_wire::Operation;
    use serde_json::json;

    #[test]
    fn what_is_of_the_future_is_left_out() {
        let shape = Operation::named("GetDeployment").unwrap().output.unwrap();
        let given =
            json!({"deploymentInfo": {"status": "Dreaming", "creator": "user", "mood": 1, "headgate": {"state": "Asleep", "x": {}}}});
        assert_eq!(known(shape, given), Some(json!({"deploymentInfo": {"creator": "user", "headgate": {"state": "Asleep"}}})));
        let shape = Operation::named("GetDeploymentGroup").unwrap().output.unwrap();
        let events = |events| json!({"deploymentGroupInfo": {"autoRollbackConfiguration": {"events": events}}});
        let given = events(json!(["DEPLOYMENT_FAILURE", "FULL_MOON"]));
        assert_eq!(known(shape, given), Some(events(json!(["DEPLOYMENT_FAILURE"]))));
    }
}
