use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};
use serde::{Deserialize, Serialize};

use crate::paths::{target_folder, workspace_root};
use crate::python::Python;
use crate::shell::{progress, read};

/// Long enough for the slowest machine that runs the tests; a healthy start takes three seconds.
const START_LIMIT: Duration = Duration::from_mins(1);
const ANSWER_LIMIT: Duration = Duration::from_secs(2);
const REGION: &str = "us-east-1";

/// A port that nobody listens on.
pub fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("cannot open any port")?;
    Ok(listener.local_addr()?.port())
}

/// How an emulator is started.
pub(crate) struct Settings {
    pub(crate) port: u16,
    /// Whether a function may do only what its role allows.
    pub(crate) enforce_roles: bool,
    /// Where functions send their requests, if not straight to the emulator.
    pub(crate) functions_endpoint: Option<String>,
    /// Whether it ends with this process.
    pub(crate) follows: bool,
}

/// A running emulator; it can be found again by what it serialises to.
#[derive(Serialize, Deserialize)]
pub(crate) struct Emulator {
    process: i32,
    port: u16,
    enforce_roles: bool,
    #[serde(skip)]
    child: Option<Child>,
}

impl Emulator {
    pub(crate) fn start(python: &Python, settings: &Settings) -> Result<Self> {
        let port = settings.port;
        progress(&format!("starting the emulator on port {port}"));
        let folder = target_folder(&format!("emulator/{port}"))?;
        fs::create_dir_all(folder.join("tmp"))?;
        let log = File::create(folder.join("log")).context("cannot write the emulator's log")?;
        let own = format!("http://127.0.0.1:{port}");
        let mut command = python.program("python");
        command
            .arg(workspace_root().join("xtask/src/emulator.py"))
            // Functions inherit the emulator's environment: they are to see nothing of this machine's.
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &folder)
            .env("TMPDIR", folder.join("tmp"))
            .env("GATEWAY_PORT", port.to_string())
            .env("BIND_HOST", "127.0.0.1")
            .env("MINISTACK_HOST", "127.0.0.1")
            .env("MINISTACK_REGION", REGION)
            .env("AWS_ENDPOINT_URL", settings.functions_endpoint.as_ref().unwrap_or(&own))
            .env("AUTH", settings.enforce_roles.to_string())
            // It would listen for devices on a port of its own, and two emulators would collide there.
            .env("IOT_MTLS_ENABLED", "0")
            .env("PYTHONUNBUFFERED", "1")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        if settings.follows {
            command.env("HEADGATE_EMULATOR_FOLLOWS_PARENT", "1").stdin(Stdio::piped());
        }
        let child = command.spawn().context("cannot start the emulator")?;
        let mut emulator = Self {
            process: i32::try_from(child.id()).context("a process id beyond reason")?,
            port,
            enforce_roles: settings.enforce_roles,
            child: Some(child),
        };
        if let Err(error) = emulator.wait_until_healthy() {
            emulator.stop();
            return Err(error);
        }
        Ok(emulator)
    }

    fn wait_until_healthy(&mut self) -> Result<()> {
        let deadline = Instant::now() + START_LIMIT;
        while !self.is_healthy() {
            let log = self.folder().join("log");
            if let Some(status) = self.child.as_mut().and_then(|child| child.try_wait().ok().flatten()) {
                let how = status.signal().map_or("by itself".to_owned(), |n| format!("on signal {n}"));
                bail!("the emulator ended {how}; its log is {}", log.display());
            }
            if Instant::now() > deadline {
                bail!("the emulator does not answer; its log is {}", log.display());
            }
            sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    /// Whether its process is still this emulator, and not another that was given the same number.
    pub(crate) fn is_alive(&self) -> bool {
        let process = self.process.to_string();
        read(Command::new("ps").args(["-o", "args=", "-p", &process])).is_ok_and(|command| command.contains("emulator.py"))
    }

    /// Whether it answers.
    pub(crate) fn is_healthy(&self) -> bool {
        let request = ureq::get(format!("{}/_ministack/health", self.endpoint()));
        request.config().timeout_global(Some(ANSWER_LIMIT)).build().call().is_ok()
    }

    pub(crate) fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn enforces_roles(&self) -> bool {
        self.enforce_roles
    }

    /// Where its log and its functions' code are.
    pub(crate) fn folder(&self) -> PathBuf {
        crate::target_directory().join(format!("emulator/{}", self.port))
    }

    /// What leads an AWS client here. The emulator takes these for the account's root user.
    pub(crate) fn environment(&self) -> Vec<(&'static str, String)> {
        vec![
            ("AWS_ENDPOINT_URL", self.endpoint()),
            ("AWS_ACCESS_KEY_ID", "test".into()),
            ("AWS_SECRET_ACCESS_KEY", "test".into()),
            ("AWS_DEFAULT_REGION", REGION.into()),
        ]
    }

    /// Ends it and every function that it runs. There is nothing that it would have to save.
    pub(crate) fn stop(&mut self) {
        let Some(group) = Pid::from_raw(self.process) else { return };
        // Refused where nothing is left to end, which is what was wanted.
        let _ = kill_process_group(group, Signal::KILL);
        if let Some(mut child) = self.child.take() {
            // It may have been too young to have a group of its own.
            let _ = child.kill();
            let _ = child.wait();
        }
        let deadline = Instant::now() + ANSWER_LIMIT;
        while test_kill_process_group(group).is_ok() && Instant::now() < deadline {
            sleep(Duration::from_millis(20));
        }
    }

    /// Throws its log away, and its functions' code.
    pub(crate) fn forget(&self) {
        // What cannot be removed is no harm where it lies.
        let _ = fs::remove_dir_all(self.folder());
    }
}
