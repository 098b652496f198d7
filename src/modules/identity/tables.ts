// Made by `npm run schema` from the migrations. Change those, not this file.
import type { ColumnType, Generated } from "kysely";

export type IdentityTables = {
  "identity.category": {
    id: string;
    name: string;
    position: number;
  };
  "identity.enrolment": {
    id: string;
    person_id: string;
    code_hash: Buffer;
    sealed_code: string | null;
    issued_by: string | null;
    issued_at: Date;
    expires_at: Date;
    browser_hash: Buffer | null;
    proven_at: Date | null;
    used_at: Date | null;
  };
  "identity.external_subject": {
    provider: string;
    subject: string;
    person_id: string;
    linked_at: Date;
  };
  "identity.group": {
    id: string;
    name: string;
    kana: string | null;
    purpose: string;
    search: string;
    founded_at: Date;
    closed_at: Date | null;
    district: string | null;
  };
  "identity.group_category": {
    group_id: string;
    category: string;
    given_by: string | null;
    given_at: Date;
  };
  "identity.group_document": {
    id: string;
    group_id: string;
    file_id: string;
    kind: "rules" | "roster" | "other";
    name: string;
    type: string;
    bytes: number;
    added_by: string | null;
    added_at: Date;
  };
  "identity.group_invitation": {
    id: string;
    group_id: string;
    mail: string;
    mail_key: string;
    role: "owner" | "officer" | "member";
    invited_by: string | null;
    invited_at: Date;
    expires_at: Date;
    answered_at: Date | null;
  };
  "identity.group_member": {
    id: string;
    group_id: string;
    person_id: string | null;
    name: string;
    role: "owner" | "officer" | "member";
    is_local: boolean | null;
    added_at: Date;
    residence: "lives" | "works" | "learns" | "outside" | null;
    age_group: "child" | "adult" | "senior" | null;
    is_responsible: Generated<boolean>;
  };
  "identity.passkey": {
    id: string;
    person_id: string;
    public_key: Buffer;
    counter: number;
    transports: string[];
    name: string;
    is_backed_up: boolean;
    added_at: Date;
    last_used_at: Date | null;
  };
  "identity.passkey_challenge_use": {
    hash: Buffer;
    used_at: Date;
  };
  "identity.person": {
    id: string;
    kind: "resident" | "staff";
    name: string;
    kana: string | null;
    mail: string | null;
    mail_key: string | null;
    telephone: string | null;
    locale: "ja" | "ja-easy" | "en";
    search: string;
    founded_at: Date;
    founded_by: string | null;
  };
  "identity.provider_visit": {
    id: string;
    provider: string;
    purpose: "sign-in" | "link";
    person_id: string | null;
    state_hash: Buffer;
    browser_hash: Buffer;
    next: string;
    sealed: string | null;
    state: "sent" | "returned" | "proven" | "refused" | "used";
    refusal: "declined" | "expired" | "weak" | "wrong" | "unreachable" | null;
    subject: string | null;
    sealed_name: string | null;
    is_two_factor: boolean | null;
    began_at: Date;
    expires_at: Date;
  };
  "identity.registration": {
    id: string;
    group_id: string;
    kind: string;
    state: "applied" | "returned" | "withdrawn" | "registered" | "suspended" | "refused" | "expired" | "ended";
    is_deemed: boolean;
    renews: string | null;
    applied_by: string | null;
    applied_at: Date;
    roster: ColumnType<unknown, string, string>;
    members: number;
    local_members: number;
    has_responsible_adult: boolean;
    district: string | null;
    marked: Generated<string[]>;
    words: Generated<string>;
    decided_by: string | null;
    decided_at: Date | null;
    valid_from: string | null;
    valid_until: string | null;
    categories: Generated<string[]>;
    reminded: number | null;
  };
  "identity.registration_kind": {
    id: string;
    position: number;
    definition: ColumnType<unknown, string, string>;
  };
  "identity.registration_notice": {
    id: string;
    registration_id: string;
    state: "sent" | "taken" | "returned";
    roster: ColumnType<unknown, string, string>;
    members: number;
    local_members: number;
    has_responsible_adult: boolean;
    words: Generated<string>;
    sent_by: string | null;
    sent_at: Date;
    answer: Generated<string>;
    answered_by: string | null;
    answered_at: Date | null;
  };
  "identity.registration_step": {
    id: string;
    registration_id: string;
    step: "applied" | "returned" | "withdrawn" | "registered" | "suspended" | "resumed" | "refused" | "expired" | "ended" | "deemed" | "notice" | "notice-taken" | "notice-returned";
    words: Generated<string>;
    at: Date;
  };
  "identity.registration_transition": {
    from_state: string;
    to_state: string;
  };
  "identity.section": {
    id: string;
    name: string;
    position: number;
  };
  "identity.session": {
    id: string;
    token_hash: Buffer;
    person_id: string;
    method: "code" | "passkey" | "card" | "sign-on";
    device: string;
    browser_hash: Buffer;
    created_at: Date;
    last_seen_at: Date;
    expires_at: Date;
    ended_at: Date | null;
  };
  "identity.sign_in_code": {
    id: string;
    purpose: "sign-in" | "change-mail" | "enrol";
    mail: string;
    mail_key: string;
    person_id: string | null;
    locale: string;
    browser_hash: Buffer;
    salt: Buffer;
    code_hash: Buffer | null;
    asked_at: Date;
    expires_at: Date;
    tries: Generated<number>;
    proven_at: Date | null;
    used_at: Date | null;
  };
  "identity.staff_role": {
    id: string;
    person_id: string;
    role: "clerk" | "facility-manager" | "approver" | "planner" | "finance" | "administrator" | "auditor";
    section_id: string;
    valid_from: Date;
    valid_until: Date | null;
    granted_by: string | null;
    revoked_by: string | null;
    everywhere: Generated<boolean>;
  };
  "identity.throttle": {
    kind: string;
    key: Buffer;
    window_start: Date;
    count: number;
  };
};
