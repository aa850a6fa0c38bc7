import type { Location } from '../model/finding.ts';
import type { RunContext } from '../model/verdict.ts';
import { type HttpsUrl, httpsUrl } from './https-url.ts';

/** The addresses that a report may link to. Each is undefined where its parts are not known or not sound. */
export interface ReportLinks {
  readonly commit: HttpsUrl | undefined;
  readonly run: HttpsUrl | undefined;
  /** A file's lines at the judged commit. */
  readonly file: (location: Location) => HttpsUrl | undefined;
}

/** Builds all links from the run's circumstances: the server and the repository that the runner named. */
export function reportLinks({ serverUrl, repository, commit, runId, runAttempt }: RunContext): ReportLinks {
  const names = repository === undefined ? undefined : REPOSITORY.exec(repository);
  if (serverUrl === undefined || names === undefined || names === null) return NO_LINKS;
  const [, owner = '', name = ''] = names;
  const known = commit !== undefined && COMMIT.test(commit) ? commit : undefined;
  const run = runId === undefined ? undefined : ['actions', 'runs', String(runId), 'attempts', String(runAttempt ?? 1)];
  return {
    commit: known === undefined ? undefined : httpsUrl(serverUrl, [owner, name, 'commit', known]),
    run: run === undefined ? undefined : httpsUrl(serverUrl, [owner, name, ...run]),
    file: ({ file, lines }) =>
      known === undefined ? undefined : httpsUrl(serverUrl, [owner, name, 'blob', known, ...file.split('/')], lines),
  };
}

const NO_LINKS: ReportLinks = { commit: undefined, run: undefined, file: () => undefined };
const REPOSITORY = /^([A-Za-z0-9_.-]+)\/([A-Za-z0-9_.-]+)$/;
/** SHA-1, and SHA-256 of repositories that use it. */
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
