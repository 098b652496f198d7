import type { Examined, TriedExample } from "../src/modules/facility/schema/load.ts";
import { formatProblem } from "../src/modules/facility/schema/problem.ts";

/** What `npm run ordinance -- check` prints of one file: a line if all is right, else each problem with its derivation. */
export function reportFile(file: string, { problems, warnings, examples }: Examined): string {
  const failed = examples.filter(({ isRight }) => !isRight);
  const right = examples.length - failed.length;
  const verdict =
    problems.length === 0
      ? `OK  ${file}: ${examples.length}件の例がすべて合いました / all ${examples.length} examples come out as expected`
      : examples.length === 0
        ? `NG  ${file}: ${problems.length}か所を直してください / ${problems.length} problems`
        : `NG  ${file}: ${examples.length}件の例のうち${right}件が合い、${failed.length}件が合いません / ${failed.length} of ${examples.length} examples fail`;
  return [
    verdict,
    ...warnings.map((warning) => `    ${formatProblem(warning, "ja")}\n      ${warning.en}`),
    ...problems.map((problem) => {
      const tried = failed.find(({ at }) => at.line === problem.line && at.column === problem.column);
      return [
        `    ${formatProblem(problem, "ja")}`,
        `      ${problem.en}`,
        ...(tried === undefined ? [] : listSteps(tried)),
      ].join("\n");
    }),
  ].join("\n");
}

/** Every step of how it came about, in both languages. */
function listSteps({ expected, got, derivation }: TriedExample): readonly string[] {
  const rows = [
    `        期待 expected: ${expected.ja} / ${expected.en}`,
    `        結果 got:      ${got.ja} / ${got.en}`,
  ];
  if (derivation.ja.length === 0) return rows;
  return [
    ...rows,
    "        計算 derivation:",
    ...derivation.ja.flatMap((step, index) => [
      `          ${index + 1}. ${step}`,
      `             ${derivation.en[index]}`,
    ]),
  ];
}
