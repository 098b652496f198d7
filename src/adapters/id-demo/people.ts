/** A sample person that the demo provider lets visitors be. */
export type DemoPerson = {
  /** Stable: the pairwise subject is made from it. */
  readonly key: string;
  readonly serves: "resident" | "staff";
  readonly name: string;
  /** Shown beside the name: age and place, or section and role. */
  readonly words: string;
  /** Four digits. */
  readonly pin: string;
  /** How this person signs in; "one-factor" exists to show that staff are then refused. */
  readonly strength?: "card" | "one-factor";
};

export function acrOf(person: DemoPerson): { acr: string; amr: string[] } {
  return person.strength === "one-factor" ? { acr: "aal1", amr: ["pwd"] } : { acr: "aal3", amr: ["pin", "hwk"] };
}
