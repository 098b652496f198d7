import { join } from "node:path";
import { type Clock, systemClock } from "../../kernel/time/clock.ts";
import { type CaughtMail, listMails, openMailBox, type WaitOptions, waitForMail } from "./box.ts";
import { type Faults, makeFaults } from "./faults.ts";
import { startSmtp } from "./smtp.ts";
import { startWeb } from "./web.ts";

export { type CaughtMail, type MailBox, openMailBox, waitForMail } from "./box.ts";
export type { Fault, Faults } from "./faults.ts";

export type MailCatcher = {
  readonly smtpPort: number;
  /** Where the caught mails are looked at: http://127.0.0.1:… */
  readonly address: string;
  readonly faults: Faults;
  waitForMail(address: string, fits?: (mail: CaughtMail) => boolean, options?: WaitOptions): Promise<CaughtMail>;
  /** Newest first. */
  listMails(): Promise<CaughtMail[]>;
  close(): Promise<void>;
};

/**
 * A mail server for trying things out: it keeps every mail as .eml in `<dataFolder>/mail` and shows it on a page. Both
 * servers listen on this machine only. Whoever can open the page can read everybody's sign-in codes: hence never in
 * production.
 */
export async function startMailCatcher(options: {
  readonly production: boolean;
  readonly dataFolder: string;
  /** 0: any free port. */
  readonly smtpPort?: number;
  readonly webPort?: number;
  readonly clock?: Clock;
}): Promise<MailCatcher> {
  const { production, dataFolder, smtpPort = 0, webPort = 0, clock = systemClock } = options;
  if (production) throw new Error("The mail catcher shows sign-in codes to everybody and does not run in production.");
  const box = openMailBox(join(dataFolder, "mail"));
  const faults = makeFaults();
  const smtp = await startSmtp(box, faults, smtpPort, clock);
  const web = await startWeb(box, webPort).catch(async (error) => {
    await smtp.close();
    throw error;
  });
  return {
    smtpPort: smtp.port,
    address: web.address,
    faults,
    waitForMail: (address, fits, wait) => waitForMail(box, address, fits, wait),
    listMails: () => listMails(box),
    close: async () => {
      await Promise.all([smtp.close(), web.close()]);
    },
  };
}
