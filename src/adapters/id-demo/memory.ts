import type { Adapter, AdapterPayload } from "oidc-provider";

/** What the provider remembers: in this process, until it ends. Its own default does the same with a warning. */
export class MemoryAdapter implements Adapter {
  readonly #rows = new Map<string, { payload: AdapterPayload; until: number }>();

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    this.#rows.set(id, { payload, until: expiresIn ? performance.now() + expiresIn * 1000 : Number.POSITIVE_INFINITY });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    this.#forgetOld();
    return this.#rows.get(id)?.payload;
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    this.#forgetOld();
    return [...this.#rows.values()].find(({ payload }) => payload.uid === uid)?.payload;
  }

  async findByUserCode(): Promise<undefined> {}

  async consume(id: string): Promise<void> {
    const row = this.#rows.get(id);
    // Seconds since 1970: the unit that the provider compares with.
    if (row !== undefined) row.payload.consumed = Math.floor((performance.timeOrigin + performance.now()) / 1000);
  }

  async destroy(id: string): Promise<void> {
    this.#rows.delete(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, { payload }] of this.#rows) if (payload.grantId === grantId) this.#rows.delete(id);
  }

  #forgetOld(): void {
    for (const [id, { until }] of this.#rows) if (until < performance.now()) this.#rows.delete(id);
  }
}
