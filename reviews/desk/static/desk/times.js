// Times in the reader's own zone; the exact one, ISO 8601, on hover.
"use strict";

factcheck.page(() => {
  for (const time of document.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    time.title = time.dateTime;
    time.textContent = moment.toLocaleString(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: time.closest(".history") ? "2-digit" : undefined });
  }
});
