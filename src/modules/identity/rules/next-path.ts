const longest = 500;

/**
 * Where to go after sign-in. Only a path of this site; whatever else was asked for, `home`. Browsers read "\" as "/",
 * drop tabs and line breaks, and take "//host" for another site, so the text itself is judged before it is parsed.
 */
export function safeNext(asked: string | undefined, home = "/"): string {
  if (asked === undefined || asked.length > longest) return home;
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(asked) || asked.includes("\\")) return home;
  const url = new URL(asked, "https://own.invalid");
  if (url.origin !== "https://own.invalid" || url.username !== "" || url.pathname.startsWith("//")) return home;
  // Back to a sign-in page would be a circle.
  if (/^\/(staff\/)?sign-(in|out)(\/|$)/.test(url.pathname)) return home;
  return url.pathname + url.search;
}
