/** Keeps the screen on while a test runs; a phone that locks its screen stops its sensors. */

/** @returns {() => void} lets the screen sleep again */
export function stayAwake() {
  let lock;
  let wanted = true;
  const ask = async () => {
    if (!wanted || document.visibilityState !== "visible") return;
    lock = await navigator.wakeLock?.request("screen").catch(() => undefined);
    if (!wanted) lock?.release();
  };
  // the lock is lost whenever the page is hidden
  document.addEventListener("visibilitychange", ask);
  ask();
  return () => {
    wanted = false;
    document.removeEventListener("visibilitychange", ask);
    lock?.release();
  };
}
