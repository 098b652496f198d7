import { createHash } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { Refusal } from "../../../kernel/refusal.ts";

/** Codes, visits and sessions are bound to this. A browser that keeps no cookies cannot sign in. */
export function browserHashOf({ browserId }: Pick<Act, "browserId">): Buffer {
  if (browserId === undefined) throw new Refusal("identity.no-browser", { status: 422 });
  return createHash("sha256").update(browserId).digest();
}
