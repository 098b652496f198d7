/** What the accent must be readable on. foundation/tokens.css takes its grounds from here, by name. */
export const grounds = {
  light: { ground: "#ffffff", paper: "#f7f5ef", "paper-2": "#ece8de", "on-accent": "#ffffff" },
  dark: { ground: "#1b1a17", paper: "#262420", "paper-2": "#38352e", "on-accent": "#14130f" },
} as const;

export type Mode = keyof typeof grounds;
