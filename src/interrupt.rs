//! Ctrl-C, while there is something to clean up.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
};

use crate::tree;

/// While it lives, Ctrl-C and a request to end are noted instead of obeyed. Catch them once per
/// process: signals that nobody catches any more end the process, in spite of a second catcher.
pub struct Interrupt {
    caught: Arc<AtomicBool>,
    dropped: Arc<AtomicBool>,
}

impl Interrupt {
    /// Starts to catch.
    pub fn catch() -> io::Result<Self> {
        let caught = Arc::new(AtomicBool::new(false));
        let dropped = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            flag::register_conditional_default(signal, Arc::clone(&dropped))?;
            flag::register(signal, Arc::clone(&caught))?;
        }
        Ok(Self { caught, dropped })
    }

    /// An error once there was a signal.
    pub fn check(&self) -> Result<(), tree::Error> {
        match self.caught.load(Ordering::Relaxed) {
            true => Err(tree::Error::Interrupted),
            false => Ok(()),
        }
    }
}

impl Drop for Interrupt {
    fn drop(&mut self) {
        self.dropped.store(true, Ordering::Relaxed);
    }
}
