import type { Act } from "../../../kernel/act.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { findGroupRow } from "../store/group.ts";
import { listOfficers } from "../store/member.ts";
import type { Registration } from "../store/registration.ts";
import { findKind } from "../store/registration-kind.ts";
import type { RegistrationMail, SendMail } from "../types.ts";

/** Writes to all owners and officers, each in their language. No name of a member is in it. */
export async function tellOfficers(
  act: Act,
  sendMail: SendMail,
  about: Pick<Registration, "groupId" | "kind" | "validUntil">,
  mail: { readonly kind: RegistrationMail; readonly words?: string },
): Promise<void> {
  const group = await findGroupRow(act.tx, about.groupId);
  const kind = await findKind(act.tx, about.kind);
  for (const to of await listOfficers(act.tx, about.groupId)) {
    await sendMail(act, {
      to,
      kind: mail.kind,
      params: {
        group: group?.name ?? "",
        kind: kind === undefined ? about.kind : localText(kind.name, to.locale),
        until:
          about.validUntil === undefined ? "" : formatDate(about.validUntil, to.locale, { year: true, weekday: false }),
        words: mail.words ?? "",
      },
      link: `/my/groups/${about.groupId}/registration`,
    });
  }
}
