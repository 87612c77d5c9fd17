"""The field's taxonomies as data, each term with its definition and the sources' own words."""
