"""The cover: its pages and its pattern."""
