/**
 * Walks the demo provider's pages as a browser without scripts would, for tests: choose a person, enter the PIN.
 * Returns the address that the provider sends the browser back to; it is not opened.
 */
export async function walkDemo(
  start: string,
  choice: { readonly person: string; readonly pin: string } | "stop",
): Promise<URL> {
  const jar = new Map<string, string>();
  const { origin } = new URL(start);
  const open = async (address: URL, form?: URLSearchParams): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(address, {
      redirect: "manual",
      headers: { cookie },
      ...(form === undefined ? {} : { method: "POST", body: form }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ""] = set.split(";");
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return response;
  };
  const form = new URLSearchParams(choice === "stop" ? { do: "stop" } : { do: "go", ...choice });
  let address = new URL(start);
  let response = await open(address);
  for (let step = 0; step < 10; step++) {
    const location = response.headers.get("location");
    if (location === null) {
      if (response.status !== 200)
        throw new Error(`${address.pathname} answered ${response.status}: ${await response.text()}`);
      response = await open(address, form);
      if (response.status === 422) throw new Error("the demo provider did not accept the choice");
      continue;
    }
    address = new URL(location, address);
    if (address.origin !== origin) return address;
    response = await open(address);
  }
  throw new Error("the demo provider did not come to an end");
}
