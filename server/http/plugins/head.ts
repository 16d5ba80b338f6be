import type { Plugin } from 'graphql-yoga';

/** Answers HEAD as GET would be, without the body; what makes a body as it is read is not begun. */
export function useHead(): Plugin {
  const heads = new WeakSet<Request>();
  return {
    onRequest({ request, setRequest, fetchAPI }) {
      if (request.method !== 'HEAD') return;
      const { url, headers, signal } = request;
      const asGet = new fetchAPI.Request(url, { headers, signal });
      heads.add(asGet);
      setRequest(asGet);
    },
    async onResponse({ request, response, setResponse }) {
      if (!heads.has(request)) return;
      await response.body?.cancel();
      setResponse(new Response(null, response));
    },
  };
}
