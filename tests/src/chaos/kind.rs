//! What a deployment meets, and how it must end.

/// What a deployment meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Nothing.
    Plain,
    /// Two validation functions that accept.
    Accepted,
    /// One that accepts through the report URL.
    Approved,
    /// One that rejects before any traffic has moved.
    RejectedBefore,
    /// One that rejects afterwards.
    RejectedAfter,
    /// One that crashes before any traffic has moved.
    CrashedBefore,
    /// One that crashes afterwards.
    CrashedAfter,
    /// One that never gives a verdict.
    Silent,
    /// One that rejects through the report URL.
    Reported,
    /// An alarm in the middle.
    Alarmed,
    /// A person who stops it in the middle.
    Stopped,
}

impl Kind {
    pub(super) const ALL: [Self; 11] = [
        Self::Plain,
        Self::Accepted,
        Self::Approved,
        Self::RejectedBefore,
        Self::RejectedAfter,
        Self::CrashedBefore,
        Self::CrashedAfter,
        Self::Silent,
        Self::Reported,
        Self::Alarmed,
        Self::Stopped,
    ];

    /// How it must end: the status, and the error's code.
    pub(super) fn end(self) -> (&'static str, &'static str) {
        match self {
            Self::Plain | Self::Accepted | Self::Approved => ("Succeeded", ""),
            Self::RejectedBefore | Self::RejectedAfter | Self::CrashedBefore | Self::CrashedAfter | Self::Silent | Self::Reported => {
                ("Failed", "HOOK_EXECUTION_FAILURE")
            }
            Self::Alarmed => ("Stopped", "ALARM_ACTIVE"),
            Self::Stopped => ("Stopped", "MANUAL_STOP"),
        }
    }

    /// Whether its first step lasts until somebody does something about it.
    pub(super) fn waits(self) -> bool {
        matches!(self, Self::Alarmed | Self::Stopped)
    }

    /// Its validation functions, as the AppSpec has them.
    pub(super) fn hooks(self) -> &'static str {
        match self {
            Self::Plain | Self::Alarmed | Self::Stopped => "",
            Self::Accepted => {
                "Hooks:\n  - BeforeAllowTraffic: CodeDeployHook_e2e_accepts\n  - AfterAllowTraffic: CodeDeployHook_e2e_accepts\n"
            }
            Self::Approved => "Hooks:\n  - AfterAllowTraffic: CodeDeployHook_e2e_approves\n",
            Self::RejectedBefore => "Hooks:\n  - BeforeAllowTraffic: CodeDeployHook_e2e_rejects\n",
            Self::RejectedAfter => "Hooks:\n  - AfterAllowTraffic: CodeDeployHook_e2e_rejects\n",
            Self::CrashedBefore => "Hooks:\n  - BeforeAllowTraffic: CodeDeployHook_e2e_panics\n",
            Self::CrashedAfter => "Hooks:\n  - AfterAllowTraffic: CodeDeployHook_e2e_panics\n",
            Self::Silent => "Hooks:\n  - AfterAllowTraffic: CodeDeployHook_e2e_silent\n",
            Self::Reported => "Hooks:\n  - BeforeAllowTraffic: CodeDeployHook_e2e_reports\n",
        }
    }

    /// How long its validation functions have, in seconds. One that accepts must not fail for being late on a machine
    /// that has other things to do.
    pub(super) fn hook_timeout_seconds(self) -> u32 {
        if self == Self::Silent { 10 } else { 300 }
    }
}
