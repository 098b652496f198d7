import { contrast } from "./contrast.ts";
import { grounds, type Mode } from "./ground.ts";
import { hexOf } from "./oklch.ts";

/**
 * A city's accent is one number, its hue; lightness and chroma are the product's, so that every city's colours are
 * readable. 50 hover · 100 head of a card · 200 quiet edges · 500 graphics only · 700 links and buttons · 800, 900 hover.
 */
const steps: Readonly<Record<Mode, Readonly<Record<AccentStep, readonly [lightness: number, chroma: number]>>>> = {
  light: {
    50: [0.974, 0.014],
    100: [0.94, 0.03],
    200: [0.87, 0.05],
    500: [0.58, 0.1],
    700: [0.43, 0.082],
    800: [0.37, 0.07],
    900: [0.3, 0.055],
  },
  dark: {
    50: [0.26, 0.02],
    100: [0.31, 0.035],
    200: [0.4, 0.05],
    500: [0.64, 0.1],
    700: [0.83, 0.08],
    800: [0.88, 0.06],
    900: [0.93, 0.04],
  },
};

export const accentSteps = [50, 100, 200, 500, 700, 800, 900] as const;
export type AccentStep = (typeof accentSteps)[number];
export type Accent = Readonly<Record<AccentStep, string>>;

/** @throws Error naming the pair that cannot be read: then the city chooses another hue. */
export function makeAccent(hue: number, mode: Mode = "light"): Accent {
  const accent = Object.fromEntries(
    accentSteps.map((step) => {
      const [lightness, chroma] = steps[mode][step];
      return [step, hexOf({ lightness, chroma, hue })];
    }),
  ) as Record<AccentStep, string>;
  const failed = pairsOf(accent, mode).find(([one, other, least]) => !(contrast(one, other) >= least));
  if (failed !== undefined) {
    const [one, other, least] = failed;
    throw new Error(
      `hue ${hue}, ${mode}: ${one} on ${other} has a contrast of ${contrast(one, other)}, below ${least}`,
    );
  }
  return accent;
}

/** What stands on what, and the least contrast it needs: 4.5 for text, 3 for graphics, 7 for the staff's header. */
export function pairsOf(accent: Accent, mode: Mode): readonly (readonly [string, string, number])[] {
  const { ground, paper, "on-accent": onAccent } = grounds[mode];
  return [
    [accent[700], ground, 4.5],
    [accent[700], paper, 4.5],
    [accent[700], accent[50], 4.5],
    [accent[700], accent[100], 4.5],
    [onAccent, accent[700], 4.5],
    [onAccent, accent[900], 4.5],
    [accent[900], accent[100], 7],
    [accent[500], ground, 3],
    [accent[500], paper, 3],
  ];
}
