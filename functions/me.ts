import type { Actor } from "#shared/domain/people.ts";

/** What a zone says of the person themself: the appointments that count now, nothing of anybody else. */
export const me = async ({
  actor,
  actors,
  now,
}: {
  readonly actor: Actor;
  readonly actors: readonly Actor[];
  readonly now: string;
}) => ({
  person: actor.id,
  appointments: actors.map(({ id: _id, ...appointment }) => appointment),
  now,
});
