"""The evidence bundle of a finding: its path, its statements and the documents they stand in, as one web archive package (WACZ 1.1.1).

A bundle holds what the pages show and nothing else: texts with private persons' data taken out, never the stored file of a paper that could
hold more than its text. It is checked by ``verify_bundle.py``, which lies inside.
"""
