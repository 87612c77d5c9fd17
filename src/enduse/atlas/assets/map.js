// The map of the start page: filters, clusters, a list that follows. The drawing, its links and the table are on the page without it.
// A classic script without imports, so that it runs from a disk; nothing is fetched but data files of ours (docs/decisions/0100).
"use strict";
(() => {
  const { say, make, draw, clusters, middleOf, mapHands, atlasMap: data } = window.enduse;
  const { facets: FACETS, label, order } = data;
  const ROWS = 60; // rows of the list before "more"
  const NEAR = 22; // pixels between two dots before they share one
  const CLOSEST = 14; // zoom

  let box, view, stage, svg, frame, words, roots, controls = {}, wide = 0, high = 0;
  let state = empty(), at = { x: 500, y: 216, z: 1 }, home = at, drawnZ = 1, moved = false, rowsShown = ROWS;
  let shown = []; // numbers of the projects that pass the filters

  function empty() {
    return { vendor: "", technology: "", status: "", user: "", finding: "", country: "", place: "", from: 0, to: 0 };
  }
  const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, box.dataset.group);
  // ---- What can wait does so until nobody's hand is on the map and the browser has time.
  const due = new Set();
  let waiting = false, pressed = false;
  function soon(work) {
    due.add(work);
    if (waiting || pressed) return;
    waiting = true;
    if (window.requestIdleCallback) requestIdleCallback(tidy, { timeout: 300 });
    else setTimeout(tidy, 20);
  }
  function tidy() {
    waiting = false;
    if (pressed) return; // lift() asks again
    const [work] = due;
    due.delete(work);
    work();
    const [next] = due;
    if (next) soon(next);
  }

  // ---- The address: every filter and the view live in it, so that a link shows what its sender saw.
  let written = null;
  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    const next = empty();
    for (const name of [...FACETS, "country", "place"]) next[name] = given.get(name) || "";
    for (const name of ["from", "to"]) next[name] = Number.parseInt(given.get(name) || "0", 10) || 0;
    const seen = (given.get("at") || "").split(",").map(Number);
    moved = seen.length === 3 && seen.every(Number.isFinite);
    at = moved ? clamp({ x: seen[0], y: seen[1], z: seen[2] }) : home;
    state = next;
  }
  function write(push) {
    const told = new URLSearchParams();
    for (const [name, value] of Object.entries(state)) if (value) told.set(name, value);
    if (moved) told.set("at", [at.x.toFixed(1), at.y.toFixed(1), at.z.toFixed(2)].join(","));
    const hash = `#${told.toString().replace(/%2C/g, ",").replace(/%3A/g, ":")}`;
    if (hash === (location.hash || "#")) return;
    written = hash;
    if (push) location.hash = hash;
    else location.replace(hash);
  }

  // ---- Filters.
  const PLACE = FACETS.length, YEAR = PLACE + 1, PASSED = -1, NEVER = -2;
  function failing() {
    // of each project: PASSED, the one filter that it fails, or NEVER; so one walk tells what is shown and what each filter could still give
    const p = data.points, asked = FACETS.map((facet) => (state[facet] ? p.ids[facet].indexOf(state[facet]) : null));
    return p.country.map((country, i) => {
      let fails = PASSED;
      const fail = (filter) => { fails = fails === PASSED ? filter : NEVER; };
      for (let f = 0; f < FACETS.length; f++) if (asked[f] !== null && !p[FACETS[f]][i].includes(asked[f])) fail(f);
      if ((state.from && !(p.year[i] >= state.from)) || (state.to && !(p.year[i] && p.year[i] <= state.to))) fail(YEAR);
      if ((state.country && p.countries[country][0] !== state.country) || (state.place && !(p.city[i] >= 0 && spot(p.city[i]) === state.place))) fail(PLACE);
      return fails;
    });
  }
  const spot = (city) => data.points.cities[city].slice(2).join(",");
  function apply() {
    const fails = failing();
    shown = [];
    for (let i = 0; i < fails.length; i++) if (fails[i] === PASSED) shown.push(i);
    options(fails);
    tint();
    marks();
    rowsShown = ROWS;
    list();
  }
  function options(fails) {
    const p = data.points;
    FACETS.forEach((facet, f) => {
      const counts = new Array(p.ids[facet].length).fill(0);
      for (let i = 0; i < fails.length; i++) if (fails[i] === PASSED || fails[i] === f) for (const id of p[facet][i]) counts[id]++;
      const known = p.ids[facet].map((id, n) => [id, label(facet, id), counts[n]]).filter(([id, , count]) => count || id === state[facet]);
      known.sort((a, b) => b[2] - a[2] || order(facet, a[0], b[0]));
      fill(controls[facet], known, state[facet]);
    });
    const years = new Set(p.year.filter((year, i) => year && (fails[i] === PASSED || fails[i] === YEAR)));
    const sorted = [...years].sort((a, b) => a - b).map((year) => [String(year), String(year)]);
    for (const end of ["from", "to"]) fill(controls[end], sorted, String(state[end] || ""));
    chips();
  }
  function chips() {
    box.querySelector(".map-chips").replaceChildren(...active().map(([name, text]) => chip(name, text)));
    box.querySelector(".map-clear").hidden = !active().length && !moved;
  }
  function fill(select, known, chosen) {
    const all = select.options[0];
    const rest = known.map(([value, text, count]) => make("option", { value, text: count === undefined ? text : `${text} (${number(count)})` }));
    if (chosen && !known.some(([value]) => value === chosen)) rest.push(make("option", { value: chosen, text: chosen }));
    select.replaceChildren(all, ...rest);
    select.value = chosen;
  }
  function active() {
    const named = [];
    if (state.country) named.push(["country", label("country", state.country)]);
    if (state.place) {
      const city = data.points.cities.find((each) => each.slice(2).join(",") === state.place);
      named.push(["place", city ? city[0] : state.place]);
    }
    return named;
  }
  function chip(name, text) {
    const made = make("button", { type: "button", class: "chip", "aria-label": say(words.drop, { name: text }) }, text, make("span", { "aria-hidden": "true", text: " ×" }));
    made.addEventListener("click", () => { state[name] = ""; apply(); write(true); });
    return made;
  }

  // ---- The drawing.
  const scale = () => wide / 1000; // the view is measured once for each of its sizes: asking for it in between would lay the page out anew
  function measured() { wide = view.clientWidth; high = view.clientHeight; }
  const zoom = (z) => Math.min(CLOSEST, Math.max(1, z));
  function clamp(next) {
    const z = zoom(next.z), unit = scale() * z;
    const across = wide / unit / 2, down = high / unit / 2;
    const within = (value, half, size) => (half * 2 >= size ? size / 2 : Math.min(size - half, Math.max(half, value)));
    return { x: within(next.x, across, 1000), y: within(next.y, down, frame.height), z };
  }
  function place() {
    const unit = scale() * at.z;
    stage.style.transform = `translate3d(${wide / 2 - at.x * unit}px,${high / 2 - at.y * unit}px,0) scale(${at.z / drawnZ})`;
  }
  let settling = 0, behind = false; // behind: dots, list and address do not yet follow the view
  function go(next) {
    // While a hand moves the map it is only shifted; dots, list and address follow when the hand is off it.
    at = clamp(next);
    moved = behind = true;
    place();
    clearTimeout(settling);
    if (!pressed) settling = setTimeout(settle, 140);
  }
  function hold() {
    pressed = true;
    clearTimeout(settling);
  }
  function free() {
    pressed = false;
    clearTimeout(settling);
    if (behind) settling = setTimeout(settle, 40); // after the frame that shows where it was let go
    for (const work of due) soon(work);
  }
  function settle() {
    if (at.z !== drawnZ) size();
    soon(follow);
  }
  function follow() {
    behind = false;
    list();
    write(false);
  }
  function rescale() {
    drawnZ = at.z;
    svg.style.width = `${wide * drawnZ}px`;
    place();
  }
  const size = () => { rescale(); marks(); };
  function tint() {
    const p = data.points, counts = new Map();
    for (const i of shown) {
      const code = p.countries[p.country[i]][0];
      counts.set(code, (counts.get(code) || 0) + 1);
    }
    for (const land of svg.querySelectorAll("[data-country]")) {
      const n = counts.get(land.dataset.country) || 0;
      const step = n >= 8 ? 4 : n >= 4 ? 3 : n >= 2 ? 2 : n;
      const tinted = `land${land.tagName === "circle" ? " small" : ""}${step ? ` t${step}` : ""}`;
      if (land.getAttribute("class") !== tinted) land.setAttribute("class", tinted); // the drawing comes with the tints of everything
    }
  }
  function marks() {
    const p = data.points, unit = scale() * drawnZ, cities = new Map(), rings = new Map();
    for (const i of shown) {
      const [held, key] = p.city[i] >= 0 ? [cities, p.city[i]] : [rings, p.country[i]];
      held.set(key, (held.get(key) || 0) + 1);
    }
    const parts = [];
    const put = (...how) => parts.push(mark(...how));
    for (const [country, n] of rings) {
      const [code, x, y] = p.countries[country];
      if (x !== null) put(x, y, "ring", Math.min(16, 6 + 1.7 * Math.sqrt(n)) / unit, n, unit, { country: code });
    }
    for (const each of clusters([...cities].map(([city, n]) => ({ city, n, x: p.cities[city][2], y: p.cities[city][3] })), NEAR / unit)) {
      const radius = each.cities.length > 1 ? Math.min(17, 7.5 + 1.5 * Math.sqrt(each.n)) : Math.min(15, 2.4 + 1.6 * Math.sqrt(each.n));
      put(each.x, each.y, each.cities.length > 1 ? "dot cluster" : "dot", radius / unit, each.n, unit, { cities: each.cities });
    }
    controls.marks.replaceChildren(...parts);
  }
  function mark(x, y, kind, r, n, unit, of) {
    const made = draw("g", { class: `mark ${kind}` });
    made.append(draw("circle", { cx: x, cy: y, r }));
    if (n > 1 && r * unit > 6.8) made.append(draw("text", { x, y: y + 3.6 / unit, "font-size": 10.5 / unit }, String(n)));
    made.of = of;
    return made;
  }
  function told(of) {
    const p = data.points;
    if (of.country) return `${label("country", of.country)}: ${words.countryOnly}`;
    const names = of.cities.map((city) => p.cities[city][0]);
    const where = names.length > 3 ? say(words.places, { n: number(names.length) }) : names.join(", ");
    return `${where}, ${[...new Set(of.cities.map((city) => label("country", p.countries[p.cities[city][1]][0])))].slice(0, 3).join(", ")}`;
  }
  function choose(element) {
    const hit = element.closest(".mark"), land = element.closest("[data-country]");
    if (hit && hit.of) chosen(hit.of);
    else if (land && shown.some((i) => data.points.countries[data.points.country[i]][0] === land.dataset.country)) chosen({ country: land.dataset.country });
  }
  function chosen(of) {
    const p = data.points;
    if (of.country) { state.country = of.country; state.place = ""; apply(); write(true); return; }
    const spots = of.cities.map((city) => p.cities[city]);
    const xs = spots.map((s) => s[2]), ys = spots.map((s) => s[3]);
    const broad = Math.max(...xs) - Math.min(...xs), tall = Math.max(...ys) - Math.min(...ys);
    if (spots.length > 1 && Math.max(broad, tall) > 0.3 && at.z < CLOSEST) {
      const fit = Math.min(wide / (broad || 0.1), high / (tall || 0.1)) / scale() / 1.8;
      go({ x: (Math.max(...xs) + Math.min(...xs)) / 2, y: (Math.max(...ys) + Math.min(...ys)) / 2, z: Math.max(at.z * 1.6, Math.min(fit, CLOSEST)) });
      return;
    }
    state.place = spot(of.cities[0]);
    state.country = "";
    apply();
    write(true);
  }

  // ---- The list beside the map.
  function visible(i) {
    if (!moved || at.z === 1) return true;
    const p = data.points, unit = scale() * at.z;
    const [x, y] = p.city[i] >= 0 ? p.cities[p.city[i]].slice(2) : p.countries[p.country[i]].slice(1);
    return x !== null && Math.abs(x - at.x) <= wide / unit / 2 && Math.abs(y - at.y) <= high / unit / 2;
  }
  function list() {
    const p = data.points, groups = new Map();
    const inside = shown.filter(visible);
    for (const i of inside) {
      if (!groups.has(p.country[i])) groups.set(p.country[i], []);
      groups.get(p.country[i]).push(i);
    }
    const code = (country) => p.countries[country][0];
    const ordered = [...groups].sort((a, b) => b[1].length - a[1].length || order("country", code(a[0]), code(b[0])));
    let left = rowsShown;
    const made = [];
    for (const [country, projects] of ordered) {
      if (left <= 0) break;
      const rows = projects.slice(0, left).map(row);
      left -= rows.length;
      const link = make("a", { class: "ref", href: `${roots.pages}countries/${code(country)}.html`, text: label("country", code(country)) });
      made.push(make("section", {}, make("h4", {}, link, make("span", { class: "n", text: number(projects.length) })), make("ul", {}, ...rows)));
    }
    controls.list.replaceChildren(...made);
    controls.more.hidden = inside.length <= rowsShown;
    const told = say(inside.length === p.country.length ? words.count : words.countOf, {
      n: number(inside.length), all: number(p.country.length), countries: number(groups.size),
    });
    if (controls.count.textContent !== told) controls.count.textContent = told;
    controls.none.hidden = inside.length > 0;
  }
  function titled(i) {
    const held = data.titled(i, roots.assets);
    return held && make("a", { href: roots.pages + held[1], text: held[0] });
  }
  function entitle() {
    // titles have come: the rows that wait for them get them, and nothing else is made again
    for (const made of controls.list.querySelectorAll("li")) {
      const title = made.untold === undefined ? null : titled(made.untold);
      if (!title) continue;
      made.firstChild.replaceWith(title);
      delete made.untold;
    }
  }
  function row(i) {
    const p = data.points, city = p.city[i], title = titled(i);
    const facts = [
      city >= 0 ? p.cities[city][0] : words.countryOnly,
      p.year[i] ? String(p.year[i]) : null,
      ...p.vendor[i].slice(0, 3).map((v) => label("vendor", p.ids.vendor[v])),
      ...p.status[i].map((s) => label("status", p.ids.status[s])),
    ].filter(Boolean);
    const made = make("li", {}, title || make("span", { text: "…" }), make("span", { class: "quiet", text: facts.join(" · ") }));
    if (!title) made.untold = i;
    made.addEventListener("mouseenter", () => point(i, true));
    made.addEventListener("focusin", () => point(i, true));
    made.addEventListener("mouseleave", () => point(i, false));
    made.addEventListener("focusout", () => point(i, false));
    return made;
  }
  function point(i, on) {
    const p = data.points;
    for (const each of controls.marks.children) {
      const hit = p.city[i] >= 0 ? each.of.cities && each.of.cities.includes(p.city[i]) : each.of.country === p.countries[p.country[i]][0];
      each.classList.toggle("pointed", on && hit);
    }
  }

  function back() {
    at = home;
    moved = false;
    size();
    list();
    chips();
    write(false);
  }
  const untip = () => { controls.tip.hidden = true; };
  function tip(event) {
    const hit = event.target.closest && event.target.closest(".mark");
    if (!hit || !hit.of || event.pointerType === "touch") { untip(); return; }
    const edge = view.getBoundingClientRect();
    controls.tip.textContent = told(hit.of);
    controls.tip.hidden = false;
    const right = event.clientX - edge.left > edge.width / 2;
    controls.tip.style.left = right ? "auto" : `${event.clientX - edge.left + 12}px`;
    controls.tip.style.right = right ? `${edge.right - event.clientX + 12}px` : "auto";
    controls.tip.style.top = `${event.clientY - edge.top + 14}px`;
  }
  function fitted() {
    // A phone shows the part of the world that has projects; a wide screen all of it.
    const p = data.points, whole = { x: 500, y: frame.height / 2, z: 1 };
    const spots = [...p.cities.map((city) => city.slice(2)), ...p.country.filter((_, i) => p.city[i] < 0).map((c) => p.countries[c].slice(1, 3))].filter(([x]) => x !== null);
    return clamp(wide > 620 || !spots.length ? whole : middleOf(spots, wide / scale(), high / scale()));
  }

  function start() {
    box = document.querySelector(".mapping");
    if (!box || !data.points || !data.labels || !data.points.country.length) return;
    view = box.querySelector(".map-view");
    svg = view.querySelector("svg.world");
    // The drawing is moved by what holds it: a layer of its own, which nothing inside has to be laid out or painted again for.
    stage = make("div", { class: "map-stage" });
    svg.replaceWith(stage);
    stage.append(svg);
    words = JSON.parse(box.dataset.words);
    roots = { pages: box.dataset.pages, assets: box.dataset.assets };
    frame = svg.viewBox.baseVal;
    for (const select of box.querySelectorAll("select[data-facet]")) {
      const name = select.dataset.facet;
      controls[name] = select;
      select.addEventListener("change", () => {
        state[name] = name === "from" || name === "to" ? Number(select.value) || 0 : select.value;
        apply();
        write(true);
      });
    }
    controls.list = box.querySelector(".map-rows");
    controls.more = box.querySelector(".map-more");
    controls.count = box.querySelector(".map-count");
    controls.none = box.querySelector(".map-none");
    controls.tip = box.querySelector(".map-tip");
    controls.marks = draw("g", { class: "live" });
    svg.querySelector(".marks").replaceWith(controls.marks);
    controls.more.addEventListener("click", () => { rowsShown += ROWS * 4; list(); });
    box.querySelector(".map-clear").addEventListener("click", () => { state = empty(); at = home; moved = false; rescale(); apply(); write(true); });
    document.documentElement.classList.add("scripted");
    box.querySelector(".map-table").open = false;
    view.setAttribute("tabindex", "0");
    for (const title of svg.querySelectorAll("path title, circle title")) title.remove();
    measured();
    box.querySelector(".filters").open = wide > 620 || location.hash.length > 1;
    home = fitted();
    read();
    rescale();
    apply();
    data.whenTitled = () => (pressed ? soon(entitle) : entitle());
    mapHands({ box, view, at: () => at, measures: () => ({ wide, high, scale: scale() }), zoom, go, back, hold, free, tip, untip, choose });
    window.addEventListener("hashchange", () => {
      if (location.hash === written) { written = null; return; }
      read();
      rescale();
      apply();
      box.scrollIntoView({ block: "start" }); // a link to a view of the map brings its reader there
    });
    new ResizeObserver(() => {
      const before = [wide, high].join();
      measured();
      if ([wide, high].join() === before) return;
      const away = moved;
      home = fitted();
      at = away ? clamp(at) : home;
      size();
    }).observe(view);
  }
  document.addEventListener("DOMContentLoaded", start); // after the data files, which stand behind this one
})();
