"""The id of a statement that stands in a file, from its text: no value is decoded, so that millions take seconds and not minutes.

The text is the JSON that ``storage.write_json`` writes, and the id the one ``Statement.id`` gives: both hash name and value of every field
as msgspec writes them, so that the text of a value can be hashed as it stands.
"""

from __future__ import annotations

import hashlib
import operator

import msgspec

from enduse.model.statement import Statement

_NAMES = Statement.__struct_fields__
_Texts = msgspec.defstruct("_Texts", [(name, msgspec.Raw) for name in _NAMES])
_DECODE = msgspec.json.Decoder(_Texts).decode
_VALUES = operator.attrgetter(*_NAMES)
_AT = _NAMES.index("confidence")
_CERTAIN = b"1.0"
_PAYLOAD = b"[" + b",".join(b'["%b",%%b]' % name.encode() for name in _NAMES) + b"]"


def written_id(statement: bytes | msgspec.Raw) -> str:
    """The id of the statement whose JSON this is.

    Raises:
        msgspec.MsgspecError: it is no JSON of a statement.
    """
    values = _VALUES(_DECODE(statement))
    if values[_AT] != _CERTAIN:
        number = repr(float(bytes(values[_AT]))).encode()  # as ``Statement.id`` has it: the standard library's way to write a number
        values = (*values[:_AT], number, *values[_AT + 1 :])
    return hashlib.sha256(_PAYLOAD % values).hexdigest()[:32]
