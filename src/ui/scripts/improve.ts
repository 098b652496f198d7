/** Improves pages that work without it: the countdown of a hold, the focus after an error, the waiting page. */
/// <reference lib="dom" />

for (const timer of document.querySelectorAll<HTMLElement>("[data-countdown]")) countDown(timer);
document.getElementById("error-summary")?.focus();

function countDown(timer: HTMLElement): void {
  const until = Date.parse(timer.dataset["countdown"] ?? "");
  const pattern = timer.dataset["pattern"] ?? "%m:%s";
  const box = timer.closest<HTMLElement>("[data-soon-seconds]");
  const soon = Number(box?.dataset["soonSeconds"] ?? 0);
  const draw = () => {
    const left = Math.max(0, Math.floor((until - Date.now()) / 1000));
    timer.textContent = pattern
      .replace("%m", String(Math.floor(left / 60)))
      .replace("%s", String(left % 60).padStart(2, "0"));
    if (left <= soon) box?.setAttribute("data-soon", "");
    if (left === 0) {
      clearInterval(running);
      location.reload();
    }
  };
  const running = setInterval(draw, 1000);
}
