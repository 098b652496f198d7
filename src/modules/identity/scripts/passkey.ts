/** Fills the hidden field of a passkey form when its button is pressed, then sends the form as any other. */
/// <reference lib="dom" />

type Library = {
  browserSupportsWebAuthn(): boolean;
  startRegistration(options: { optionsJSON: unknown }): Promise<unknown>;
  startAuthentication(options: { optionsJSON: unknown }): Promise<unknown>;
};

const { SimpleWebAuthnBrowser: library } = globalThis as unknown as { SimpleWebAuthnBrowser: Library };

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) improve(form);

function improve(form: HTMLFormElement): void {
  const { passkey: use, options = "{}" } = form.dataset;
  const answer = form.elements.namedItem("answer") as HTMLInputElement;
  const words = form.querySelector<HTMLElement>("[data-passkey-words]");
  const say = (which: "unable" | "stopped") => {
    if (words === null) return;
    words.textContent = words.dataset[which] ?? "";
    words.hidden = false;
  };
  form.addEventListener("submit", async (event) => {
    if (answer.value !== "") return;
    event.preventDefault();
    if (!library.browserSupportsWebAuthn()) {
      say("unable");
      return;
    }
    try {
      const optionsJSON = JSON.parse(options);
      const given =
        use === "add"
          ? await library.startRegistration({ optionsJSON })
          : await library.startAuthentication({ optionsJSON });
      answer.value = JSON.stringify(given);
      form.requestSubmit();
    } catch {
      say("stopped");
    }
  });
  // Back to this page by the back button: the old answer is used up.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
