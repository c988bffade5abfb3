import { DirectionProvider, MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { beginSession } from "./api/session.ts";
import { router } from "./router.tsx";
import { setSearchBox } from "./shell/slots.tsx";
import { theme, variables } from "./theme/theme.ts";
import { startWords } from "./words/words.ts";

setSearchBox(() => import("./search/search-box.tsx"));

const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 2_000, gcTime: 300_000, refetchOnWindowFocus: true, networkMode: "always" } },
});

/** Everything around the screens. Nothing is drawn before it is known who is signed in: a page of somebody's must not flash by. */
export const Portal = () => {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    startWords()
      .then(beginSession)
      .then((goTo) => {
        if (goTo === undefined) return;
        if (goTo !== `${location.pathname}${location.search}${location.hash}`) router.history.replace(goTo);
        setReady(true);
      })
      .catch((error: unknown) => {
        console.error(error);
        setReady(true);
      });
  }, []);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <DirectionProvider>
        <QueryClientProvider client={queries}>{ready ? <RouterProvider router={router} /> : null}</QueryClientProvider>
      </DirectionProvider>
    </MantineProvider>
  );
};
