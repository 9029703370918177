//! The service model with the overlay laid over it, as far as the generator needs it.

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The model: its operations and shapes in the model's own form, and the exceptions of members.
pub(super) struct Model {
    operations: Map<String, Value>,
    shapes: Map<String, Value>,
    refusals: Map<String, Value>,
    own_exceptions: Vec<String>,
    own_operations: BTreeSet<String>,
}

/// An operation.
pub(super) struct Operation<'a> {
    pub(super) name: &'a str,
    pub(super) of_codedeploy: bool,
    pub(super) input: &'a str,
    pub(super) output: Option<&'a str>,
    pub(super) exceptions: Vec<&'a str>,
}

/// A member of a structure.
pub(super) struct Member<'a> {
    pub(super) name: &'a str,
    pub(super) shape: &'a str,
    pub(super) required: bool,
}

impl Model {
    pub(super) fn read(service: &Value, overlay: &Value) -> Result<Self> {
        let object = |value: &Value, what: &str| value[what].as_object().cloned().with_context(|| format!("no `{what}`"));
        let mut model = Self {
            operations: object(service, "operations")?,
            shapes: object(service, "shapes")?,
            refusals: object(overlay, "refusals")?,
            own_exceptions: serde_json::from_value(overlay["exceptions"].clone()).context("`exceptions` of the overlay")?,
            own_operations: BTreeSet::new(),
        };
        for (name, operation) in object(overlay, "operations")? {
            model.own_operations.insert(name.clone());
            ensure!(model.operations.insert(name.clone(), operation).is_none(), "CodeDeploy has an operation `{name}` of its own");
        }
        for (name, shape) in object(overlay, "shapes")? {
            match model.shapes.get_mut(&name) {
                Some(known) => lay_over(known, &shape).with_context(|| format!("shape `{name}` of the overlay"))?,
                None => {
                    model.shapes.insert(name, shape);
                }
            }
        }
        Ok(model)
    }

    pub(super) fn operations(&self) -> Result<Vec<Operation<'_>>> {
        let mut operations = self.operations.iter().map(|(name, value)| self.operation(name, value)).collect::<Result<Vec<_>>>()?;
        operations.sort_by_key(|operation| operation.name);
        Ok(operations)
    }

    fn operation<'a>(&self, name: &'a str, value: &'a Value) -> Result<Operation<'a>> {
        let exceptions = value["errors"].as_array().into_iter().flatten().filter_map(|error| error["shape"].as_str());
        Ok(Operation {
            name,
            of_codedeploy: !self.own_operations.contains(name),
            input: value["input"]["shape"].as_str().with_context(|| format!("operation `{name}` has no input"))?,
            output: value["output"]["shape"].as_str(),
            exceptions: exceptions.map(bare).collect(),
        })
    }

    pub(super) fn shape(&self, name: &str) -> Result<&Value> {
        self.shapes.get(name).with_context(|| format!("there is no shape `{name}`"))
    }

    pub(super) fn members<'a>(&'a self, structure: &str) -> Result<Vec<Member<'a>>> {
        let shape = self.shape(structure)?;
        let required: Vec<&str> = shape["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let member = |(name, value): (&'a String, &'a Value)| {
            let shape = value["shape"].as_str().with_context(|| format!("`{structure}.{name}` has no shape"))?;
            Ok(Member { name, shape, required: required.contains(&name.as_str()) })
        };
        shape["members"].as_object().into_iter().flatten().map(member).collect()
    }

    /// Every shape that a request or an answer can have in it, by name.
    pub(super) fn reached(&self) -> Result<BTreeSet<&str>> {
        let mut reached = BTreeSet::new();
        for operation in self.operations()? {
            for shape in [Some(operation.input), operation.output].into_iter().flatten() {
                self.reach(shape, &mut reached)?;
            }
        }
        Ok(reached)
    }

    fn reach<'a>(&'a self, name: &'a str, reached: &mut BTreeSet<&'a str>) -> Result<()> {
        if reached.insert(name) {
            for part in self.parts(name)? {
                self.reach(part, reached)?;
            }
        }
        Ok(())
    }

    /// The shapes that a shape is made of.
    pub(super) fn parts<'a>(&'a self, name: &str) -> Result<Vec<&'a str>> {
        let shape = self.shape(name)?;
        let parts = ["member", "key", "value"].into_iter().filter_map(|part| shape[part]["shape"].as_str());
        Ok(parts.chain(self.members(name)?.into_iter().map(|member| member.shape)).collect())
    }

    /// The names of all exceptions, without the `Exception` they end in.
    pub(super) fn exceptions(&self) -> BTreeSet<&str> {
        let modelled = self.shapes.iter().filter(|(_, shape)| shape["exception"] == true).map(|(name, _)| bare(name));
        modelled.chain(self.own_exceptions.iter().map(|name| bare(name))).collect()
    }

    /// The exception that a member earns where it is `missing` or `wrong`, if its operation declares it.
    pub(super) fn refusal<'a>(&'a self, operation: &Operation<'_>, member: &str, how: &str) -> Option<&'a str> {
        self.refusals.get(member)?[how].as_str().filter(|exception| operation.exceptions.contains(exception))
    }

    /// Whether a value of this shape can break a constraint.
    pub(super) fn is_constrained(&self, name: &str) -> Result<bool> {
        let shape = self.shape(name)?;
        if ["min", "max", "pattern", "enum", "required"].iter().any(|constraint| !shape[constraint].is_null()) {
            return Ok(true);
        }
        for part in self.parts(name)? {
            if self.is_constrained(part)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// An exception's name without the word that each of them ends in.
fn bare(exception: &str) -> &str {
    exception.strip_suffix("Exception").unwrap_or(exception)
}

fn lay_over(known: &mut Value, more: &Value) -> Result<()> {
    ensure!(known["type"] == more["type"], "it is a {} in the model", known["type"]);
    match (&mut known["members"], &more["members"]) {
        (Value::Object(members), Value::Object(more)) => members.extend(more.clone()),
        (Value::Null, Value::Null) => match (&mut known["enum"], &more["enum"]) {
            (Value::Array(words), Value::Array(more)) => words.extend(more.clone()),
            _ => bail!("only members and words can be added"),
        },
        _ => bail!("only members and words can be added"),
    }
    Ok(())
}
