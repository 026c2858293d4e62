// Sets up the worker that answers without a connection, once the page has all it needs itself.

const app = document.querySelector("link[data-worker]");

function address() {
  const ours = (text) => {
    if (new URL(text, location.href).origin !== location.origin) throw new TypeError(text);
    return text;
  };
  const { trustedTypes } = window;
  if (!trustedTypes) return ours(app.dataset.worker);
  return trustedTypes.createPolicy("worker", { createScriptURL: ours }).createScriptURL(app.dataset.worker);
}

function begin() {
  navigator.serviceWorker.register(address(), { scope: app.dataset.scope }).catch(() => { /* a private window keeps nothing */ });
}

if (app && "serviceWorker" in navigator) {
  if (document.readyState === "complete") begin(); else window.addEventListener("load", begin, { once: true });
}
