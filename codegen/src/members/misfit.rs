//! Finds out why a member does not fit where it stands: what it was meant to be, or where it belongs.

use super::table::{EXTENSIONS, Extension, Inside, Member, Object};
use super::version::Version;
use crate::diagnostics::Diagnostic;
use crate::pointer::Pointer;
use crate::similar;
use crate::value::{Map, Value};

/// What becomes of a member that is not known.
const IGNORED: &str = "this is ignored";
const WOULD_BE: &str = "this would be ignored";

/// Why a member does not fit.
#[derive(Debug)]
pub(super) struct Misfit {
    name: String,
    object: Object,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    /// It is nearly the name of a member of the object.
    Misspelt(&'static str),
    /// It is nearly the name of an extension.
    MisspeltExtension(&'static str),
    /// An extension that is read in other objects.
    ExtensionElsewhere(&'static [Object]),
    /// A path stands in another one.
    PathInPath,
    /// It is a member of an object around this one.
    BelongsAround(Object),
    /// It is a member of an object within this one.
    BelongsWithin(&'static str, Object),
    /// It looks like an entry of a map within the object.
    EntryOf(&'static str),
    /// It is the type of a parameter in Swagger 2.0, which has no schema around it.
    TypeOfParameter,
    /// It stands among the names of a map.
    KeyAmongNames,
    /// It is a member in other versions of the specification.
    OtherVersion(Version, Version),
    /// No object has such a member.
    Unknown(Version),
}

/// Why the member `name` of an object is not known; `None` for an extension of somebody else.
pub(super) fn of(
    name: &str,
    value: &Value,
    members: &Map,
    object: Object,
    around: &[Object],
    version: Version,
) -> Option<Misfit> {
    let reason = if name.starts_with("x-") {
        extension(name, object)?
    } else {
        if object == Object::Parameter && name != "type" && is_of_swagger(name, members) {
            return None;
        }
        reason(name, value, members, object, around, version)
    };
    Some(Misfit { name: name.to_owned(), object, reason })
}

fn extension(name: &str, object: Object) -> Option<Reason> {
    if let Some(known) = EXTENSIONS.iter().find(|known| known.name == name) {
        let is_read = known.objects.contains(&object);
        return (!is_read).then_some(Reason::ExtensionElsewhere(known.objects));
    }
    // Those that are read here come first, because of equally near ones the first is suggested.
    let (here, elsewhere): (Vec<&Extension>, Vec<&Extension>) =
        EXTENSIONS.iter().partition(|known| known.objects.contains(&object));
    let names = here.into_iter().chain(elsewhere).map(|known| known.name);
    similar::within(names, name, 2).map(Reason::MisspeltExtension)
}

/// Whether a member of a parameter is read as part of its schema, because there is a `type` and no
/// `schema`.
fn is_of_swagger(name: &str, members: &Map) -> bool {
    let has = |name: &str| members.get(name).is_some_and(|value| !value.is_null());
    has("type") && !has("schema") && !has("content") && Object::Schema.member(name).is_some()
}

fn reason(
    name: &str,
    value: &Value,
    members: &Map,
    object: Object,
    around: &[Object],
    version: Version,
) -> Reason {
    if object == Object::PathItem && name.starts_with('/') {
        return Reason::PathInPath;
    }
    if object == Object::Parameter && is_of_swagger(name, members) {
        return Reason::TypeOfParameter;
    }
    if let Some(member) = object.member(name) {
        return Reason::OtherVersion(member.versions.first, version);
    }
    let (known, others): (Vec<&Member>, Vec<&Member>) =
        object.members().iter().partition(|member| member.versions.contain(version));
    // A member of another version is reported once it is spelt right.
    if let Some(near) = misspelt(name, members, &known).or_else(|| misspelt(name, members, &others))
    {
        return Reason::Misspelt(near);
    }
    if let Some(entry) = entry_of(value, object) {
        return Reason::EntryOf(entry);
    }
    if let Some(outer) = around.iter().rev().find(|outer| outer.member(name).is_some()) {
        return Reason::BelongsAround(*outer);
    }
    let within = object.members().iter().find_map(|member| match member.inside {
        Inside::One(inner) if member.name == "schema" || members.contains_key(member.name) => {
            inner.member(name).map(|_| Reason::BelongsWithin(member.name, inner))
        }
        _ => None,
    });
    within.unwrap_or(Reason::Unknown(version))
}

/// The member that was most likely meant. One that is there already was not.
fn misspelt(name: &str, members: &Map, known: &[&Member]) -> Option<&'static str> {
    let names = known.iter().map(|member| member.name).chain(["$ref"]);
    let mut missing: Vec<&'static str> = names.filter(|name| !members.contains_key(name)).collect();
    let same = |known: &&&str| {
        known.eq_ignore_ascii_case(name)
            || known.len() == name.len() && name.len() > 2 && letters(known) == letters(name)
    };
    if let Some(same) = missing.iter().find(same) {
        return Some(same);
    }
    let most = match name.chars().count() {
        0 | 1 => return None,
        // A letter is missing: `id` is not meant as `in`.
        2 => {
            missing.retain(|known| known.len() == 3);
            1
        }
        3..=4 => 1,
        5..=9 => 2,
        _ => 3,
    };
    similar::within(missing.into_iter(), name, most)
}

/// The letters of a name in alphabetical order, which are the same in `gte` and `get`.
fn letters(name: &str) -> Vec<char> {
    let mut letters: Vec<char> = name.chars().collect();
    letters.sort_unstable();
    letters
}

/// The map of an object whose entries look like `value`: a schema in a schema is a property.
fn entry_of(value: &Value, object: Object) -> Option<&'static str> {
    let members = value.as_object()?;
    let has = |names: &[&str]| names.iter().any(|name| members.contains_key(name));
    match object {
        Object::Schema if has(&["type", "$ref", "allOf", "oneOf", "anyOf"]) => Some("properties"),
        Object::OpenApi | Object::Components if has(&["type", "properties"]) => Some("schemas"),
        _ => None,
    }
}

/// Why an entry of a map does not fit, if it is not an object: most likely a member of the entry above.
pub(super) fn of_entry(name: &str, value: &Value, object: Object) -> Option<Misfit> {
    let is_scalar = matches!(value, Value::String(_) | Value::Number(_));
    let is_key = object.member(name).is_some() || name == "$ref";
    let reason = Reason::KeyAmongNames;
    (is_scalar && is_key).then(|| Misfit { name: name.to_owned(), object, reason })
}

/// Whether references to one kind of object stand where another one is due.
pub(super) fn may_replace(found: Object, expected: Object) -> bool {
    // Fields that both have are read alike, and descriptions do so.
    matches!(
        (found, expected),
        (Object::Header, Object::Parameter)
            | (Object::Parameter, Object::Header)
            | (Object::PathItem, Object::Callback)
            | (Object::Callback, Object::PathItem)
    )
}

/// A reference to an object of another kind.
pub(super) fn reference(
    text: &str,
    found: Object,
    expected: Object,
    pointer: &Pointer,
) -> Diagnostic {
    let (found, expected) = (found.name(), expected.name());
    let message = format!("`{text}` is {found}, not {expected}");
    Diagnostic::error("mismatched-reference", pointer, message)
        .label(format!("{expected} is expected here"))
        .otherwise(format!("read as if it were {expected}"))
        .help(format!("refer to {expected}, or move this to where {found} belongs"))
}

impl Misfit {
    pub(super) fn diagnostic(&self, pointer: &Pointer) -> Diagnostic {
        let Self { name, object, reason } = self;
        let of = object.name();
        let unknown = format!("`{name}` is not a member of {of}");
        let error = |code, message: String| Diagnostic::error(code, pointer, message).at_key();
        let warning = |code, message: String| Diagnostic::warning(code, pointer, message).at_key();
        match reason {
            Reason::Misspelt(near) => {
                error("misspelt-member", unknown).label(WOULD_BE).otherwise(IGNORED).rename(near)
            }
            Reason::MisspeltExtension(near) => {
                error("misspelt-extension", format!("the generator knows no extension `{name}`"))
                    .label(WOULD_BE)
                    .otherwise(IGNORED)
                    .rename(near)
            }
            Reason::ExtensionElsewhere(objects) => {
                let names: Vec<&str> = objects.iter().map(|object| object.name()).collect();
                let names = names.join(" or ");
                error("misplaced-member", format!("`{name}` has no meaning in {of}"))
                    .label(WOULD_BE)
                    .otherwise(IGNORED)
                    .help(format!("move it to {names}"))
            }
            Reason::PathInPath => {
                error("misplaced-member", format!("the path `{name}` is in another path"))
                    .label("its operations would be left out")
                    .otherwise("its operations are left out")
                    .help("indent it as much as the path above")
            }
            Reason::BelongsAround(outer) => warning("misplaced-member", unknown)
                .label(IGNORED)
                .note(format!("it is a member of {}, which contains this", outer.name()))
                .help("check the indentation; it may be too deep"),
            Reason::BelongsWithin(member, inner) => warning("misplaced-member", unknown)
                .label(IGNORED)
                .note(format!("it is a member of {}, which stands in `{member}`", inner.name()))
                .help("check the indentation; it may have to be deeper"),
            Reason::EntryOf(map) => warning("misplaced-member", unknown)
                .label(IGNORED)
                .help(format!("if it is one of the `{map}`, indent it below `{map}`")),
            Reason::TypeOfParameter => {
                let message = "a parameter cannot have a `type`".to_owned();
                warning("parameter-without-schema", message)
                    .label("read as part of `schema`")
                    .help("move it into `schema`")
            }
            Reason::KeyAmongNames => {
                error("misplaced-member", format!("`{name}` stands where a name is expected"))
                    .label(format!("this would be {of} with the name `{name}`"))
                    .otherwise(format!("read as {of} with the name `{name}`"))
                    .help("indent it below the name above, to which it belongs")
            }
            Reason::OtherVersion(first, version) => {
                let message = format!(
                    "`{name}` is a member of {of} in {}, not in {}",
                    first.name(),
                    version.name().trim_start_matches("OpenAPI ")
                );
                // Without a version, which is an error at the root, every version is another one.
                Diagnostic::notice("member-of-another-version", pointer, message)
                    .at_key()
                    .follows_from(&Pointer::root())
            }
            Reason::Unknown(version) if *object == Object::Schema && *version > Version::V30 => {
                Diagnostic::notice("unknown-keyword", pointer, format!("unknown keyword `{name}`"))
                    .at_key()
                    .label("JSON Schema treats it as an annotation")
            }
            Reason::Unknown(_) => warning("unknown-member", unknown)
                .label(IGNORED)
                .help("remove it, or start its name with `x-`"),
        }
    }
}
