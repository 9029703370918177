//! The table itself, for tests that have an endpoint and no stack. `template.yaml` is where it is defined.

use super::DynamoStore;
use super::faults::fault;
use crate::clients::Clients;
use crate::transport::shared_transport;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region, SharedCredentialsProvider};
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection, ProjectionType, ScalarAttributeType,
};
use headgate_engine::Fault;

use ScalarAttributeType::{N, S};

const ATTRIBUTES: [(&str, ScalarAttributeType); 7] =
    [("pk", S), ("sk", S), ("due_bucket", S), ("due_at", N), ("group_key", S), ("account_key", S), ("created_key", S)];

/// Name, keys and projected attributes of each index.
const INDEXES: [(&str, [&str; 2], &[&str]); 3] = [
    ("due", ["due_bucket", "due_at"], &["generation"]),
    ("by_group", ["group_key", "created_key"], &["status"]),
    ("by_account", ["account_key", "created_key"], &["status"]),
];

impl DynamoStore {
    /// A store in the table of this name, behind an endpoint that believes everybody.
    pub fn over_endpoint(url: &str, table: &str) -> Self {
        let credentials = SharedCredentialsProvider::new(Credentials::new("test", "test", None, None, "contract"));
        let config = aws_config::SdkConfig::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::new("us-east-1"))
            .credentials_provider(credentials)
            .http_client(shared_transport())
            .endpoint_url(url);
        Self::new(&Clients::over(config.build()), table.to_owned())
    }

    /// Makes the table.
    ///
    /// # Errors
    ///
    /// Whatever `CreateTable` says.
    pub async fn create_table(&self) -> Result<(), Fault> {
        let unbuildable = |error: BuildError| Fault::Broken(error.to_string());
        let mut create = self.client.create_table().table_name(&self.table).billing_mode(BillingMode::PayPerRequest);
        for (name, kind) in ATTRIBUTES {
            let attribute = AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build();
            create = create.attribute_definitions(attribute.map_err(unbuildable)?);
        }
        for (name, keys, projected) in INDEXES {
            create = create.global_secondary_indexes(index(name, keys, projected).map_err(unbuildable)?);
        }
        create = create.set_key_schema(Some(key_schema(["pk", "sk"]).map_err(unbuildable)?));
        create.send().await.map(|_| ()).map_err(|error| fault("dynamodb:CreateTable", &self.table, &error))
    }

    /// The table's keys, attributes and indexes, each as a line of text, sorted.
    ///
    /// # Errors
    ///
    /// Whatever `DescribeTable` says.
    pub async fn definition(&self) -> Result<Vec<String>, Fault> {
        let described = self.client.describe_table().table_name(&self.table).send().await;
        let table = described.map_err(|error| fault("dynamodb:DescribeTable", &self.table, &error))?.table;
        let table = table.ok_or_else(|| Fault::Broken("a table without a description".to_owned()))?;
        let mut lines = vec![format!("table {}", keys(table.key_schema()))];
        lines.extend(table.attribute_definitions().iter().map(|a| format!("attribute {} {}", a.attribute_name(), a.attribute_type())));
        for index in table.global_secondary_indexes() {
            let mut projected = index.projection().map(|projection| projection.non_key_attributes().to_vec()).unwrap_or_default();
            projected.sort();
            lines.push(format!("index {} {} {}", index.index_name().unwrap_or_default(), keys(index.key_schema()), projected.join(" ")));
        }
        lines.sort();
        Ok(lines)
    }
}

fn index(name: &str, keys: [&str; 2], projected: &[&str]) -> Result<GlobalSecondaryIndex, BuildError> {
    let projected = projected.iter().map(|&name| name.to_owned()).collect();
    let projection = Projection::builder().projection_type(ProjectionType::Include).set_non_key_attributes(Some(projected));
    let index = GlobalSecondaryIndex::builder().index_name(name).set_key_schema(Some(key_schema(keys)?));
    index.projection(projection.build()).build()
}

fn key_schema([hash, range]: [&str; 2]) -> Result<Vec<KeySchemaElement>, BuildError> {
    let element = |name, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
    Ok(vec![element(hash, KeyType::Hash)?, element(range, KeyType::Range)?])
}

fn keys(schema: &[KeySchemaElement]) -> String {
    schema.iter().map(|key| format!("{} {}", key.key_type(), key.attribute_name())).collect::<Vec<_>>().join(", ")
}
