// The network, opened step by step. The address holds what is drawn (#at=companies/x&open=buyers/y,...), so that every view can be sent on.
// What is drawn is a list of lists: a screen reader reads it as such; lines between the names are only for the eye (docs/decisions/0136).
"use strict";
(() => {
  const { say, chinese, make, draw, load } = window.enduse;
  const FIRST = 24, NEXT = 12; // names drawn of the body in the middle, and of each opened one, before a reader asks for more
  const SIGNS = { s: "M1,1h10v10h-10z", d: "M6,1a5,5 0 1,0 .01,0z", o: "M6,0 12,6 6,12 0,6z", t: "M6,1 12,11 0,11z" };
  const SHARED = /^(papers|records|entries)\//; // pages that stand once for all languages
  const BODY = /^(companies|buyers)\//;
  const held = new Map();
  let index, box, words, groups, stage, drawn, cards;

  window.enduseNetwork = (given) => { index = given; };
  window.enduseTies = (number, given) => { held.set(number, Object.setPrototypeOf(given, null)); };

  function fileOf(name) {
    let number = 0;
    for (const sign of name) number = (number * 31 + sign.codePointAt(0)) & 0xffff;
    return (number ^ (number >> 7)) % index.files;
  }
  async function bodyOf(name) {
    const number = fileOf(name);
    if (!held.has(number)) await load(`${box.dataset.top}assets/network/ties-${number}.js`);
    return held.get(number)[name];
  }

  // ---- What is drawn, as the address says it.
  function asked() {
    const given = new URLSearchParams(location.hash.slice(1));
    const list = (key) => (given.get(key) || "").split(",").filter(Boolean);
    return {
      at: given.get("at") || "", open: list("open"), hide: list("hide"), more: list("more"),
      from: given.get("from") || "", to: given.get("to") || "", undated: given.get("undated") !== "no",
    };
  }
  function address({ at, open, hide, more, from, to, undated }) {
    const parts = [["at", at], ["open", open.join()], ["more", more.join()], ["hide", hide.join()], ["from", from], ["to", to], ["undated", undated ? "" : "no"]];
    return `#${parts.filter(([, value]) => value).map(([key, value]) => `${key}=${value}`).join("&")}`;
  }
  const change = (with_) => { location.hash = address({ ...asked(), ...with_ }); };
  function fits([from, to], state) {
    // whether a tie falls into the years chosen; what lasts does as long as it lasts, what has no date where such are wanted
    if (!from) return state.undated;
    const last = to === "…" ? "9999" : (to || from).slice(0, 4);
    return (!state.from || last >= state.from) && (!state.to || from.slice(0, 4) <= state.to);
  }
  function tied(body, state, without) {
    // [kind, neighbours] of a body: what is chosen, without the body it was opened from, which shows the same tie
    const found = [];
    index.kinds.forEach((kind, number) => {
      if (state.hide.includes(kind) || !body[1][number]) return;
      const rows = [];
      for (const [name, title, zh, sign, listed, specimen, all] of body[1][number]) {
        const ways = all.filter((way) => fits(way, state));
        if (name && name === without) continue;
        if (ways.length || (!all.length && state.undated)) rows.push({ name, title, zh, sign, listed, specimen, ways });
      }
      if (rows.length) found.push([kind, rows]);
    });
    return found;
  }
  async function tree(state) {
    // Nearest first: a body stands where it is met first, and further along is said to be drawn already.
    const root = { name: state.at, depth: 0 }, placed = new Map([[state.at, root]]), queue = [root];
    let total = 0;
    while (queue.length) {
      const node = queue.shift(), body = await bodyOf(node.name);
      if (!body) continue;
      if (node === root) [root.title, root.zh, root.sign, root.listed, root.specimen] = body[0];
      const found = tied(body, state, node.parent && node.parent.name);
      const most = Math.max(2, Math.floor((node === root ? FIRST : NEXT) / Math.max(found.length, 1)));
      node.groups = found.map(([kind, rows]) => {
        const key = `${node.name}.${kind}`, all = state.more.includes(key) || rows.length <= most + 1;
        const shown = rows.filter((row, at) => all || at < most || state.open.includes(row.name));
        const nodes = shown.map((row) => {
          const child = { ...row, parent: node, kind, depth: node.depth + 1 };
          if (child.name && placed.has(child.name)) child.again = placed.get(child.name);
          else if (child.name) placed.set(child.name, child);
          if (!child.again && BODY.test(child.name) && state.open.includes(child.name)) queue.push(child);
          return child;
        });
        return { kind, key, nodes, left: rows.length - shown.length, n: rows.length };
      });
      if (node === root) total = new Set(found.flatMap(([, rows]) => rows.map((row) => row.name || row.title))).size;
    }
    return { root, n: placed.size - 1, total };
  }

  // ---- Drawing it.
  const named = ({ title, zh }) => (document.documentElement.lang.startsWith("zh") && zh ? [zh, title] : [title, zh]);
  const way = (page) => (SHARED.test(page) ? box.dataset.top : box.dataset.pages) + page;
  const page = (name) => way(`${name}.html`);
  function when([from, to]) {
    if (!from) return words.undated;
    if (to === "…") return say(words.since, { from });
    return to ? `${from} – ${to}` : from;
  }
  function years(ways) {
    const found = ways.flatMap(([from, to]) => [from, to === "…" ? "" : to]).filter(Boolean).map((day) => day.slice(0, 4)).sort();
    if (!found.length) return "";
    return found[0] === found[found.length - 1] ? found[0] : `${found[0]}–${found[found.length - 1]}`;
  }
  function signOf({ sign, listed }) {
    const made = draw("svg", { class: `net-sign${listed ? " on-a-list" : ""}`, width: 12, height: 12, "aria-hidden": "true" });
    made.append(draw("path", { d: SIGNS[sign] || SIGNS.d }));
    return made;
  }
  function reasons(node, name) {
    const n = node.ways.length, told = [n === 1 ? words.record : say(words.records, { n }), years(node.ways)].filter(Boolean).join(" · ");
    const rows = node.ways.map((each) => {
      const [, , address, title, zh] = each, [label] = named({ title, zh });
      return make("li", {}, make("span", { class: "day", text: when(each) }), " ", make("a", { href: way(address), text: label || words.passage, lang: chinese(label) }));
    });
    return make("details", { class: "net-why" }, make("summary", { "aria-label": `${say(words.show, { name })}: ${told}`, text: told }), make("ul", {}, ...rows));
  }
  function card(node, state) {
    const [name, second] = named(node), leads = BODY.test(node.name), open = leads && (node.depth === 0 || state.open.includes(node.name)) && !node.again;
    const title = make("p", { class: "net-name" }, signOf(node));
    if (node.again) {
      const back = make("button", { type: "button", class: "net-again", "aria-label": say(words.again, { name }), text: name, lang: chinese(name) });
      back.addEventListener("click", () => { const first = cards.get(node.again); first.querySelector("button, a").focus(); first.scrollIntoView({ block: "nearest", inline: "nearest" }); });
      title.append(back);
    } else if (leads && node.depth > 0) {
      const toggle = make("button", { type: "button", "aria-expanded": String(open), title: say(open ? words.shut : words.open, { name }), "data-name": node.name, text: name, lang: chinese(name) });
      toggle.addEventListener("click", () => change({ open: open ? state.open.filter((each) => each !== node.name) : [...state.open, node.name] }));
      title.append(toggle);
    } else if (node.name) title.append(make("a", { href: page(node.name), text: name, lang: chinese(name) }));
    else title.append(make("span", { text: name, lang: chinese(name) }));
    if (second && !node.again) title.append(" ", make("span", { class: "second", text: second, lang: chinese(second) }));
    if (node.specimen) title.append(" ", make("span", { class: "specimen-tag", text: words.specimen }));
    const more = make("div", { class: "net-more" });
    if (node.ways && node.ways.length) more.append(reasons(node, name));
    if (leads && !node.again) {
      more.append(make("a", { href: page(node.name), "aria-label": `${words.dossier}: ${name}`, text: words.dossier }));
      if (node.depth) more.append(make("a", { href: address({ ...state, at: node.name, open: [], more: [] }), "aria-label": say(words.centre_of, { name }), text: words.centre }));
    }
    const made = make("div", { class: `net-card${node.depth ? "" : " middle"}${node.again ? " again" : ""}${open ? " open" : ""}` }, title, more);
    cards.set(node, made);
    return made;
  }
  function item(node, state) {
    const made = make("li", { class: "net-node" }, card(node, state));
    if (!node.groups || !node.groups.length) return made;
    const lists = node.groups.map((group) => {
      const head = make("p", { class: "net-kind", id: `kind-${group.key.replace(/\W/g, "-")}` }, groups[group.kind] || group.kind, " ", make("span", { class: "n", text: String(group.n) }));
      const list = make("ul", { class: "net-names", "aria-labelledby": head.id }, ...group.nodes.map((child) => item(child, state)));
      const made = make("li", { class: "net-group" }, head, list);
      if (group.left) {
        const more = make("button", { type: "button", class: "net-rest", "data-more": group.key, text: say(words.more, { n: group.left }) });
        more.addEventListener("click", () => change({ more: [...state.more, group.key] }));
        made.append(more);
      }
      return made;
    });
    made.append(make("ul", { class: "net-groups" }, ...lists));
    return made;
  }
  function each(node, visit) {
    visit(node);
    for (const group of node.groups || []) for (const child of group.nodes) each(child, visit);
  }
  function lines() {
    // from each card to those opened from it; from a name that is drawn already to where it is only while somebody points at either
    if (!drawn || !stage.isConnected) return;
    const old = stage.querySelector(".net-lines"), base = stage.getBoundingClientRect();
    const canvas = draw("svg", { class: "net-lines", "aria-hidden": "true", width: stage.scrollWidth, height: stage.scrollHeight });
    const at = (node) => {
      const box = cards.get(node).getBoundingClientRect(), name = cards.get(node).querySelector(".net-name").getBoundingClientRect();
      return { left: box.left - base.left, right: box.right - base.left, bottom: box.bottom - base.top, y: name.top - base.top + Math.min(name.height / 2, 12) };
    };
    const touched = new Map(); // node -> lines that end at it; they shine while a hand or the keyboard is there
    const touch = (node, line) => touched.set(node, [...(touched.get(node) || []), line]);
    each(drawn.root, (node) => {
      if (node.parent) {
        const from = at(node.parent), to = at(node), beside = to.left > from.right;
        const middle = (from.right + to.left) / 2;
        const d = beside
          ? `M${from.right},${from.y}C${middle},${from.y} ${middle},${to.y} ${to.left - 2},${to.y}`
          : `M${from.left + 7},${from.bottom}V${to.y - 6}Q${from.left + 7},${to.y} ${from.left + 13},${to.y}H${to.left - 2}`;
        const line = draw("path", { class: "net-line", d, "stroke-width": Math.min(4, 1.2 + 0.5 * ((node.ways || []).length - 1)).toFixed(1) });
        canvas.append(line);
        touch(node, line);
      }
      if (node.again && node.again !== node.parent) {
        const from = at(node), to = at(node.again), out = Math.max(from.right, to.right) + 14;
        const line = draw("path", { class: "net-line twice", d: `M${from.right},${from.y}C${out + 16},${from.y} ${out + 16},${to.y} ${to.right},${to.y}` });
        canvas.append(line);
        touch(node, line);
        touch(node.again, line);
      }
    });
    for (const [node, near] of touched) {
      const card = cards.get(node), shine = (on) => () => { for (const line of near) line.classList.toggle("on", on); };
      card.onpointerenter = card.onfocusin = shine(true);
      card.onpointerleave = card.onfocusout = shine(false);
    }
    if (old) old.replaceWith(canvas);
    else stage.prepend(canvas);
  }

  // ---- What is chosen.
  function fill(state) {
    for (const input of box.querySelectorAll("[data-kind]")) input.checked = !state.hide.includes(input.dataset.kind);
    for (const key of ["from", "to"]) box.querySelector(`[data-year=${key}]`).value = state[key];
    box.querySelector("[data-year=undated]").checked = state.undated;
    box.querySelector(".net-filters").open ||= Boolean(state.hide.length || state.from || state.to || !state.undated);
  }
  function filters() {
    const kinds = box.querySelector(".net-kinds");
    for (const kind of index.kinds) {
      const input = make("input", { type: "checkbox", "data-kind": kind });
      input.checked = true;
      input.addEventListener("change", () => change({ hide: index.kinds.filter((each) => !box.querySelector(`[data-kind=${each}]`).checked) }));
      kinds.append(make("label", { class: "net-tick" }, input, " ", groups[kind] || kind));
    }
    const [first, last] = index.years;
    for (const key of ["from", "to"]) {
      const select = box.querySelector(`[data-year=${key}]`);
      for (let year = first; year <= last; year++) select.append(make("option", { value: year, text: String(year) }));
      select.addEventListener("change", () => change({ [key]: select.value }));
    }
    const undated = box.querySelector("[data-year=undated]");
    undated.addEventListener("change", () => change({ undated: undated.checked }));
  }
  async function run() {
    const state = asked(), told = box.querySelector(".net-count");
    box.hidden = !state.at;
    document.documentElement.classList.toggle("exploring", Boolean(state.at));
    if (!state.at) return;
    const focused = document.activeElement && (document.activeElement.dataset.name || document.activeElement.dataset.more);
    let found;
    try {
      const known = BODY.test(state.at) && (await bodyOf(state.at));
      if (known) found = await tree(state);
      else told.textContent = say(words.unknown, { name: state.at });
    } catch {
      told.textContent = say(words.failed, { name: state.at });
    }
    if (address(asked()) !== address(state)) return; // something else has been chosen since
    fill(state);
    cards = new Map();
    drawn = found;
    stage.replaceChildren(...(found ? [make("ul", { class: "net-root" }, item(found.root, state))] : []));
    if (!found) return;
    const [name] = named(found.root);
    told.textContent = say(found.n ? words.count : words.none, { name, n: found.n, all: found.total });
    lines();
    const again = focused && [...stage.querySelectorAll("[data-name], [data-more]")].find((each) => (each.dataset.name || each.dataset.more) === focused);
    if (again) {
      again.focus({ preventScroll: true });
      const opened = again.closest(".net-node").querySelector(".net-groups");
      if (opened && again.dataset.name) reveal(opened);
    }
    box.dataset.drawn = address(state); // for tests: what is drawn is what the address says
  }
  function reveal(opened) {
    // what was opened comes into sight along, and the page stays where it is
    const scroll = box.querySelector(".net-scroll"), view = scroll.getBoundingClientRect(), right = opened.getBoundingClientRect().right;
    if (right > view.right) scroll.scrollLeft += right - view.right + 8;
  }
  function start() {
    box = document.querySelector(".net");
    if (!box || !index) return;
    words = JSON.parse(box.dataset.words);
    groups = JSON.parse(box.dataset.groups);
    stage = box.querySelector(".net-stage");
    document.documentElement.classList.add("scripted");
    for (const link of document.querySelectorAll(".net-starts li a")) {
      link.href = `#at=${link.getAttribute("href").slice(box.dataset.pages.length).replace(/\.html$/, "")}`;
    }
    document.querySelector(".net-starts").addEventListener("click", (event) => { if (event.target.closest("li a")) scrollTo(0, 0); });
    filters();
    new ResizeObserver(lines).observe(stage);
    stage.addEventListener("toggle", lines, true);
    window.addEventListener("hashchange", run);
    run();
  }
  document.addEventListener("DOMContentLoaded", start);
})();
