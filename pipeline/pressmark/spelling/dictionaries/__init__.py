"""The dictionaries that come with Pressmark, as Hunspell reads them: words (.dic), and how they bend (.aff).

Made from SCOWL (2020.12.07) by its own project, taken from the packages `dictionary-en-gb` 3.0.0 and
`dictionary-en` 4.0.0; their licences stand beside them.
"""
