import { z } from "zod";
import { feed, page, type Route } from "../../../kernel/http/route.ts";
import { isCivilDate } from "../../../kernel/time/civil-date.ts";
import { showChoose } from "../pages/choose.ts";
import { sendSpaceCalendar } from "../pages/papers.ts";
import { showRules } from "../pages/rules/page.ts";
import { showSearch } from "../pages/search/page.ts";
import { showDay } from "../pages/space/day.ts";
import { showSpace } from "../pages/space/week.ts";
import {
  choiceQuery,
  dayQuery,
  facilityParams,
  noParams,
  noQuery,
  searchQuery,
  spaceParams,
} from "../schema/requests.ts";

const everybody = { who: "anyone", limit: "page" } as const;
const dayParams = spaceParams.extend({ day: z.string().refine(isCivilDate) });

/** Anybody may look at what is free and what it costs. */
export const publicRoutes: readonly Route[] = [
  page({ ...everybody, path: "/spaces", params: noParams, query: searchQuery, show: showSearch }),
  page({ ...everybody, path: "/spaces/:space", params: spaceParams, query: dayQuery, show: showSpace }),
  page({ ...everybody, path: "/spaces/:space/days/:day", params: dayParams, query: noQuery, show: showDay }),
  page({ ...everybody, path: "/facilities/:facility/rules", params: facilityParams, query: dayQuery, show: showRules }),
  feed({
    ...everybody,
    path: "/spaces/:space/calendar.ics",
    params: spaceParams,
    query: noQuery,
    respond: sendSpaceCalendar,
  }),
  page({ ...everybody, path: "/spaces/:space/book", params: spaceParams, query: choiceQuery, show: showChoose }),
];
