// What the scripts of these pages share. Each leaves what others need on one object; classic scripts, so that they run from a disk
// (docs/decisions/0100).
"use strict";
window.enduse = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const loading = new Map(); // address of a data file -> when it is there

  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const chinese = (text) => (/\p{Script=Han}/u.test(text) ? "zh" : null); // the language attribute of a name
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
  function load(address) {
    // a data file of ours, once; it calls a function that its reader has left on the window
    if (!loading.has(address)) {
      loading.set(address, new Promise((done, failed) => {
        const script = make("script", { src: address });
        script.onload = done;
        script.onerror = failed;
        document.head.append(script);
      }));
    }
    return loading.get(address);
  }
  return { say, chinese, make, draw, load };
})();
