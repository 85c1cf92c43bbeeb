//! The text of `--help`.

use crate::api;
use crate::arguments::ServerOption;

/// The text, with the options of this API.
pub fn text() -> String {
    let servers = api::SERVER_OPTIONS.iter().fold(String::new(), |text, option| {
        let ServerOption { usage, variable, .. } = option;
        text + &format!("  {usage:<24}set the `{variable}` in the address of the API\n")
    });
    format!(
        "{START}{servers}{REST}\nThe API key is read from the environment: {}.\n{EXIT_CODES}",
        api::KEY_VARIABLE
    )
}

const START: &str = "\
Applies updates, many in a request, and says what became of each.

Usage: bulk_update [OPTIONS] FILE
       bulk_update [OPTIONS] --only-failed OUTCOMES

FILE has one JSON object a line (NDJSON), or is a JSON array of objects; `-` is standard input.

API:
";

const REST: &str = "  --base-url URL          use this address of the API

Outcomes:
  --outcomes FILE         write the outcomes to a new FILE        [default: standard output]
  --only-failed OUTCOMES  send again what has failed in an earlier run, whose outcomes are in the
                          file OUTCOMES. What is unknown or invalid there stays so

Runs:
  --dry-run               check the whole input, and send nothing
  --journal FILE          record the run in FILE. After Ctrl-C or a crash, the same command goes on
                          where it ended, and adds to the outcomes. Needs `--outcomes`
  --spool FILE            copy standard input to FILE first, to be read from there. A journal needs it
                          for `-`
  --max-open-jobs N       have at most N jobs open at once        [default: 256]
  --drain SECONDS         after Ctrl-C, wait this long for results [default: 30]
  -h, --help              print this help

Each outcome is a line of JSON: `index` and `line` say which item of the input it is, `id` which record,
`result` is `updated`, `failed`, `unknown` (it may have been updated) or `invalid` (it was not sent),
`reason` and `details` say why, `job` names the job, and `item` is the item unless it was updated.

The first Ctrl-C sends nothing more and waits for what was sent; a second one ends the run at once.
";

const EXIT_CODES: &str = "
Exit codes:
  0   all items were updated (with `--dry-run`: all are valid)
  1   an item failed, is unknown or is invalid
  2   the command line, the configuration or a file is not right; nothing was sent
  3   the run stopped early, by an error or by Ctrl-C
";
