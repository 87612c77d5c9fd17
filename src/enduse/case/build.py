"""The build: from the case folder to the published site, doing again only what changed."""

from __future__ import annotations

import dataclasses
import shutil
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from enduse.case import accepted, joining_stages, plan
from enduse.case.bulk import PACKED, SHARDS, Bulk, page_path, take_in
from enduse.case.changes import build_before, changes_since
from enduse.case.expanding import STAGE as UNPACKED
from enduse.case.expanding import Expanded, expand
from enduse.case.inventory import Paper, take_inventory
from enduse.case.issues import about_claim, about_decision, with_document, with_path
from enduse.case.layout import Case
from enduse.case.lock import building
from enduse.case.publish import Tables, plan_site, publish
from enduse.case.report import BuildReport, StageReport
from enduse.case.state import State, write_state
from enduse.engine.executors import FEW_BYTES, Execute, Where, executor
from enduse.engine.local import run_local
from enduse.engine.run import MACHINE, Ran, peak_mib
from enduse.engine.task import Task
from enduse.entities.matching.statistical_extra import installed
from enduse.entities.written import read_summary
from enduse.evidence.vault import Vault
from enduse.model.errors import EnduseError, SourceChanged
from enduse.model.extraction import Extraction, Reading
from enduse.model.finding import Finding
from enduse.model.issue import Issue
from enduse.model.statement import Statement
from enduse.model.storage import read_json
from enduse.statements.shard_file import ShardSummary, read_shard
from enduse.statements.tables.cross_check import unknown_mentions, unknown_sources

STANDS = "Nothing was published; the site of the last build stands."
MEND = "Mend the machine (disk, memory, cluster) and build again: what is done is kept."
UNREAD_LIST = "Nothing was published, and the site of the last build stands. Get the list again."

Progress = Callable[[str, int, int], None]
"""Called with (stage, tasks done, tasks in all) as work goes on."""


class BuildFailed(EnduseError):
    """Raised by the build: a stage every later one needs could not run; the previous site stands untouched."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: where papers are worked on, lists whose smaller version is accepted, the day under which changes are recorded."""

    where: Where = field(default_factory=Where)
    accept_lists: tuple[str, ...] = ()
    record_changes: str | None = None
    """As ISO date; without it nothing is recorded."""


def build_case(case: Case, options: Options, progress: Progress) -> BuildReport:
    """Build a case and publish its site.

    Raises:
        SourceChanged: a control list does not look as it should; nothing is published.
        BuildFailed: a stage could not run (disk, memory, a defect); nothing is published.
        EngineUnavailable: the cluster or its storage does not answer; nothing is published.
        UsageError: ``case.yml`` names what is not there.
    """
    with building(case), executor(options.where) as execute:
        build = _Build(case, options, progress, execute)
        try:
            return build.run()
        except OSError as error:
            says = error.args[0][0] if isinstance(error, shutil.Error) else error  # of many files that could not be copied, one
            raise BuildFailed(f"{build.report.stages[-1].stage}: {says}\n{STANDS} {MEND}") from error


