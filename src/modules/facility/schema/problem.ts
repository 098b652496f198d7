import { type Translate, translator } from "../../../kernel/i18n/translate.ts";
import type { YamlText } from "../../../kernel/yaml-text.ts";
import type { Finding } from "./finding.ts";

/** What is wrong in a file and where, for the person who wrote it. Lines and columns count from 1, as editors do. */
export type Problem = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly ja: string;
  readonly en: string;
};

const ja = translator("ja");
const en = translator("en");

export function problemOf(finding: Finding, yaml: YamlText, file: string): Problem {
  return { file, ...yaml.placeOf(finding.path, finding.atKey), ja: say(ja, finding), en: say(en, finding) };
}

/** One line as compilers write it: minole.yaml:12:5 「…」 */
export function formatProblem(problem: Problem, locale: "ja" | "en"): string {
  return `${problem.file}:${problem.line}:${problem.column} ${problem[locale]}`;
}

function say(t: Translate, { message, params = {}, said }: Finding): string {
  return t.text(`facility.file.${message}`, { ...params, ...(t.locale === "en" ? said?.en : said?.ja) });
}
