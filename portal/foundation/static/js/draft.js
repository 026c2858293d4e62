// Keeps what is typed in a form until it has been sent, on this device only, for a week and for one account.
//
//   <form data-draft="file" data-pocket="…" data-base="…" data-owner="…" data-word-kept="…" data-word-clear="…">
//   <… data-draft-sent="file" data-pocket="…" …>          on the receipt: the draft is thrown away, photos and all
// Without data-owner (a page for the time without a connection) it is the last page's account.
// Never kept: passwords, contacts (autocomplete tel, email, name, one-time-code), anything inside [data-no-draft] and
// hidden fields but those of a place. Photos are kept by photos.js.

const A_WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const PRIVATE = /tel|email|name|one-time-code|password/;
const KEPT_TYPES = new Set(["text", "textarea", "select-one", "radio", "checkbox", "search", "number"]);

function keepable(control) {
  const isKept = KEPT_TYPES.has(control.type) || (control.type === "hidden" && control.closest("[data-place]"));
  return control.name && isKept && !PRIVATE.test(control.autocomplete)
    && !control.closest("[data-no-draft]");
}

function read(name) {
  try {
    const draft = JSON.parse(localStorage.getItem(name));
    return draft && Date.now() - draft.at < A_WEEK_MS ? draft.values : null;
  } catch { return null; }
}

function write(name, values) {
  try { localStorage.setItem(name, JSON.stringify({ at: Date.now(), values })); } catch { /* full or forbidden */ }
}

function forget(name) {
  try { localStorage.removeItem(name); } catch { /* forbidden */ }
}

function sweep() {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith("draft:") && !read(name)) localStorage.removeItem(name);
  } catch { /* forbidden */ }
}

async function keyOf(root, name) {
  const { ownerHere } = await import(root.dataset.pocket);
  return `draft:${name}:${ownerHere(root.dataset.base, root.dataset.owner)}`;
}

const isTicked = (control) => control.type === "radio" || control.type === "checkbox";

function typed(form) {
  return [...form.elements].filter(keepable).flatMap((control) => {
    if (isTicked(control)) return control.checked ? [[control.name, control.value]] : [];
    return control.value ? [[control.name, control.value]] : [];
  });
}

function putBack(form, values) {
  for (const [name, value] of values) {
    const found = [...form.elements].filter((control) => control.name === name && keepable(control));
    const control = isTicked(found[0] || {}) ? found.find((one) => one.value === value) : found.find((one) => !one.value);
    if (!control) continue;
    if (isTicked(control)) control.checked = true; else control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function tell(form, name) {
  const line = document.createElement("p");
  line.className = "notice notice--draft";
  line.setAttribute("role", "status");
  const words = document.createElement("span");
  words.textContent = form.dataset.wordKept;
  const clear = document.createElement("button");
  clear.type = "button";
  clear.className = "plain-button";
  clear.textContent = form.dataset.wordClear;
  clear.addEventListener("click", () => {
    forget(name);
    line.remove();
    form.reset();
    form.dispatchEvent(new Event("draft-cleared"));
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });
  line.append(words, clear);
  form.prepend(line);
}

async function keep(form) {
  const name = await keyOf(form, form.dataset.draft);
  const empty = ![...form.elements].some((control) => keepable(control) && !isTicked(control)
    && !["select-one", "hidden"].includes(control.type) && control.value);
  const draft = read(name);
  const failed = document.querySelector(".govuk-error-summary");
  if (draft && empty && !failed && draft.some(([, value]) => value.length > 3)) {
    putBack(form, draft);
    tell(form, name);
  }
  let waiting = 0;
  const save = () => write(name, typed(form));
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(save, 400); });
  form.addEventListener("change", save);
  window.addEventListener("pagehide", () => { if (waiting) save(); });
}

async function throwAway(sent) {
  const name = sent.dataset.draftSent;
  forget(await keyOf(sent, name));
  const pocket = await import(sent.dataset.pocket);
  const owner = pocket.ownerHere(sent.dataset.base, sent.dataset.owner);
  for (const photo of await pocket.of("photos", owner)) if (photo.form === name) await pocket.remove("photos", photo.id);
  sent.dataset.cleared = "";
}

sweep();
document.querySelectorAll("[data-draft-sent]").forEach((sent) => throwAway(sent).catch(() => { /* nothing was kept */ }));
document.querySelectorAll("form[data-draft]").forEach((form) => keep(form).catch(() => { /* nothing is kept */ }));

const back = document.querySelector("[data-back]");
if (back) window.addEventListener("online", () => { back.hidden = false; });
