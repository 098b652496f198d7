import type { SMTPPoolOptions } from "nodemailer";
import { sendingSeconds } from "../../modules/notice/types.ts";

export type SmtpSettings = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (port 465). Otherwise STARTTLS, which is a must unless the server is this machine. */
  readonly secure: boolean;
  readonly user?: string | undefined;
  readonly pass?: string | undefined;
};

export function poolOptions(settings: SmtpSettings): SMTPPoolOptions & { pool: true } {
  const { host, port, secure, user, pass } = settings;
  return {
    pool: true,
    host,
    port,
    secure,
    // Mails carry sign-in codes: over a network they travel encrypted, or not at all.
    requireTLS: !secure && !isLoopback(host),
    ...(user === undefined ? {} : { auth: { user, pass: pass ?? "" } }),
    maxConnections: 3,
    maxMessages: 100,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    dnsTimeout: 10_000,
    socketTimeout: (sendingSeconds - 10) * 1000,
    // Nothing in a mail is ever read from a file or fetched from an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
