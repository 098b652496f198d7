/** The words of a device that the person page shows: what kind, and which browser. No version, no address. */
export const deviceKinds = ["iphone", "ipad", "android", "windows", "mac", "chromeos", "linux", "unknown"] as const;
export const browserKinds = ["edge", "firefox", "chrome", "safari", "line", "unknown"] as const;

export type Device = {
  readonly kind: (typeof deviceKinds)[number];
  readonly browser: (typeof browserKinds)[number];
};

/** Order matters: many browsers name others that they want to be taken for. */
const kinds = [
  ["iphone", /iPhone|iPod/],
  ["ipad", /iPad/],
  ["android", /Android/],
  ["chromeos", /CrOS/],
  ["windows", /Windows/],
  ["mac", /Macintosh/],
  ["linux", /Linux/],
] as const;

const browsers = [
  ["line", /\bLine\//],
  ["edge", /\bEdg(e|A|iOS)?\//],
  ["firefox", /\b(Firefox|FxiOS)\//],
  ["chrome", /\b(Chrome|CriOS)\//],
  ["safari", /\bSafari\//],
] as const;

export function readDevice(userAgent: string | undefined): Device {
  const text = userAgent ?? "";
  return {
    kind: kinds.find(([, pattern]) => pattern.test(text))?.[0] ?? "unknown",
    browser: browsers.find(([, pattern]) => pattern.test(text))?.[0] ?? "unknown",
  };
}

/** As it is stored: "android/chrome". */
export function writeDevice({ kind, browser }: Device): string {
  return `${kind}/${browser}`;
}

export function parseDevice(text: string): Device {
  const [kind, browser] = text.split("/");
  return {
    kind: deviceKinds.find((one) => one === kind) ?? "unknown",
    browser: browserKinds.find((one) => one === browser) ?? "unknown",
  };
}
