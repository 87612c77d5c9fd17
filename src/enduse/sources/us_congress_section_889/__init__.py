"""Section 889: companies whose goods US agencies may not buy, named in the statute itself."""
