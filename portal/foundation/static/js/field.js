// In the field: nearest first, reports kept in this browser until they are sent, and the list without a connection.
// Words and addresses stand in data-* attributes of [data-field]; see field/_frame.html.

const root = document.querySelector("[data-field]");
const { home, day, send, upload, door, base } = root.dataset;
const pocket = await import(root.dataset.pocket);
const owner = pocket.ownerHere(base, root.dataset.owner);
const standsIn = !root.dataset.owner;
const MOST_PHOTOS = 5;
const EARTH_METRES = 6371008.8;

const find = (name, within = root) => within.querySelector(`[data-${name}]`);

function word(name, values = {}) {
  let text = root.dataset[`word${name}`] || "";
  for (const [field, value] of Object.entries(values)) text = text.replace(`{${field}}`, String(value));
  return text;
}

const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
};

function made(name, className, text = "") {
  const tag = document.createElement(name);
  if (className) tag.className = className;
  if (text) tag.textContent = text;
  return tag;
}

function button(text, act) {
  const tag = made("button", "govuk-button govuk-button--secondary", text);
  tag.type = "button";
  tag.addEventListener("click", act);
  return tag;
}

// ── nearest first: the position never leaves the phone ──

function metres([lat, lon], [toLat, toLon]) {
  const radians = Math.PI / 180;
  const across = Math.sin(((toLon - lon) * radians) / 2) ** 2;
  const along = Math.sin(((toLat - lat) * radians) / 2) ** 2;
  const part = Math.min(1, along + Math.cos(lat * radians) * Math.cos(toLat * radians) * across);
  return 2 * EARTH_METRES * Math.asin(Math.sqrt(part));
}

function far(length) {
  if (length < 1000) return word("Metres", { n: Math.max(10, Math.round(length / 10) * 10) });
  return word("Kilometres", { n: (length / 1000).toFixed(length < 10000 ? 1 : 0) });
}

function sortFrom(here) {
  const list = find("stops");
  const measured = [...list.children].map((row) => {
    const point = row.dataset.point?.split(",").map(Number);
    return { row, length: point ? metres(here, point) : Infinity };
  });
  measured.sort((one, other) => one.length - other.length);
  for (const { row, length } of measured) {
    if (Number.isFinite(length)) find("far", row).textContent = far(length);
    list.append(row);
  }
  find("near-words").textContent = word("Sorted");
}

function offerNearest() {
  const ask = find("near");
  if (!ask || !navigator.geolocation) return;
  ask.hidden = false;
  ask.addEventListener("click", () => {
    find("near-words").textContent = word("Looking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => sortFrom([coords.latitude, coords.longitude]),
      () => { find("near-words").textContent = word("NoPosition"); },
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 },
    );
  });
}

// ── what waits in this browser ──

const drafts = () => pocket.of("drafts", owner);
const keep = (draft) => pocket.put("drafts", draft);
const photosOf = async (draft) => (await pocket.of("photos", owner)).filter((photo) => photo.draft === draft.id);

async function letGo(draft) {
  for (const photo of await photosOf(draft)) await pocket.remove("photos", photo.id);
  await pocket.remove("drafts", draft.id);
}

function choices(draft, row) {
  const moves = made("p", "outbox__moves");
  const again = (changed) => async () => {
    await keep({ ...draft, ...changed, state: "waiting" });
    await sync();
  };
  if (draft.state === "conflict") {
    const isPossible = draft.possible?.includes(draft.outcome);
    if (isPossible) moves.append(button(word("Again"), again({ seen: draft.version })));
    else if (draft.words) moves.append(button(word("AsNote"), again({ seen: draft.version, outcome: "noted" })));
  }
  const look = made("a", "govuk-link alone", word("Look"));
  look.href = `${home}/${draft.path}`;
  const thrown = button(word("Throw"), async () => {
    if (!window.confirm(word("Sure", { number: draft.number }))) return;
    await letGo(draft);
    await show();
  });
  for (const one of [...moves.querySelectorAll("button"), thrown, look]) one.append(made("span", "govuk-visually-hidden", ` ${draft.number}`));
  moves.append(thrown, look);
  row.append(moves);
}

