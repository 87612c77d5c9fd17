// Search over the names of this atlas. Nothing that is typed leaves the page: the index is files of ours, read when they are needed.
// A classic script without imports, so that it runs from a disk (docs/decisions/0100).
"use strict";
(() => {
  const KINDS = ["t", "n", "p", "b", "c", "f", "r", "s", "d"]; // in the order in which they are shown
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
  function met(part) {
    // code of an entry -> how well: the whole word before its beginning, an own name before that of a party or country
    const keys = held.keys.get(bucket(part.key, index.keys)), scores = new Map();
    const take = (posting, score) => {
      const [own, related] = posting.split("|");
      for (const [codes, less] of [[own, 0], [related || "", 2]]) {
        for (let at = 0; at < codes.length; at += WIDTH) {
          const code = codes.slice(at, at + WIDTH), value = score - less;
          if (!(scores.get(code) >= value)) scores.set(code, value);
        }
      }
    };
    if (keys[part.key] !== undefined) take(keys[part.key], 4);
    if (!part.exact) for (const key in keys) if (key.length > part.key.length && key.startsWith(part.key)) take(keys[key], 3);
    return scores;
  }
  async function matches(parts) {
    await Promise.all(parts.map((part) => file("keys", bucket(part.key, index.keys))));
    let found = null;
    for (const part of parts) {
      const scores = met(part);
      if (!found) { found = scores; continue; }
      for (const [code, score] of found) {
        if (scores.has(code)) found.set(code, score + scores.get(code));
        else found.delete(code);
      }
    }
    return found || new Map();
  }
  async function search(text) {
    let parts = wanted(text);
    if (!parts.length || (parts.length === 1 && /^[a-z]$/.test(parts[0].key))) return null;
    let found = await matches(parts);
    if (!found.size && parts.length > 1 && parts.every((part) => /^[a-z0-9]+$/.test(part.key))) {
      parts = [{ key: parts.map((part) => part.key).join("").slice(0, LONGEST), exact: false }]; // "hik vision", "gong an"
      found = await matches(parts);
    }
    const groups = new Map();
    let order = 0;
    for (const [code, score] of found) {
      if (!groups.has(code[0])) groups.set(code[0], []);
      groups.get(code[0]).push({ code, score, order: order++ });
    }
    const few = (kind) => (opened.has(kind) ? 200 : FEW[size]);
    const shown = [];
    for (const kind of KINDS.filter((each) => groups.has(each))) {
      const all = groups.get(kind).sort((a, b) => b.score - a.score || a.order - b.order);
      shown.push({ kind, all, first: all.slice(0, Math.max(few(kind), 24)) });
    }
    await Promise.all(shown.flatMap((each) => each.first).map(({ code }) => file("entries", bucket(code.slice(1), index.entries))));
    const typed = folded(text).trim();
    for (const each of shown) {
      for (const hit of each.first) {
        hit.entry = held.entries.get(bucket(hit.code.slice(1), index.entries))[hit.code];
        hit.near = nearness(typed, hit.entry);
      }
      each.first.sort((a, b) => b.score - a.score + b.near - a.near || a.order - b.order);
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
    const groups = result.shown.map(({ kind, all, first }) => {
      const head = make("h2", {}, words.kinds[kind], " ", make("span", { class: "n", text: String(all.length) }));
      const part = make("section", { class: "hits" }, head, make("ul", {}, ...first.map(line)));
      if (all.length > first.length) {
        const more = size === "small"
          ? make("a", { class: "more", href: `${box.dataset.pages}search.html#q=${encodeURIComponent(text)}`, text: say(words.all, { n: all.length }) })
          : make("button", { type: "button", text: say(words.all, { n: Math.min(all.length, 200) }) });
        if (size === "full") more.addEventListener("click", () => { opened.add(kind); run(); });
        part.append(more);
      }
      return part;
    });
    found.replaceChildren(...groups);
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
    input.addEventListener("focus", () => { if (!index) load("search/index.js"); });
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
