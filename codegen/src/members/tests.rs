//! Which misspelt members are recognized.

use super::misfit;
use super::table::{Member, OBJECTS};
use crate::pointer::Pointer;
use crate::value::{Map, Value};

/// The names that differ from `name` by a letter that is left out, doubled, or exchanged with the next.
fn misspellings(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let text = |letters: Vec<char>| letters.into_iter().collect::<String>();
    let mut found = Vec::new();
    for at in 0..letters.len() {
        let mut shorter = letters.clone();
        let letter = shorter.remove(at);
        found.push(text(shorter));
        let mut longer = letters.clone();
        longer.insert(at, letter);
        found.push(text(longer));
        let mut exchanged = letters.clone();
        if at + 1 < exchanged.len() {
            exchanged.swap(at, at + 1);
            found.push(text(exchanged));
        }
    }
    found
}

#[test]
fn each_misspelt_member_of_each_object_is_an_error_with_its_name() {
    for (object, members) in OBJECTS {
        let names = members.iter().filter(|member| member.name.len() > 2);
        for Member { name, versions, .. } in names {
            for wrong in misspellings(name) {
                // One or two letters are too little to tell what was meant.
                if object.member(&wrong).is_some() || wrong.len() < 3 {
                    continue;
                }
                let none = Map::default();
                let value = Value::Null;
                let found = misfit::of(&wrong, &value, &none, *object, &[], versions.last);
                let code = found.map(|it| it.diagnostic(&Pointer::root().child(&wrong)).code());
                assert_eq!(code, Some("misspelt-member"), "{object:?} {wrong}");
            }
        }
    }
}
