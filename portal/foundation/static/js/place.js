// Where is it? The phone's position, a pin on a map, or the place of a photo, kept in two hidden fields.
// The map is fetched when the pin is chosen, not before. Words and addresses stand in data-* attributes
// of [data-place]; see macros/place.html.

const PIN_STEP_PIXELS = 12;
const PLACES = 6;
const CLOSE = 17;
const CLOSE_WITHOUT_TILES = 14;

class Place {
  constructor(root) {
    this.root = root;
    this.lat = document.getElementById(root.dataset.lat);
    this.lon = document.getElementById(root.dataset.lon);
    this.words = root.querySelector("[data-place-words]");
    this.holder = root.querySelector("[data-place-map]");
    this.ways = [...root.querySelectorAll("input[type=radio]")];
    root.querySelectorAll("[data-scripted]").forEach((item) => { item.hidden = false; });
    root.querySelector("[data-place-here]")?.addEventListener("click", () => this.locate());
    root.querySelector("[data-place-middle]")?.addEventListener("click", () => { if (this.map) this.pin(this.map.getCenter()); });
    root.addEventListener("change", () => this.turn());
    root.addEventListener("place-from-photo", (event) => this.fromPhoto(event.detail));
    this.turn();
  }

  word(name, values = {}) {
    let text = this.root.dataset[`word${name}`] || "";
    for (const [key, value] of Object.entries(values)) text = text.replace(`{${key}}`, value);
    return text;
  }

  way() { return this.ways.find((one) => one.checked)?.value; }

  choose(value) {
    const wanted = this.ways.find((one) => one.value === value);
    if (wanted) wanted.checked = true;
  }

  turn() { if (this.way() === "pin") this.open(); }

  say(words) {
    const beside = this.ways.find((one) => one.checked)?.parentElement.nextElementSibling;
    if (beside?.matches(".govuk-radios__conditional") && this.words.parentElement !== beside) beside.append(this.words);
    this.words.textContent = words;
  }

  set(lat, lon, words) {
    this.lat.value = lat.toFixed(PLACES);
    this.lon.value = lon.toFixed(PLACES);
    this.say(words);
    this.show();
    this.lat.dispatchEvent(new Event("change", { bubbles: true })); // a draft keeps it
  }

  locate() {
    this.say(this.word("Looking"));
    const refused = () => { this.say(this.word("Refused")); };
    if (!navigator.geolocation) { refused(); return; }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.choose("here");
        this.set(coords.latitude, coords.longitude, this.word("Found", { metres: Math.max(1, Math.round(coords.accuracy)) }));
      },
      refused,
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 },
    );
  }

  fromPhoto({ lat, lon }) {
    this.choose(this.ways.some((one) => one.value === "pin") ? "pin" : "here");
    this.set(lat, lon, this.word("Photo"));
    this.turn();
  }

  async open() {
    if (this.opening || !this.holder) return;
    this.opening = true;
    try {
      const sheet = document.createElement("link");
      sheet.rel = "stylesheet";
      sheet.href = this.root.dataset.leafletStyle;
      document.head.append(sheet);
      await Promise.all([
        import(this.root.dataset.leaflet),
        new Promise((done) => { sheet.addEventListener("load", done); sheet.addEventListener("error", done); }),
      ]);
      await this.draw(window.L);
    } catch {
      this.opening = false;
      this.holder.hidden = true;
      this.say(this.word("NoMap"));
    }
  }

  async draw(leaflet) {
    leaflet.Control.Attribution.mergeOptions({ prefix: false }); // markup that no page needs
    const map = leaflet.map(this.holder, { zoomControl: false, attributionControl: Boolean(this.root.dataset.attribution) });
    this.map = map;
    leaflet.control.zoom({ zoomInTitle: this.word("ZoomIn"), zoomOutTitle: this.word("ZoomOut") }).addTo(map);
    if (this.root.dataset.tiles) {
      leaflet.tileLayer(this.root.dataset.tiles, { attribution: this.root.dataset.attribution, maxZoom: 19 }).addTo(map);
    }
    const [lat, lon] = (this.root.dataset.centre || "16.4322,102.8236").split(",").map(Number);
    map.setView([lat, lon], 13);
    map.on("click", ({ latlng }) => this.pin(latlng));
    this.show();
    await this.outline(leaflet);
  }

  async outline(leaflet) {
    if (!this.root.dataset.outline) return;
    const answer = await fetch(this.root.dataset.outline, { headers: { Accept: "application/geo+json" } }).catch(() => null);
    if (!answer?.ok) return;
    const colour = getComputedStyle(this.root).getPropertyValue("--brand").trim() || "#1d5c87";
    const drawn = leaflet.geoJSON(await answer.json(), {
      interactive: false, style: { color: colour, weight: 3, fillOpacity: this.root.dataset.tiles ? 0.04 : 0.1 },
    }).addTo(this.map);
    if (!this.lat.value && drawn.getBounds().isValid()) this.map.fitBounds(drawn.getBounds());
  }

  pin({ lat, lng }) {
    const shown = { lat: lat.toFixed(5), lon: lng.toFixed(5) };
    this.set(lat, lng, this.word("Pinned", shown));
  }

  show() {
    if (!this.map || !this.lat.value || !this.lon.value) return;
    const point = [Number(this.lat.value), Number(this.lon.value)];
    if (this.marker) this.marker.setLatLng(point); else this.plant(point);
    if (!this.map.getBounds().contains(point)) this.map.setView(point, this.close());
  }

  close() { return this.root.dataset.tiles ? CLOSE : CLOSE_WITHOUT_TILES; }

  plant(point) {
    const { L: leaflet } = window;
    const icon = leaflet.divIcon({ className: "pin", iconSize: [36, 48], iconAnchor: [18, 47] });
    this.marker = leaflet.marker(point, { icon, draggable: true, keyboard: true, title: this.word("Pin") }).addTo(this.map);
    this.marker.on("dragend", () => this.pin(this.marker.getLatLng()));
    const handle = this.marker.getElement();
    handle.setAttribute("aria-label", this.word("Pin"));
    handle.addEventListener("keydown", (event) => this.nudge(event));
    if (!this.root.dataset.moved) this.map.setView(point, this.close());
    this.root.dataset.moved = "1";
  }

  nudge(event) {
    const ways = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const from = this.map.latLngToContainerPoint(this.marker.getLatLng());
    this.pin(this.map.containerPointToLatLng([from.x + way[0] * PIN_STEP_PIXELS, from.y + way[1] * PIN_STEP_PIXELS]));
  }
}

document.querySelectorAll("[data-place]").forEach((root) => new Place(root));
