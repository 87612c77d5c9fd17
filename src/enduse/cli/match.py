"""``enduse match``: one pair of names explained."""

from __future__ import annotations

import click

from enduse.cli.output import as_json, print_json, say, table
from enduse.model.errors import UsageError


@click.command("match")
@click.option("--kind", default="Organization", show_default=True, help="What both are: Organization, Company, PublicBody or LegalEntity.")
@click.argument("left", metavar="NAME")
@click.argument("right", metavar="OTHER")
@as_json
def command(kind: str, left: str, right: str, as_json: bool) -> None:
    """Compare NAME with OTHER and say why they are, may be, or are not taken for one body.

    Nothing but the two names is looked at: no case, no list, no judgement. Persons are not compared.

    \b
    Example:
      enduse match "Hangzhou Hikvision Digital Technology Co., Ltd." "杭州海康威视数字技术股份有限公司"
    """
    from enduse.entities.matching.compare import compare_names
    from enduse.entities.matching.thresholds import load_thresholds
    from enduse.entities.wording import scale, side, verdict

    known = ("Organization", "Company", "PublicBody", "LegalEntity")
    if kind not in known:
        raise UsageError(f"--kind {kind!r} is not compared; expected one of {', '.join(known)}.")
    if not left.strip() or not right.strip():
        raise UsageError("A name is empty. Give two names in quotation marks:  enduse match 'ONE NAME' 'OTHER NAME'")
    found = compare_names(left, right, kind)
    if as_json:
        thresholds = load_thresholds()
        said = {"left": left, "right": right, "score": found.score, "verdict": verdict(found.score), "features": found.features}
        print_json({**said, "match": thresholds.match, "possible": thresholds.possible})
        return
    click.echo(f"{found.score:.2f}  {verdict(found.score)}")
    click.echo(f"      ({scale()})\n")
    rows = [[f"{f.weight:+.2f}", side(f), f.left, f.right, f.why] for f in found.features]
    click.echo(table(["weight", "", "first", "second", "because"], rows, right=(0,)))
    say("\nThis is a comparison of two names, not a statement about anybody. A judgement is recorded with:  enduse review accept")
