/** What a reply means for the clerk who wonders what to do. */
export const replyMeanings = [
  "sent",
  "unknown-address",
  "full-or-closed",
  "unwanted",
  "refused",
  "later",
  "network",
  "too-late",
  "no-address",
  "no-text",
] as const;
export type ReplyMeaning = (typeof replyMeanings)[number];

/** By the class of RFC 3463's enhanced status if the server gave one, else by the code of RFC 5321. */
export function meaningOf(reply: string): ReplyMeaning {
  if (reply === "too-late" || reply === "no-address" || reply === "no-text") return reply;
  if (reply.startsWith("E")) return "network";
  if (reply.startsWith("2")) return "sent";
  if (!reply.startsWith("5")) return "later";
  const [code = "", enhanced = ""] = reply.split(" ");
  if (/^5\.1\./.test(enhanced) || code === "553") return "unknown-address";
  if (/^5\.2\./.test(enhanced) || code === "552") return "full-or-closed";
  return /^5\.7\./.test(enhanced) ? "unwanted" : "refused";
}
