// The map of the start page: filters, clusters, a list that follows. The drawing, its links and the table are on the page without it.
// A classic script without imports, so that it runs from a disk; nothing is fetched but data files of ours (docs/decisions/0100).
"use strict";
(() => {
  const FACETS = ["vendor", "technology", "status", "user", "finding"];
  const ROWS = 60; // rows of the list before "more"
  const NEAR = 22; // pixels between two dots before they share one
  const CLOSEST = 14; // zoom
  const SVG = "http://www.w3.org/2000/svg";
  const data = {};
  const titles = new Map(); // number of a file -> country -> [title, page]
  const asked = new Set();

  window.enduseMap = (points) => { data.points = points; };
  window.enduseLabels = (labels) => {
    for (const kind in labels) Object.setPrototypeOf(labels[kind], null);
    data.labels = labels;
  };
  window.enduseTitles = (number, held) => { titles.set(number, held); if (ready) list(); };

  let ready = false, box, view, stage, svg, frame, words, roots, controls = {};
  let state = empty(), at = { x: 500, y: 216, z: 1 }, home = at, drawnZ = 1, moved = false, rowsShown = ROWS;
  let shown = []; // numbers of the projects that pass the filters

  function empty() {
    return { vendor: "", technology: "", status: "", user: "", finding: "", country: "", place: "", from: 0, to: 0 };
  }
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const number = (n) => n.toLocaleString(document.documentElement.lang || "en");
  function make(tag, options, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(options || {})) {
      if (name === "text") made.textContent = value;
      else if (name === "class") made.className = value;
      else if (value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }
  function draw(tag, attributes, text) {
    const made = document.createElementNS(SVG, tag);
    for (const name in attributes) made.setAttribute(name, attributes[name]);
    if (text !== undefined) made.textContent = text;
    return made;
  }
  const label = (kind, id) => data.labels[kind][id] || id;

  // ---- The address: every filter and the view live in it, so that a link shows what its sender saw.
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
  let written = null;

  // ---- Filters.
  function passes(i, but) {
    const p = data.points;
    for (const facet of FACETS) {
      if (facet !== but && state[facet] && !p[facet][i].includes(p.ids[facet].indexOf(state[facet]))) return false;
    }
    if (but !== "year") {
      if (state.from && !(p.year[i] >= state.from)) return false;
      if (state.to && !(p.year[i] && p.year[i] <= state.to)) return false;
    }
    if (but !== "place") {
      if (state.country && p.countries[p.country[i]][0] !== state.country) return false;
      if (state.place && !(p.city[i] >= 0 && spot(p.city[i]) === state.place)) return false;
    }
    return true;
  }
  const spot = (city) => data.points.cities[city].slice(2).join(",");
  function apply() {
    const p = data.points;
    shown = [];
    for (let i = 0; i < p.country.length; i++) if (passes(i)) shown.push(i);
    options();
    tint();
    marks();
    rowsShown = ROWS;
    list();
  }
  function options() {
    const p = data.points;
    for (const facet of FACETS) {
      const counts = new Array(p.ids[facet].length).fill(0);
      for (let i = 0; i < p.country.length; i++) if (passes(i, facet)) for (const id of p[facet][i]) counts[id]++;
      const known = p.ids[facet].map((id, n) => [id, label(facet, id), counts[n]]);
      known.sort((a, b) => b[2] - a[2] || a[1].localeCompare(b[1]));
      fill(controls[facet], known.filter(([id, , count]) => count || id === state[facet]), state[facet]);
    }
    const years = new Set(p.year.filter((year, i) => year && passes(i, "year")));
    const sorted = [...years].sort((a, b) => a - b).map((year) => [String(year), String(year)]);
    for (const end of ["from", "to"]) fill(controls[end], sorted, String(state[end] || ""));
    const chips = box.querySelector(".map-chips");
    chips.replaceChildren(...active().map(([name, text]) => chip(name, text)));
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
  const scale = () => view.clientWidth / 1000;
  function clamp(next) {
    const z = Math.min(CLOSEST, Math.max(1, next.z)), unit = scale() * z;
    const across = view.clientWidth / unit / 2, down = view.clientHeight / unit / 2;
    const within = (value, half, size) => (half * 2 >= size ? size / 2 : Math.min(size - half, Math.max(half, value)));
    return { x: within(next.x, across, 1000), y: within(next.y, down, frame.height), z };
  }
  function place() {
    const unit = scale() * at.z;
    const left = view.clientWidth / 2 - at.x * unit, top = view.clientHeight / 2 - at.y * unit;
    stage.style.transform = `translate3d(${left}px,${top}px,0) scale(${at.z / drawnZ})`;
  }
  let settling = 0;
  function go(next) {
    at = clamp(next);
    moved = true;
    place();
    clearTimeout(settling);
    settling = setTimeout(settle, 140);
  }
  function settle() {
    if (at.z !== drawnZ) size();
    list();
    write(false);
  }
  function size() {
    drawnZ = at.z;
    svg.style.width = `${view.clientWidth * drawnZ}px`;
    place();
    marks();
  }
  function tint() {
    const p = data.points, counts = new Map();
    for (const i of shown) {
      const code = p.countries[p.country[i]][0];
      counts.set(code, (counts.get(code) || 0) + 1);
    }
    for (const land of svg.querySelectorAll("[data-country]")) {
      const n = counts.get(land.dataset.country) || 0;
      const step = n >= 8 ? 4 : n >= 4 ? 3 : n >= 2 ? 2 : n;
      land.setAttribute("class", `land${land.tagName === "circle" ? " small" : ""}${step ? ` t${step}` : ""}`);
    }
  }
  function marks() {
    const p = data.points, unit = scale() * drawnZ, cities = new Map(), rings = new Map();
    for (const i of shown) {
      const [held, key] = p.city[i] >= 0 ? [cities, p.city[i]] : [rings, p.country[i]];
      held.set(key, (held.get(key) || 0) + 1);
    }
    const parts = [];
    for (const [country, n] of rings) {
      const [code, x, y] = p.countries[country];
      if (x !== null) parts.push(mark("ring", x, y, Math.min(16, 6 + 1.7 * Math.sqrt(n)) / unit, n, unit, { country: code }));
    }
    for (const each of clusters(cities, NEAR / unit)) {
      const radius = each.cities.length > 1 ? Math.min(17, 7.5 + 1.5 * Math.sqrt(each.n)) : Math.min(15, 2.4 + 1.6 * Math.sqrt(each.n));
      parts.push(mark(each.cities.length > 1 ? "dot cluster" : "dot", each.x, each.y, radius / unit, each.n, unit, { cities: each.cities }));
    }
    controls.marks.replaceChildren(...parts);
  }
  function clusters(cities, near) {
    // The largest city takes its neighbours; what is left does the same, in an order that depends on the data alone.
    const order = [...cities].map(([city, n]) => ({ city, n, x: data.points.cities[city][2], y: data.points.cities[city][3] }));
    order.sort((a, b) => b.n - a.n || a.city - b.city);
    const cells = new Map(), made = [];
    for (const each of order) {
      const column = Math.floor(each.x / near), row = Math.floor(each.y / near);
      let host = null, best = near;
      for (let c = column - 1; c <= column + 1; c++) for (let r = row - 1; r <= row + 1; r++) {
        for (const other of cells.get(`${c},${r}`) || []) {
          const apart = Math.hypot(other.x - each.x, other.y - each.y);
          if (apart < best) { best = apart; host = other; }
        }
      }
      if (host) { host.n += each.n; host.cities.push(each.city); continue; }
      const own = { x: each.x, y: each.y, n: each.n, cities: [each.city] };
      made.push(own);
      const key = `${column},${row}`;
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(own);
    }
    return made.reverse();
  }
  function mark(kind, x, y, r, n, unit, of) {
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
  function chosen(of) {
    const p = data.points;
    if (of.country) { state.country = of.country; state.place = ""; apply(); write(true); return; }
    const spots = of.cities.map((city) => p.cities[city]);
    const xs = spots.map((s) => s[2]), ys = spots.map((s) => s[3]);
    const wide = Math.max(...xs) - Math.min(...xs), high = Math.max(...ys) - Math.min(...ys);
    if (spots.length > 1 && Math.max(wide, high) > 0.3 && at.z < CLOSEST) {
      const fit = Math.min(view.clientWidth / (wide || 0.1), view.clientHeight / (high || 0.1)) / scale() / 1.8;
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
    return x !== null && Math.abs(x - at.x) <= view.clientWidth / unit / 2 && Math.abs(y - at.y) <= view.clientHeight / unit / 2;
  }
  function list() {
    const p = data.points, groups = new Map();
    const inside = shown.filter(visible);
    for (const i of inside) {
      if (!groups.has(p.country[i])) groups.set(p.country[i], []);
      groups.get(p.country[i]).push(i);
    }
    const named = (country) => label("country", p.countries[country][0]);
    const ordered = [...groups].sort((a, b) => b[1].length - a[1].length || named(a[0]).localeCompare(named(b[0])));
    let left = rowsShown;
    const made = [];
    for (const [country, projects] of ordered) {
      if (left <= 0) break;
      const held = titlesOf(country);
      const rows = projects.slice(0, left).map((i) => row(i, held));
      left -= rows.length;
      const [code] = p.countries[country];
      const link = make("a", { class: "ref", href: `${roots.pages}countries/${code}.html`, text: named(country) });
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
  let before = null; // for each project its place among those of its country: titles stand in that order
  function titlesOf(country) {
    if (!before) {
      const seen = new Map();
      before = data.points.country.map((c) => { const n = seen.get(c) || 0; seen.set(c, n + 1); return n; });
    }
    const [code, , , file] = data.points.countries[country];
    if (titles.has(file)) return titles.get(file)[code];
    if (!asked.has(file)) {
      asked.add(file);
      document.head.append(make("script", { src: `${roots.assets}map/titles-${file}.js` }));
    }
    return null;
  }
  function row(i, held) {
    const p = data.points, city = p.city[i];
    const [title, page] = held ? held[before[i]] : ["…", null];
    const facts = [
      city >= 0 ? p.cities[city][0] : words.countryOnly,
      p.year[i] ? String(p.year[i]) : null,
      ...p.vendor[i].slice(0, 3).map((v) => label("vendor", p.ids.vendor[v])),
      ...p.status[i].map((s) => label("status", p.ids.status[s])),
    ].filter(Boolean);
    const made = make("li", {}, make(page ? "a" : "span", { href: page ? roots.pages + page : null, text: title }), make("span", { class: "quiet", text: facts.join(" · ") }));
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

  // ---- Hands on the map.
  function hands() {
    const touching = new Map();
    let start = null, dragged = false;
    const local = (event) => { const edge = view.getBoundingClientRect(); return { x: event.clientX - edge.left, y: event.clientY - edge.top }; };
    const about = (spot, z) => { // zoom so that what is under the spot stays there
      const unit = scale() * at.z, dx = (spot.x - view.clientWidth / 2) / unit, dy = (spot.y - view.clientHeight / 2) / unit;
      const next = Math.min(CLOSEST, Math.max(1, z)), kept = at.z / next;
      go({ x: at.x + dx * (1 - kept), y: at.y + dy * (1 - kept), z: next });
    };
    view.addEventListener("pointerdown", (event) => {
      touching.set(event.pointerId, local(event));
      dragged = false;
      start = { at, ...middle() };
    });
    const middle = () => {
      const all = [...touching.values()];
      const x = all.reduce((sum, each) => sum + each.x, 0) / all.length, y = all.reduce((sum, each) => sum + each.y, 0) / all.length;
      return { x, y, apart: all.length > 1 ? Math.hypot(all[0].x - all[1].x, all[0].y - all[1].y) : 0 };
    };
    view.addEventListener("pointermove", (event) => {
      tip(event);
      if (!touching.has(event.pointerId) || !start) return;
      touching.set(event.pointerId, local(event));
      const now = middle();
      if (!dragged && Math.hypot(now.x - start.x, now.y - start.y) < 4 && !now.apart) return;
      if (!dragged) { dragged = true; view.setPointerCapture(event.pointerId); view.classList.add("dragging"); wheel(false); }
      const z = now.apart && start.apart ? (start.at.z * now.apart) / start.apart : start.at.z;
      const unit = scale() * start.at.z, after = scale() * Math.min(CLOSEST, Math.max(1, z));
      const x = start.at.x + (start.x - view.clientWidth / 2) / unit - (now.x - view.clientWidth / 2) / after;
      const y = start.at.y + (start.y - view.clientHeight / 2) / unit - (now.y - view.clientHeight / 2) / after;
      go({ x, y, z });
    });
    const lift = (event) => {
      touching.delete(event.pointerId);
      view.classList.remove("dragging");
      if (!touching.size) wheel(true);
      start = touching.size ? { at, ...middle() } : null;
    };
    view.addEventListener("pointerup", lift);
    view.addEventListener("pointercancel", lift);
    view.addEventListener("pointerleave", () => { controls.tip.hidden = true; });
    view.addEventListener("click", (event) => {
      const hit = event.target.closest(".mark"), land = event.target.closest("[data-country]");
      if (event.target.closest("a")) event.preventDefault();
      if (dragged) return;
      if (hit && hit.of) chosen(hit.of);
      else if (land && shown.some((i) => data.points.countries[data.points.country[i]][0] === land.dataset.country)) chosen({ country: land.dataset.country });
    });
    view.addEventListener("dragstart", (event) => event.preventDefault());
    const turned = (event) => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== view) return;
      event.preventDefault();
      about(local(event), at.z * Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0022)));
    };
    // A wheel that may be stopped makes Chromium note the place of every shape in every frame (15 ms of each), so none while dragging.
    const wheel = (on) => (on ? view.addEventListener("wheel", turned, { passive: false }) : view.removeEventListener("wheel", turned));
    wheel(true);
    const step = (factor) => go({ ...at, z: at.z * factor });
    view.addEventListener("keydown", (event) => {
      const far = 60 / (scale() * at.z);
      const keys = {
        ArrowLeft: () => go({ ...at, x: at.x - far }), ArrowRight: () => go({ ...at, x: at.x + far }),
        ArrowUp: () => go({ ...at, y: at.y - far }), ArrowDown: () => go({ ...at, y: at.y + far }),
        "+": () => step(1.5), "=": () => step(1.5), "-": () => step(1 / 1.5), 0: back,
      };
      const act = keys[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    });
    box.querySelector(".zoom-in").addEventListener("click", () => step(1.7));
    box.querySelector(".zoom-out").addEventListener("click", () => step(1 / 1.7));
    box.querySelector(".zoom-home").addEventListener("click", back);
  }
  function back() {
    at = home;
    moved = false;
    size();
    list();
    options();
    write(false);
  }
  function tip(event) {
    const hit = event.target.closest && event.target.closest(".mark");
    if (!hit || !hit.of || event.pointerType === "touch") { controls.tip.hidden = true; return; }
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
    if (view.clientWidth > 620) return clamp({ x: 500, y: frame.height / 2, z: 1 });
    const p = data.points;
    const spots = [...p.cities.map((city) => city.slice(2)), ...p.country.filter((_, i) => p.city[i] < 0).map((c) => p.countries[c].slice(1, 3))].filter(([x]) => x !== null);
    if (!spots.length) return clamp({ x: 500, y: frame.height / 2, z: 1 });
    // What lies at the very edge may stay outside: the middle 96 of 100 are what a small screen is for.
    const middle = (n) => { const sorted = spots.map((s) => s[n]).sort((a, b) => a - b), cut = Math.floor(sorted.length * 0.02); return [sorted[cut], sorted[sorted.length - 1 - cut]]; };
    const [left, right] = middle(0), [top, bottom] = middle(1);
    const z = Math.min(view.clientWidth / (right - left + 60), view.clientHeight / (bottom - top + 60)) / scale();
    return clamp({ x: (left + right) / 2, y: (top + bottom) / 2, z: Math.max(1, Math.min(z, 6)) });
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
    box.querySelector(".map-clear").addEventListener("click", () => { state = empty(); at = home; moved = false; size(); apply(); write(true); });
    document.documentElement.classList.add("scripted");
    box.querySelector(".map-table").open = false;
    box.querySelector(".filters").open = view.clientWidth > 620 || location.hash.length > 1;
    view.setAttribute("tabindex", "0");
    for (const title of svg.querySelectorAll("path title, circle title")) title.remove();
    home = fitted();
    ready = true;
    read();
    size();
    apply();
    hands();
    window.addEventListener("hashchange", () => {
      if (location.hash === written) { written = null; return; }
      read();
      size();
      apply();
      box.scrollIntoView({ block: "start" }); // a link to a view of the map brings its reader there
    });
    let width = view.clientWidth;
    new ResizeObserver(() => {
      if (view.clientWidth === width) return;
      width = view.clientWidth;
      const away = moved;
      home = fitted();
      at = away ? clamp(at) : home;
      size();
    }).observe(view);
  }
  document.addEventListener("DOMContentLoaded", start); // after the data files, which stand behind this one
})();
