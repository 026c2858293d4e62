// Signing out takes along what this browser keeps of the account: drafts, their photos, the list.

const form = document.querySelector("form[data-leave]");
const PATIENCE_MS = 4000;

function forgetTyped(...owners) {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("draft:") && owners.some((owner) => name.endsWith(`:${owner}`))) localStorage.removeItem(name);
    }
  } catch { /* forbidden */ }
}

async function leave() {
  const { owner, base, pocket } = form.dataset;
  const { forget, forgetOwner } = await import(pocket);
  forgetTyped(owner, `${base}|`);
  forgetOwner(base);
  await forget(owner, `${base}|`);
}

async function warn() {
  const shown = form.querySelector("[data-unsent]");
  const { of } = await import(form.dataset.pocket);
  const unsent = (await of("drafts", form.dataset.owner)).length;
  if (!unsent) return;
  shown.textContent = shown.dataset.word.replace("{n}", String(unsent));
  shown.hidden = false;
}

if (form) {
  warn().catch(() => { /* nothing is kept where nothing can be */ });
  let isClear = false;
  form.addEventListener("submit", async (event) => {
    if (isClear) return;
    event.preventDefault();
    const late = new Promise((done) => { setTimeout(done, PATIENCE_MS); });
    await Promise.race([leave().catch(() => {}), late]);
    isClear = true;
    form.requestSubmit();
  });
}
