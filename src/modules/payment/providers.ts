import type { PaymentProvider } from "./types.ts";

/** The configured providers: new pages are made with the first; the others are still read, refunded and listened to. */
export type Providers = {
  current(): PaymentProvider | undefined;
  find(name: string): PaymentProvider | undefined;
  /** Throws if money lies with a provider that is not configured any more. */
  named(name: string | undefined): PaymentProvider;
};

export function makeProviders(list: readonly PaymentProvider[]): Providers {
  const byName = new Map(list.map((provider) => [provider.name, provider]));
  if (byName.size !== list.length) throw new Error("two payment providers have the same name");
  return {
    current: () => list[0],
    find: (name) => byName.get(name),
    named(name = "") {
      const provider = byName.get(name);
      if (provider === undefined) throw new Error(`the payment provider "${name}" is not configured`);
      return provider;
    },
  };
}
