// Reads where and when a photo was taken and makes it small; loaded by photos.js.

const LONGEST_SIDE = 1600;
const MOST_BYTES = 400 * 1024;
const QUALITIES = [0.85, 0.75, 0.65, 0.55, 0.45];
const GPS_TAG = 0x8825;
const EXIF_TAG = 0x8769;
const TAKEN = 0x9003;
const TAKEN_ZONE = 0x9011;
const LONGEST_TEXT = 40;
const HEAD_BYTES = 256 * 1024;

// ── where and when was it taken? ──

function directory(view, tiff, offset, little) {
  const entries = new Map();
  const many = view.getUint16(tiff + offset, little);
  for (let index = 0; index < many; index += 1) {
    const at = tiff + offset + 2 + index * 12;
    entries.set(view.getUint16(at, little), at + 8);
  }
  return entries;
}

function degrees(view, tiff, at, little) {
  const offset = tiff + view.getUint32(at, little);
  const part = (index) => view.getUint32(offset + index * 8, little) / view.getUint32(offset + index * 8 + 4, little);
  return part(0) + part(1) / 60 + part(2) / 3600;
}

function gpsOf(view, tiff) {
  const little = view.getUint16(tiff) === 0x4949;
  const pointer = directory(view, tiff, view.getUint32(tiff + 4, little), little).get(GPS_TAG);
  if (!pointer) return null;
  const gps = directory(view, tiff, view.getUint32(pointer, little), little);
  if (!gps.has(2) || !gps.has(4)) return null;
  const lat = degrees(view, tiff, gps.get(2), little) * (String.fromCharCode(view.getUint8(gps.get(1))) === "S" ? -1 : 1);
  const lon = degrees(view, tiff, gps.get(4), little) * (String.fromCharCode(view.getUint8(gps.get(3))) === "W" ? -1 : 1);
  const sound = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0);
  return sound ? { lat, lon } : null;
}

function textAt(view, tiff, at, little) {
  const many = Math.min(view.getUint32(at - 4, little), LONGEST_TEXT);
  const from = tiff + view.getUint32(at, little);
  const codes = [...Array(many).keys()].map((index) => view.getUint8(from + index));
  return String.fromCharCode(...codes.filter((code) => code > 31 && code < 127));
}

// The camera's clock as it writes it, with its zone behind a bar where it says one.
function takenOf(view, tiff) {
  const little = view.getUint16(tiff) === 0x4949;
  const pointer = directory(view, tiff, view.getUint32(tiff + 4, little), little).get(EXIF_TAG);
  if (!pointer) return "";
  const exif = directory(view, tiff, view.getUint32(pointer, little), little);
  if (!exif.has(TAKEN)) return "";
  const zone = exif.has(TAKEN_ZONE) ? `|${textAt(view, tiff, exif.get(TAKEN_ZONE), little)}` : "";
  return textAt(view, tiff, exif.get(TAKEN), little) + zone;
}

function notesIn(buffer, read) {
  const view = new DataView(buffer);
  try {
    if (view.getUint16(0) !== 0xffd8) return null;
    for (let at = 2; at < view.byteLength - 10;) {
      const marker = view.getUint16(at);
      if (marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return read(view, at + 10);
      if ((marker & 0xff00) !== 0xff00 || marker === 0xffda) return null;
      at += 2 + view.getUint16(at + 2);
    }
  } catch { /* a damaged header says nothing */ }
  return null;
}

// Where a JPEG says it was taken, {lat, lon} in degrees, or null.
export async function placeOf(file) {
  return notesIn(await file.slice(0, HEAD_BYTES).arrayBuffer(), gpsOf);
}

// When it says it was taken, as text; empty where it does not say.
export async function takenWhen(file) {
  return notesIn(await file.slice(0, HEAD_BYTES).arrayBuffer(), takenOf) || "";
}

// ── turn and shrink ──

async function picture(file) {
  try { return await createImageBitmap(file, { imageOrientation: "from-image" }); } catch { /* older browsers */ }
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image;
  } finally { URL.revokeObjectURL(address); }
}

const asJpeg = (canvas, quality) => new Promise((done) => { canvas.toBlob(done, "image/jpeg", quality); });

// A JPEG of at most 1600 pixels and 400 KB, the right way up; rejected when the file is no picture to this browser.
export async function shrunk(file) {
  const source = await picture(file);
  const width = source.naturalWidth || source.width;
  const height = source.naturalHeight || source.height;
  const canvas = document.createElement("canvas");
  let scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  let blob = null;
  for (let round = 0; round < 3; round += 1, scale *= 0.75) {
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(source, 0, 0, canvas.width, canvas.height);
    for (const quality of QUALITIES) {
      blob = await asJpeg(canvas, quality);
      if (blob && blob.size <= MOST_BYTES) return blob;
    }
  }
  return blob;
}
