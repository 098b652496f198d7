/** Improves pages that work without it: the countdown of a hold, and the focus after an error. */
/// <reference lib="dom" />

for (const timer of document.querySelectorAll<HTMLElement>("[data-until]")) countDown(timer);
document.getElementById("error-summary")?.focus();

function countDown(timer: HTMLElement): void {
  const { until = "", now = "", pattern = "%m:%s" } = timer.dataset;
  // The page was drawn by the city's clock; the browser's may be wrong by hours.
  const ahead = Date.parse(now) - performance.now();
  const secondsLeft = () => Math.max(0, Math.floor((Date.parse(until) - ahead - performance.now()) / 1000));
  const box = timer.closest<HTMLElement>("[data-soon-seconds]");
  const soon = Number(box?.dataset["soonSeconds"] ?? 0);
  // Drawn as over already: the page says so by itself, and looking again would never end.
  if (secondsLeft() === 0) return;
  const running = setInterval(() => {
    const left = secondsLeft();
    const minutes = String(Math.floor(left / 60));
    timer.textContent = pattern.replace("%m", minutes).replace("%s", String(left % 60).padStart(2, "0"));
    if (left <= soon) box?.setAttribute("data-soon", "");
    if (left > 0) return;
    clearInterval(running);
    location.reload();
  }, 1000);
}
