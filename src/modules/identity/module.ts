import type { Module } from "../../kernel/module.ts";
import { forgetJob, redeemVisitJob, watchTermsJob } from "./jobs.ts";
import { routes } from "./routes.ts";
import { seedIdentity } from "./seeds.ts";
import type { IdentityOptions } from "./types.ts";

export { identityAssets } from "./assets.ts";
export { appointFirstAdministrator } from "./commands/first-administrator.ts";
export { loadTown } from "./commands/load-town.ts";
export { readPeople } from "./people-file.ts";
export { readRegistrationKinds } from "./registration-kinds-file.ts";
export { identify } from "./store/identify.ts";
export type { IdentityOptions } from "./types.ts";

/** `providers` prove who somebody is, `sendMail` sends this module's mails, `keepers` are asked before an account goes. */
export function identityModule(options: IdentityOptions): Module {
  return {
    name: "identity",
    migrations: new URL("./migrations/", import.meta.url),
    routes: routes(options),
    jobs: [redeemVisitJob(options), forgetJob, watchTermsJob(options)],
    constraints: {
      person_mail_taken: "identity.mail-taken",
      external_subject_taken: "identity.subject-taken",
      external_subject_once_a_person: "identity.subject-once",
      passkey_known: "identity.passkey-known",
      passkey_challenge_used: "identity.passkey-not-right",
      staff_role_once: "identity.staff.role-held",
      staff_role_one_section: "identity.staff.one-section",
      staff_role_not_own: "identity.staff.own-roles",
      staff_role_everywhere_at_counters: "identity.staff.not-everywhere",
      staff_role_is_for_staff: "identity.staff.not-staff",
      staff_role_section_id_fkey: "identity.staff.section-unknown",
      group_keeps_an_owner: "identity.last-owner",
      group_member_once: "identity.already-member",
      group_invitation_one_open: "identity.already-invited",
      responsible_is_adult: "identity.responsible-adult",
      registration_one_open: "identity.registration-waiting",
      registration_once: "identity.registration-once",
      registration_not_own: "identity.staff.registration-own",
      registration_not_own_group: "identity.staff.registration-own",
      registration_move_known: "identity.staff.registration-moved",
      registration_notice_one_open: "identity.notice-waiting",
    },
    metrics: [],
    datasets: [],
    menu: [
      { side: "public", href: "/my/groups", label: "identity.groups.title", order: 60 },
      { side: "staff", group: "people", href: "/staff/people", label: "identity.staff.people.title", order: 30 },
      {
        side: "staff",
        group: "people",
        href: "/staff/registrations",
        label: "identity.staff.registrations.title",
        order: 32,
      },
      {
        side: "staff",
        group: "people",
        href: "/staff/roles",
        label: "identity.staff.roles.title",
        order: 90,
      },
    ],
    seed: (city, folder) => seedIdentity(city, folder, options),
  };
}
