import type { Facility } from "../src/modules/facility/types/facility.ts";

const model = { facility: "minole", space: "minole-practice-1" };

export const bands = ["am", "pm", "night"] as const;

export function roomId(index: number): string {
  return `bench-room-${index}`;
}

/** A house with so many rooms that no run of a bench meets a taken slot; its rules and prices are those of 練習室1. */
export function benchFacility(samples: readonly Facility[], rooms: number): Facility {
  const facility = samples.find(({ id }) => id === model.facility);
  const room = facility?.spaces.find(({ id }) => id === model.space);
  if (facility === undefined || room === undefined) throw new Error(`no ${model.space} in the sample city`);
  const ids = Array.from({ length: rooms }, (_, index) => roomId(index));
  const priced = facility.fees.table.filter(({ spaces }) => spaces.includes(model.space));
  return {
    ...facility,
    id: "bench",
    units: ids.map((id) => ({ id, name: room.name })),
    spaces: ids.map((id) => ({ ...room, id, units: [id], doors: [] })),
    doors: [],
    fees: { ...facility.fees, table: priced.map((row) => ({ ...row, spaces: ids })), extras: [] },
    examples: [],
  };
}
