"""Entities: which mentions are one body, and which body belongs under which.

Exact reasons come first (``links``: judgements, identifiers, hand-kept tables; ``same_names``: exact names), then likeness: the clusters
made so far are ``units``, the room ``matching`` proposes pairs and scores them with reasons (``likeness``), ``joining`` says which scores
join and which only propose. ``identity`` joins under constraints that no rule may break, ``refusals`` tells what was cut. ``parents``
are the ranks of government. What is only likely stands in ``possibly_same``, and no finding rests on it.
"""
