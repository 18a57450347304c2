// Prints, for each calendar and window that comes in, the starts of its events as ical.js works them
// out; null where it refuses the calendar.

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const MOST = 20000;

function written(time) {
  return time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString().slice(0, 16);
}

function starts(file, first, last) {
  const window = [first, last].map((day) => ICAL.Time.fromDateString(day).toUnixTime());
  const inside = (time) => time.toUnixTime() >= window[0] && time.toUnixTime() < window[1];
  const found = [];
  const parsed = ICAL.parse(readFileSync(file, "utf8"));
  const calendars = typeof parsed[0] === "string" ? [parsed] : parsed;
  for (const one of calendars) {
    const calendar = new ICAL.Component(one);
    const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
    const masters = events.filter((event) => !event.isRecurrenceException());
    for (const change of events.filter((event) => event.isRecurrenceException())) {
      const master = masters.find((event) => event.uid === change.uid);
      if (master) master.relateException(change);
      else if (inside(change.startDate)) found.push(written(change.startDate));
    }
    for (const event of masters) {
      if (!event.isRecurring()) {
        if (inside(event.startDate)) found.push(written(event.startDate));
        continue;
      }
      const steps = event.iterator();
      for (let n = 0, next = steps.next(); next && n < MOST; n += 1, next = steps.next()) {
        const start = event.getOccurrenceDetails(next).startDate;
        if (next.toUnixTime() >= window[1] + 86400 * 60) break;
        if (inside(start)) found.push(written(start));
      }
    }
  }
  return found.sort();
}

function orNull(wanted) {
  try {
    return starts(...wanted);
  } catch {
    return null;
  }
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(orNull)));
