// Sends names or a file to /screen, shows how far it is, then the answers. Everything is written as text, never as markup.
"use strict";
const at = (id) => document.getElementById(id);
const SHOWN = 500;
let job = null;

function token() { return at("token") ? at("token").value.trim() : ""; }

async function ask(method, path, body) {
  const headers = token() ? { authorization: "Bearer " + token() } : {};
  const got = await fetch(path, { method, body, headers });
  if (got.ok) return got;
  let said = got.status + " " + got.statusText;
  try { said = (await got.json()).detail; } catch { /* not ours: the status must do */ }
  throw new Error(said);
}

function table() {
  const file = at("file").files[0];
  if (file) return [file.name.replace(/[\/\\]/g, "_"), file];
  const names = at("names").value.split(/\r?\n/).map((name) => name.trim()).filter(Boolean);
  if (!names.length) throw new Error("Paste a name or choose a file first.");
  return ["names.jsonl", names.map((name) => JSON.stringify({ name })).join("\n")];
}

function say(text, wrong = false) { at("said").textContent = text; at("said").classList.toggle("wrong", wrong); }

async function check(event) {
  event.preventDefault();
  at("answers").hidden = true;
  try {
    const [name, body] = table();
    say("Sending …");
    const query = new URLSearchParams({ file: name });
    if (at("on").value) query.set("on", at("on").value);
    job = await (await ask("POST", "/screen?" + query, body)).json();
    at("progress").hidden = at("stop").hidden = false;
    const own = job.id;
    while (job && job.id === own && (job.state === "waiting" || job.state === "running")) {
      at("progress").max = Math.max(1, job.rows);
      at("progress").value = job.done;
      say(job.done + " of " + job.rows + " rows");
      await new Promise((done) => setTimeout(done, 300));
      if (job) job = await (await ask("GET", "/screen/" + own)).json();
    }
    if (!job) return say("Stopped.");
    if (job.state === "failed") throw new Error(job.error);
    await show(job);
  } catch (error) {
    say(error.message, true);
  } finally {
    at("progress").hidden = at("stop").hidden = true;
  }
}

async function show(done) {
  const columns = Object.entries(done.columns).map(([role, column]) => role + " = “" + column + "”").join(", ");
  say(done.rows + " rows, build " + done.build + "; columns: " + columns + "; day: " + (done.day || "of each row"));
  at("verdicts").textContent = Object.entries(done.verdicts).map(([verdict, n]) => verdict + ": " + n).join(", ");
  at("files").replaceChildren("Keep: ", ...Object.keys(done.results).map((form) => keep(done, form)));
  const lines = (await (await ask("GET", done.results.jsonl)).text()).split("\n").filter(Boolean);
  at("rows").replaceChildren(...lines.slice(0, SHOWN).map((line) => row(JSON.parse(line))));
  at("more").textContent = lines.length > SHOWN ? "The first " + SHOWN + " rows are shown; the files have all." : "";
  at("answers").hidden = false;
}

function keep(done, form) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = form;
  button.addEventListener("click", async () => {
    try {
      const blob = await (await ask("GET", done.results[form])).blob();
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = done.file.replace(/\.[^.]*$/, "") + "-screened." + form;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    } catch (error) { say(error.message, true); }
  });
  return button;
}

function inWords(codes) {
  const words = JSON.parse(at("table").dataset.words);
  return codes.map((code) => words[code] || code).join("; ");
}

function link(address, text) {
  const found = document.createElement("a");
  found.href = address;
  found.rel = "noopener noreferrer";
  found.target = "_blank";
  found.textContent = text;
  return found;
}

function row(answer) {
  const hit = answer.hits.find((each) => each.concerns.length) || answer.hits[0];
  const lists = hit ? hit.standings.map((s) => s.list_title + ": " + s.outcome.replace("-", " ") + ", " + s.relation + (s.effective.length ? ", effective " + s.effective.join(" / ") : "")) : [];
  const cells = [answer.row, answer.asked.name, answer.verdict, hit ? hit.name : "", hit ? hit.score.toFixed(2) : "", inWords([...(hit ? hit.concerns : []), ...answer.notes]), lists.join("; ")];
  const line = document.createElement("tr");
  const heads = document.querySelectorAll("#table th");
  cells.forEach((text, at) => {
    const cell = document.createElement("td");
    if (at === 3 && hit && /^https?:/.test(hit.address)) cell.append(link(hit.address, text));
    else cell.textContent = text;
    cell.dataset.head = heads[at].textContent;
    if (at === 2 && answer.verdict !== "none") cell.className = "check";
    line.append(cell);
  });
  return line;
}

at("ask").addEventListener("submit", check);
at("stop").addEventListener("click", async () => { const own = job; job = null; if (own) await ask("DELETE", "/screen/" + own.id).catch(() => {}); });
for (const kind of ["dragover", "dragleave", "drop"]) {
  at("ask").addEventListener(kind, (event) => {
    event.preventDefault();
    at("ask").classList.toggle("over", kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files.length) at("file").files = event.dataTransfer.files;
  });
}
