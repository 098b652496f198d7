import { z } from "zod";
import type { Job } from "../../kernel/jobs/types.ts";
import { drawRound } from "./commands/draw-round.ts";
import { followWinEnd } from "./commands/follow-win-end.ts";
import { makeRounds } from "./commands/make-rounds.ts";
import { tellResults } from "./commands/tell-results.ts";
import { closeRounds, finishRounds, openRounds, publishRounds } from "./commands/turn-rounds.ts";
import { watchHandovers } from "./commands/watch-handovers.ts";
import { listDueRounds } from "./store/round.ts";

const nothing = z.object({});

/** Rounds go on by the clock. Each step looks at the state by itself, so a job that comes twice or late does no harm. */
const turn: Job<object> = {
  name: "lottery.turn",
  data: nothing,
  every: "* * * * *",
  async run(work) {
    await work.perform(makeRounds, undefined);
    await work.perform(openRounds, undefined);
    await work.perform(closeRounds, undefined);
    const { db, clock } = work.city;
    for (const roundId of await listDueRounds(db, "closed", "draw", clock.now())) {
      await work.perform(drawRound, { roundId });
    }
    await work.perform(publishRounds, undefined);
    while (await work.perform(tellResults, undefined));
    await work.perform(finishRounds, undefined);
  },
};

/** A booking that was won has ended: declined, not taken in time, or given up. */
const followEnd: Job<{ winId: string }> = {
  name: "lottery.follow-win-end",
  on: ["facility.win-ended"],
  data: z.object({ winId: z.uuid() }),
  async run(work, { winId }) {
    await work.perform(followWinEnd, { winId });
  },
};

/** 当選の受け渡し: looked for now and then, because nobody waits for it. */
const watch: Job<object> = {
  name: "lottery.watch-handovers",
  data: nothing,
  every: "*/5 * * * *",
  async run(work) {
    await work.perform(watchHandovers, undefined);
  },
};

export const jobs = [turn, followEnd, watch];
