// Keeps what is typed in a form until it has been sent, on this device only, for one day.
//
//   <form data-draft="file" data-word-kept="…" data-word-clear="…">   kept under that name
//   <… data-draft-sent="file">          on the receipt: the draft is thrown away
// Never kept: hidden fields, passwords, files, contacts (autocomplete tel, email, name, one-time-code)
// and anything inside [data-no-draft].

const A_DAY_MS = 24 * 60 * 60 * 1000;
const PRIVATE = /tel|email|name|one-time-code|password/;
const KEPT_TYPES = new Set(["text", "textarea", "select-one", "radio", "checkbox", "search", "number"]);

const key = (name) => `draft:${name}:${location.pathname.replace(/\/en\//, "/")}`;
const keyOfSent = (name) => `draft:${name}:`;

function keepable(control) {
  return control.name && KEPT_TYPES.has(control.type) && !PRIVATE.test(control.autocomplete)
    && !control.closest("[data-no-draft]");
}

function read(name) {
  try {
    const draft = JSON.parse(localStorage.getItem(name));
    return draft && Date.now() - draft.at < A_DAY_MS ? draft.values : null;
  } catch { return null; }
}

function write(name, values) {
  try { localStorage.setItem(name, JSON.stringify({ at: Date.now(), values })); } catch { /* full or forbidden */ }
}

function forget(prefix) {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name);
  } catch { /* forbidden */ }
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
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });
  line.append(words, clear);
  form.prepend(line);
}

function keep(form) {
  const name = key(form.dataset.draft);
  const empty = ![...form.elements].some((control) => keepable(control) && !isTicked(control)
    && control.type !== "select-one" && control.value);
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

for (const sent of document.querySelectorAll("[data-draft-sent]")) forget(keyOfSent(sent.dataset.draftSent));
document.querySelectorAll("form[data-draft]").forEach(keep);
