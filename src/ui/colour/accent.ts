/**
 * A city's accent is one number, its hue; lightness and chroma are the product's (OKLCH), so that every city's colours
 * are readable. Conversion: Björn Ottosson, "A perceptual color space for image processing" (2020); contrast: WCAG 2.
 */
export const accentSteps = {
  50: { lightness: 0.974, chroma: 0.014 },
  100: { lightness: 0.94, chroma: 0.03 },
  200: { lightness: 0.87, chroma: 0.05 },
  500: { lightness: 0.58, chroma: 0.1 },
  700: { lightness: 0.43, chroma: 0.082 },
  800: { lightness: 0.37, chroma: 0.07 },
  900: { lightness: 0.3, chroma: 0.055 },
} as const;
export type AccentStep = keyof typeof accentSteps;
export type Accent = Readonly<Record<AccentStep, string>>;

const white = "#ffffff";
const paper = "#f7f5ef";

/** The accent colours as sRGB hex. Throws if this hue could not be read: then the city chooses another. */
export function makeAccent(hue: number): Accent {
  const accent = Object.fromEntries(
    Object.entries(accentSteps).map(([step, { lightness, chroma }]) => [step, toHex(lightness, chroma, hue)]),
  ) as Record<AccentStep, string>;
  const checks: readonly [string, string, number][] = [
    [accent[700], white, 4.5],
    [accent[700], paper, 4.5],
    [accent[700], accent[100], 4.5],
    [accent[900], accent[100], 7],
    [accent[500], white, 3],
    [accent[500], paper, 3],
  ];
  const failed = checks.find(([ink, ground, least]) => contrast(ink, ground) < least);
  if (failed !== undefined)
    throw new Error(`hue ${hue}: ${failed[0]} on ${failed[1]} has a contrast below ${failed[2]}`);
  return accent;
}

/** 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function toHex(lightness: number, chroma: number, hue: number): string {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${linear.map((channel) => byteOf(channel).toString(16).padStart(2, "0")).join("")}`;
}

/** Clamped into sRGB, with its gamma. */
function byteOf(linear: number): number {
  const value = Math.min(1, Math.max(0, linear));
  const gamma = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.round(gamma * 255);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