function line(draft) {
  const row = made("li", "");
  const top = made("p", "");
  const state = { waiting: "Waiting", conflict: "Conflict", refused: "Refused", open: "Open" }[draft.state];
  top.append(made("strong", "number", draft.number), ` ${word(state)}`);
  row.append(top);
  if (draft.message) row.append(made("p", "", draft.message));
  if (draft.changes?.length) {
    const list = made("ul", "");
    list.append(...draft.changes.map((text) => made("li", "", text)));
    row.append(list);
  }
  if (draft.now) row.append(made("p", "", word("Now", { state: draft.now })));
  if (draft.words) row.append(made("p", "said", draft.words));
  choices(draft, row);
  return row;
}

async function show(words = "") {
  const kept = await drafts();
  find("outbox").hidden = kept.length === 0;
  find("outbox-list").replaceChildren(...kept.map(line));
  find("outbox-state").textContent = words;
}

// ── sending: the same report sent twice is taken once, by its id ──

const isLater = (status) => status >= 500 || [408, 425, 429].includes(status);

async function post(address, token, values) {
  const body = new FormData();
  for (const [name, value, file] of values) if (file) body.append(name, value, file); else body.append(name, value);
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token } });
  if (isLater(answer.status)) throw new TypeError(`answered ${answer.status}`);
  const told = await answer.json().catch(() => ({}));
  return { status: answer.status, ...told, message: told.message || told.error || "" };
}

function sendPhoto(draft, photo, token) {
  const notes = photo.place ? [["lat", photo.place.lat], ["lon", photo.place.lon]] : [];
  if (photo.taken) notes.push(["taken", photo.taken]);
  return post(upload, token, [["attachment_id", photo.id], ["form_id", draft.id], ["photo", photo.blob, "photo.jpg"], ...notes]);
}

async function sendOne(draft, token) {
  const photos = draft.outcome === "noted" ? [] : await photosOf(draft);
  for (const photo of photos) {
    const answer = await sendPhoto(draft, photo, token);
    if (answer.status >= 400) { await keep({ ...draft, state: "refused", message: answer.message }); return false; }
  }
  const [year, running] = draft.path.split("/");
  const answer = await post(send, token, [
    ["form_id", draft.id], ["year", year], ["running", running], ["seen", draft.seen], ["outcome", draft.outcome],
    ["words", draft.words], ["no_photo_because", draft.because], ...photos.map((photo) => ["attachment_ids", photo.id]),
  ]);
  if (answer.taken) { await letGo(draft); return true; }
  const { message, version, changes, possible, state: now } = answer;
  const told = { message, version, changes, possible, now };
  await keep({ ...draft, ...told, state: answer.status === 409 ? "conflict" : "refused" });
  return false;
}

// The list anew and a token to send by; nothing without a connection, or for somebody else.
async function asked() {
  const answer = await fetch(day, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer) return null;
  const isList = answer.ok && !answer.redirected && answer.headers.get("Content-Type")?.startsWith("application/json");
  const told = isList ? await answer.json() : null;
  if (told?.owner === owner) return told;
  if (answer.status < 500 && (await drafts()).length) await show(word("SignIn"));
  if (answer.status < 500) offerDoor();
  return null;
}

function offerDoor() {
  const shown = find("outbox-state");
  if (!shown.textContent || shown.querySelector("a")) return;
  const link = made("a", "govuk-link", shown.textContent);
  link.href = door;
  shown.replaceChildren(link);
}

async function sendAll() {
  const told = await asked();
  if (!told) return [];
  const { token, ...list } = told;
  await pocket.forgetOtherLists(owner);
  await pocket.put("lists", { id: owner, ...list });
  const sent = [];
  for (const draft of await drafts()) {
    if (draft.state !== "waiting") continue;
    await show(word("Sending"));
    if (await sendOne(draft, token)) sent.push(draft.path);
  }
  return sent;
}

