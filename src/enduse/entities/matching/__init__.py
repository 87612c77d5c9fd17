"""Matching: how alike two parties are, and which pairs are worth comparing at all.

``prepared`` takes a party apart once; ``compare`` scores two of them and says why; ``blocking`` proposes pairs; ``bulk`` does all three
for tables of any size. A score joins nothing by itself: who joins reads ``thresholds.yml`` and the judgements of people.
"""
