// The data of the map as they come: columns of text (map/columns.py), names by kind, titles by country, which are read when they are shown.
"use strict";
window.enduse.atlasMap = (() => {
  const FACETS = ["vendor", "technology", "status", "user", "finding"];
  const titles = new Map(); // number of a file -> country -> [title, page]
  const held = { facets: FACETS, points: null, labels: null, whenTitled: () => {}, label, order, titled };

  window.enduseMap = (packed) => { held.points = spread(packed); };
  window.enduseLabels = (labels) => {
    held.labels = {};
    for (const kind in labels) held.labels[kind] = new Map(Object.entries(labels[kind]).map(([id, name], order) => [id, { name, order }]));
  };
  window.enduseTitles = (number, found) => {
    titles.set(number, found);
    held.whenTitled();
  };

  const called = (kind, id) => held.labels[kind].get(id) || { name: id, order: Number.MAX_SAFE_INTEGER };
  function label(kind, id) { return called(kind, id).name; }
  function order(kind, one, other) { return called(kind, one).order - called(kind, other).order; } // as the language lists names; the page's maker knows it

  function unpacked(text) {
    const width = Number(text[0]), n = (text.length - 1) / width, numbers = new Array(n).fill(0);
    for (let digit = 0, at = 1; digit < width; digit++) {
      for (let i = 0; i < n; i++, at++) {
        const code = text.charCodeAt(at);
        numbers[i] = numbers[i] * 91 + code - (code > 92 ? 36 : 35);
      }
    }
    return numbers;
  }
  function spread(packed) {
    const p = { countries: packed.countries, cities: [], ids: packed.ids, country: [], city: [] };
    const x = unpacked(packed.x), y = unpacked(packed.y), n = unpacked(packed.n);
    packed.countries.forEach(([, , , , cities, rest], country) => {
      for (let left = cities; left > 0; left--) {
        const city = p.cities.length;
        p.cities.push([packed.cities[city], country, x[city] / 10, y[city] / 10]);
        for (let i = 0; i < n[city]; i++) { p.country.push(country); p.city.push(city); }
      }
      for (let i = 0; i < rest; i++) { p.country.push(country); p.city.push(-1); }
    });
    p.year = unpacked(packed.columns.year).map((year) => (year ? year + packed.first - 1 : 0));
    for (const facet of FACETS) p[facet] = unpacked(packed.columns[facet]).map((number) => packed.sets[facet][number]);
    return p;
  }

  let before = null; // for each project its place among those of its country: titles stand in that order
  function titled(i, assets) {
    // [title, page] of a project; null until its file is there, which is asked for
    const p = held.points;
    if (!before) {
      const seen = new Map();
      before = p.country.map((c) => { const n = seen.get(c) || 0; seen.set(c, n + 1); return n; });
    }
    const [code, , , file] = p.countries[p.country[i]];
    if (titles.has(file)) return titles.get(file)[code][before[i]];
    window.enduse.load(`${assets}map/titles-${file}.js`).catch(() => {}); // a copy without it shows the row without its title
    return null;
  }
  return held;
})();