// One tab at a time. Comes back with the paths of what was taken.
async function sync() {
  const work = () => sendAll().catch(() => []);
  const sent = await (navigator.locks ? navigator.locks.request("pocket-send", work) : work());
  const isWaiting = (await drafts()).some((draft) => draft.state === "waiting");
  const door = find("outbox-state").querySelector("a");
  if (!door) await show(isWaiting ? word("Kept") : "");
  if (sent.includes(here()) || (sent.length && here() === "")) location.assign(`${home}?sent=1`);
  return sent;
}

const here = () => location.pathname.slice(home.length + 1);

// ── the report ──

class Report {
  constructor(form) {
    this.form = form;
    this.photos = [];
    this.message = find("report-message", form);
    this.list = find("photos-list", form);
    this.kept = find("report-kept", form);
    this.tools = import(root.dataset.picture).catch(() => null);
  }

  // Fills in what was kept of this complaint before, and keeps what is typed from now on.
  async begin(seen) {
    const path = this.form.dataset.report;
    const known = (await drafts()).find((draft) => draft.path === path);
    const { number } = this.form.dataset;
    this.draft = known || { id: newId(), owner, at: Date.now(), path, number, state: "open" };
    this.draft.seen = seen;
    if (known) {
      this.value("words", known.words);
      this.value("no_photo_because", known.because);
      this.choose(known.outcome);
      for (const photo of await photosOf(known)) this.draw(photo);
    }
    this.dress();
  }

  value(name, text) {
    const control = this.form.elements.namedItem(name);
    if (text !== undefined) { control.value = text; control.dispatchEvent(new Event("input", { bubbles: true })); }
    return control.value;
  }

  choose(outcome) {
    const wanted = [...this.form.elements].find((one) => one.name === "outcome" && one.value === outcome);
    if (wanted) wanted.checked = true;
  }

  dress() {
    const input = this.form.querySelector("input[type=file]");
    input.removeAttribute("name");
    input.className = "photos__input";
    const choose = made("label", "govuk-button govuk-button--secondary", input.closest("[data-photos]").dataset.wordChoose);
    choose.htmlFor = input.id;
    input.after(choose);
    input.addEventListener("change", () => this.take(input));
    this.form.addEventListener("input", (event) => { if (event.isTrusted) this.later(); });
    this.form.addEventListener("change", (event) => { if (event.target !== input) this.keep(); });
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    const leave = () => { if (this.waiting) this.keep(); };
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", leave);
  }

  later() {
    this.kept.textContent = "";
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.keep(), 300);
  }

  async keep(changed = {}) {
    clearTimeout(this.waiting);
    this.waiting = 0;
    if (this.isSent) return;
    const outcome = this.form.elements.namedItem("outcome").value;
    Object.assign(this.draft, { words: this.value("words"), because: this.value("no_photo_because"), outcome }, changed);
    try {
      await keep(this.draft);
      if (!this.waiting) this.kept.textContent = word("PhotoKept");
    } catch { this.say(word("NoRoom")); }
  }

  say(text) {
    this.message.textContent = text;
    if (text) this.message.scrollIntoView({ block: "center" });
  }

  async take(input) {
    const files = [...input.files];
    input.value = "";
    this.say(files.length > MOST_PHOTOS - this.photos.length ? word("TooMany", { most: MOST_PHOTOS }) : "");
    const tools = await this.tools;
    for (const file of files.slice(0, MOST_PHOTOS - this.photos.length)) {
      const place = await tools?.placeOf(file).catch(() => null);
      const taken = await tools?.takenWhen(file).catch(() => "");
      const blob = await tools?.shrunk(file).catch(() => null) || file;
      const photo = { id: newId(), owner, at: this.draft.at, draft: this.draft.id, blob, place, taken };
      await pocket.put("photos", photo).catch(() => this.say(word("NoRoom")));
      this.draw(photo);
    }
    await this.keep();
  }

  draw(photo) {
    this.photos.push(photo);
    const name = word("Photo", { n: this.photos.length });
    const row = made("li", "photos__item");
    const thumb = made("img", "photos__thumb");
    thumb.alt = name;
    thumb.src = URL.createObjectURL(photo.blob);
    const words = made("div", "photos__words");
    words.append(made("span", "photos__name", name), made("span", "photos__state", word("PhotoKept")));
    const remove = made("button", "photos__remove", word("Remove"));
    remove.type = "button";
    remove.append(made("span", "govuk-visually-hidden", ` ${name}`));
    remove.addEventListener("click", async () => {
      this.photos = this.photos.filter((other) => other !== photo);
      row.remove();
      await pocket.remove("photos", photo.id);
    });
    row.append(thumb, words, remove);
    this.list.append(row);
  }

  missing() {
    const outcome = this.form.elements.namedItem("outcome").value;
    if (outcome !== "begun" && !this.value("words").trim()) return word("WordsMissing");
    if (outcome === "done" && !this.photos.length && !this.value("no_photo_because").trim()) return word("PhotoMissing");
    return "";
  }

  async send() {
    const missing = this.missing();
    this.say(missing);
    if (missing) { await this.keep(); return; }
    const fresh = { message: "", changes: [], possible: undefined, now: "" };
    await this.keep({ ...fresh, state: "waiting" });
    const sent = await sync();
    if (sent.includes(this.draft.path)) { this.isSent = true; return; }
    const kept = (await drafts()).find((draft) => draft.id === this.draft.id);
    Object.assign(this.draft, kept);
    this.say(kept?.state === "waiting" ? "" : kept?.message || "");
    if (kept?.state !== "waiting") find("outbox").scrollIntoView({ block: "start" });
  }
}

