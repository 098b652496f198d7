import type { PaymentProvider } from "./types.ts";

/**
 * The configured providers. New pages are made with those that the city offers; the others are still read, refunded and
 * listened to, so that a payment stays with its provider.
 */
export type Providers = {
  /** What residents may choose from, the usual one first. */
  offered(): readonly PaymentProvider[];
  find(name: string): PaymentProvider | undefined;
  /** Throws if money lies with a provider that is not configured any more. */
  named(name: string | undefined): PaymentProvider;
};

/** `offered`: names, in the order in which residents see them. Default: all. */
export function makeProviders(list: readonly PaymentProvider[], offered?: readonly string[]): Providers {
  const byName = new Map(list.map((provider) => [provider.name, provider]));
  if (byName.size !== list.length) throw new Error("two payment providers have the same name");
  const chosen = (offered ?? [...byName.keys()]).map((name) => {
    const provider = byName.get(name);
    if (provider === undefined) throw new Error(`the payment provider "${name}" is offered and not configured`);
    return provider;
  });
  return {
    offered: () => chosen,
    find: (name) => byName.get(name),
    named(name = "") {
      const provider = byName.get(name);
      if (provider === undefined) throw new Error(`the payment provider "${name}" is not configured`);
      return provider;
    },
  };
}
