// Search over the names of this atlas. Nothing that is typed leaves the page: the index is files of ours, read when they are needed.
// A classic script without imports, so that it runs from a disk (docs/decisions/0100).
"use strict";
(() => {
  const KINDS = ["t", "n", "p", "b", "c", "e", "f", "l", "r", "s", "d"]; // in the order in which they are shown
  const SHARED = ["d"]; // kinds whose pages stand once for all languages
  const WIDTH = 8; // characters of an entry's code
  const LONGEST = 16; // characters of a key
  const NAMED = 6; // nearness of an entry that is called just what was typed
  const FEW = { full: 8, small: 3 };
  const held = { keys: new Map(), entries: new Map() };
  const waiting = new Map(); // address of a data file -> what to do when it is there
  let index = null, forms = null, countries = {}, box, input, words, size, asked = 0, opened = new Set();

  const plain = (given) => Object.setPrototypeOf(given, null); // so that "constructor" is a word like any other
  window.enduseIndex = (given) => { index = given; };
  window.enduseCountries = (given) => { countries = plain(given); };
  window.enduseKeys = (number, given) => { held.keys.set(number, plain(given)); };
  window.enduseEntries = (number, given) => { held.entries.set(number, plain(given)); };

  function load(address) {
    if (!waiting.has(address)) {
      waiting.set(address, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = box.dataset.assets + address;
        script.onload = done;
        script.onerror = failed;
        document.head.append(script);
      }));
    }
    return waiting.get(address);
  }
  function bucket(key, buckets) {
    const signs = Array.from(key), head = signs[0].codePointAt(0) >= 0x2e80 ? signs.slice(0, 1) : signs.slice(0, 2);
    let number = 0;
    for (const sign of head) number = (number * 31 + sign.codePointAt(0)) & 0xffff;
    return (number ^ (number >> 5)) % buckets;
  }
  const file = (kind, number) => (held[kind].has(number) ? null : load(`search/${kind}-${number}.js`));

  // ---- What is typed, folded as the names were.
  function folded(text) {
    if (!forms) {
      forms = new Map();
      const signs = Array.from(index.forms);
      for (let i = 0; i < signs.length; i += 2) forms.set(signs[i], signs[i + 1]);
    }
    const bare = text.normalize("NFKC").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’ʻ`]/g, "").replace(/&/g, " and ");
    return Array.from(bare.normalize("NFC"), (sign) => forms.get(sign) || sign).join("");
  }
  function wanted(text) {
    // Each part must be met: a word by its beginning, Chinese by every two characters that stand side by side.
    const parts = [];
    for (const run of folded(text).match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+\p{N}*[\p{L}\p{N}]*|\p{N}+/gu) || []) {
      if (!/\p{Script=Han}/u.test(run)) { parts.push({ key: run.slice(0, LONGEST), exact: false }); continue; }
      const signs = Array.from(run);
      if (signs.length === 1) parts.push({ key: run, exact: false });
      for (let i = 0; i + 1 < signs.length; i++) parts.push({ key: signs[i] + signs[i + 1], exact: true });
    }
    return parts;
  }
  function postings(part) {
    // what keys of the part lead to, as [codes, score]: the whole word before its beginning, an own name before that of a party or country
    const keys = held.keys.get(bucket(part.key, index.keys)), found = [];
    const take = (posting, score) => {
      const bar = posting.indexOf("|");
      if (bar < 0) found.push([posting, score]);
      else found.push([posting.slice(0, bar), score], [posting.slice(bar + 1), score - 2]);
    };
    if (keys[part.key] !== undefined) take(keys[part.key], 4);
    if (!part.exact) for (const key in keys) if (key.length > part.key.length && key.startsWith(part.key)) take(keys[key], 3);
    return found;
  }
  function met(given, among) {
    // code of an entry -> its best score; of a further part only what the parts before it have found
    const scores = new Map();
    for (const [codes, score] of given) {
      for (let at = 0; at < codes.length; at += WIDTH) {
        const code = codes.slice(at, at + WIDTH);
        if ((!among || among.has(code)) && !(scores.get(code) >= score)) scores.set(code, score);
      }
    }
    return scores;
  }
  async function matches(parts) {
    await Promise.all(parts.map((part) => file("keys", bucket(part.key, index.keys))));
    const weight = (given) => given.reduce((sum, [codes]) => sum + codes.length, 0);
    const given = parts.map(postings).map((each) => [weight(each), each]).sort((a, b) => a[0] - b[0]); // the rarest part first
    let found = null;
    for (const [, each] of given) {
      const scores = met(each, found);
      if (found) for (const [code, score] of scores) scores.set(code, score + found.get(code));
      found = scores;
    }
    return found || new Map();
  }
  function best(found, most) {
    // kind -> how many there are, and the best by score, each score in the order found; scores are few, so nothing is sorted
    const groups = new Map();
    for (const [code, score] of found) {
      let group = groups.get(code[0]);
      if (!group) groups.set(code[0], group = { n: 0, scores: [] });
      group.n++;
      const held = group.scores[score] || (group.scores[score] = []);
      if (held.length < most) held.push(code);
    }
    return groups;
  }
  async function search(text) {
    let parts = wanted(text);
    if (!parts.length || (parts.length === 1 && /^[a-z]$/.test(parts[0].key))) return null;
    let found = await matches(parts);
    if (!found.size && parts.length > 1 && parts.every((part) => /^[a-z0-9]+$/.test(part.key))) {
      parts = [{ key: parts.map((part) => part.key).join("").slice(0, LONGEST), exact: false }]; // "hik vision", "gong an"
      found = await matches(parts);
    }
    const few = (kind) => (opened.has(kind) ? 200 : FEW[size]);
    const groups = best(found, 200);
    const shown = [];
    for (const kind of KINDS.filter((each) => groups.has(each))) {
      const { n, scores } = groups.get(kind);
      const all = scores.flatMap((codes, score) => codes.map((code) => ({ code, score }))).sort((a, b) => b.score - a.score);
      shown.push({ kind, n, first: all.slice(0, Math.max(few(kind), 24)) });
    }
    await Promise.all(shown.flatMap((each) => each.first).map(({ code }) => file("entries", bucket(code.slice(1), index.entries))));
    const typed = folded(text).trim();
    for (const each of shown) {
      for (const hit of each.first) {
        hit.entry = held.entries.get(bucket(hit.code.slice(1), index.entries))[hit.code];
        hit.near = nearness(typed, hit.entry);
      }
      each.first.sort((a, b) => b.score - a.score + b.near - a.near);
      each.first = each.first.slice(0, few(each.kind));
      each.called = each.first[0].near === NAMED;
    }
    shown.sort((a, b) => b.called - a.called); // what is called just so comes first, whatever its kind
    return { shown, total: found.size };
  }
  function nearness(typed, entry) {
    // the whole name before its beginning, its beginning before its middle
    const names = [entry[0], entry[2] || "", ...(entry[7] || [])].filter(Boolean).map((name) => folded(name));
    if (names.includes(typed)) return NAMED;
    return names.some((name) => name.startsWith(typed)) ? 1 : 0;
  }

  // ---- What is shown.
  function make(tag, options, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(options || {})) {
      if (name === "text") made.textContent = value;
      else if (name === "class") made.className = value;
      else if (value !== null) made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }
  const chinese = (text) => (/\p{Script=Han}/u.test(text) ? "zh" : null);
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  function line({ code, entry }) {
    const [title, page, zh, city, country, year, specimen, others] = entry;
    const inChinese = document.documentElement.lang.startsWith("zh");
    const [main, second] = inChinese && zh ? [zh, title] : [title, zh];
    const root = SHARED.includes(code[0]) ? box.dataset.top : box.dataset.pages;
    const made = make("li", {}, make("a", { href: root + page, text: main, lang: chinese(main) }));
    if (second && code[0] !== "f") made.append(" ", make("span", { class: "second", text: second, lang: chinese(second) }));
    if (specimen) made.append(" ", make("span", { class: "specimen-tag", text: words.specimen }));
    const where = [city, country ? countries[country] || country : "", year].filter(Boolean).join(", ");
    const also = (others || []).slice(0, 3).join(" · ");
    const about = [where, also].filter(Boolean).join(" — ");
    if (about && size === "full") made.append(make("span", { class: "quiet", text: about }));
    else if (where) made.append(" ", make("span", { class: "quiet", text: where }));
    return made;
  }
  function show(result, text) {
    const found = box.querySelector(".search-found"), count = box.querySelector(".search-count");
    if (!result) { found.replaceChildren(); count.textContent = ""; return; }
    count.textContent = result.total ? say(result.total === 1 ? words.one : words.count, { n: result.total, text }) : say(words.none, { text });
    const groups = result.shown.map(({ kind, n, first }) => {
      const head = make("h2", {}, words.kinds[kind], " ", make("span", { class: "n", text: String(n) }));
      const part = make("section", { class: "hits" }, head, make("ul", {}, ...first.map(line)));
      if (n > first.length) {
        const more = size === "small"
          ? make("a", { class: "more", href: `${box.dataset.pages}search.html#q=${encodeURIComponent(text)}`, text: say(words.all, { n }) })
          : make("button", { type: "button", text: say(words.all, { n: Math.min(n, 200) }) });
        if (size === "full") more.addEventListener("click", () => { opened.add(kind); run(); });
        part.append(more);
      }
      return part;
    });
    found.replaceChildren(...groups);
  }
  async function ready() {
    // Before anything is typed: the index, and from a disk, where reading costs nobody anything, what every answer is shown from.
    if (!index) await load("search/index.js");
    if (location.protocol !== "file:" || !window.requestIdleCallback) return;
    folded("");
    let number = 0;
    const next = async (left) => {
      while (number < index.entries && left.timeRemaining() > 4) await file("entries", number++);
      if (number < index.entries) requestIdleCallback(next);
    };
    requestIdleCallback(next);
  }
  async function run() {
    const text = input.value, mine = ++asked;
    if (!index) await load("search/index.js");
    const result = await search(text);
    if (mine !== asked) return; // something else has been typed since
    show(result, text.trim());
    box.dataset.answered = text; // for tests: what is shown answers this
  }
  function start() {
    box = document.querySelector(".seek");
    if (!box) return;
    words = JSON.parse(box.dataset.words);
    input = box.querySelector("input");
    size = box.classList.contains("full") ? "full" : "small";
    document.documentElement.classList.add("scripted");
    input.addEventListener("input", () => {
      opened = new Set();
      if (size === "full") location.replace(`#${new URLSearchParams(input.value ? { q: input.value } : {})}`);
      run();
    });
    input.addEventListener("focus", ready);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && size === "small" && input.value.trim()) location.href = `${box.dataset.pages}search.html#q=${encodeURIComponent(input.value.trim())}`;
      if (event.key === "Escape" && size === "small") close();
    });
    const given = () => {
      const text = new URLSearchParams(location.hash.slice(1)).get("q") || "";
      if (text !== input.value) { input.value = text; run(); }
    };
    const close = () => { input.value = ""; run(); };
    if (size === "small") {
      window.addEventListener("hashchange", close); // a city was chosen: the map below shows it
      document.addEventListener("pointerdown", (event) => { if (!box.contains(event.target)) box.querySelector(".search-found").replaceChildren(); });
    }
    if (size === "full") { given(); window.addEventListener("hashchange", given); input.focus(); }
    else if (input.value) run();
  }
  document.addEventListener("DOMContentLoaded", start);
})();
