// Search over the names of this atlas. Nothing that is typed leaves the page: the index is files of ours, read when they are needed.
// A classic script without imports, so that it runs from a disk (docs/decisions/0100).
"use strict";
(() => {
  const { say, chinese, make } = window.enduse;
  const KINDS = ["t", "n", "p", "b", "c", "e", "f", "l", "r", "s", "d"]; // in the order in which they are shown
  const SHARED = ["d"]; // kinds whose pages stand once for all languages
  const WIDTH = 8; // characters of an entry's code
  const LONGEST = 16; // characters of a key
  const NAMED = 6; // nearness of an entry that is called just what was typed
  const FEW = { full: 8, small: 3 };
  const SIGNS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"; // of a code, in their order
  const MANY = 128, SOME = 32; // files of keys that are read before they are asked for, and files of entries that are read at once, at most
  const held = { keys: new Map(), entries: new Map() }; // file -> its lines, in order
  const front = new Map(); // code -> line of what stands first of its kind
  let index = null, forms = null, countries = {}, box, input, words, size, asked = 0, answering = 0, early = false, opened = new Set();

  const plain = (given) => Object.setPrototypeOf(given, null); // so that "constructor" is a word like any other
  window.enduseIndex = (given) => { index = given; };
  window.enduseCountries = (given) => { countries = plain(given); };
  window.enduseKeys = (number, text) => { held.keys.set(number, text.split("\n")); };
  window.enduseEntries = (name, text) => { held.entries.set(name, text.split("\n")); };
  window.enduseFront = (text) => { for (const line of text.split("\n")) front.set(line.slice(0, WIDTH), line); };

  const load = (address) => window.enduse.load(box.dataset.assets + address);
  function bucket(key, buckets) {
    const signs = Array.from(key), head = signs[0].codePointAt(0) >= 0x2e80 ? signs.slice(0, 1) : signs.slice(0, 2);
    let number = 0;
    for (const sign of head) number = (number * 31 + sign.codePointAt(0)) & 0xffff;
    return (number ^ (number >> 5)) % buckets;
  }
  const file = (kind, name) => (held[kind].has(name) ? null : load(`search/${kind}-${name}.js`));
  const begin = () => (index && front.size ? null : Promise.all([load("search/index.js"), load("search/front.js")]));
  const shelf = (code) => code[0] + (((SIGNS.indexOf(code[1]) * 64 + SIGNS.indexOf(code[2])) * index.entries[code[0]]) >> 12);
  function firstFrom(lines, start) {
    // where the first line stands that does not come before ``start``
    let low = 0, high = lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lines[middle] < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  function entry(code) {
    let line = front.get(code);
    if (line === undefined) {
      const lines = held.entries.get(shelf(code));
      line = lines[firstFrom(lines, code)];
    }
    const [, title, page, zh, city, country, year, specimen, ...others] = line.split("\t");
    return { title, page, zh, city, country, year, specimen, others };
  }

  // ---- What is typed, folded as the names were.
  function folded(text) {
    if (!forms) {
      forms = new Map();
      const signs = Array.from(index.forms);
      for (let i = 0; i < signs.length; i += 2) forms.set(signs[i], signs[i + 1]);
    }
    if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase().replace(/['`]/g, "").replace(/&/g, " and "); // most names: the same, sooner
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
    const lines = held.keys.get(bucket(part.key, index.keys)), found = [];
    for (let at = firstFrom(lines, part.key); at < lines.length && lines[at].startsWith(part.key); at++) {
      const line = lines[at], tab = line.indexOf("\t"), bar = line.indexOf("|", tab), whole = tab === part.key.length;
      if (part.exact && !whole) break;
      const score = whole ? 4 : 3, end = bar < 0 ? line.length : bar;
      if (end > tab + 1) found.push([line.slice(tab + 1, end), score]);
      if (bar >= 0) found.push([line.slice(bar + 1), score - 2]);
    }
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
  async function matches(parts, most) {
    // what every part leads to, by kind
    await Promise.all(parts.map((part) => file("keys", bucket(part.key, index.keys))));
    const weight = (given) => given.reduce((sum, [codes]) => sum + codes.length, 0);
    const given = parts.map(postings).map((each) => [weight(each), each]).sort((a, b) => a[0] - b[0]); // the rarest part first
    if (given.length === 1 && given[0][1].every(([, score]) => score === 4 || score === 2)) return counted(given[0][1], most);
    let found = null;
    for (const [, each] of given) {
      const scores = met(each, found);
      if (found) for (const [code, score] of scores) scores.set(code, score + found.get(code));
      found = scores;
    }
    return best(found || [], most);
  }
  const group = () => ({ n: 0, scores: [] });
  function best(found, most) {
    // kind -> how many there are, and the best by score, each score in the order found; scores are few, so nothing is sorted
    const groups = new Map();
    for (const [code, score] of found) {
      if (!groups.has(code[0])) groups.set(code[0], group());
      const mine = groups.get(code[0]), held = mine.scores[score] || (mine.scores[score] = []);
      mine.n++;
      if (held.length < most) held.push(code);
    }
    return groups;
  }
  function counted(given, most) {
    // The same of one whole word: no entry stands in it twice, so that only the first of each kind are looked at.
    const groups = new Map();
    for (const [codes, score] of given) {
      for (let at = 0; at < codes.length; at += WIDTH) {
        const kind = codes[at];
        if (!groups.has(kind)) groups.set(kind, group());
        const mine = groups.get(kind), held = mine.scores[score] || (mine.scores[score] = []);
        mine.n++;
        if (held.length < most) held.push(codes.slice(at, at + WIDTH));
      }
    }
    return groups;
  }
  async function search(text) {
    let parts = wanted(text);
    if (!parts.length || (parts.length === 1 && /^[a-z]$/.test(parts[0].key))) return null;
    let groups = await matches(parts, 200);
    if (!groups.size && parts.length > 1 && parts.every((part) => /^[a-z0-9]+$/.test(part.key))) {
      parts = [{ key: parts.map((part) => part.key).join("").slice(0, LONGEST), exact: false }]; // "hik vision", "gong an"
      groups = await matches(parts, 200);
    }
    const few = (kind) => (opened.has(kind) ? 200 : FEW[size]);
    const shown = [];
    let total = 0;
    for (const kind of KINDS.filter((each) => groups.has(each))) {
      const { n, scores } = groups.get(kind);
      total += n;
      const all = scores.flatMap((codes, score) => codes.map((code) => ({ code, score }))).sort((a, b) => b.score - a.score);
      shown.push({ kind, n, first: all.slice(0, Math.max(few(kind), 24)) });
    }
    await Promise.all(shown.flatMap((each) => each.first).map(({ code }) => (front.has(code) ? null : file("entries", shelf(code)))));
    const typed = folded(text).trim();
    for (const each of shown) {
      for (const hit of each.first) {
        hit.entry = entry(hit.code);
        hit.near = nearness(typed, hit.entry);
      }
      each.first.sort((a, b) => b.score - a.score + b.near - a.near);
      each.first = each.first.slice(0, few(each.kind));
      each.called = each.first[0].near === NAMED;
    }
    shown.sort((a, b) => b.called - a.called); // what is called just so comes first, whatever its kind
    return { shown, total };
  }
  function nearness(typed, entry) {
    // the whole name before its beginning, its beginning before its middle
    const names = [entry.title, entry.zh, ...entry.others].filter(Boolean).map((name) => folded(name));
    if (names.includes(typed)) return NAMED;
    return names.some((name) => name.startsWith(typed)) ? 1 : 0;
  }

  // ---- What is shown.
  function line({ code, entry: { title, page, zh, city, country, year, specimen, others } }) {
    const inChinese = document.documentElement.lang.startsWith("zh");
    const [main, second] = inChinese && zh ? [zh, title] : [title, zh];
    const root = SHARED.includes(code[0]) ? box.dataset.top : box.dataset.pages;
    const made = make("li", {}, make("a", { href: root + page, text: main, lang: chinese(main) }));
    if (second && code[0] !== "f") made.append(" ", make("span", { class: "second", text: second, lang: chinese(second) }));
    if (specimen) made.append(" ", make("span", { class: "specimen-tag", text: words.specimen }));
    const where = [city, country ? countries[country] || country : "", year].filter(Boolean).join(", ");
    const also = others.slice(0, 3).join(" · ");
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
    // Before anything is typed: what every answer begins with. From a disk, where reading costs nobody anything, also what is shown of
    // entries, at once, since a hand needs longer to the first letter than these few files do; then keys, while nobody asks.
    await begin();
    folded("");
    if (early || location.protocol !== "file:" || !window.requestIdleCallback) return;
    early = true;
    const entries = KINDS.flatMap((kind) => Array.from({ length: index.entries[kind] || 0 }, (_, number) => ["entries", kind + number]));
    const keys = index.keys <= MANY ? Array.from({ length: index.keys }, (_, number) => ["keys", number]) : [];
    const rest = entries.length <= SOME ? keys : [...entries, ...keys];
    if (rest === keys) await Promise.all(entries.map((each) => file(...each)));
    const next = async () => {
      if (!answering && rest.length) await file(...rest.shift()); // one at a time, and none while somebody waits for an answer
      if (rest.length) requestIdleCallback(next);
    };
    requestIdleCallback(next);
  }
  async function run() {
    const text = input.value, mine = ++asked;
    answering++;
    try {
      await begin();
      const result = await search(text);
      if (mine !== asked) return; // something else has been typed since
      show(result, text.trim());
      box.dataset.answered = text; // for tests: what is shown answers this
    } finally {
      answering--;
    }
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
    else if (location.protocol === "file:" && window.requestIdleCallback) window.addEventListener("load", () => requestIdleCallback(() => begin()));
  }
  document.addEventListener("DOMContentLoaded", start);
})();
