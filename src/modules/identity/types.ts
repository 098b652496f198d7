import type { Act } from "../../kernel/act.ts";
import type { Locale, LocalText } from "../../kernel/i18n/locales.ts";
import type { PersonKeeper } from "../../kernel/module.ts";
import type { CivilDate } from "../../kernel/time/civil-date.ts";

/** A party that proves who somebody is: デジタル認証アプリ for residents, the city's own sign-on for staff. */
export type IdentityProvider = {
  /** Stored beside the subject; never changed once people have signed in by it. */
  readonly id: string;
  readonly serves: "resident" | "staff";
  readonly name: LocalText;
  /** Where the browser is sent, so that redirects and the CSP may name it: https://auth.example. */
  readonly origin: string;
  /** The address to send the browser to. Makes no request of its own. */
  begin(ask: ProviderAsk): Promise<string>;
  /**
   * Redeems what the browser brought back and reads the person's claims. Throws only for what may pass by itself
   * (the party does not answer); whatever will stay wrong is a refusal.
   */
  redeem(back: ProviderReturn): Promise<Redeemed>;
};

export type ProviderAsk = {
  readonly state: string;
  readonly nonce: string;
  /** PKCE: the party sees its S256 hash only. */
  readonly verifier: string;
  readonly returnTo: string;
};

export type ProviderReturn = ProviderAsk & {
  /** The query the browser came back with, as it was: code, state and perhaps iss. */
  readonly query: string;
};

export type Redeemed =
  | { readonly kind: "proven"; readonly proof: Proof }
  | { readonly kind: "refused"; readonly reason: ProofRefusal };

export type Proof = {
  /** Pairwise: says nothing to anybody else. */
  readonly subject: string;
  readonly name: string | undefined;
  /** True if the party says that two factors, or a method that is two in one, were used. */
  readonly isTwoFactor: boolean;
};

/** declined: the person stopped · expired: the code was too old or used · weak: not the asked-for strength · wrong: the answer does not add up. */
export const proofRefusals = ["declined", "expired", "weak", "wrong", "unreachable"] as const;
export type ProofRefusal = (typeof proofRefusals)[number];

export type PersonKind = "resident" | "staff";
export const groupRoles = ["owner", "officer", "member"] as const;
export type GroupRole = (typeof groupRoles)[number];

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly kana: string | undefined;
  readonly mail: string | undefined;
  readonly telephone: string | undefined;
  readonly locale: Locale;
};

export type GroupOfPerson = {
  readonly id: string;
  readonly name: string;
  readonly role: GroupRole;
  /** Given by staff: what the ordinance's reductions ask for. */
  readonly categories: readonly string[];
};

export type Group = {
  readonly id: string;
  readonly name: string;
  readonly kana: string | undefined;
  readonly purpose: string;
  readonly categories: readonly string[];
  readonly registration: GroupStanding;
};

/** How a group stands with the city over all its registrations; `registered` wins, then what comes nearest to it. */
export const standings = ["registered", "suspended", "applied", "expired", "refused", "none"] as const;

export type GroupStanding = {
  readonly state: (typeof standings)[number];
  /** The kinds (学校体育施設登録団体 …) that are valid now. */
  readonly kinds: readonly string[];
  /** Of what is valid, or was; a renewal that is already decided is in it. */
  readonly validFrom: CivilDate | undefined;
  readonly validUntil: CivilDate | undefined;
  /** As handed in; of a group that never applied, its roster of now. A deemed registration has none: 0. */
  readonly members: number;
  readonly localMembers: number;
  readonly hasResponsibleAdult: boolean;
  /** An id of the city's areas. */
  readonly district: string | undefined;
  readonly isDeemed: boolean;
};

/** What owners and officers of a group are written about its registration. */
export const registrationMails = [
  "returned",
  "registered",
  "refused",
  "suspended",
  "resumed",
  "ended",
  "ending",
  "expired",
  "notice-taken",
  "notice-returned",
] as const;
export type RegistrationMail = `identity.registration-${(typeof registrationMails)[number]}`;

/**
 * Sends a mail of this module: src/app wires it to the module notice. `params.sealed` is a sign-in code, sealed for
 * 'sign-in-code', so that no job holds it in clear.
 */
export type SendMail = (
  act: Act,
  mail: {
    readonly to: { readonly mail: string; readonly locale: Locale };
    readonly kind:
      | "identity.code"
      | "identity.staff-address"
      | "identity.mail-taken"
      | "identity.invited"
      | RegistrationMail;
    readonly params?: Readonly<Record<string, string | number>>;
    readonly link?: string;
    /** After this instant the mail is of no use. */
    readonly until?: Date;
  },
) => Promise<void>;

/** What src/app gives the module. */
export type IdentityOptions = {
  readonly sendMail: SendMail;
  readonly providers: readonly IdentityProvider[];
  /** Of all modules: asked before an account is deleted. Read late, because those modules are made later. */
  readonly keepers: () => readonly PersonKeeper[];
  /** Shown on the sign-in page while `city.demo`: where mails can be read, and as whom to sign in. */
  readonly demo?: { readonly mailbox: string; readonly people: readonly { name: string; mail: string }[] };
  /** For the sample records: what a party calls the sample person with this key. */
  readonly sampleSubject?: (key: string, kind: PersonKind) => { provider: string; subject: string } | undefined;
};