class _Build:
    def __init__(self, case: Case, options: Options, progress: Progress, execute: Execute) -> None:
        self.case = case
        self.options = options
        self.progress = progress
        self.execute = execute
        self.report = BuildReport()
        self.vault = Vault(case.root / "vault")
        self.tasks: list[Task] = []
        """Tasks of the stages that join what documents say; what they made is kept."""
        self.large = False
        """Whether those stages work in several tasks each, and so in processes of their own, which give back what they held."""
        self.workers_here = options.where.workers if options.where.engine == "local" else None
        self.statistical = installed() if case.settings.statistical == "splink" else ""
        """What the second look of the case is made of; that it is lacking is said before anything is read."""

    def run(self) -> BuildReport:
        before = build_before(self.case)
        expanded, bulk = self.capture()
        inventory = expanded.inventory
        planned = plan.plan_papers(self.case, self.vault, inventory.papers)
        summaries = self.read(planned, bulk)
        extracted = self.extract(planned, summaries)
        lists = self.check_lists(planned, extracted)
        merged = self.merge([p for p in planned if p.extract.id in extracted], bulk)
        kept = self.suppress(merged)
        entities = self.resolve(kept)
        findings = self.find(entities)
        if before is not None:
            made = read_json(findings.output, tuple[Finding, ...])
            self.report.changes = changes_since(before, made, [task.output for task in kept], self.case.settings.rules)
        site = self.publish(planned, bulk, Tables(merged, entities, findings))
        self.accept_lists(lists)
        shards = [shard.task for shard in bulk.shards]
        tasks = [t for p in planned for t in (p.read, p.extract)] + [*self.tasks, *expanded.tasks, *bulk.tasks, *shards]
        state = State(
            statements=tuple(task.output for task in kept),
            entities=entities.output,
            findings=findings.output,
            papers=inventory.papers,
            readings=tuple(p.read.output for p in planned),
            shards=tuple(task.output for task in shards),
            site=site.output,
        )
        write_state(self.case, state)
        self.prune(tasks)
        self.report.issues = sorted(self.placed(inventory.papers), key=lambda i: (i.stage, i.place, i.code, i.message))
        self.report.write(self.case.build)
        return self.report

    def capture(self) -> tuple[Expanded, Bulk]:
        line = self.report.stage("evidence", "files -> documents")
        started = time.perf_counter()
        taken = take_inventory(self.case, self.vault)
        expanded = expand(self.case, self.vault, taken, lambda tasks: self.unpack(line, tasks, self.execute))
        inventory = expanded.inventory
        given = {paper.sha256 for paper in (*inventory.papers, *inventory.containers) if paper.role == "paper"}
        here = partial(run_local, workers=self.workers_here, here_bytes=FEW_BYTES)  # where the collections and the vault are
        bulk = take_in(self.case, self.vault, given, lambda tasks: self.unpack(line, tasks, here))
        documents = len(inventory.papers) + len(inventory.containers)
        line.done, line.kept = line.done + inventory.new, line.kept + max(documents - inventory.new, 0)
        line.came_in, line.came_out = inventory.files + inventory.members + bulk.pages, documents + bulk.documents
        line.duplicates = inventory.duplicates + bulk.duplicates
        line.left_out = dict(sorted((Counter(inventory.left_out) + bulk.left_out).items()))
        line.seconds, line.peak_mib = time.perf_counter() - started, max(line.peak_mib, peak_mib())
        self.take_issues(line, [*inventory.refused, *expanded.issues], "")
        line.rejected = dict(sorted((Counter(line.rejected) + bulk.rejected).items()))
        self.report.issues += bulk.issues
        return expanded, bulk

    def unpack(self, line: StageReport, tasks: Sequence[Task], execute: Execute) -> list[Ran]:
        outcomes = []
        for ran in execute(tasks):
            outcomes.append(ran)
            self.progress(line.stage, len(outcomes), len(tasks))
            if ran.error_kind == MACHINE:
                raise BuildFailed(f"{line.stage}: {ran.error}\n{STANDS} {MEND}")
        line.ran(outcomes)
        return outcomes

    def read(self, planned: list[plan.Planned], bulk: Bulk) -> list[ShardSummary]:
        """Read every document, and what came in bulk, which is extracted by the same tasks; what the shards hold."""
        line = self.report.stage("documents", "documents -> texts")
        tasks = list({p.read.id: p.read for p in planned}.values())
        self.map(line, tasks, {p.read.id: p.paper for p in planned})
        came_out = 0
        for task in tasks:
            if task.output.exists():
                reading = read_json(task.output, Reading)
                came_out += reading.document is not None
                found = (*((reading.rejected,) if reading.rejected else ()), *reading.issues)
                self.take_issues(line, found, reading.sha256)
        line.came_in, line.came_out = len(tasks), came_out
        self.run_shards(line, bulk)
        summaries = []
        for shard in bulk.shards:
            summary = read_shard(shard.task.output)
            names = {page.sha256: page_path(shard.source, page.name) for page in summary.pages}
            self.take_issues(line, [with_path(issue, names.get(issue.document, shard.source)) for issue in summary.readings], "")
            placed = tuple(with_path(issue, names.get(issue.document, shard.source)) for issue in summary.extractions)
            summaries.append(dataclasses.replace(summary, extractions=placed, readings=()))
            line.came_in += len(summary.pages)
            line.came_out += sum(page.read for page in summary.pages)
        return summaries

    def run_shards(self, line: StageReport, bulk: Bulk) -> None:
        """Run the tasks that read and extract in bulk. What they cannot do is no matter of one paper, so that nothing is published then."""
        started = time.perf_counter()
        sources = {shard.task.id: shard.source for shard in bulk.shards}
        outcomes = []
        for ran in self.execute([shard.task for shard in bulk.shards]):
            outcomes.append(ran)
            self.progress("papers in bulk", len(outcomes), len(bulk.shards))
            if ran.error is not None:
                raise BuildFailed(
                    f"{line.stage}: {sources[ran.task.id]}: {ran.error}\n{STANDS}{f' {MEND}' if ran.error_kind == MACHINE else ''}"
                )
        line.ran(outcomes)
        line.seconds += time.perf_counter() - started

    def extract(self, planned: list[plan.Planned], summaries: Sequence[ShardSummary]) -> dict[str, int]:
        """Extract every document read; id of each task that gave an outcome, with its entries. One extraction is held at a time."""
        line = self.report.stage("statements", "texts -> statements")
        tasks = {p.extract.id: p for p in planned if p.read.output.exists()}
        self.map(line, [p.extract for p in tasks.values()], {id_: p.paper for id_, p in tasks.items()})
        entries, kept_by_hand = dict[str, int](), list[Statement]()
        for id_, item in sorted(tasks.items()):
            if not item.extract.output.exists():
                continue
            extraction = read_json(item.extract.output, Extraction)
            self.take_issues(line, extraction.issues, item.paper.sha256)
            entries[id_] = extraction.counts.get("entries", 0)
            line.came_out += len(extraction.statements)
            kept_by_hand += [s for s in extraction.statements if s.source.startswith("record:")]
        for summary in summaries:
            self.take_issues(line, summary.extractions, "")
            line.came_out += summary.statements
        line.came_in = len(tasks) + sum(page.read for summary in summaries for page in summary.pages)
        self.take_issues(line, [*unknown_sources(kept_by_hand), *unknown_mentions(kept_by_hand)], "")
        return entries

    def check_lists(self, planned: list[plan.Planned], entries: dict[str, int]) -> list[tuple[Paper, int]]:
        """The lists with the number of their entries, each as a build may use it."""
        lists = self.lists_read(planned, entries)
        for paper, number in lists:
            accepted.check_kept(self.case, paper.name, paper.sha256, paper.paths[0])
            if not paper.earlier:
                purpose = paper.name in self.options.accept_lists
                accepted.check_version(self.case, paper.name, paper.sha256, number, accepted_on_purpose=purpose)
        return lists

    def accept_lists(self, lists: list[tuple[Paper, int]]) -> None:
        for paper, number in lists:
            if not paper.earlier:
                accepted.accept(self.case, paper.name, paper.sha256, number)

    def lists_read(self, planned: list[plan.Planned], entries: dict[str, int]) -> list[tuple[Paper, int]]:
        """The lists with the number of their entries.

        Raises:
            SourceChanged: one could not be read at all: an empty file, an error page, a file cut in half.
        """
        found = []
        for item in planned:
            if item.paper.role != "list":
                continue
            reading = read_json(item.read.output, Reading) if item.read.output.exists() else None
            if item.extract.id not in entries or reading is None or reading.document is None:
                why = reading.rejected.message if reading is not None and reading.rejected is not None else "nothing was read of it"
                raise SourceChanged(f"{item.paper.paths[0]}: {item.paper.name}: the file could not be read: {why} {UNREAD_LIST}")
            found.append((item.paper, entries[item.extract.id]))
        return found

    def merge(self, planned: Sequence[plan.Planned], bulk: Bulk) -> tuple[Task, ...]:
        line = self.report.stage("merged", "documents -> statements by kind")
        extractions = [(each.paper.sha256, each.extract.as_input()) for each in planned]
        extractions += [(shard.name, shard.task.as_input()) for shard in bulk.shards]
        made = joining_stages.merge(self.case.build, extractions, partial(self.need, line))
        line.came_in, line.came_out = len(extractions), len(made)
        self.large = len(made) > 1
        return made

    def suppress(self, merged: tuple[Task, ...]) -> tuple[Task, ...]:
        kept = plan.plan_suppressed(self.case, merged)
        if kept is not merged:
            line = self.report.stage("kept", "what people removed left out")
            self.need(line, kept)
            line.came_in, line.came_out = len(merged), len(kept)
        return kept

    def resolve(self, kept: tuple[Task, ...]) -> Task:
        line = self.report.stage("entities", "mentions -> entities")
        logs = plan.decision_logs(self.case)
        task = joining_stages.resolve(self.case.build, kept, logs, partial(self.need, line), statistical=self.statistical)
        summary = read_summary(task.output)
        line.came_in, line.came_out = summary.mentions, summary.entities
        self.take_issues(line, summary.issues, "")
        return task

    def find(self, entities: Task) -> Task:
        line = self.report.stage("findings", "rules -> findings")
        task = joining_stages.find(self.case.build, entities, self.case.settings.rules, partial(self.need, line))
        line.came_in = len(self.case.settings.rules)
        line.came_out = self.report.findings = len(read_json(task.output, tuple[Finding, ...]))
        return task

    def publish(self, planned: list[plan.Planned], bulk: Bulk, made: Tables) -> Task:
        line = self.report.stage("atlas", "entities -> pages")
        task = plan_site(self.case, planned, bulk.shards, made)
        self.need(line, [task])
        started = time.perf_counter()
        published = publish(self.case, task, self.options.record_changes)
        line.seconds += time.perf_counter() - started
        line.came_in, line.came_out = published.entities, published.pages
        self.report.site = str(self.case.site / "index.html")
        self.take_issues(line, [*map(about_claim, published.failed_claims), *map(about_decision, published.ignored)], "")
        self.report.claims_failed = len(published.failed_claims)
        return task

    def map(self, line: StageReport, tasks: Sequence[Task], papers: dict[str, Paper]) -> None:
        """Run tasks of papers: one that fails is an issue, unless the machine failed or a list changed its shape."""
        started = time.perf_counter()
        outcomes = []
        for ran in self.execute(tasks):
            outcomes.append(ran)
            self.progress(line.stage, len(outcomes), len(tasks))
            if ran.error is not None:
                self.failed(line, ran, papers[ran.task.id])
        line.ran(outcomes)
        line.seconds = time.perf_counter() - started

    def failed(self, line: StageReport, ran: Ran, paper: Paper) -> None:
        if ran.error_kind == SourceChanged.__name__:
            raise SourceChanged(f"{paper.paths[0]}: {ran.error}")
        if ran.error_kind == MACHINE:
            raise BuildFailed(f"{line.stage}: {paper.paths[0]}: {ran.error}\n{STANDS} {MEND}")
        issue = Issue(
            stage=line.stage,
            code="failed",
            message=f"This document could not be worked on: {ran.error}",
            action="It is kept and counted. If the message is not about the file, it is a defect of Enduse: please report it.",
            document=paper.sha256,
            owner="maintainer",
            rejected=True,
        )
        self.take_issues(line, [issue], paper.sha256)

    def need(self, line: StageReport, tasks: Sequence[Task]) -> None:
        """Run tasks that everything later needs, on this machine: what they make is read here."""
        started = time.perf_counter()
        outcomes = []
        self.progress(line.stage, 0, len(tasks))
        for ran in run_local(tasks, workers=self.workers_here, apart=self.large):
            outcomes.append(ran)
            self.progress(line.stage, len(outcomes), len(tasks))
            if ran.error is not None:
                raise BuildFailed(f"{line.stage}: {ran.error}\n{STANDS}{f' {MEND}' if ran.error_kind == MACHINE else ''}")
        line.ran(outcomes)
        line.seconds += time.perf_counter() - started
        self.tasks += tasks

    def take_issues(self, line: StageReport, issues: Sequence[Issue], sha256: str) -> None:
        line.reject(issues)
        for issue in issues:
            self.report.issues.append(issue if issue.document or not sha256 else with_document(issue, sha256))

    def placed(self, papers: tuple[Paper, ...]) -> list[Issue]:
        """The issues with the file they are about in front of the place inside it."""
        paths = {paper.sha256: paper.paths[0] for paper in papers}
        return [with_path(issue, paths.get(issue.document, "")) for issue in self.report.issues]

    def prune(self, tasks: list[Task]) -> None:
        """Remove outputs no task of this build names: they can be made again from the evidence."""
        kept = {task.output for task in tasks}
        for stage in sorted({UNPACKED, PACKED, SHARDS, *joining_stages.STEPS, *(task.stage for task in tasks)}):
            for path in sorted((self.case.build / stage).glob("*")):
                if path not in kept:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
