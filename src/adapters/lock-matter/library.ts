import { StartFailure } from "../../kernel/start-failure.ts";

/** The parts of the Matter library that we use. It is large and optional: loaded when a city has such locks, else never. */
export type Matter = Awaited<ReturnType<typeof load>>;

let loaded: Promise<Matter> | undefined;

export function loadMatter(): Promise<Matter> {
  loaded ??= load();
  return loaded;
}

async function load() {
  try {
    const [main, devices, behaviors, clusters, types, protocol] = await Promise.all([
      import("@matter/main"),
      import("@matter/main/devices"),
      import("@matter/main/behaviors"),
      import("@matter/main/clusters"),
      import("@matter/main/types"),
      import("@matter/main/protocol"),
    ]);
    // Its log would be a second one, in another form; and at "debug" it shows what goes over the wire.
    main.Logger.level = "fatal";
    const { Invoke, Read, Write } = protocol;
    const { ManualPairingCodeCodec } = types;
    return { ...main, ...devices, ...behaviors, ...clusters, ManualPairingCodeCodec, Invoke, Read, Write };
  } catch (error) {
    if ((error as { code?: string }).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new StartFailure(
      "MATTER_FOLDER is set, but the package @matter/main is not installed. Run `npm ci` without --omit=optional.",
    );
  }
}
