import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts, DockerfileInstruction } from '../../model/dockerfile.ts';
import type { Finding } from '../../model/finding.ts';
import { parseImageReference } from '../../model/image-reference.ts';
import { visibleText } from '../../model/visible-text.ts';
import { builtStages } from './built-stages.ts';
import { DOCKERFILE_RUN, DOCKERFILE_SYNTAX, NIST_UNTRUSTED_IMAGES } from './references.ts';

const META = { id: 'no-insecure-build-steps', severity: 'high' } as const;

/** No step of the build gets more rights than a build needs. */
export const noInsecureBuildSteps = defineCheck({
  ...META,
  title: 'No build step asks for special rights',
  area: 'build',
  needs: ['dockerfile'],
  uses: [],
  references: [NIST_UNTRUSTED_IMAGES, DOCKERFILE_RUN, DOCKERFILE_SYNTAX],
  evaluate: ({ dockerfile }) => judge(dockerfile),
});

function judge(dockerfile: DockerfileFacts): CheckResult {
  const stages = builtStages(dockerfile);
  const findings = [
    ...foreignFrontend(dockerfile),
    ...stages.flatMap(({ instructions }) => instructions.flatMap((instruction) => runFlags(dockerfile, instruction))),
  ];
  const seen =
    findings[0]?.seen ?? `${stages.length} stage${stages.length === 1 ? '' : 's'} built, no such step in them`;
  return { kind: 'judged', seen, findings };
}

/** Both are published by Docker: releases, and the newest state of the same sources. */
const FRONTENDS = ['docker/dockerfile', 'docker/dockerfile-upstream'];

function foreignFrontend({ path, syntax }: DockerfileFacts): readonly Finding[] {
  if (syntax === undefined) return [];
  const reference = parseImageReference(syntax);
  if (reference?.registry === 'docker.io' && FRONTENDS.includes(reference.path)) return [];
  const shown = visibleText(syntax, 120);
  const found = finding(META, {
    key: `syntax:${reference === undefined ? shown : `${reference.registry}/${reference.path}`}`,
    severity: 'medium',
    title: 'The build is handed to a frontend that is not Docker\u2019s',
    detail:
      'The image in the syntax directive is a program that decides what the build does, whatever the lines below say.',
    seen: `# syntax=${shown}`,
    // Directives stand at the top of the file, before anything else.
    location: { file: path, lines: { first: 1, last: 1 } },
    fix: { text: 'Use Docker\u2019s own, or leave the directive out.', lines: ['# syntax=docker/dockerfile:1'] },
  });
  return [found];
}

function runFlags(
  { path }: DockerfileFacts,
  { keyword, flags, lines, rest }: DockerfileInstruction,
): readonly Finding[] {
  if (keyword !== 'RUN') return [];
  const location = { file: path, lines };
  const [program = ''] = rest.split(/[\s=]/, 1);
  const key = visibleText(program, 60);
  return flags.flatMap((flag) => {
    if (flag === '--security=insecure') {
      const found = finding(META, {
        key: `security:${key}`,
        title: 'A build step runs without a sandbox',
        detail: 'The step has all privileges on the machine that builds: what it runs can take over that machine.',
        seen: `RUN --security=insecure in line ${lines.first}`,
        location,
        fix: { text: 'Remove --security=insecure; do what needs privileges outside of the build.' },
      });
      return [found];
    }
    if (flag !== '--network=host') return [];
    const found = finding(META, {
      key: `network:${key}`,
      severity: 'medium',
      title: 'A build step uses the network of the host',
      detail:
        'The step reaches every service that listens on the building machine alone, such as metadata and admin ports.',
      seen: `RUN --network=host in line ${lines.first}`,
      location,
      fix: { text: 'Remove --network=host; the network that a build step has anyway reaches the outside.' },
    });
    return [found];
  });
}
