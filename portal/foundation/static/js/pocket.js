// What a browser keeps until it has been sent: drafts, their photos, an officer's list. In IndexedDB, for a week.
//
// Each record has an id, an owner (municipality and account, see macros/pocket.html) and a moment `at`. Who is
// not the owner is never given it; what is older than a week is removed whenever anything is asked for.

export const A_WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const STORES = ["drafts", "photos", "lists"];

let opened = null;
let base = null; // open already: what is asked for while a page goes away must begin at once

function asked(request) {
  return new Promise((done, failed) => {
    request.addEventListener("success", () => done(request.result));
    request.addEventListener("error", () => failed(request.error));
  });
}

async function open() {
  const request = indexedDB.open("pocket", 1);
  request.addEventListener("upgradeneeded", () => {
    for (const name of STORES) request.result.createObjectStore(name, { keyPath: "id" });
  });
  const found = await asked(request);
  const closed = () => { found.close(); opened = null; base = null; };
  found.addEventListener("versionchange", closed);
  found.addEventListener("close", closed);
  await removeWhere(found, (record) => Date.now() - record.at > A_WEEK_MS);
  base = found;
  return found;
}

function store() {
  opened ||= open().catch((refusal) => { opened = null; throw refusal; });
  return opened;
}

function ended(transaction) {
  return new Promise((done, failed) => {
    transaction.addEventListener("complete", () => done());
    transaction.addEventListener("abort", () => failed(transaction.error));
  });
}

async function removeWhere(within, isGone) {
  const transaction = within.transaction(STORES, "readwrite");
  for (const name of STORES) {
    const request = transaction.objectStore(name).openCursor();
    request.addEventListener("success", () => {
      const cursor = request.result;
      if (!cursor) return;
      if (isGone(cursor.value)) cursor.delete();
      cursor.continue();
    });
  }
  await ended(transaction);
}

// Keeps a record; comes back when it is written for good.
export async function put(name, record) {
  const transaction = (base || await store()).transaction(name, "readwrite");
  transaction.objectStore(name).put({ at: Date.now(), ...record });
  await ended(transaction);
}

export async function remove(name, id) {
  const transaction = (await store()).transaction(name, "readwrite");
  transaction.objectStore(name).delete(id);
  await ended(transaction);
}

// An owner's records, oldest first.
export async function of(name, owner) {
  const found = await asked((await store()).transaction(name).objectStore(name).getAll());
  return found.filter((record) => record.owner === owner && Date.now() - record.at <= A_WEEK_MS)
    .sort((one, other) => one.at - other.at);
}

// Removes everything of these owners: somebody signs out.
export async function forget(...owners) {
  await removeWhere(await store(), (record) => owners.includes(record.owner));
}

// Nobody else's list stays once somebody has signed in.
export async function forgetOtherLists(owner) {
  for (const list of await asked((await store()).transaction("lists").objectStore("lists").getAll())) {
    if (list.owner !== owner) await remove("lists", list.id);
  }
}

// ── whose browser is it now? A page without a connection has only the last page's word for it ──

const markOf = (base) => `pocket:${base}`;

// `told`: what a page of the portal says, "municipality|account"; pages kept for later say nothing.
export function ownerHere(base, told) {
  try {
    if (told) localStorage.setItem(markOf(base), told);
    return told || localStorage.getItem(markOf(base)) || `${base}|`;
  } catch { return told || `${base}|`; }
}

export function forgetOwner(base) {
  try { localStorage.removeItem(markOf(base)); } catch { /* forbidden */ }
}
