/** The stages of each test: what to ask for, and when the next one may follow. */

import { Still } from "./still.js";

const MORE_S = 0.5;
const TEST_S = 3;
const PELVIS_AFTER_S = 6;
const HUG = "Good. Now move down to the end of the table, hug the other knee until the back just rests, and let the tested leg hang.";
const LET_GO = "Done. You can let go.";

/**
 * @param {string} protocol
 * @param {"points" | "phone" | "pelvis"} kind  what is watched
 * @param {Record<string, number>} limits
 */
export function stepsOf(protocol, kind, limits) {
  const rest = { for_s: limits["phone.rest_time"] + MORE_S, within: limits["phone.rest_range"] };
  if (protocol === "knee-raise") {
    const standing = (angle) => Math.abs(angle) < limits["knee_raise.standing"];
    return [
      {
        ask: "Stand tall and still.",
        still: new Still(kind === "points" ? { ...rest, where: standing } : rest),
        then: "Now bring the knee up, well above the hip, and hold it there.",
      },
      { hold: true },
    ];
  }
  const still = { for_s: limits["thomas.neutral_time"] + MORE_S, within: limits["thomas.still_range"] };
  if (kind === "pelvis") return pelvis(still);
  const bent = {
    ask: "Lie with both knees bent, feet on the table, and be still.",
    still: new Still({ ...still, where: (angle) => angle > limits["thomas.bent"] }),
    then: HUG,
  };
  const hangs = (angle) => angle < limits["thomas.hanging"] && angle > limits["thomas.least"];
  const test = { still: new Still({ ...still, for_s: TEST_S, where: hangs }), then: LET_GO };
  if (kind === "points") return [bent, test];
  const flat = {
    ask: "Lie with the leg straight and level on the table, and be still.",
    still: new Still(rest),
    then: "Good. Now bend both knees, feet on the table, and be still.",
  };
  return [flat, bent, test];
}

function pelvis(still) {
  return [
    { ask: "Lie with both knees bent, feet on the table, and be still.", still: new Still(still), then: HUG },
    { still: new Still({ ...still, for_s: TEST_S }), after_s: PELVIS_AFTER_S, then: LET_GO },
  ];
}
