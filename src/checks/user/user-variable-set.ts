import { userPartOf } from '../../linux/users.ts';
import { type CheckResult, defineCheck, finding } from '../../model/check.ts';
import type { DockerfileFacts, UserInstruction } from '../../model/dockerfile.ts';
import type { ImageConfig } from '../../model/evidence.ts';
import type { Fix } from '../../model/finding.ts';
import { visibleText } from '../../model/visible-text.ts';
import { decidingLine } from './deciding-line.ts';
import { notForLinux, showUser } from './effective-user.ts';
import { CIS_USER, OCI_CONFIG_USER } from './references.ts';

const META = { id: 'user-variable-set', severity: 'high' } as const;

/** The variables of the deciding USER line had a value when the image was built. */
export const userVariableSet = defineCheck({
  ...META,
  title: 'The variables in USER have a value',
  area: 'user',
  needs: ['image-config', 'dockerfile'],
  uses: [],
  references: [CIS_USER, OCI_CONFIG_USER],
  evaluate: ({ 'image-config': config, dockerfile }) => {
    const other = notForLinux(config);
    if (other !== undefined) return other;
    const { user } = dockerfile;
    if (user === undefined) {
      return { kind: 'not-applicable', observed: 'The stage that is built has no USER instruction.' };
    }
    return judge(config, dockerfile, user);
  },
});

function judge(config: ImageConfig, dockerfile: DockerfileFacts, user: UserInstruction): CheckResult {
  const seen = `USER ${visibleText(user.raw, 80)} → ${config.user === '' ? 'empty' : showUser(config.user)}`;
  const what = lostVariable(config, user);
  if (what === undefined) return { kind: 'judged', seen, findings: [] };
  const deciding = decidingLine(config, dockerfile);
  const found = finding(META, {
    key: 'variable',
    title: 'The variable in USER has no value',
    detail: `${what} ${deciding.sentence} The build succeeds all the same.`,
    seen,
    location: { file: dockerfile.path, lines: user.lines },
    fix: cure(user),
  });
  return { kind: 'judged', seen, findings: [found] };
}

/** The image says whether a variable was lost; the Dockerfile says which. */
function lostVariable(config: ImageConfig, user: UserInstruction): string | undefined {
  if (user.raw.includes('$') && userPartOf(config.user) === '') {
    const names = user.unset.slice(0, 5).map((name) => visibleText(name, 60));
    const which = names.length === 0 ? 'Its variables are empty' : `${names.join(', ')} had no value`;
    return `${which} in this stage during the build, so the user is empty, and empty means root.`;
  }
  // `$name` and `${name}`; a lone dollar sign at the end of a name is no variable.
  if (/\$[A-Za-z_{]/.test(config.user)) {
    return 'The dollar sign reached the image: quoted or escaped, a variable stays as it is written.';
  }
  return undefined;
}

function cure(user: UserInstruction): Fix {
  const [name] = user.unset;
  const plain = name !== undefined && /^[A-Za-z_][A-Za-z0-9_]{0,60}$/.test(name) ? name : undefined;
  const text =
    'An ARG before the first FROM is unknown inside a stage until it is declared there again. ' +
    'Best, write the number; or declare the variable in this stage with a default.';
  if (plain === undefined) return { text, lines: ['USER 20002:10001'], placement: 'replace' };
  return { text, lines: [`ARG ${plain}=20002:10001`, `USER \${${plain}}`], placement: 'replace' };
}
