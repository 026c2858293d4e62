// Photos are turned, shrunk and sent one by one before the form, so that a broken line costs one photo.
// Words and addresses stand in data-* attributes of [data-photos]; see macros/uploads.html.

const LARGEST_ORIGINAL = 15 * 1024 * 1024;
const WAITS = [1, 2, 4, 8, 16];

const newId = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
};

const element = (name, className, text = "") => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

// ── one photo ──

class Photo {
  constructor(picker, file, number, known = {}) {
    this.picker = picker;
    this.file = file;
    this.id = newId();
    this.state = "waiting";
    Object.assign(this, known); // blob, place and taken of one that was kept here before
    this.build(picker.word("photo", { n: number }));
  }

  build(name) {
    this.row = element("li", "photos__item");
    this.row.dataset.id = this.id;
    this.thumb = element("img", "photos__thumb");
    this.thumb.alt = name;
    const words = element("div", "photos__words");
    this.words = element("span", "photos__state", this.picker.word("preparing"));
    this.progress = element("progress");
    this.progress.max = 100;
    this.progress.setAttribute("aria-label", name);
    words.append(element("span", "photos__name", name), this.words, this.progress);
    const remove = element("button", "photos__remove", this.picker.word("remove"));
    remove.type = "button";
    remove.append(element("span", "govuk-visually-hidden", ` ${name}`));
    remove.addEventListener("click", () => this.picker.remove(this));
    this.row.append(this.thumb, words, remove);
    this.picker.list.append(this.row);
  }

  say(text) { this.words.textContent = text; }

  async send() {
    if (!this.blob) {
      const { place, taken, blob } = await this.picker.prepared(this.file);
      this.place = place;
      this.taken = taken;
      this.blob = blob;
      if (!this.blob) return this.fail(this.picker.word("unreadable"), false);
      if (this.state !== "removed") await this.picker.keep(this);
    }
    if (!this.address) this.preview();
    if (!this.picker.upload) return this.rest();
    for (let attempt = 0; this.state !== "removed"; attempt += 1) {
      const answer = await this.post();
      if (this.state === "removed") return undefined;
      if (answer.ok) return this.done(answer.body);
      if (answer.message) return this.fail(answer.message, false);
      if (attempt >= WAITS.length) return this.fail(this.picker.word("failed"), true);
      this.say(this.picker.word("waiting", { seconds: WAITS[attempt] }));
      await this.picker.pause(WAITS[attempt]);
    }
    return undefined;
  }

  preview() {
    this.address = URL.createObjectURL(this.blob);
    this.thumb.addEventListener("error", () => { this.thumb.removeAttribute("src"); }, { once: true });
    this.thumb.src = this.address;
  }

