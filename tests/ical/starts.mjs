// Prints, for a calendar file and each reader: UID to start and end in seconds since 1970.

import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const text = readFileSync(process.argv[2], "utf8");

function byIcalJs() {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const found = {};
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    found[event.uid] = [event.startDate.toUnixTime(), event.endDate.toUnixTime()];
  }
  return found;
}

function byNodeIcal() {
  const found = {};
  for (const event of Object.values(nodeIcal.sync.parseICS(text))) {
    if (event.type === "VEVENT") {
      found[event.uid] = [event.start.getTime() / 1000, event.end.getTime() / 1000];
    }
  }
  return found;
}

console.log(JSON.stringify({ "ical.js": byIcalJs(), "node-ical": byNodeIcal() }));
