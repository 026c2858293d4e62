// The map library writes a few fixed pieces of markup. They pass, and the owner's line under the map; nothing else
// on the page may write markup from text, and nothing at all may make a script (Trusted Types).

const FIXED = new Set([
  "",
  "<svg/>",
  '<v:shape adj="1"/>',
  '<span aria-hidden="true">+</span>',
  '<span aria-hidden="true">&#x2212;</span>',
]);
const owners = () => [...document.querySelectorAll("[data-attribution]")].map((root) => root.dataset.attribution);

if (window.trustedTypes && !window.trustedTypes.defaultPolicy) {
  window.trustedTypes.createPolicy("default", {
    createHTML: (text) => (FIXED.has(text) || owners().includes(text) ? text : null),
  });
}
