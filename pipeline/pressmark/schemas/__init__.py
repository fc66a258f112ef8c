"""JSON Schemas of a root's files, for the YAML plug-ins of editors: completion, hover texts, first checks."""
