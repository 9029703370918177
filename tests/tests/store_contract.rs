//! The store's contract, on every store there is.

use headgate_aws::DynamoStore;
use headgate_sim::MemoryStore;
use headgate_tests::contract::{self, CASES};

mod memory {
    use super::*;

    headgate_tests::store_tests!(async { MemoryStore::new() });
}

/// A table on `SQLite`, in this process.
mod embedded {
    use super::*;
    use dynoxide::Database;
    use tokio::net::TcpListener;

    headgate_tests::store_tests!(store());

    async fn store() -> DynamoStore {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(dynoxide::server::serve_on(listener, Database::memory().expect("a database")));
        let store = DynamoStore::over_endpoint(&url, "headgate");
        store.create_table().await.expect("a table");
        store
    }
}

mod emulator {
    use super::*;
    use xtask::{Options, Stack};

    /// One emulator for all cases, each with a table of its own, which is the one that the template makes.
    #[test]
    fn the_whole_contract() {
        let stack = Stack::start(&Options::default()).unwrap();
        let url = stack.endpoint().unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(over_endpoint(&url, stack.output("TableName").unwrap()));
    }

    async fn over_endpoint(url: &str, deployed: &str) {
        let deployed = DynamoStore::over_endpoint(url, deployed).definition().await.expect("the deployed table");
        for case in CASES {
            eprintln!("{case}");
            let store = DynamoStore::over_endpoint(url, &format!("contract-{case}"));
            store.create_table().await.expect("a table");
            assert_eq!(store.definition().await.as_ref(), Ok(&deployed), "`template.yaml` defines another table");
            contract::check(case, &store).await;
        }
    }
}
