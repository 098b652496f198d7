import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { databaseNameOf } from "../../src/app/prepare-database.ts";
import { openDb } from "../../src/kernel/db/open.ts";
import { sessionEnd } from "../../src/modules/identity/rules/session.ts";
import { findPersonByMail } from "../../src/modules/identity/store/person.ts";
import { hashToken, insertSession } from "../../src/modules/identity/store/session.ts";
import type { App } from "./app.fixture.ts";

/**
 * Signs a person in behind the page's back, with a session of the real kind in the app's own database. The way through the
 * pages takes two to four seconds, half of them waiting; the journeys that are about signing in go it (`signInByHand`).
 */
export async function openSession(app: App, page: Page, mail: string, home: "/staff" | "/my"): Promise<void> {
  const [token, browserId] = [randomBytes(32).toString("base64url"), randomBytes(18).toString("base64url")];
  const socket = encodeURIComponent(join(app.folder, "socket"));
  const { db, close } = openDb(`postgresql://machimigaki@/${databaseNameOf("omitama")}?host=${socket}`, {
    connections: 1,
  });
  try {
    const person = await findPersonByMail(db, mail);
    if (person === undefined) throw new Error(`nobody has the address ${mail}`);
    await db.transaction().execute((tx) =>
      insertSession(tx, {
        id: randomUUID(),
        tokenHash: hashToken(token),
        personId: person.id,
        method: person.kind === "staff" ? "sign-on" : "code",
        device: "Chromium",
        browserHash: hashToken(browserId),
        now: app.startedAt,
        expiresAt: sessionEnd(person.kind, app.startedAt),
      }),
    );
  } finally {
    await close();
  }
  const cookie = { url: app.address, httpOnly: true, sameSite: "Lax" } as const;
  await page.context().addCookies([
    { ...cookie, name: "session", value: token },
    { ...cookie, name: "browser", value: browserId },
  ]);
  await page.goto(home);
}
