import { isIP } from "node:net";

/**
 * The network address a request comes from. X-Forwarded-For counts only as many hops from the right as there are
 * proxies of ours in front; what a client wrote there itself is further left and is ignored.
 */
export function sourceAddress(peer: string, forwardedFor: string | null, trustedHops: number): string {
  if (trustedHops === 0 || forwardedFor === null) return peer;
  const hops = forwardedFor.split(",").map((hop) => hop.trim());
  const address = hops.at(-trustedHops);
  return address !== undefined && isIP(address) !== 0 ? address : peer;
}
