//! Parses faults and the rules that inject them.

use http::{Method, StatusCode};
use kustomer_fake::{Fault, Rule};

use crate::values;

/// Parses `FAULT[,method=METHOD][,path=SUFFIX][,skip=N][,times=N]`.
pub(crate) fn rule(text: &str) -> Result<Rule, String> {
    let mut parts = text.split(',');
    let mut rule = Rule::new(fault(parts.next().unwrap_or_default())?);
    for part in parts {
        rule = match part.split_once('=') {
            Some(("method", method)) => rule.method(self::method(method)?),
            Some(("path", suffix)) => rule.path(suffix),
            Some(("skip", requests)) => rule.skip(values::number(requests)?),
            Some(("times", "all")) => rule.times(u64::MAX),
            Some(("times", requests)) => rule.times(values::number(requests)?),
            _ => return Err(format!("`{part}` is not one of method=, path=, skip=, times=")),
        };
    }
    Ok(rule)
}

/// Parses a fault without conditions.
pub(crate) fn fault(text: &str) -> Result<Fault, String> {
    match text.split_once('=') {
        None => match text {
            "refuse" => Ok(Fault::Refuse),
            "reset-before" => Ok(Fault::ResetBefore),
            "reset-after" => Ok(Fault::ResetAfter),
            "lose-response" => Ok(Fault::LoseResponse),
            "garble" => Ok(Fault::Garble),
            "status" | "delay" | "truncate" => Err(format!("`{text}` needs a value: {text}=N")),
            _ => Err(unknown(text)),
        },
        Some(("status", code)) => status(code).map(Fault::Status),
        Some(("delay", seconds)) => values::seconds(seconds).map(Fault::Delay),
        Some(("truncate", bytes)) => values::number(bytes).map(Fault::Truncate),
        Some(_) => Err(unknown(text)),
    }
}

fn unknown(text: &str) -> String {
    format!("`{text}` is not a fault; `--help` lists them")
}

fn status(code: &str) -> Result<u16, String> {
    let code = values::number(code)?;
    let is_final = (200..600).contains(&code) && StatusCode::from_u16(code).is_ok();
    if is_final { Ok(code) } else { Err(format!("`{code}` is not a status from 200 to 599")) }
}

fn method(text: &str) -> Result<Method, String> {
    text.parse().map_err(|_| format!("`{text}` is not an HTTP method"))
}