  post() {
    const body = new FormData();
    body.append("attachment_id", this.id);
    body.append("form_id", this.picker.formId);
    body.append("photo", this.blob, this.blob === this.file ? this.file.name : "photo.jpg");
    if (this.picker.tellsNotes && this.blob !== this.file) {
      if (this.place) { body.append("lat", this.place.lat); body.append("lon", this.place.lon); }
      if (this.taken) body.append("taken", this.taken);
    }
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      this.request = request;
      request.open("POST", this.picker.upload);
      request.timeout = 120000;
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", this.picker.token());
      request.upload.addEventListener("progress", (event) => {
        if (!event.lengthComputable) return;
        this.progress.value = (100 * event.loaded) / event.total;
        this.say(this.picker.word("sending", { percent: Math.round(this.progress.value) }));
      });
      request.addEventListener("loadend", () => done(this.read(request)));
      request.send(body);
    });
  }

  read(request) {
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch { /* not our server's words */ }
    if (request.status >= 200 && request.status < 300) return { ok: true, body: answer };
    const final = request.status >= 400 && request.status < 500 && ![408, 425, 429].includes(request.status);
    return { ok: false, message: final ? answer.message || answer.error || this.picker.word("failed") : "" };
  }

  done(answer) {
    this.state = "sent";
    this.progress.remove();
    this.say([this.picker.word("sent"), answer.remark].filter(Boolean).join(". "));
    if (!this.thumb.naturalWidth && answer.thumb) this.thumb.src = answer.thumb;
    const kept = element("input");
    kept.type = "hidden";
    kept.name = "attachment_ids";
    kept.value = answer.id || this.id;
    this.row.append(kept);
    this.picker.offer(this, this.place || answer.place);
    return undefined;
  }

  // Without a connection: it stays here until the form can be sent.
  rest() {
    this.state = "kept";
    this.progress.remove();
    this.say(this.picker.word("kept"));
    this.picker.offer(this, this.place);
    return undefined;
  }

  fail(text, again) {
    this.state = "failed";
    this.progress.removeAttribute("value");
    this.progress.hidden = true;
    this.row.classList.add("is-failed");
    this.say(text);
    if (!again) return undefined;
    const button = element("button", "plain-button", this.picker.word("again"));
    button.type = "button";
    button.addEventListener("click", () => {
      button.remove();
      this.row.classList.remove("is-failed");
      this.progress.hidden = false;
      this.state = "waiting";
      this.picker.work();
    });
    this.words.append(" ", button);
    return undefined;
  }
}

// ── the picker ──

class Picker {
  constructor(root) {
    this.root = root;
    this.form = root.closest("form");
    this.list = root.querySelector("[data-photos-list]");
    this.message = root.querySelector("[data-photos-message]");
    this.input = root.querySelector("input[type=file]");
    this.upload = root.dataset.upload;
    this.formId = root.dataset.formId;
    this.most = Number(root.dataset.most);
    this.tellsNotes = "notes" in root.dataset; // small copies keep none of them
    this.tools = import(root.dataset.picture).catch(() => null);
    this.pocket = root.dataset.keep ? import(root.dataset.pocket).catch(() => null) : null;
    this.photos = [];
    this.working = false;
    this.number = this.list.children.length;
    this.dress();
    this.adopt();
    this.restore().catch(() => { /* nothing was kept */ }).then(() => { root.dataset.ready = ""; });
  }

  // ── photos stay in this browser until the form was sent (data-keep: the form's name) ──

  async owner() {
    const pocket = await this.pocket;
    return pocket?.ownerHere(this.root.dataset.base, this.root.dataset.owner);
  }

  async keep(photo) {
    const pocket = await this.pocket;
    if (!pocket) return;
    const { id, blob, place, taken } = photo;
    const record = { id, blob, place, taken, form: this.root.dataset.keep, owner: await this.owner() };
    await pocket.put("photos", record).catch(() => { /* full: it is sent all the same */ });
  }

  async letGo(id) {
    const pocket = await this.pocket;
    await pocket?.remove("photos", id).catch(() => { /* gone already */ });
  }

  // Under new ids: the old ones may belong to a form that was never sent.
  async restore() {
    const pocket = await this.pocket;
    if (!pocket) return;
    const listed = new Set([...this.list.children].map((row) => row.dataset.id));
    const kept = (await pocket.of("photos", await this.owner())).filter((one) => one.form === this.root.dataset.keep);
    for (const { id, blob, place, taken } of kept.filter((one) => !listed.has(one.id)).slice(0, this.most - listed.size)) {
      this.number += 1;
      const photo = new Photo(this, null, this.number, { blob, place, taken });
      await this.keep(photo);
      await this.letGo(id);
      this.photos.push(photo);
    }
    this.work();
  }

  word(name, values = {}) {
    const key = `word${name[0].toUpperCase()}${name.slice(1).replace(/-(.)/g, (_, letter) => letter.toUpperCase())}`;
    let text = this.root.dataset[key] || "";
    for (const [field, value] of Object.entries(values)) text = text.replace(`{${field}}`, String(value));
    return text;
  }

