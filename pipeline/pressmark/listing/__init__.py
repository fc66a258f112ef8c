"""contents.json: what a publication holds and on which pages, for those who list it on a website.

Its shape is part of the contract (schemas/contents.json): names may be added to it; where one is taken out or
comes to mean something else, `version` is raised.
"""
