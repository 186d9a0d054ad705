// A second book of the copies on this machine, for a browser that is killed. Chromium writes localStorage to the disk seconds after
// a change, and where much is changed minutes after; what stands here is on the disk at once. A copy that was given up stands
// here as given up, so that an older one does not come back from the disk.
const NAME = "perfeval-copies";
const SHELF = "copies";

const whenDone = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function open() {
  const request = window.indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(SHELF);
  return whenDone(request);
}

// Opened for each use: the browser keeps a page whole for its Back key only where nothing is held open.
async function use(mode, act) {
  const book = await open();
  try {
    const writing = book.transaction(SHELF, mode, { durability: "strict" });
    const finished = new Promise((resolve, reject) => { writing.oncomplete = resolve; writing.onabort = () => reject(writing.error); });
    const result = await act(writing.objectStore(SHELF));
    await finished;
    return result;
  } finally {
    book.close();
  }
}

export const writeBook = (key, copy) => use("readwrite", (shelf) => whenDone(shelf.put(copy, key)));
export const strikeFromBook = (key) => use("readwrite", (shelf) => whenDone(shelf.delete(key)));

// [key, copy] of each.
export const readBook = () => use("readonly", async (shelf) => {
  const [keys, copies] = await Promise.all([whenDone(shelf.getAllKeys()), whenDone(shelf.getAll())]);
  return keys.map((key, at) => [key, copies[at]]);
});
