//! Ctrl-C: once to finish what was sent, twice to end at once.

use std::time::Duration;

use client_crate::bulk::Handle;

use crate::progress::duration;
use crate::screen::Screen;

/// Ends a run early when the user asks for it.
pub fn listen(run: Handle, drain: Duration, screen: &Screen) {
    let screen = screen.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_err() {
            return;
        }
        screen.message(&format!(
            "nothing more is sent; results of what was sent have {}. Ctrl-C ends the run at once",
            duration(drain)
        ));
        run.shut_down(drain);
        if tokio::signal::ctrl_c().await.is_ok() {
            run.abort();
        }
    });
}
