import type { ConfinementDemands } from '../model/confinement.ts';
import type { Policy } from '../model/policy.ts';

/**
 * What the policy demands of one subject's confinement: what holds for every subject, and what it says of the service.
 *
 * @param service of a compose project; absent for everything else
 */
export function demandsOf({ mustDeny, observe }: Policy, service?: string): ConfinementDemands {
  const lists = [mustDeny.get(''), service === undefined || service === '' ? undefined : mustDeny.get(service)];
  const all = lists.flatMap((list) =>
    list === undefined ? [] : list.value.map((name) => ({ name, from: list.from })),
  );
  const once = new Map(all.map((demand) => [demand.name, demand]));
  return { mustDeny: [...once.values()], observe: observe.value };
}

/** A service of the policy that the project does not have: nothing would be demanded, and nobody would see it. */
export function strangeService(
  { mustDeny }: Policy,
  services: readonly string[] | undefined,
): { readonly name: string; readonly from: string } | undefined {
  for (const [name, { from }] of mustDeny) {
    if (name !== '' && !(services ?? []).includes(name)) return { name, from };
  }
  return undefined;
}
