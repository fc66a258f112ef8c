"""Pages for notes, as many as the binding wants."""
