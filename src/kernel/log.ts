/**
 * One JSON line per event on stderr. Only named fields get in, and no caller passes names, addresses, codes or
 * whole requests: what is not in a log cannot leak from it.
 */
export type Log = {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: ErrorFields): void;
};

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export type ErrorFields = { readonly error?: unknown; readonly [name: string]: unknown };

export function jsonLog(write: (line: string) => void = (line) => void process.stderr.write(line)): Log {
  const line = (level: string, event: string, fields: Record<string, unknown> = {}) => {
    const { error, ...rest } = fields;
    // JSON.stringify escapes line breaks, so that a log line stays one line (CR/LF forging).
    write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...rest, ...describe(error) })}\n`);
  };
  return {
    info: (event, fields) => line("info", event, fields),
    warn: (event, fields) => line("warn", event, fields),
    error: (event, fields) => line("error", event, fields),
  };
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

function describe(error: unknown): Record<string, unknown> {
  if (error === undefined) return {};
  if (!(error instanceof Error)) return { error: "not an Error" };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  // PostgreSQL's `detail` repeats row values, which may be personal: it stays out.
  return { error: error.name, message: error.message, code, constraint, stack: error.stack };
}
