// Asks a passkey (or makes one) for a form that the portal completes:
//
//   <form data-passkey="get" data-ask="/…" data-word-none="…" data-word-stopped="…" … hidden>
//
// The question comes from data-ask, the device answers, the answer is sent as an ordinary form.
// Where the browser has no passkeys the form says so and keeps quiet otherwise.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const text = (buffer) =>
  btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const known = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

function readable(question) {
  const options = { ...question, challenge: bytes(question.challenge) };
  if (question.user) options.user = { ...question.user, id: bytes(question.user.id) };
  if (question.allowCredentials) options.allowCredentials = known(question.allowCredentials);
  if (question.excludeCredentials) options.excludeCredentials = known(question.excludeCredentials);
  return options;
}

const PARTS = ["clientDataJSON", "authenticatorData", "signature", "userHandle", "attestationObject"];

function written(credential) {
  const response = {};
  for (const part of PARTS) if (credential.response[part]) response[part] = text(credential.response[part]);
  const { id, type, authenticatorAttachment } = credential;
  return JSON.stringify({
    id, type, authenticatorAttachment, rawId: text(credential.rawId), response, clientExtensionResults: {},
  });
}

async function question(form) {
  const answer = await fetch(form.dataset.ask, {
    method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
  }).catch(() => null);
  const content = answer && await answer.json().catch(() => null);
  if (!content) return { words: form.dataset.wordFailed };
  return answer.ok ? { options: readable(content) } : { words: content.error || form.dataset.wordFailed };
}

async function complete(form) {
  const asked = await question(form);
  if (asked.words) return asked.words;
  try {
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey: asked.options });
    form.elements.answer.value = written(credential);
  } catch (error) {
    return error.name === "InvalidStateError" ? form.dataset.wordKnown : form.dataset.wordStopped;
  }
  form.submit();
  return "";
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const words = form.querySelector(".passkey__words");
  const button = form.querySelector("button");
  form.hidden = false;
  if (!window.PublicKeyCredential) {
    button.hidden = true;
    words.className = "govuk-hint";
    words.textContent = form.dataset.wordNone;
    continue;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    words.textContent = "";
    words.textContent = await complete(form);
    delete form.dataset.busy;
  });
}
