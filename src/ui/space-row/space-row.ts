import { type Content, type Html, html } from "../../kernel/html.ts";
import { icon } from "../icon/icon.ts";
import { type StatusKind, status } from "../status/status.ts";

export type SlotCell = {
  readonly name: Content;
  readonly hours?: Content;
  readonly kind: StatusKind;
  readonly word: Content;
  readonly href?: string | undefined;
  readonly note?: Content;
};

/** One found space with its slots of a day. */
export function spaceRow(props: {
  readonly name: Content;
  readonly href: string;
  readonly place: Content;
  readonly people: Content;
  readonly facts?: readonly Content[];
  readonly words?: Content;
  readonly slotsLabel: string;
  readonly slots: readonly SlotCell[];
}): Html {
  const { name, href, place, people, facts = [], words, slotsLabel, slots } = props;
  return html`<li class="space-row"><div class="stack-s"><h3><a href="${href}">${name}</a></h3><p class="space-row__place">${place}</p><ul class="space-row__facts"><li>${icon("i-people", "s")}<span>${people}</span></li>${facts.map((fact) => html`<li><span>${fact}</span></li>`)}</ul>${words && html`<p class="small">${words}</p>`}</div>${slotList(slotsLabel, slots)}</li>`;
}

/** Slots of one day: the whole box is the link. */
export function slotList(label: string, slots: readonly SlotCell[]): Html {
  return html`<ul class="slots" aria-label="${label}">${slots.map((slot) => html`<li>${slotBox(slot)}</li>`)}</ul>`;
}

function slotBox({ name, hours, kind, word, href, note }: SlotCell): Html {
  const inside = html`<span class="slot__band"><b>${name}</b> ${hours}</span>${status(kind, word)}${note && html`<span class="slot__price">${note}</span>`}`;
  return href === undefined
    ? html`<div class="slot slot--no">${inside}</div>`
    : html`<a class="slot${kind === "draw" ? " slot--draw" : ""}" href="${href}">${inside}</a>`;
}
