export const documentKinds = ["rules", "roster", "other"] as const;
export type DocumentKind = (typeof documentKinds)[number];
