"""Vocabulary: the field's taxonomies as yml, each term with the sources' own words beside ours."""
