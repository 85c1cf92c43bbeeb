//! Former names that stay as deprecated aliases.
//!
//! Invariant: a type with a new name is compared with what it was under the old one, so that an alias
//! hides no other change.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::same_contents::replaced;
use super::{Change, Difference, Impact};
use crate::public_api::{Item, Kind, PublicApi};

/// The two states without aliases that are new, and what is known of them. In the first one, types have
/// the names that they have in the second.
pub(super) fn resolved<'i>(
    base: &'i PublicApi,
    new: &'i PublicApi,
) -> (Cow<'i, PublicApi>, Cow<'i, PublicApi>, Vec<Change>) {
    let aliases = aliases(base, new);
    if aliases.is_empty() {
        return (Cow::Borrowed(base), Cow::Borrowed(new), Vec::new());
    }
    let names: BTreeMap<&str, &str> =
        aliases.iter().map(|(from, to)| (from.name(), to.name())).collect();
    let paths: BTreeMap<&str, &str> =
        aliases.iter().map(|(from, to)| (&*from.path, &*to.path)).collect();
    let renamed = |text: &str| replaced(text, |name| names.get(name).copied());
    let methods = methods(new);
    let is_told = |item: &&Item| {
        item.kind != Kind::Wire
            || !methods.contains(item.path.split(' ').next().unwrap_or_default())
    };
    let old = base.items.iter().filter(is_told).map(|item| Item {
        path: moved(&item.path, &paths).into(),
        kind: match &item.kind {
            Kind::Impl(of) => Kind::Impl(renamed(of).into()),
            kind => kind.clone(),
        },
        rest: if item.kind == Kind::Wire { item.rest.clone() } else { renamed(&item.rest).into() },
        ..item.clone()
    });
    let is_alias = |item: &Item| item.kind == Kind::Alias && paths.contains_key(&*item.path);
    let now = new.items.iter().filter(|item| !is_alias(item)).cloned();
    let changes = aliases.iter().map(|(from, to)| {
        let difference = Difference::Renamed { from: (*from).clone(), to: (*to).clone() };
        Change::new(difference, Impact::Compatible).note("the old name stays as a deprecated alias")
    });
    let changes = changes.collect();
    let (old, now) = (PublicApi { items: old.collect() }, PublicApi { items: now.collect() });
    (Cow::Owned(old), Cow::Owned(now), changes)
}

/// The deprecated methods that only call others: what they send is known of those.
fn methods(new: &PublicApi) -> BTreeSet<&str> {
    let sending: BTreeSet<&str> =
        new.items.iter().filter(|it| it.kind == Kind::Wire).map(|it| &*it.path).collect();
    let methods = new.items.iter().filter(|item| {
        item.kind == Kind::Function
            && item.attributes.deprecated
            && item.path.starts_with("Client::")
            && !sending.contains(&*item.path)
    });
    methods.map(|item| &*item.path).collect()
}

/// The types that are deprecated aliases now, with the types that these lead to.
fn aliases<'i>(base: &'i PublicApi, new: &'i PublicApi) -> Vec<(&'i Item, &'i Item)> {
    let deprecated: BTreeSet<&str> = new
        .items
        .iter()
        .filter(|item| item.kind == Kind::Module && item.attributes.deprecated)
        .map(|item| &*item.path)
        .collect();
    let is_former = |item: &&Item| {
        item.kind == Kind::Alias
            && (item.attributes.deprecated
                || item.owner().is_some_and(|module| deprecated.contains(module)))
    };
    let former: Vec<&Item> = new.items.iter().filter(is_former).collect();
    if former.is_empty() {
        return Vec::new();
    }
    let types = |api: &'i PublicApi| -> BTreeMap<&'i str, &'i Item> {
        let kinds = [Kind::Struct, Kind::Enum, Kind::Alias];
        let types = api.items.iter().filter(|item| kinds.contains(&item.kind));
        types.map(|item| (&*item.path, item)).collect()
    };
    let (before, after) = (types(base), types(new));
    let pairs = former.into_iter().filter_map(|alias| {
        let from = before.get(&*alias.path).filter(|from| from.rest != alias.rest)?;
        Some((*from, *after.get(target(alias)?.as_str())?))
    });
    pairs.collect()
}

/// The path that an alias leads to: ` = Name` beside it, or ` = super::module::Name`.
fn target(alias: &Item) -> Option<String> {
    let target = alias.rest.strip_prefix(" = ")?;
    let module = alias.owner()?;
    Some(match target.strip_prefix("super::") {
        Some(rest) => format!("{}::{rest}", module.rsplit_once("::")?.0),
        None => format!("{module}::{target}"),
    })
}

/// A path below a type with another name.
fn moved(path: &str, paths: &BTreeMap<&str, &str>) -> String {
    let ends = path.match_indices([':', ' ', '<']).map(|(end, _)| end).chain([path.len()]);
    let found = ends.rev().find_map(|end| {
        let (start, rest) = path.split_at(end);
        Some(format!("{}{rest}", paths.get(start)?))
    });
    found.unwrap_or_else(|| path.to_owned())
}
