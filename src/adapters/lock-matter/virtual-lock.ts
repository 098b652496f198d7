import { createSocket } from "node:dgram";
import type { Clock } from "../../kernel/time/clock.ts";
import { openEnvironment } from "./controller.ts";
import { loadMatter } from "./library.ts";

export type VirtualMatterLock = Awaited<ReturnType<typeof startVirtualMatterLock>>;

/**
 * A lock without metal that speaks real Matter over the network. The library's own server stores schedules and does not
 * keep to them; this one does, as a lock at a door must. For tests and for trying things out.
 */
export async function startVirtualMatterLock(options: {
  readonly name: string;
  readonly folder: string;
  readonly clock: Clock;
  /** What the wall clock at the lock is ahead of UTC. */
  readonly offsetMs: number;
  readonly passcode: number;
  readonly discriminator: number;
  readonly relockAfterSeconds?: number;
}) {
  const { name, folder, clock, offsetMs, passcode, discriminator, relockAfterSeconds = 3 } = options;
  const matter = await loadMatter();
  const { DoorLock } = matter;
  const { environment, close } = await openEnvironment(matter, name, folder, "lo");
  const Base = matter.DoorLockServer.with(
    "PinCredential",
    "User",
    "YearDayAccessSchedules",
    "CredentialOverTheAirAccess",
  );

  class KeepingTimes extends Base {
    /** Somebody types a PIN and #. */
    typeAtKeypad(pin: string): "opened" | "refused" {
      const store = this.auth;
      const credential = store.credentials.find(
        ({ credentialType, credentialData }) =>
          credentialType === DoorLock.CredentialType.Pin &&
          Buffer.from(matter.Bytes.of(store.decrypt(credentialData))).toString() === pin,
      );
      const userIndex =
        credential === undefined
          ? null
          : store.findUserIndexForCredential(DoorLock.CredentialType.Pin, credential.credentialIndex);
      const user = userIndex === null ? undefined : store.findUser(userIndex);
      const common = {
        lockOperationType: DoorLock.LockOperationType.Unlock,
        operationSource: DoorLock.OperationSource.Keypad,
        userIndex,
        fabricIndex: null,
        sourceNode: null,
        credentials: null,
      };
      const isEnabled = user?.userStatus === DoorLock.UserStatus.OccupiedEnabled;
      if (user === undefined || !isEnabled || !this.#isWithin(user.userIndex, user.userType)) {
        this.events.lockOperationError.emit(
          { ...common, operationError: DoorLock.OperationError.InvalidCredential },
          this.context,
        );
        return "refused";
      }
      this.state.lockState = DoorLock.LockState.Unlocked;
      this.events.lockOperation.emit(common, this.context);
      return "opened";
    }

    #isWithin(userIndex: number, userType: number): boolean {
      if (userType !== DoorLock.UserType.YearDayScheduleUser) return true;
      const now = Math.floor((+clock.now() + offsetMs) / 1000);
      return this.state.yearDaySchedules.some(
        (one) => one.userIndex === userIndex && one.localStartTime <= now && now < one.localEndTime,
      );
    }
  }

  const node = await matter.ServerNode.create({
    id: name,
    environment,
    // The same after a loss of power, as a lock has it.
    network: { port: await findFreePort() },
    commissioning: { passcode, discriminator },
    basicInformation: {
      vendorName: "machimigaki",
      vendorId: matter.VendorId(0xfff1),
      nodeLabel: name,
      productName: "virtual lock",
      productLabel: "virtual lock",
      productId: 0x8001,
      serialNumber: name,
      uniqueId: name,
    },
  });
  const lock = await node.add(matter.DoorLockDevice.with(KeepingTimes), {
    id: "lock",
    doorLock: {
      lockType: DoorLock.LockType.DeadBolt,
      actuatorEnabled: true,
      lockState: DoorLock.LockState.Locked,
      operatingMode: DoorLock.OperatingMode.Normal,
      supportedOperatingModes: { vacation: true, privacy: true, passage: true, alwaysSet: 2047 },
      numberOfTotalUsersSupported: 50,
      numberOfPinUsersSupported: 50,
      minPinCodeLength: 4,
      maxPinCodeLength: 8,
      numberOfCredentialsSupportedPerUser: 5,
      credentialRulesSupport: { single: true },
      numberOfYearDaySchedulesSupportedPerUser: 5,
      autoRelockTime: relockAfterSeconds,
      requirePinForRemoteOperation: false,
      wrongCodeEntryLimit: 5,
      userCodeTemporaryDisableTime: 60,
    },
  });
  await node.start();
  const relock = () => lock.setStateOf(KeepingTimes, { lockState: DoorLock.LockState.Locked }).catch(() => {});

  return {
    name,
    async type(pin: string): Promise<"opened" | "refused"> {
      const outcome = await lock.act((agent) => agent.get(KeepingTimes).typeAtKeypad(pin));
      const seconds = lock.stateOf(KeepingTimes).autoRelockTime ?? 0;
      if (outcome === "opened" && seconds > 0) setTimeout(() => void relock(), seconds * 1000).unref();
      return outcome;
    },
    isLocked: () => lock.stateOf(KeepingTimes).lockState === DoorLock.LockState.Locked,
    /** The radio is gone: nothing comes in, nothing goes out; the keypad works. */
    async setOffline(isOffline: boolean): Promise<void> {
      if (isOffline) await node.cancel();
      else await node.start();
    },
    async close(): Promise<void> {
      await node.close();
      await close();
    },
  };
}

async function findFreePort(): Promise<number> {
  const socket = createSocket("udp6");
  await new Promise<void>((done) => socket.bind(0, done));
  const { port } = socket.address();
  await new Promise<void>((done) => socket.close(done));
  return port;
}
