"""YAML with places: located data, its slips said in plain words, and models' complaints as findings."""
