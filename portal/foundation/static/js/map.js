// The hexagons on a map that can be moved, where the portal has map pictures. The drawing in the page stays
// until everything is there, and for good where something is missing. Addresses and words stand in data-* attributes
// of [data-map]; see complaints/public_map.html.

const CLOSEST = 19;
const CLOSEST_AT_FIRST = 15;
const COUNTED_FROM = 12;

const written = (words, kind) => {
  const element = document.createElement("span");
  element.className = kind;
  element.textContent = words;
  return element;
};

const sheet = (address) => new Promise((done, failed) => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  link.addEventListener("load", done);
  link.addEventListener("error", failed);
  document.head.append(link);
});

const collection = async (address) => {
  const answer = await fetch(address, { headers: { Accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`no answer from ${address}`);
  return answer.json();
};

const hexagon = (leaflet, feature, layer, counts) => {
  const { words, address, shade, count, middle } = feature.properties;
  layer.bindTooltip(written(words, "live-map__words"), { sticky: true });
  layer.on("click", () => { window.location.assign(address); });
  const icon = leaflet.divIcon({ className: "live-map__middle", html: written(count, `live-map__count live-map__count--${shade}`), iconSize: null });
  counts.addLayer(leaflet.marker(middle, { icon, interactive: false, keyboard: false }));
};

const draw = (root, hexagons, outline) => {
  const { L: leaflet } = window;
  const holder = document.createElement("div");
  holder.className = "live-map__holder";
  holder.setAttribute("role", "region");
  holder.setAttribute("aria-label", root.dataset.wordTitle);
  root.replaceChildren(holder);
  leaflet.Control.Attribution.mergeOptions({ prefix: false }); // markup that no page needs
  const map = leaflet.map(holder, { zoomControl: false, attributionControl: Boolean(root.dataset.attribution), scrollWheelZoom: false });
  leaflet.control.zoom({ zoomInTitle: root.dataset.wordZoomIn, zoomOutTitle: root.dataset.wordZoomOut }).addTo(map);
  leaflet.tileLayer(root.dataset.tiles, { attribution: root.dataset.attribution, maxZoom: CLOSEST }).addTo(map);
  const border = leaflet.geoJSON(outline, { interactive: false, style: { className: "live-map__border", fill: false } }).addTo(map);
  const counts = leaflet.layerGroup();
  const cells = leaflet.geoJSON(hexagons, {
    style: ({ properties }) => ({ className: `hexmap__hexagon hexmap__hexagon--${properties.shade}` }),
    onEachFeature: (feature, layer) => hexagon(leaflet, feature, layer, counts),
  }).addTo(map);
  const seen = border.getBounds().isValid() ? border.getBounds() : cells.getBounds();
  map.on("zoomend", () => { if (map.getZoom() >= COUNTED_FROM) counts.addTo(map); else counts.remove(); });
  map.fitBounds(seen, { maxZoom: CLOSEST_AT_FIRST, animate: false });
};

const open = async (root) => {
  try {
    const [hexagons, outline] = await Promise.all([
      collection(root.dataset.hexagons),
      collection(root.dataset.outline),
      import(root.dataset.leaflet),
      sheet(root.dataset.leafletStyle),
    ]);
    draw(root, hexagons, outline);
  } catch {
    root.classList.add("live-map--drawn");
  }
};

document.querySelectorAll("[data-map]").forEach(open);
