//! The part of JSON Schema (draft 7) that the schema of SARIF uses. A keyword that is not known here fails the test, so that nothing
//! is passed over.

use std::collections::HashSet;

use serde_json::{Map, Value};

/// Keywords that say nothing about a value.
const REMARKS: &[&str] = &["$schema", "$id", "title", "description", "default", "definitions", "format"];

/// A schema.
pub(crate) struct Schema(Value);

impl Schema {
    pub(crate) fn new(text: &str) -> Self {
        Self(serde_json::from_str(text).expect("schema"))
    }

    /// What is wrong with a value, with the place of each.
    pub(crate) fn check(&self, value: &Value) -> Vec<String> {
        let mut wrong = Vec::new();
        self.visit(&self.0, value, "", &mut wrong);
        wrong
    }

    fn visit(&self, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
        let schema = match schema {
            Value::Bool(true) => return,
            Value::Bool(false) => return wrong.push(format!("{at}：这里不应有值")),
            Value::Object(keywords) => keywords,
            other => panic!("{other}"),
        };
        for (keyword, rule) in schema {
            let fault = match keyword.as_str() {
                "$ref" => {
                    let name = rule.as_str().expect("reference").strip_prefix('#').expect("local");
                    self.visit(self.0.pointer(name).expect("definition"), value, at, wrong);
                    None
                }
                "properties" | "additionalProperties" | "required" => {
                    value.as_object().and_then(|fields| self.fields((schema, keyword), fields, at, wrong))
                }
                "items" | "uniqueItems" | "minItems" => {
                    value.as_array().and_then(|items| self.items((keyword, rule), items, at, wrong))
                }
                "anyOf" | "oneOf" => {
                    let fits = |s: &&Value| {
                        let mut wrong = Vec::new();
                        self.visit(s, value, at, &mut wrong);
                        wrong.is_empty()
                    };
                    let count = rule.as_array().expect("schemas").iter().filter(fits).count();
                    let is_right = if keyword == "oneOf" { count == 1 } else { count > 0 };
                    (!is_right).then(|| format!("符合 {keyword} 中的 {count} 个"))
                }
                _ => scalar(keyword, rule, value),
            };
            wrong.extend(fault.map(|fault| format!("{at}：{fault}")));
        }
    }

    fn fields(
        &self,
        (schema, keyword): (&Map<String, Value>, &str),
        fields: &Map<String, Value>,
        at: &str,
        wrong: &mut Vec<String>,
    ) -> Option<String> {
        let known = schema.get("properties").and_then(Value::as_object);
        match keyword {
            "properties" => {
                for (name, rule) in known? {
                    if let Some(value) = fields.get(name) {
                        self.visit(rule, value, &format!("{at}/{name}"), wrong);
                    }
                }
            }
            "additionalProperties" => {
                let others = fields.iter().filter(|(name, _)| !known.is_some_and(|k| k.contains_key(*name)));
                for (name, value) in others {
                    self.visit(&schema[keyword], value, &format!("{at}/{name}"), wrong);
                }
            }
            _ => {
                let names = schema[keyword].as_array().expect("names").iter().filter_map(Value::as_str);
                let missing: Vec<&str> = names.filter(|name| !fields.contains_key(*name)).collect();
                return (!missing.is_empty()).then(|| format!("缺少 {missing:?}"));
            }
        }
        None
    }

    fn items(
        &self,
        (keyword, rule): (&str, &Value),
        items: &[Value],
        at: &str,
        wrong: &mut Vec<String>,
    ) -> Option<String> {
        match keyword {
            "items" => {
                for (n, item) in items.iter().enumerate() {
                    self.visit(rule, item, &format!("{at}/{n}"), wrong);
                }
                None
            }
            "uniqueItems" => {
                let distinct: HashSet<String> = items.iter().map(ToString::to_string).collect();
                (rule == true && distinct.len() < items.len()).then(|| "有相同的项".to_owned())
            }
            _ => {
                let least = rule.as_u64().expect("number");
                ((items.len() as u64) < least).then(|| format!("少于 {least} 项"))
            }
        }
    }
}

/// Keywords about a single value.
fn scalar(keyword: &str, rule: &Value, value: &Value) -> Option<String> {
    let is_right = match keyword {
        "type" => match rule {
            Value::Array(kinds) => kinds.iter().any(|kind| is_kind(kind.as_str().expect("type"), value)),
            kind => is_kind(kind.as_str().expect("type"), value),
        },
        "enum" => rule.as_array().expect("values").contains(value),
        "minimum" => value.as_f64().is_none_or(|n| n >= rule.as_f64().expect("number")),
        "maximum" => value.as_f64().is_none_or(|n| n <= rule.as_f64().expect("number")),
        "pattern" => {
            let pattern = regex::Regex::new(rule.as_str().expect("pattern")).expect("pattern");
            value.as_str().is_none_or(|text| pattern.is_match(text))
        }
        remark if REMARKS.contains(&remark) => true,
        other => panic!("schema 里的 {other} 没有实现"),
    };
    (!is_right).then(|| format!("{value} 不符合 {keyword} {rule}"))
}

fn is_kind(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|n| n.fract() == 0.0),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("{other}"),
    }
}
