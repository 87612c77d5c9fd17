"""Entities: which mentions are one body, and which body belongs under which.

What joins today is exact: identifiers, what hand-kept tables say, exact names, and people's judgements (``identity``), and the
ranks of government (``parents``). Nothing here scores likeness. The matcher has its place prepared: ``block`` will propose pairs,
``compare`` will score them with reasons, ``cluster`` will turn scores and judgements into links of the kind ``links`` makes, and
``identity`` will join them under the same constraints. Until then what is only likely stands in ``possibly_same``, and no finding
rests on it.
"""
