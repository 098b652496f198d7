import { randomUUID } from "node:crypto";
import type { PersonKeeper } from "../../kernel/module.ts";
import { countQuestionsOf, detachAsker } from "./store/question.ts";
import { countBoards, countOpenBoards, detachReviewer } from "./store/review/person.ts";

/** Questions on the plan, and seats on a board of outside review. */
export const planPerson: PersonKeeper = {
  async reasonsToKeep(db, personId) {
    return (await countOpenBoards(db, personId)) > 0 ? ["plan.person.on-board"] : [];
  },
  async describe(db, personId) {
    // The way to the reviewer's pages, for as long as there are any.
    const seats = await countOpenBoards(db, personId);
    const boards = seats > 0 ? { count: seats, href: "/my/reviews" } : { count: await countBoards(db, personId) };
    return [
      { title: "plan.person.questions", count: await countQuestionsOf(db, personId), href: "/my/questions" },
      { title: "plan.person.boards", ...boards },
    ];
  },
  async forget(act, personId) {
    await detachAsker(act.tx, personId);
    // One number for all that this person handed in; it leads nowhere.
    await detachReviewer(act.tx, personId, randomUUID());
  },
};
