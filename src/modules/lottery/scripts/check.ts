/** Computes the draw once more in the reader's own browser, from the public files. */
/// <reference lib="dom" />

type Check = { readonly name: string; readonly right: boolean };

const place = document.getElementById("recompute");
place?.removeAttribute("hidden");
place?.querySelector("button")?.addEventListener("click", () => void run(place));

async function run(box: HTMLElement): Promise<void> {
  const { script = "", files = "", right = "", wrong = "", failed = "" } = box.dataset;
  const list = box.querySelector("ul");
  const say = (words: string) => {
    const line = document.createElement("li");
    line.textContent = words;
    list?.append(line);
  };
  list?.replaceChildren();
  try {
    const [round, entries, taken] = await Promise.all(
      ["round.json", "entries.csv", "taken.csv"].map(async (name) => (await fetch(`${files}/${name}`)).text()),
    );
    const { recompute } = await import(script);
    const checks: readonly Check[] = await recompute(JSON.parse(round ?? ""), entries, taken);
    for (const check of checks) say(`${box.dataset[check.name] ?? check.name}: ${check.right ? right : wrong}`);
  } catch {
    say(failed);
  }
}
