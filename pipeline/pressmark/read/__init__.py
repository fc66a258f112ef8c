"""Read: the files of a root, into validated values that know the line they came from."""