  // A photo this browser cannot open (HEIC) goes as it is: the server can.
  async prepared(file) {
    const original = file.size <= LARGEST_ORIGINAL ? file : null;
    const tools = await this.tools;
    if (!tools) return { place: null, taken: "", blob: original };
    const place = await tools.placeOf(file).catch(() => null);
    const taken = await tools.takenWhen(file).catch(() => "");
    return { place, taken, blob: await tools.shrunk(file).catch(() => original) };
  }

  token() { return this.form.querySelector("[name=csrf_token]")?.value || ""; }

  dress() {
    this.input.removeAttribute("name");
    this.input.className = "photos__input";
    const button = element("label", "govuk-button govuk-button--secondary", this.word("choose"));
    button.htmlFor = this.input.id;
    this.input.after(button);
    this.input.addEventListener("change", () => this.take());
    this.form.addEventListener("submit", (event) => this.guard(event), true);
    this.form.addEventListener("draft-cleared", () => this.photos.slice().forEach((photo) => this.remove(photo)));
    window.addEventListener("online", () => this.wake?.());
  }

  // Photos drawn by the server after an error are removed without sending the form.
  adopt() {
    for (const row of [...this.list.children]) {
      row.querySelector(".photos__remove").addEventListener("click", (event) => {
        event.preventDefault();
        this.drop(row.dataset.id);
        this.letGo(row.dataset.id);
        this.vanish(row);
      });
    }
  }

  take() {
    const room = this.most - this.list.children.length;
    const files = [...this.input.files];
    this.input.value = "";
    for (const file of files.slice(0, Math.max(room, 0))) {
      this.number += 1;
      this.photos.push(new Photo(this, file, this.number));
    }
    this.message.textContent = files.length > room ? this.word("too-many", { most: this.most }) : "";
    this.work();
  }

  async work() {
    if (this.working) return;
    this.working = true;
    for (let next = this.next(); next; next = this.next()) {
      next.state = "sending";
      await next.send();
    }
    this.working = false;
  }

  next() { return this.photos.find((photo) => photo.state === "waiting"); }

  pause(seconds) {
    return new Promise((done) => {
      const waiting = setTimeout(done, seconds * 1000);
      this.wake = () => { clearTimeout(waiting); done(); };
    });
  }

  remove(photo) {
    const sent = photo.state === "sent";
    photo.state = "removed";
    photo.request?.abort();
    this.wake?.();
    if (photo.address) URL.revokeObjectURL(photo.address);
    if (sent) this.drop(photo.id);
    this.letGo(photo.id);
    this.photos = this.photos.filter((other) => other !== photo);
    this.vanish(photo.row);
  }

  vanish(row) {
    row.remove();
    this.message.textContent = this.word("removed");
    this.input.focus();
  }

  drop(id) {
    if (!this.root.dataset.remove) return;
    const body = new FormData();
    body.append("attachment_id", id);
    body.append("form_id", this.formId);
    fetch(this.root.dataset.remove, {
      method: "POST", body, keepalive: true, headers: { Accept: "application/json", "X-CSRFToken": this.token() },
    }).catch(() => { /* the form names only what is still listed */ });
  }

  offer(photo, place) {
    const target = place && document.getElementById(this.root.dataset.place || "");
    if (!target) return;
    const line = element("div", "photos__offer", this.word("place"));
    const button = element("button", "plain-button", this.word("use-place"));
    button.type = "button";
    button.addEventListener("click", () => {
      target.dispatchEvent(new CustomEvent("place-from-photo", { detail: place }));
      line.textContent = this.word("place-used");
    });
    line.append(" ", button);
    photo.row.append(line);
  }

  guard(event) {
    if (!this.photos.some((photo) => ["waiting", "sending"].includes(photo.state))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.message.textContent = this.word("busy");
    this.message.scrollIntoView({ block: "center" });
  }
}

document.querySelectorAll("[data-photos]").forEach((root) => new Picker(root));
