import type { z } from "zod";
import { messages } from "../../../kernel/i18n/messages.ts";
import type { FileMessage, Finding, Path } from "./finding.ts";
import { findMeant } from "./meant.ts";
import { findMeantField } from "./meant-field.ts";

type Issue = z.core.$ZodIssue;

/** zod's issue about a file → what to tell the person, at the place where it can be mended. */
export function describeIssue(issue: Issue, value: unknown, base: Path = []): readonly Finding[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => describeUnknownKey(key, [...path, key], valueAt(value, [...path, key])));
  }
  if (valueAt(value, path) === undefined) {
    return [{ path, message: "missing", params: { key: String(path.at(-1) ?? "") } }];
  }
  if (issue.code === "invalid_key") return [describeKey(path, valueAt(value, path), ownMessage(issue.issues[0]))];
  const own = ownMessage(issue);
  if (own !== undefined) return [describeOwn(own, path, valueAt(value, path))];
  if (issue.code === "invalid_union") return describeUnion(issue, value, path);
  if (issue.code === "invalid_type" && issue.expected === "string") return [{ path, message: "not-a-text" }];
  if (issue.code === "invalid_type") return [{ path, message: "wrong-type", params: { expected: issue.expected } }];
  if (issue.code === "invalid_value") return [notOneOf(path, issue.values)];
  return [{ path, message: "invalid" }];
}

/** As on paper: what to write instead. */
function describeOwn(message: FileMessage, path: Path, value: unknown): Finding {
  const meant = findMeant(message, value);
  return meant === undefined
    ? { path, message }
    : { path, message: "write-as", params: { written: String(value).replaceAll(/["“”]/g, ""), meant } };
}

/** `{ am: 12,000 }` is 12 yen for am and a column called 000 without an amount. */
function describeKey(path: Path, value: unknown, own: FileMessage = "bad-id"): Finding {
  const isRestOfNumber = value === null && /^\d+円?$/.test(String(path.at(-1)));
  return { path, atKey: true, message: isRestOfNumber ? "comma-in-number" : own };
}

/** `{ note: 1,250円 }` is a note of 1 and a field called 250円 without a value: the comma was meant as a part of the text. */
function describeUnknownKey(key: string, path: Path, value: unknown): Finding {
  const isRestOfText = value === null && !/^[a-zA-Z-]+$/.test(key);
  if (isRestOfText) return { path, atKey: true, message: "comma-in-text", params: { key } };
  const meant = findMeantField(path);
  return meant === undefined
    ? { path, atKey: true, message: "unknown-key", params: { key } }
    : { path, atKey: true, message: "unknown-key-meant", params: { key, meant } };
}

function describeUnion(issue: Issue & { code: "invalid_union" }, value: unknown, path: Path): readonly Finding[] {
  if ("options" in issue && Array.isArray(issue.options)) return [notOneOf(path, issue.options)];
  const options = issue.errors.flat().flatMap((one) => (one.code === "invalid_value" ? one.values : []));
  if (options.length > 0) return [notOneOf(path, options)];
  // The branch that got furthest is the one that was meant.
  const meant = issue.errors.find((branch) => branch.every((one) => one.path.length > 0)) ?? issue.errors[0] ?? [];
  return meant.flatMap((one) => describeIssue(one, value, path));
}

function notOneOf(path: Path, options: readonly unknown[]): Finding {
  return { path, message: "not-one-of", params: { options: options.filter((one) => one !== undefined).join(", ") } };
}

/** The shapes give the keys of our own messages where they have something to say. */
function ownMessage(issue: Issue | undefined): FileMessage | undefined {
  return issue !== undefined && Object.hasOwn(messages.ja, `facility.file.${issue.message}`)
    ? (issue.message as FileMessage)
    : undefined;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => {
    // A text that stands for itself is its own Japanese.
    if (typeof at === "string" && step === "ja") return at;
    return typeof at === "object" && at !== null ? (at as Record<string | number, unknown>)[step] : undefined;
  }, value);
}
