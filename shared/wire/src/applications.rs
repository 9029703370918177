//! Applications.

use crate::shape::shapes;

shapes! {
    /// Makes an application.
    CreateApplicationInput { application_name: String, compute_platform: String, tags: Vec<Tag> }

    /// The application that was made.
    CreateApplicationOutput { application_id: String }

    /// Asks for an application.
    GetApplicationInput { application_name: String }

    /// An application.
    GetApplicationOutput { application: ApplicationInfo }

    /// What is known of an application.
    ApplicationInfo {
        application_id: String,
        application_name: String,
        create_time: f64,
        linked_to_git_hub: bool,
        git_hub_account_name: String,
        compute_platform: String,
    }

    /// Asks for the names of all applications.
    ListApplicationsInput { next_token: String }

    /// A page of names.
    ListApplicationsOutput { applications: Vec<String>, next_token: String }

    /// Removes an application and its groups.
    DeleteApplicationInput { application_name: String }

    /// A tag.
    Tag {
        #[serde(rename = "Key")]
        key: String,
        #[serde(rename = "Value")]
        value: String,
    }
}