// ── the page that stands in ──

function fill(within, stop) {
  find("number", within).textContent = stop.number;
  const area = find("area", within);
  area.textContent = stop.area;
  const landmark = find("landmark", within);
  landmark.textContent = stop.landmark || "";
  if (stop.landmark) landmark.lang = stop.landmark_language;
  const way = find("way", within);
  if (stop.way) way.href = stop.way; else way.hidden = true;
  way.append(made("span", "govuk-visually-hidden", ` ${stop.number}`));
}

function row(stop) {
  const drawn = find("stop").content.cloneNode(true).firstElementChild;
  fill(drawn, stop);
  const link = find("link", drawn);
  link.href = `${home}/${stop.path}`;
  link.textContent = stop.text || stop.category || stop.number;
  if (stop.text) link.lang = stop.language;
  if (stop.point) drawn.dataset.point = stop.point.join(",");
  return drawn;
}

async function standIn() {
  const [list] = await pocket.of("lists", owner);
  const stop = list?.stops.find((one) => one.path === here());
  const isOne = /^\d+\/\d+$/.test(here());
  if (!isOne) {
    find("listed").textContent = list ? word("Listed", { moment: list.taken }) : "";
    if (list?.private) {
      find("private").textContent = word("Private", { n: list.private });
      find("private").hidden = false;
    }
    find("stops").replaceChildren(...(list?.stops || []).map(row));
    find("empty").hidden = Boolean(list?.stops.length);
    if (list?.stops.length) offerNearest();
    return;
  }
  const draft = (await drafts()).find((one) => one.path === here());
  const shown = stop || (draft && { number: draft.number, version: draft.seen, area: "", outcomes: [draft.outcome] });
  find("unknown").hidden = Boolean(shown);
  if (shown) await one(shown);
}

async function one(stop) {
  const section = find("one");
  fill(section, stop);
  find("title", section).textContent = stop.category || stop.number;
  const text = find("text", section);
  text.textContent = stop.text || "";
  if (stop.text) text.lang = stop.language;
  const form = section.querySelector("form");
  Object.assign(form.dataset, { report: here(), number: stop.number });
  for (const option of form.querySelectorAll("[name=outcome]")) {
    option.closest(".govuk-radios__item").hidden = !stop.outcomes.includes(option.value);
  }
  section.hidden = false;
  await new Report(form).begin(stop.version);
}

// ── begin ──

if (standsIn) {
  await standIn();
} else {
  offerNearest();
  const form = root.querySelector("form[data-report]");
  if (form) await new Report(form).begin(form.elements.namedItem("seen").value);
}
await show();
await sync();
root.dataset.ready = "";
window.addEventListener("online", () => { sync(); });
