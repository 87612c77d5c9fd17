// Geometry of the map: which cities share a dot, and the part of the world that a small screen shows first.
"use strict";
window.enduse.clusters = (cities, near) => {
  // [{city, n, x, y}] -> [{cities, n, x, y}], none nearer than ``near`` to another.
  // The largest city takes its neighbours; what is left does the same, in an order that depends on the data alone.
  const order = [...cities].sort((a, b) => b.n - a.n || a.city - b.city);
  const cells = new Map(), made = [];
  for (const each of order) {
    const column = Math.floor(each.x / near), row = Math.floor(each.y / near);
    let host = null, best = near;
    for (let c = column - 1; c <= column + 1; c++) for (let r = row - 1; r <= row + 1; r++) {
      for (const other of cells.get(c * 65536 + r) || []) {
        const apart = Math.hypot(other.x - each.x, other.y - each.y);
        if (apart < best) { best = apart; host = other; }
      }
    }
    if (host) { host.n += each.n; host.cities.push(each.city); continue; }
    const own = { x: each.x, y: each.y, n: each.n, cities: [each.city] };
    made.push(own);
    const key = column * 65536 + row;
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(own);
  }
  return made.reverse();
};
window.enduse.middleOf = (spots, wide, high) => {
  // [[x, y]] -> {x, y, z}: what lies at the very edge may stay outside, the middle 96 of 100 are what a small screen is for.
  const middle = (n) => { const sorted = spots.map((spot) => spot[n]).sort((a, b) => a - b), cut = Math.floor(sorted.length * 0.02); return [sorted[cut], sorted[sorted.length - 1 - cut]]; };
  const [left, right] = middle(0), [top, bottom] = middle(1);
  const z = Math.min(wide / (right - left + 60), high / (bottom - top + 60));
  return { x: (left + right) / 2, y: (top + bottom) / 2, z: Math.max(1, Math.min(z, 6)) };
};
