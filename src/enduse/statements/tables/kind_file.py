"""What a kind of table is: its columns and what each of them says, read strictly from ``kinds/<table>.yml``.

Keys of such a file::

    about      one sentence: what one row is
    key        the column whose value makes the row's mention ids
    entities   name: {prefix, schema}  or  {prefix, schema_column, schemas}; each row gives one mention of each,
               with the id ``prefix:key``; the first is the one parties given by name hang on
    links      [{entity, property, to}]: a statement between two mentions of the row, resting on the key cell
    columns    column: one map or a list of maps with
                 entity, property    what the cell states, about which mention (``of: <column>`` instead of ``entity``: about the
                                     parties named in that column)
                 type                text, date, money, number, country, term, identifier, url (all by default as the property is declared),
                                     ref (ids of another table, ``prefix`` before them), mention (whole mention ids),
                                     party (names; ``schema`` of the party), terms-within (terms whose words occur in the text)
                 required            the table is refused without the column, a row without the value
                 many                several values, parted by semicolons
                 currency, currency_column   of an amount
                 lang                of a name
                 unstated            values that mean: the source does not say
                 unless              {column: [values]}: the cell is left out when that column has one of them
    sources    {column: [names]} columns that hold source ids, or {own: true}: the row is a source itself,
               with ``otherwise: reference:<name>`` where a row may have none
    valid      {from: column, to: column} or {dated: column}, and entities: [names] the span applies to
    refuse     {column: [values]}: rows that must not be used
    persons    {column, role, organisation, reason, usual: {column, reasons: {value: reason}}}: a row that names a person in ``column`` is
               left out unless it gives the public role, the organisation and why that is of public interest: in the column ``reason``, or
               by what stands in ``usual.column``
    withhold   column that names the columns of its row to leave out
    ignore     columns read by nobody on purpose
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from enduse.model.errors import InvalidTaxonomy
from enduse.model.kinds import load_kinds
from enduse.model.yaml_text import read_yaml
from enduse.sources.strict_keys import NOTHING, strict_map
from enduse.statements.tables.table_kind import SPECIMEN, Persons, RowEntity, Says, TableKind

FROM_PROPERTY = {"text": "text", "name": "text", "date": "date", "money": "money", "number": "number", "country": "country",
    "identifier": "identifier", "term": "term", "url": "url"}  # fmt: skip
LINKS = frozenset({"ref", "mention", "party"})
TYPES = frozenset(FROM_PROPERTY.values()) | LINKS | {"terms-within"}
TOP = frozenset({"about", "key", "entities", "columns"})
TOP_OPTIONAL = frozenset({"links", "sources", "valid", "refuse", "persons", "withhold", "ignore"})
OF_SOURCES = frozenset({"column", "own", "otherwise"})
OF_COLUMN = frozenset({"entity", "of", "property", "type", "required", "many", "currency", "currency_column", "lang", "unstated", "unless",
    "prefix", "schema"})  # fmt: skip


def table_kinds() -> tuple[str, ...]:
    """Names of all kinds of tables, sorted."""
    files = (resources.files(__package__) / "kinds").iterdir()
    return tuple(sorted(file.name.removesuffix(".yml") for file in files if file.name.endswith(".yml")))


@cache
def load_table_kind(name: str) -> TableKind:
    """The kind of table of that name.

    Raises:
        InvalidTaxonomy: there is none, or its yml is wrong; the message names file and key.
    """
    if name not in table_kinds():
        raise InvalidTaxonomy(f"there is no kind of table {name!r}; known kinds: {', '.join(table_kinds())}")
    return parse_table_kind(name, (resources.files(__package__) / "kinds" / f"{name}.yml").read_text("utf-8"))


def parse_table_kind(name: str, text: str) -> TableKind:
    """Read the text of one kind of table.

    Raises:
        InvalidTaxonomy: a key is unknown or missing, or a property does not exist.
    """
    file = f"tables/kinds/{name}.yml"
    raw = strict_map(file, "", read_yaml(text), TOP, TOP_OPTIONAL)
    entities = {each: _entity(file, each, says) for each, says in raw["entities"].items()}
    listed = {str(column): says if isinstance(says, list) else [says] for column, says in raw["columns"].items()}
    says = tuple(_says(file, column, one, entities, listed) for column, several in listed.items() for one in several)
    sources = strict_map(file, "sources.", raw.get("sources", {"column": ["source_ids"]}), NOTHING, OF_SOURCES)
    valid = strict_map(file, "valid.", raw.get("valid", {}), NOTHING, frozenset({"from", "to", "dated", "entities"}))
    required = (raw["key"], *(column for column, several in listed.items() if any(one.get("required") for one in several)))
    return TableKind(
        name=name,
        about=str(raw["about"]),
        key=str(raw["key"]),
        entities=entities,
        links=tuple(_link(file, each, entities) for each in raw.get("links", [])),
        says=says,
        required=tuple(dict.fromkeys(required)),
        source_columns=tuple(sources.get("column", [])),
        is_source=bool(sources.get("own", False)),
        source_otherwise=sources.get("otherwise"),
        valid_from=valid.get("from"),
        valid_to=valid.get("to"),
        dated=valid.get("dated"),
        valid_entities=frozenset(valid.get("entities", entities)),
        refuse=_value_sets(raw.get("refuse", {})),
        persons=_persons(file, raw["persons"]) if "persons" in raw else None,
        withhold=raw.get("withhold"),
        columns=_all_columns(raw, entities, says, sources, valid),
    )


def _all_columns(
    raw: Mapping[str, Any], entities: Mapping[str, RowEntity], says: tuple[Says, ...], sources: Mapping[str, Any], valid: Mapping[str, Any]
) -> tuple[str, ...]:
    spans = (valid.get("from"), valid.get("to"), valid.get("dated"))
    bearing = (each.schema_column for each in entities.values())
    conditions = (column for each in says for column in (each.currency_column, *each.unless))
    reason = raw.get("persons", {}).get("reason")
    others = (*spans, *bearing, *conditions, *raw.get("refuse", {}), reason, raw.get("withhold"), SPECIMEN, *raw.get("ignore", []))
    return tuple(dict.fromkeys(str(column) for column in (raw["key"], *raw["columns"], *sources.get("column", []), *others) if column))


def _entity(file: str, name: str, raw: Any) -> RowEntity:
    says = strict_map(file, f"entities.{name}.", raw, frozenset({"prefix"}), frozenset({"schema", "schema_column", "schemas"}))
    schemas = tuple(says.get("schemas", ()))
    schema = says.get("schema", schemas[0] if schemas else "")
    for each in (schema, *schemas):
        if each not in load_kinds():
            raise InvalidTaxonomy(f"{file}: entities.{name}: there is no kind of entity {each!r}")
    return RowEntity(name, str(says["prefix"]), schema, says.get("schema_column"), schemas)


def _persons(file: str, raw: Any) -> Persons:
    says = strict_map(file, "persons.", raw, frozenset({"column", "role", "organisation", "reason", "usual"}))
    usual = strict_map(file, "persons.usual.", says["usual"], frozenset({"column", "reasons"}))
    reasons = {str(value): str(reason) for value, reason in usual["reasons"].items()}
    return Persons(says["column"], says["role"], says["organisation"], says["reason"], usual["column"], reasons)


def _link(file: str, raw: Any, entities: Mapping[str, RowEntity]) -> tuple[str, str, str]:
    says = strict_map(file, "links.", raw, frozenset({"entity", "property", "to"}))
    for end in (says["entity"], says["to"]):
        if end not in entities:
            raise InvalidTaxonomy(f"{file}: links: {end!r} is none of the entities {', '.join(entities)}")
    if says["property"] not in load_kinds()[entities[says["entity"]].schema].properties:
        raise InvalidTaxonomy(f"{file}: links: {entities[says['entity']].schema} has no property {says['property']!r}")
    return says["entity"], says["property"], says["to"]


def _says(file: str, column: str, raw: Any, entities: Mapping[str, RowEntity], listed: Mapping[str, list[Any]]) -> Says:
    path = f"columns.{column}."
    says = strict_map(file, path, raw, frozenset({"property"}), OF_COLUMN)
    entity, of = says.get("entity"), says.get("of")
    schema = _schema(file, path, entity, of, entities, listed)
    declared = load_kinds()[schema].properties.get(says["property"])
    if declared is None:
        raise InvalidTaxonomy(f"{file}: {path}property: {schema} has no property {says['property']!r}")
    type_ = says.get("type", FROM_PROPERTY.get(declared.type))
    if type_ not in TYPES or (type_ in LINKS) != (declared.type == "entity"):
        raise InvalidTaxonomy(f"{file}: {path}type: {type_!r} does not fit the property {declared.name} of type {declared.type}")
    _check_schemas(file, path, entities.get(str(entity)), says)
    if type_ == "money" and not (says.get("currency") or says.get("currency_column")):
        raise InvalidTaxonomy(f"{file}: {path}currency or {path}currency_column is missing: an amount needs its currency")
    if (type_ == "ref") != ("prefix" in says) or (type_ == "party") != ("schema" in says):
        raise InvalidTaxonomy(f"{file}: {path}prefix goes with type ref, schema with type party, each with no other type")
    return Says(
        column=column,
        entity=entity,
        of=of,
        property=says["property"],
        type=type_,
        vocabulary=declared.vocabulary,
        many=bool(says.get("many", False)),
        currency=says.get("currency"),
        currency_column=says.get("currency_column"),
        lang=says.get("lang"),
        unstated=frozenset(str(value) for value in says.get("unstated", ())),
        unless=_value_sets(says.get("unless", {})),
        prefix=says.get("prefix"),
        schema=says.get("schema"),
    )


def _check_schemas(file: str, path: str, entity: RowEntity | None, says: Mapping[str, Any]) -> None:
    """A column about a mention of several possible kinds is left out, by ``unless``, for those that lack its property."""
    for schema in entity.schemas if entity else ():
        left_out = schema in says.get("unless", {}).get(entity.schema_column if entity else None, ())
        if says["property"] not in load_kinds()[schema].properties and not left_out:
            raise InvalidTaxonomy(f"{file}: {path}property: {schema} has no property {says['property']!r}; leave it out with unless")


def _schema(
    file: str, path: str, entity: str | None, of: str | None, entities: Mapping[str, RowEntity], listed: Mapping[str, list[Any]]
) -> str:
    if (entity is None) == (of is None):
        raise InvalidTaxonomy(f"{file}: {path}entity or {path}of must be given, and not both")
    if entity is not None:
        if entity not in entities:
            raise InvalidTaxonomy(f"{file}: {path}entity: {entity!r} is none of the entities {', '.join(entities)}")
        return entities[entity].schema
    for says in listed.get(str(of), []):
        if says.get("type") == "party":
            return str(says["schema"])
    raise InvalidTaxonomy(f"{file}: {path}of: {of!r} is no column of type party")


def _value_sets(raw: Mapping[str, list[Any]]) -> dict[str, frozenset[str]]:
    return {str(column): frozenset(str(value) for value in values) for column, values in raw.items()}
