import { nearestCapability } from '../../linux/nearest-capability.ts';
import { defineCheck, finding } from '../../model/check.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import { NOT_SAID, type RunSettings, type Said, type SaidAt } from '../../model/run-settings.ts';
import { visibleText } from '../../model/visible-text.ts';
import { notForLinux } from '../user/effective-user.ts';
import { engineFor, grant, unknownEngine } from './granted.ts';
import { CAPABILITIES_7, DOCKER_RUN } from './references.ts';
import { fixFor, locationOf, placeWords, readList, sourceWords } from './said.ts';

const META = { id: 'capabilities-known', severity: 'medium' } as const;

type List = 'add' | 'drop';

/** Every name that is added or dropped is the name of one capability that the engine knows. */
export const capabilitiesKnown = defineCheck({
  ...META,
  title: 'The engine knows the capabilities that are added and dropped',
  area: 'run',
  needs: ['run-settings'],
  uses: ['image', 'image-config'],
  references: [CAPABILITIES_7, DOCKER_RUN],
  evaluate: ({ 'run-settings': run, image, 'image-config': config }) => {
    const other = config === undefined ? undefined : notForLinux(config);
    if (other !== undefined) return other;
    const version = image?.engine.serverVersion;
    const engine = engineFor(run, version);
    if (engine === undefined) return unknownEngine(version ?? '');
    const lists = (['add', 'drop'] as const).map((list) => {
      return { list, ...readList(run, list === 'add' ? run.capAdd : run.capDrop, `cap_${list}`) };
    });
    const findings = lists.flatMap(({ list, said }) => {
      return said.flatMap(({ value, at }) => {
        const answer = grant(only(run, list, { state: 'said', value, at }), 1, engine);
        return answer.kind === 'refused' ? [findingOf(run, list, value, answer.why, at)] : [];
      });
    });
    const undecided = lists.find((one) => one.undecided !== undefined)?.undecided;
    if (findings.length === 0 && undecided !== undefined) return undecided;
    const names = lists.flatMap(({ said }) => said).length;
    const count = names === 0 ? 'none is added or dropped' : `${names} added or dropped`;
    return { kind: 'judged', seen: findings[0]?.seen ?? `${count} (${sourceWords(run)})`, findings };
  },
});

/** The settings with this name alone, so that each name gets an answer of its own. */
function only(run: RunSettings, list: List, name: Said<string>): RunSettings {
  return { ...run, privileged: NOT_SAID, capAdd: list === 'add' ? [name] : [], capDrop: list === 'drop' ? [name] : [] };
}

function findingOf(run: RunSettings, list: List, written: string, why: string, at: SaidAt): Finding {
  const name = visibleText(written, 60);
  const location = locationOf(at);
  return finding(META, {
    key: `${list}:${written}`,
    title: `${name === '' ? 'Nothing' : name} is no capability that could be ${list === 'add' ? 'added' : 'dropped'}`,
    detail:
      run.source.kind === 'kubernetes'
        ? `What the node’s runtime makes of it is not what was meant: ${why}.`
        : `The engine refuses to start the container: ${why}.`,
    seen: `${run.source.kind === 'kubernetes' ? `capabilities.${list}` : `cap_${list}`}: ${name === '' ? 'empty' : name} (${placeWords(at)})`,
    ...(location && { location }),
    fix: cureOf(run, list, written),
  });
}

function cureOf(run: RunSettings, list: List, written: string): Fix {
  const parts = written.split(/[,\s]+/).filter((part) => part !== '');
  const meant = parts.flatMap((part) => (/^(?:CAP_)?ALL$/i.test(part) ? ['ALL'] : (nearestCapability(part) ?? [])));
  const names = meant.length === parts.length ? [...new Set(meant)] : [];
  // Nobody is told to write the whole of them.
  if (names.length === 0 || (list === 'add' && names.includes('ALL'))) {
    return {
      text: 'Write the name of one capability as capabilities(7) has it, each in an entry of its own, or delete this.',
    };
  }
  const text =
    names.length > 1 ? 'Give each an entry of its own, if all of them are needed.' : 'This may have been meant.';
  const cures = {
    text,
    compose: names.map((name) => `      - ${name}`),
    run: names.map((name) => `--cap-${list}=${name}`),
    kubernetes: [`              ${list}: [${names.join(', ')}]`],
  };
  return fixFor(run, cures, 'replace');
}
