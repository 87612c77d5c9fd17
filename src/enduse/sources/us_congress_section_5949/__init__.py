"""Section 5949: companies whose goods US agencies may not buy, named in the statute itself."""
