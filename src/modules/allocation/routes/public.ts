import { page, type Route } from "../../../kernel/http/route.ts";
import { showSeason } from "../pages/season.ts";
import { showSeasons } from "../pages/seasons.ts";
import { noParams, noQuery, seasonParams } from "../schema.ts";

const everybody = { who: "anyone", limit: "page", query: noQuery } as const;

export const publicRoutes: readonly Route[] = [
  page({ ...everybody, path: "/allocations", params: noParams, show: showSeasons }),
  page({ ...everybody, path: "/allocations/:season", params: seasonParams, show: showSeason }),
];
