import { html } from "../../kernel/html.ts";
import type { DemoPerson } from "./people.ts";
import words from "./words.json" with { type: "json" };

type Choice = {
  readonly action: string;
  readonly side: "resident" | "staff";
  readonly people: readonly DemoPerson[];
  readonly chosen?: string | undefined;
  readonly error?: string | undefined;
};

export function choosePage({ action, side, people, chosen, error }: Choice) {
  const isStaff = side === "staff";
  return frame(
    `${error === undefined ? "" : words["error-title"]}${isStaff ? words["staff-title"] : words.title}`,
    html`
      <h1>${isStaff ? words["staff-title"] : words.title}</h1>
      <p>${isStaff ? words["staff-lead"] : words.lead}</p>
      ${error === undefined ? "" : html`<p class="error" role="alert" id="error">${words["error-title"]}${error}</p>`}
      <form method="post" action="${action}">
        <fieldset>
          <legend>${words.who}</legend>
          ${people.map(
            (person) => html`<label class="choice"
              ><input type="radio" name="person" value="${person.key}" required ${chosen === person.key ? "checked" : ""} /><span
                >${person.name}<small>${person.words}</small><small>${words["pin-of"].replace("{pin}", person.pin)}</small></span
              ></label
            >`,
          )}
        </fieldset>
        <label class="field" for="pin">${words.pin}</label>
        <p class="hint" id="pin-hint">${words["pin-hint"]}</p>
        <input id="pin" name="pin" inputmode="numeric" autocomplete="off" maxlength="4" size="6" aria-describedby="pin-hint${error === undefined ? "" : " error"}" />
        <p class="hint">${words.passes}</p>
        <button name="do" value="go">${words.go}</button>
        <button name="do" value="stop" class="second" formnovalidate>${words.stop}</button>
      </form>
    `,
  );
}

export const gonePage = () => frame(words["gone-title"], html`<h1>${words["gone-title"]}</h1><p>${words.gone}</p>`);

function frame(title: string, main: ReturnType<typeof html>) {
  return html`<!doctype html>
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <aside aria-label="見本について"><p>${words["sample-bar"]}</p></aside>
        <main>${main}</main>
      </body>
    </html>`;
}
