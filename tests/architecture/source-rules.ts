/** A habit that a machine can see. `bad` and `good` are the rule's own test. */
export type SourceRule = {
  readonly name: string;
  readonly because: string;
  /** Which files, by path. */
  readonly where: RegExp;
  readonly not?: RegExp;
  readonly pattern: RegExp;
  readonly bad: readonly string[];
  readonly good: readonly string[];
  /** Files that may, each with its reason. */
  readonly except?: Readonly<Record<string, string>>;
};

const source = /^src\/.*\.ts$/;
const tests = /[.](test|fixture|examples)[.]ts$|^src\/kernel\/test\//;

export const sourceRules: readonly SourceRule[] = [
  {
    name: "no inline style",
    because: "the content security policy forbids it, and the look lives in CSS files",
    where: /^src\/.*\.(ts|html)$/,
    not: tests,
    pattern: /<[a-z][^<>]*\sstyle\s*=/i,
    bad: ['html`<p style="color: red">x</p>`', "<td class=a style=x>"],
    good: ['html`<link rel="stylesheet" href="/x.css">`', '<p class="style">', "const style = 3;"],
  },
  {
    name: "no event handler attributes",
    because: "the content security policy forbids them, and everything works without script",
    where: /^src\/.*\.(ts|html)$/,
    not: tests,
    pattern: /<[a-z][^<>]*\son[a-z]+\s*=/i,
    bad: ['<button onclick="go()">', "<body class='a' onload=x>"],
    good: ["<p>on = off</p>", '<input name="only">', '{ on: ["payment.paid"] }'],
  },
  {
    name: "no script inside a page",
    because: "the content security policy forbids it; scripts are files of their own",
    where: /^src\/.*\.(ts|html)$/,
    not: tests,
    pattern: /<script(?![^>]*\bsrc=)[^>]*>/i,
    bad: ["html`<script>go()</script>`", '<script type="module">'],
    good: ['<script type="module" src="/assets/hold.js"></script>', "script-src 'self'"],
  },
  {
    name: "one clock",
    because: "what asks the city's clock can be tested on 29 February; what asks the machine cannot",
    where: source,
    // What runs in the browser has the browser's clock only.
    not: new RegExp(`${tests.source}|^src/ui/scripts/`),
    pattern: /new Date\(\s*\)|\bDate\.now\(\)|Temporal\.Now\b/,
    bad: ["const now = new Date();", "const started = Date.now()", "Temporal.Now.instant()"],
    good: ["new Date(text)", "city.clock.now()", "performance.now()"],
    except: {
      "src/kernel/time/clock.ts": "it is the clock",
      "src/kernel/log.ts": "a log line tells the machine's time, also while a test holds the city's clock",
    },
  },
  {
    name: "no Math.random",
    because: "codes, keys and draws need node:crypto; a draw also needs a published seed",
    where: source,
    not: tests,
    pattern: /\bMath\.random\b/,
    bad: ["Math.random() * 10"],
    good: ["randomInt(10)", "Math.round(1.5)"],
  },
  {
    name: "no console",
    because: "the log is one JSON line per event, with named fields only",
    where: /^(src|bin|tests|bench)\/.*\.(ts|mjs)$/,
    pattern: /\bconsole\.[a-z]+\(/,
    bad: ['console.log("x")'],
    good: ['city.log.info("booked")', "the console"],
    except: { "tests/architecture/source-rules.ts": "the examples of this rule" },
  },
  {
    name: "no text for people in code",
    because: "what people read stands in locales/ or in the city's files, where it can be translated and proofread",
    where: /^src\/(modules|app|kernel\/http)\/.*(pages|routes|commands|jobs|policy|main|web|worker).*\.ts$/,
    not: tests,
    // A parser may know the units that people type: parseWholeNumber(typed, "人").
    pattern: /^(?!\s*(\/\/|\*|\/\*)|.*\bparse\w*\().*[\u3040-\u30ff\u4e00-\u9fff]/m,
    bad: ["html`<p>予約</p>`"],
    good: ["// 条例 第5条", " * 令和の年", 't("facility.book")', 'parseWholeNumber(typed, "人")'],
  },
  {
    name: "no path of one machine",
    because: "it is wrong on every other machine",
    where: /^(?!package-lock\.json|docs\/evidence\/).*\.(ts|mjs|js|json|md|yml|yaml|sql|css)$/,
    pattern: /(?<![\w.\-/})])\/(home|Users|root|work|mnt)\/[\w.-]+\/[\w.-]+/,
    bad: ["cd /home/hanako/machimigaki/src", '"/Users/x/y"'],
    good: ["/srv/machimigaki/current", "https://example.jp/home/a/b", "/usr/bin/chromium"],
    except: { "tests/architecture/source-rules.ts": "the examples of this rule" },
  },
  {
    name: "no registry host",
    because: "where packages come from is each machine's own configuration",
    where: /\.(ts|mjs|js|json|md|yml|yaml|npmrc)$|^\.npmrc$/,
    pattern: /https?:\/\/[^\s"'/]*(registry|npmjs|pkg\.dev|artifactory|verdaccio)[^\s"']*/i,
    bad: ['"resolved": "https://registry.example.org/a.tgz"', "https://npm.pkg.dev/x"],
    good: ["https://github.com/npm/cli", "the registry"],
    except: { "tests/architecture/source-rules.ts": "the examples of this rule" },
  },
  {
    name: "no unfinished work",
    because: "what is not done is said in an issue, not in a comment that nobody reads",
    where: /^(src|bin|tests|bench|locales)\/.*\.(ts|mjs|sql|css|json)$/,
    pattern: /\b(TODO|FIXME|XXX|HACK)\b/,
    bad: ["// TODO: later"],
    good: ["// until the next version of pg-boss"],
    except: { "tests/architecture/source-rules.ts": "the examples of this rule" },
  },
  {
    name: "no text in SQL but by parameters",
    because: "what somebody typed must never become SQL (abuse case 52)",
    where: source,
    not: tests,
    pattern: /\bsql\.(raw|lit|ref|id|table)\(|\.query\(\s*`[^`]*\$\{/,
    bad: ["sql.raw(text)", "sql.ref(query.sort)", "client.query(`select $\u007bcolumn}`)"],
    good: ["sql`select $\u007bname}`", 'client.query("select $1", [name])', "url.query(x)"],
    except: {
      "src/kernel/db/migrate.ts":
        "runs the migrations, which are files of this project, and names our own role and schemas",
      "src/app/prepare-database.ts": "names the database after the city's folder, whose form is checked",
      "src/modules/plan/store/budget/amounts.ts": "names columns of the closed list of sources; nobody types them",
      "src/modules/plan/store/budget/costs.ts":
        "names columns of the closed lists of sources and stages; nobody types them",
    },
  },
  {
    name: "one writer of Excel files",
    because: "it makes every text harmless; a file written past it can run a formula, or cannot be opened at all",
    where: source,
    not: tests,
    pattern: /from "write-excel-file/,
    bad: ['import writeXlsxFile from "write-excel-file/node";'],
    good: ['import { writeWorkbook } from "../../../kernel/files/write-workbook.ts";'],
    except: { "src/kernel/files/write-workbook.ts": "it is the writer" },
  },
  {
    name: "raw() is for text that this project made itself",
    because: "it is the only way past the escaping",
    where: source,
    not: tests,
    pattern: /(?<![.\w])raw\((?!\s*[`"'])|(?<![.\w])raw\(`\$\{[^`]*\}`\)/,
    bad: ["raw(person.name)", "raw(html)", "raw(`$\u007btext}`)"],
    good: ["raw(`<svg>`)", 'raw("<!doctype html>")', "draw(x)", "sql.raw(text)"],
    except: {
      "src/ui/error-summary/name-fields.ts": "puts labels of the page into HTML that is escaped already",
      "src/ui/phrases/phrases.ts": "puts <wbr> between the phrases of HTML that is escaped already",
      "src/ui/figures/figures.ts": "puts readings into HTML that is escaped already",
    },
  },
];

/** Where the rule is broken: line numbers from 1. */
export function findBreaches(rule: SourceRule, text: string): readonly number[] {
  const everywhere = new RegExp(rule.pattern.source, `${rule.pattern.flags.replace("g", "")}g`);
  return [...text.matchAll(everywhere)].map((match) => text.slice(0, match.index).split("\n").length);
}

export function concerns(rule: SourceRule, path: string): boolean {
  return rule.where.test(path) && !rule.not?.test(path) && !(path in (rule.except ?? {}));
}
