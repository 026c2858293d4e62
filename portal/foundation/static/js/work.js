// A little work that the portal asks for when many complaints come in: numbers whose SHA-256 begins with enough
// zero bits. It is done while the page is read; the words stand in data-* attributes of [data-work].

const PART = 2000;

// ── SHA-256 of one block (FIPS 180-4): texts of at most 55 letters ──

const fraction = (number) => ((number - Math.floor(number)) * 4294967296) | 0;
const primes = [];
for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
const START = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const ROUNDS = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const words = new Int32Array(64);
const turn = (word, by) => (word >>> by) | (word << (32 - by));

// The first 32 bits of the digest: no puzzle asks for more zeros than these.
function head(text) {
  words.fill(0);
  for (let at = 0; at < text.length; at += 1) words[at >> 2] |= text.charCodeAt(at) << (24 - 8 * (at & 3));
  words[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
  words[15] = text.length * 8;
  for (let at = 16; at < 64; at += 1) {
    const x = words[at - 15];
    const y = words[at - 2];
    const early = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const late = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    words[at] = (words[at - 16] + words[at - 7] + early + late) | 0;
  }
  let a = START[0]; let b = START[1]; let c = START[2]; let d = START[3];
  let e = START[4]; let f = START[5]; let g = START[6]; let h = START[7];
  for (let at = 0; at < 64; at += 1) {
    const t = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[at] + words[at]) | 0;
    const u = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + u) | 0;
  }
  return (a + START[0]) >>> 0;
}

const breath = () => new Promise((done) => { setTimeout(done); });

async function worked(challenge) {
  const [, puzzles, bits, , seal] = challenge.split(".");
  const found = [];
  for (let puzzle = 0; puzzle < Number(puzzles); puzzle += 1) {
    let number = 0;
    while (head(`${seal}:${puzzle}:${number}`) >>> (32 - Number(bits))) {
      number += 1;
      if (number % PART === 0) await breath();
    }
    found.push(number);
    await breath();
  }
  return `${challenge}:${found.join("-")}`;
}

function attend(root) {
  const form = root.closest("form");
  const field = form.elements.namedItem("work");
  let waiting = null;
  form.addEventListener("submit", (event) => {
    if (field.value || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    waiting = event.submitter;
    root.textContent = root.dataset.wordBusy;
  });
  worked(root.dataset.work).then((answer) => {
    field.value = answer;
    root.textContent = "";
    if (waiting) form.requestSubmit(waiting);
  });
}

document.querySelectorAll("[data-work]").forEach(attend);
