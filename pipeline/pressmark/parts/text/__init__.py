"""Running texts, which flow from page to page."""
