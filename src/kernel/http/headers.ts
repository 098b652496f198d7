/** The same headers on every answer: pages, errors, files, static files. */
export function securityHeaders(options: { secure: boolean; formTargets: readonly string[] }): Record<string, string> {
  const { secure, formTargets } = options;
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    // A form's answer may send the browser on to a partner (payment, identity), and browsers check that too.
    `form-action 'self' ${formTargets.join(" ")}`.trim(),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");
  return {
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
    ...(secure ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}
