import { useQuery } from "@tanstack/react-query";

/** What an embedded home says of itself at `/home.json`; other homes say nothing there. */
export interface HomeSays {
  readonly stage: string;
  readonly businessTime: string;
  readonly accounts: readonly { readonly id: string; readonly label: string }[];
  readonly routes: number;
  readonly deadLetters: number;
  readonly functions: readonly { readonly name: string; readonly routes: number; readonly timeoutSeconds: number }[];
  readonly tables: readonly string[];
  readonly buckets: readonly string[];
  readonly machines: readonly string[];
  readonly queues: readonly string[];
  readonly schedules: readonly { readonly function: string; readonly everySeconds: number }[];
}

export const useHome = () =>
  useQuery<HomeSays | null>({
    queryKey: ["home.json"],
    queryFn: async () => {
      const answer = await fetch("/home.json", { cache: "no-store" });
      if (!answer.ok || answer.headers.get("content-type")?.startsWith("application/json") !== true) return null;
      return (await answer.json()) as HomeSays;
    },
    staleTime: 60_000,
  });
