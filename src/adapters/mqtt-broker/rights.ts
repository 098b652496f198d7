/** Who may connect, and on which topics. Filters as MQTT writes them: `+` is one level, `#` the rest. */
export type BrokerUser = {
  readonly name: string;
  readonly password: string;
  readonly mayPublish: readonly string[];
  readonly maySubscribe: readonly string[];
};

/**
 * Whether every topic that `asked` can match lies within `granted`. `asked` may itself be a filter, so `#` asked under
 * a grant of `a/+` is refused.
 */
export function covers(granted: string, asked: string): boolean {
  const grant = granted.split("/");
  const wish = asked.split("/");
  for (const [level, part] of grant.entries()) {
    if (part === "#") return true;
    const wished = wish[level];
    if (wished === undefined || wished === "#") return false;
    if (part !== "+" && part !== wished) return false;
  }
  return wish.length === grant.length;
}

/** The two users of the demo: the platform commands the locks and hears them; the locks obey and answer. */
export function lockBrokerUsers(
  passwords: { platform: string; locks: string },
  baseTopic = "zigbee2mqtt",
): BrokerUser[] {
  return [
    {
      name: "platform",
      password: passwords.platform,
      mayPublish: [`${baseTopic}/+/set`, `${baseTopic}/+/get`],
      maySubscribe: [`${baseTopic}/+`, `${baseTopic}/+/availability`, `${baseTopic}/bridge/state`],
    },
    {
      name: "locks",
      password: passwords.locks,
      mayPublish: [`${baseTopic}/+`, `${baseTopic}/+/availability`, `${baseTopic}/bridge/state`],
      maySubscribe: [`${baseTopic}/+/set`, `${baseTopic}/+/get`],
    },
  ];
}
