//! `template.yaml` after its transform, with CloudFormation's functions carried out as far as they can be without a stack.

use serde_json::Value;
use std::sync::OnceLock;
use xtask::transformed_template;

/// What the template takes apart: two patterns stand for any number of them.
const OF_PARTS: [(&str, &str, usize); 5] = [
    ("AWS::StackId", "/", 3),
    ("HookFunctions", ",", 2),
    ("ManagedFunctions", ",", 2),
    ("NotificationTopics", ",", 2),
    ("RevisionBuckets", ",", 2),
];

/// The template, transformed once.
///
/// # Panics
///
/// When it cannot be transformed.
pub fn template() -> &'static Value {
    static TEMPLATE: OnceLock<Value> = OnceLock::new();
    TEMPLATE.get_or_init(|| transformed_template().expect("the template can be transformed"))
}

/// The template with another value at a place under `Resources`.
///
/// # Panics
///
/// When there is no such place.
pub fn changed(place: &str, value: Value) -> Value {
    let mut changed = template().clone();
    *changed.pointer_mut(&format!("/Resources{place}")).unwrap_or_else(|| panic!("there is no {place}")) = value;
    changed
}

/// Resources of one kind: their names and properties.
///
/// # Panics
///
/// When the template has no resources.
pub fn resources<'a>(template: &'a Value, kind: &str) -> Vec<(&'a str, &'a Value)> {
    let all = template["Resources"].as_object().expect("a template has resources");
    all.iter().filter(|(_, resource)| resource["Type"] == kind).map(|(name, resource)| (name.as_str(), &resource["Properties"])).collect()
}

/// The properties of a resource.
///
/// # Errors
///
/// When the template has none of this name.
pub fn property<'a>(template: &'a Value, name: &str) -> Result<&'a Value, String> {
    template["Resources"].get(name).map(|resource| &resource["Properties"]).ok_or_else(|| format!("{name} is not in the template"))
}

/// A value that may be a list, or differ with a condition.
pub fn several(value: &Value) -> Vec<String> {
    let Some((function, argument)) = call(value) else {
        return list(value).map(shown).collect();
    };
    match (function, argument.as_array().map_or(&[][..], Vec::as_slice)) {
        ("Fn::If", [condition, then, otherwise]) => {
            let condition = shown(condition);
            let then = several(then).into_iter().map(|value| format!("{value} if {condition}"));
            then.chain(several(otherwise).into_iter().map(|value| format!("{value} unless {condition}"))).collect()
        }
        ("Fn::Split", [separator, text]) => shown(text).split(&shown(separator)).map(str::to_owned).collect(),
        _ => vec![shown(value)],
    }
}

/// CloudFormation's functions carried out, as far as they can be without a stack.
pub fn shown(value: &Value) -> String {
    let Some((function, argument)) = call(value) else {
        return value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    };
    match (function, argument.as_array().map_or(&[][..], Vec::as_slice)) {
        ("Ref", _) => referred(&shown(argument)),
        ("Fn::GetAtt", [resource, attribute]) => format!("${{{}.{}}}", shown(resource), shown(attribute)),
        ("Fn::Sub", [text, names]) => substituted(text, names),
        ("Fn::Sub", []) => shown(argument),
        ("Fn::Join", [separator, parts]) => several(parts).join(&shown(separator)),
        ("Fn::Select", [index, parts]) => several(parts)[usize::try_from(index.as_u64().unwrap_or(0)).unwrap_or(0)].clone(),
        _ => value.to_string(),
    }
}

fn call(value: &Value) -> Option<(&str, &Value)> {
    let object = value.as_object().filter(|object| object.len() == 1)?;
    object.iter().next().map(|(function, argument)| (function.as_str(), argument))
}

fn referred(name: &str) -> String {
    let Some((_, separator, parts)) = OF_PARTS.iter().find(|(known, ..)| *known == name) else {
        return format!("${{{name}}}");
    };
    (0..*parts).map(|part| format!("${{{name}.{part}}}")).collect::<Vec<_>>().join(separator)
}

fn substituted(text: &Value, names: &Value) -> String {
    let names = names.as_object().into_iter().flatten();
    names.fold(shown(text), |text, (name, value)| text.replace(&format!("${{{name}}}"), &shown(value)))
}

/// A list, or the one value that stands for a list of one.
pub fn list(value: &Value) -> impl Iterator<Item = &Value> {
    let one = if value.is_null() { &[] } else { std::slice::from_ref(value) };
    value.as_array().map_or(one, Vec::as_slice).iter()
}

/// Whether a condition holds where every parameter has its default.
///
/// # Panics
///
/// When it is made of anything but `!Equals` of a parameter, and `!Not`.
pub fn holds_by_default(template: &Value, condition: &str) -> bool {
    holds(template, &template["Conditions"][condition])
}

fn holds(template: &Value, condition: &Value) -> bool {
    let (function, argument) = call(condition).unwrap_or_else(|| panic!("{condition} is no condition"));
    match (function, argument.as_array().map_or(&[][..], Vec::as_slice)) {
        ("Fn::Not", [other]) => !holds(template, other),
        ("Fn::Equals", [left, right]) => {
            let parameter = shown(&left["Ref"]);
            shown(&template["Parameters"][parameter]["Default"]) == shown(right)
        }
        _ => panic!("{condition} is no condition that is known here"),
    }
}
