import { createSocket, type Socket } from "node:dgram";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadMatter, type Matter } from "./library.ts";

export type ControllerOptions = {
  /** Keys of the fabric and what is known of the locks. Whoever has them opens the doors: backed up, readable by us only. */
  readonly folder: string;
  /** The network card that the locks are on; `lo` in tests. */
  readonly networkInterface?: string | undefined;
};

export type Controller = Awaited<ReturnType<typeof startController>>;

/** The city's own controller of its Matter locks: no cloud between us and the door. */
export async function startController({ folder, networkInterface }: ControllerOptions) {
  const matter = await loadMatter();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { environment, close } = await openEnvironment(matter, "machimigaki", folder, networkInterface);
  const node = await matter.ServerNode.create({
    id: "controller",
    environment,
    network: { port: 0 },
    commissioning: { enabled: false },
    basicInformation: {
      vendorName: "machimigaki",
      vendorId: matter.VendorId(0xfff1),
      productName: "machimigaki",
      productId: 0x8000,
    },
  });
  await node.start();
  const codes = readPairingCodes(folder);

  /** The lock of that name; one that is new is taken into the fabric with the code that the city was given for it. */
  async function peerAt(address: string) {
    const known = [...node.peers].find(({ id }) => id === address);
    if (known !== undefined) return known;
    const code = codes()[address];
    if (code === undefined) return undefined;
    const { passcode, shortDiscriminator } = matter.ManualPairingCodeCodec.decode(code);
    return node.peers.commission({
      id: address,
      passcode,
      timeout: matter.Seconds(20),
      ...(shortDiscriminator === undefined ? {} : { shortDiscriminator }),
    });
  }

  return {
    matter,
    peerAt,
    listPeers: () => [...node.peers],
    async close() {
      await node.close();
      await close();
    },
  };
}

/** pairing.json in the folder: {"office": "34970112332"}, the eleven digits that stand on the lock. */
function readPairingCodes(folder: string): () => Record<string, string> {
  return () => {
    try {
      return JSON.parse(readFileSync(join(folder, "pairing.json"), "utf8")) as Record<string, string>;
    } catch {
      return {};
    }
  };
}

export async function openEnvironment(matter: Matter, name: string, folder: string, networkInterface?: string) {
  const environment = new matter.Environment(name, matter.Environment.default);
  environment.vars.set("storage.path", folder);
  if (networkInterface !== undefined) environment.vars.set("mdns.networkInterface", networkInterface);
  const joined = networkInterface === "lo" ? await joinLoopback() : undefined;
  return { environment, close: async () => void joined?.close() };
}

/** On the loopback device nothing is found unless the process has joined the group of mDNS there once. */
async function joinLoopback(): Promise<Socket> {
  const socket = createSocket({ type: "udp4", reuseAddr: true });
  await new Promise<void>((done) => socket.bind(5353, done));
  socket.addMembership("224.0.0.251", "127.0.0.1");
  socket.unref();
  return socket;
}
