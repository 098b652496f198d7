import type { z } from "zod";
import { messages } from "../../../kernel/i18n/messages.ts";
import type { FileMessage, Finding, Path } from "./finding.ts";

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
  if (issue.code === "invalid_key") return [{ path, atKey: true, message: ownMessage(issue.issues[0]) ?? "bad-id" }];
  const own = ownMessage(issue);
  if (own !== undefined) return [{ path, message: own }];
  if (issue.code === "invalid_union") return describeUnion(issue, value, path);
  if (issue.code === "invalid_type") return [{ path, message: "wrong-type", params: { expected: issue.expected } }];
  if (issue.code === "invalid_value") return [notOneOf(path, issue.values)];
  return [{ path, message: "invalid" }];
}

/** `{ note: 1,250円 }` is a note of 1 and a field called 250円 without a value: the comma was meant as a part of the text. */
function describeUnknownKey(key: string, path: Path, value: unknown): Finding {
  const isRestOfText = value === null && !/^[a-zA-Z-]+$/.test(key);
  return { path, atKey: true, message: isRestOfText ? "comma-in-text" : "unknown-key", params: { key } };
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
