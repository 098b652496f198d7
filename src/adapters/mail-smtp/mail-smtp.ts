import { createTransport, type SendMailOptions } from "nodemailer";
import { type Mail, type MailSender, type SendOutcome, sendingSeconds } from "../../modules/notice/types.ts";
import { outcomeOfError, replyClass } from "./reply.ts";
import { poolOptions, type SmtpSettings } from "./transport.ts";

export type { SmtpSettings } from "./transport.ts";

/** Hands mails to an SMTP server over a few open connections. */
export function smtpSender(settings: SmtpSettings): MailSender {
  const pool = createTransport(poolOptions(settings));
  return {
    async send(mail): Promise<SendOutcome> {
      if (!oneAddress.test(mail.to)) return { verdict: "refused", reply: "EENVELOPE" };
      const signal = AbortSignal.timeout(sendingSeconds * 1000);
      try {
        const { response = "" } = await pool.sendMail({ ...messageOf(mail), signal });
        return { verdict: "accepted", reply: replyClass(Number(response.slice(0, 3)), response) };
      } catch (error) {
        return outcomeOfError(error);
      }
    },
    close: () => pool.close(),
  };
}

/** nodemailer parses the envelope too: measured, "a@example.jp, b@example.jp" reached both. So a list never gets there. */
const oneAddress = /^[^\s@,;:<>()[\]"\\]+@[^\s@,;:<>()[\]"\\]+$/;

/** The same bytes for the same mail, so that two copies are one to a mailbox that looks at Message-ID, date or digest. */
function messageOf(mail: Mail): SendMailOptions {
  return {
    messageId: `<${mail.messageId}>`,
    date: mail.writtenAt,
    from: { name: mail.from.name, address: mail.from.address },
    to: { name: "", address: mail.to },
    envelope: { from: mail.from.address, to: [mail.to] },
    replyTo: { name: "", address: mail.replyTo },
    subject: mail.subject,
    headers: {
      "Auto-Submitted": "auto-generated",
      // Exchange answers with "out of office" to whatever does not say this.
      "X-Auto-Response-Suppress": "OOF, AutoReply",
      "Content-Language": mail.language,
    },
    xMailer: false,
    baseBoundary: mail.messageId.replace(/[^\w.-]/g, "-"),
    alternatives: [
      { contentType: "text/plain; charset=utf-8; format=flowed; delsp=yes", content: mail.text, ...base64 },
      { contentType: "text/html; charset=utf-8", content: mail.html, ...base64 },
    ],
  };
}

/** Japanese is a third longer in base64 and three times as long in quoted-printable. */
const base64 = { contentTransferEncoding: "base64" };
