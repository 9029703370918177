//! What goes wrong, and how often: each kind is on or off, and some days are bad.

use crate::chance::Chance;
use crate::faults::Faults;

pub(super) fn faults(chance: &mut Chance) -> Faults {
    if chance.once_in(20) {
        return Faults::none();
    }
    let mut rate = |often: &[u32]| if chance.once_in(2) { *chance.one_of(often) } else { 0 };
    let (death_before, death_after) = (rate(&[5, 30, 150, 500]), rate(&[5, 30, 150, 500]));
    let stall = rate(&[5, 30, 150, 400, 1000]);
    let (answer_lost, call_lost) = (rate(&[10, 50, 300, 1000]), rate(&[10, 50, 300, 1000]));
    let throttled = rate(&[10, 100, 500, 2000]);
    let (duplicate, late) = (rate(&[50, 500, 3000, 6000]), rate(&[50, 500, 2000, 5000]));
    let (event_lost, wake_lost) = (rate(&[500, 3000, 6000]), rate(&[100, 1000, 4000]));
    let stale_alias = rate(&[500, 3000, 8000]);
    let mut span = |spans: &[i64]| if chance.once_in(2) { *chance.one_of(spans) } else { 0 };
    Faults {
        death_before,
        death_after,
        stall,
        stall_seconds_max: span(&[3, 30, 120, 900]).max(2),
        answer_lost,
        call_lost,
        throttled,
        duplicate,
        late,
        late_seconds_max: span(&[5, 60, 400, 4000]).max(2),
        event_lost,
        wake_lost,
        stale_alias,
        stale_alias_seconds_max: span(&[20, 90]).max(5),
        index_lag_seconds_max: span(&[1, 5, 30, 120]),
        skew_ms_max: span(&[500, 3000, 8000]),
        call_ms_max: span(&[40, 400, 3000]).max(20),
        time_limits: chance.once_in(2),
    }
}
