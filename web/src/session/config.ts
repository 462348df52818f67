/** /app/config.json: what differs from stack to stack. Written by ./freshet pages, or by the local system. */
export interface Config {
  authorizeUrl?: string;
  signUpUrl?: string;
  logoutUrl?: string;
  clientId?: string;
  scope?: string;
  pushUrl?: string;
  featuredProductIds?: string[];
}

let loaded: Promise<Config> | undefined;

export function config(): Promise<Config> {
  loaded ??= fetch('/app/config.json').then((response) => {
    if (!response.ok) {
      loaded = undefined;
      throw new Error(`config.json: ${response.status}`);
    }
    return response.json() as Promise<Config>;
  });
  return loaded;
}
