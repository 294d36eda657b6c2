//! Rule packs: the TOML schema, the loader with its messages, validation, the registry. Executes nothing.
