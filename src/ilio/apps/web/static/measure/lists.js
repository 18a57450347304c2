/** Lists of signs: what holds is ticked, or "none of these"; an untouched list is not answered. */

const NONE = "none";
const boxes = (name) => [...document.querySelectorAll(`input[type=checkbox][name=${name}]`)];

/** @returns {string[] | undefined}  undefined while the list is untouched */
export function listed(name) {
  const ticked = boxes(name).filter((box) => box.checked).map((box) => box.value);
  if (!ticked.length) return undefined;
  return ticked.filter((value) => value !== NONE);
}

/** @param {string[] | undefined} list */
export function fillList(name, list) {
  for (const box of boxes(name)) {
    box.checked = box.value === NONE ? list?.length === 0 : Boolean(list?.includes(box.value));
  }
  explain();
}

/** A tick takes "none" away, and "none" takes every tick away. */
export function watchLists(root) {
  root.addEventListener("change", ({ target }) => {
    const list = target.closest?.("[data-list]");
    if (list && target.checked) {
      for (const box of boxes(target.name)) {
        if ((box.value === NONE) !== (target.value === NONE)) box.checked = false;
      }
    }
    explain();
  });
  explain();
}

/** What a ticked sign means stands below it. */
function explain() {
  for (const more of document.querySelectorAll("[data-list] .more")) {
    more.hidden = !more.closest("label").querySelector("input").checked;
  }
}
