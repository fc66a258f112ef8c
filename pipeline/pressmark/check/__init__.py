"""What is looked for in sound sources: in their words, pictures, titles, style sheets and templates."""
