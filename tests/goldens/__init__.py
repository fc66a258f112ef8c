"""What the project made before its code was moved: scaffolding, to be taken down when the moving is done."""
