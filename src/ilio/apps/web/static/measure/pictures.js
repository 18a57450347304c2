/**
 * Small pictures of an attempt, kept in this browser only (IndexedDB) so that it can be reviewed
 * here. They are never posted, and forgotten after a month, with one button, or once the recording
 * that they belong to is deleted.
 */

import { ask } from "./server.js";

const DATABASE = "ilio-pictures";
const STORE = "pictures";
const KEPT_MS = 30 * 24 * 3600 * 1000;
const EVERY_S = 0.5;
const LONG_SIDE = 720;

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function store(mode) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  return (await settled(opening)).transaction(STORE, mode).objectStore(STORE);
}

/** Takes pictures along an attempt, two a second. */
export class Pictures {
  taken = [];
  last = -EVERY_S;

  /** @param {import("./camera.js").Frame} frame */
  add({ t, picture }) {
    if (!picture || t - this.last < EVERY_S) return;
    this.last = t;
    const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(picture.width * scale, picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
    this.taken.push(made.then((blob) => ({ t, blob })));
  }

  /** @param {string} recording  id under which the points were saved */
  async keep(recording) {
    const pictures = await Promise.all(this.taken);
    if (!pictures.length) return;
    try {
      await settled((await store("readwrite")).put({ saved_ms: Date.now(), pictures }, recording));
    } catch {
      // no room, or a private window: the review shows the skeleton alone
    }
  }
}

/**
 * @param {string} recording
 * @returns {Promise<{t: number, blob: Blob}[]>} empty where this browser did not film it
 */
export async function picturesOf(recording) {
  try {
    return (await settled((await store("readonly")).get(recording)))?.pictures ?? [];
  } catch {
    return [];
  }
}

/** Forget what is older than a month, and what the server has no recording of any more. */
export async function forgetGone() {
  try {
    const pictures = await store("readonly");
    const [names, kept] = await Promise.all([settled(pictures.getAllKeys()), settled(pictures.getAll())]);
    if (!names.length) return;
    const { recordings } = await ask("GET", "/api/v1/recordings");
    const there = new Set(recordings);
    for (const [i, name] of names.entries()) {
      const old = Date.now() - kept[i].saved_ms > KEPT_MS;
      if (old || !there.has(name)) await settled((await store("readwrite")).delete(name));
    }
  } catch {
    // nothing is kept where nothing can be; without an answer it is tried at the next page
  }
}

/** Forget all pictures of this browser. */
export async function forgetAll() {
  await settled((await store("readwrite")).clear());
}
