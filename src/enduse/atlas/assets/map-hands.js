// Hands on the map: pointers, wheel, keys and the buttons beside it. What they do to it is up to the map they are given.
"use strict";
window.enduse.mapHands = (map) => {
  // map: box and view (elements); at() what is in the middle and how near, measures() of the view; zoom(z) as far as allowed; go(at), back();
  // hold() and free() when a hand comes and the last one leaves; tip(event), untip(); choose(element).
  const view = map.view;
  const touching = new Map();
  let start = null, dragged = false;
  const local = (event) => { const edge = view.getBoundingClientRect(); return { x: event.clientX - edge.left, y: event.clientY - edge.top }; };
  const about = (spot, z) => { // zoom so that what is under the spot stays there
    const at = map.at(), { wide, high, scale } = map.measures(), unit = scale * at.z, dx = (spot.x - wide / 2) / unit, dy = (spot.y - high / 2) / unit;
    const next = map.zoom(z), kept = at.z / next;
    map.go({ x: at.x + dx * (1 - kept), y: at.y + dy * (1 - kept), z: next });
  };
  view.addEventListener("pointerdown", (event) => {
    touching.set(event.pointerId, local(event));
    map.hold();
    dragged = false;
    start = { at: map.at(), ...middle() };
  });
  const middle = () => {
    const all = [...touching.values()];
    const x = all.reduce((sum, each) => sum + each.x, 0) / all.length, y = all.reduce((sum, each) => sum + each.y, 0) / all.length;
    return { x, y, apart: all.length > 1 ? Math.hypot(all[0].x - all[1].x, all[0].y - all[1].y) : 0 };
  };
  view.addEventListener("pointermove", (event) => {
    map.tip(event);
    if (!touching.has(event.pointerId) || !start) return;
    touching.set(event.pointerId, local(event));
    const now = middle();
    if (!dragged && Math.hypot(now.x - start.x, now.y - start.y) < 4 && !now.apart) return;
    if (!dragged) { dragged = true; view.setPointerCapture(event.pointerId); view.classList.add("dragging"); wheel(false); }
    const z = now.apart && start.apart ? (start.at.z * now.apart) / start.apart : start.at.z;
    const { wide, high, scale } = map.measures(), unit = scale * start.at.z, after = scale * map.zoom(z);
    const x = start.at.x + (start.x - wide / 2) / unit - (now.x - wide / 2) / after;
    const y = start.at.y + (start.y - high / 2) / unit - (now.y - high / 2) / after;
    map.go({ x, y, z });
  });
  const lift = (event) => {
    if (!touching.delete(event.pointerId)) return;
    view.classList.remove("dragging");
    start = touching.size ? { at: map.at(), ...middle() } : null;
    if (touching.size) return;
    wheel(true);
    map.free();
  };
  for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, lift); // a hand may leave the map before it lets go
  view.addEventListener("pointerleave", map.untip);
  view.addEventListener("click", (event) => {
    if (event.target.closest("a")) event.preventDefault();
    if (!dragged) map.choose(event.target);
  });
  view.addEventListener("dragstart", (event) => event.preventDefault());
  const turned = (event) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== view) return;
    event.preventDefault();
    about(local(event), map.at().z * Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0022)));
  };
  // A wheel that may be stopped makes Chromium note the place of every shape in every frame (15 ms of each), so none while dragging.
  const wheel = (on) => (on ? view.addEventListener("wheel", turned, { passive: false }) : view.removeEventListener("wheel", turned));
  wheel(true);
  const step = (factor) => map.go({ ...map.at(), z: map.at().z * factor });
  const shift = (x, y) => { const at = map.at(), far = 60 / (map.measures().scale * at.z); map.go({ ...at, x: at.x + x * far, y: at.y + y * far }); };
  view.addEventListener("keydown", (event) => {
    const keys = {
      ArrowLeft: () => shift(-1, 0), ArrowRight: () => shift(1, 0), ArrowUp: () => shift(0, -1), ArrowDown: () => shift(0, 1),
      "+": () => step(1.5), "=": () => step(1.5), "-": () => step(1 / 1.5), 0: map.back,
    };
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  map.box.querySelector(".zoom-in").addEventListener("click", () => step(1.7));
  map.box.querySelector(".zoom-out").addEventListener("click", () => step(1 / 1.7));
  map.box.querySelector(".zoom-home").addEventListener("click", map.back);
};
