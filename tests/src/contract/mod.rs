//! What every store promises, as `headgate_engine::Store` says it: each promise is a case of its own.
//!
//! A case needs an empty store. What the port lets lag is asked again until it is as it should be.

#![expect(clippy::missing_panics_doc, reason = "a case that does not hold panics")]

pub mod fixtures;

mod commits;
mod deployments;
mod due;
mod history;
mod limits;
mod listing;
mod locks;
mod outbox;
mod queues;
mod races;
mod records;
mod watching;

use headgate_engine::Store;
use std::fmt::Debug;
use std::future::Future;
use std::time::Duration;

macro_rules! cases {
    ($d:tt $($module:ident { $($case:ident,)+ })+) => {
        /// The names of all cases.
        pub const CASES: &[&str] = &[$($(stringify!($case)),+),+];

        /// Checks one case on an empty store.
        pub async fn check<S: Store>(case: &str, store: &S) {
            match case {
                $($(stringify!($case) => $module::$case(store).await,)+)+
                unknown => panic!("there is no case `{unknown}`"),
            }
        }

        /// A test for each case, over what the expression makes: a future of an empty store.
        #[macro_export]
        macro_rules! store_tests {
            ($d store:expr) => {
                $($(
                    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                    async fn $case() {
                        $d crate::contract::check(stringify!($case), &$d store.await).await;
                    }
                )+)+
            };
        }
    };
}

cases! { $
    deployments {
        a_deployment_comes_back_as_it_was_stored,
        what_was_never_stored_is_not_found,
        an_id_is_inserted_once,
        an_update_needs_the_revision_that_is_stored,
        an_update_of_nothing_is_refused,
        instants_keep_their_nanoseconds,
    }
    commits {
        a_commit_of_nothing_is_done,
        nothing_happens_when_one_write_is_refused,
        the_refusal_names_the_write_that_was_refused,
        the_first_of_several_refused_writes_is_named,
        sixty_writes_are_one_transaction,
        a_hundred_writes_are_one_transaction,
        more_than_a_hundred_writes_are_broken,
        no_item_is_written_twice,
    }
    locks {
        a_lock_has_one_chain,
        a_lock_is_let_go_by_its_chain_alone,
        letting_go_of_what_nobody_has_is_done,
        unlocked_is_refused_while_a_chain_has_the_lock,
        locks_of_groups_and_aliases_are_apart,
        a_rollback_inherits_what_its_chain_holds,
    }
    watching {
        watchers_come_and_go,
        alarms_have_watchers_of_their_own,
        a_thousand_watchers_are_all_found,
    }
    queues {
        a_queue_is_in_the_order_of_its_places,
        places_at_the_same_instant_are_in_the_order_of_ids,
        who_leaves_a_queue_is_gone_from_that_queue_alone,
        a_place_that_is_read_is_the_place_that_was_taken,
    }
    due {
        the_longest_due_comes_first,
        what_is_due_later_is_not_due,
        what_is_at_rest_is_never_due,
        due_carries_the_generation,
    }
    history {
        history_is_in_order_and_paged,
        histories_are_apart,
        a_long_history_is_read_whole,
    }
    outbox {
        notices_are_unsent_until_they_are_marked,
        marking_twice_is_once,
        marking_what_is_not_there_makes_nothing,
        the_outbox_has_the_oldest_first_each_deployment_once,
        the_outbox_leaves_out_what_is_younger,
    }
    records {
        records_are_made_once,
        a_record_is_changed_at_its_revision,
        anything_goes_where_anything_is_expected,
        removing_needs_what_is_expected,
        a_record_that_must_exist_does,
        records_are_listed_by_name_under_their_parent,
        records_of_each_kind_are_apart,
        a_name_changes_with_its_owner_or_not_at_all,
    }
    listing {
        deployments_are_listed_newest_first_in_pages,
        pages_stay_as_they_are_while_others_are_inserted,
        a_group_lists_its_own,
        a_group_lists_its_own_under_whatever_name,
        statuses_are_chosen_and_counted_after_choosing,
        one_among_thousands_is_found,
        the_range_of_creation_includes_both_ends,
        a_range_without_room_is_empty,
        a_page_that_is_just_full_may_be_the_last,
    }
    limits {
        the_biggest_deployment_fits,
        the_longest_names_fit,
    }
    races {
        of_eight_updates_at_one_revision_one_wins,
        of_eight_takers_of_a_lock_one_wins,
        of_eight_inserts_of_an_id_one_wins,
        transactions_that_meet_on_a_shared_record_all_happen,
    }
}

/// Long enough for an index of a table that is under load.
const ASKED_AT_MOST: u32 = 100;
const ASKED_EVERY: Duration = Duration::from_millis(100);

/// What a lagging read comes to.
pub(crate) async fn settles<T, F>(expected: T, read: impl Fn() -> F)
where
    T: PartialEq + Debug,
    F: Future<Output = T>,
{
    let mut seen = read().await;
    for _ in 0..ASKED_AT_MOST {
        if seen == expected {
            return;
        }
        tokio::time::sleep(ASKED_EVERY).await;
        seen = read().await;
    }
    assert_eq!(seen, expected);
}
