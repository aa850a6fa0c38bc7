/** The form of a token that a service gives out: a prefix of its own, then so many characters of one alphabet. */
export interface TokenShape {
  /** Completes "holds a …". */
  readonly kind: string;
  readonly prefixes: readonly string[];
  readonly alphabet: Alphabet;
  /** Characters after the prefix. */
  readonly min: number;
  readonly max: number;
  /** Where its form is written down in public. */
  readonly source: string;
  /** Such keys are also made for programs that everybody can read: a name that says so excuses them. */
  readonly publishable?: boolean;
}

export type Alphabet = 'alphanumeric' | 'hex' | 'upper' | 'word' | 'dashed' | 'dotted';

const ALPHABETS: Readonly<Record<Alphabet, RegExp>> = {
  alphanumeric: /[A-Za-z0-9]/,
  hex: /[0-9a-f]/,
  upper: /[A-Z0-9]/,
  word: /[A-Za-z0-9_]/,
  dashed: /[A-Za-z0-9_-]/,
  dotted: /[A-Za-z0-9_.=-]/,
};

export function isOf(alphabet: Alphabet, character: string): boolean {
  return ALPHABETS[alphabet].test(character);
}

const GITHUB =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github';
const GITLAB = 'https://docs.gitlab.com/security/tokens/#token-prefixes';
const AWS_IDS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids';
const SLACK = 'https://docs.slack.dev/authentication/tokens/';
const STRIPE = 'https://docs.stripe.com/keys';
const SHOPIFY = 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens';
/** For services that give no description of their own: the public rules of a scanner that is widely used. */
const GITLEAKS = 'https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml';
const TRUFFLEHOG_DOCKER_HUB =
  'https://github.com/trufflesecurity/trufflehog/blob/main/pkg/detectors/dockerhub/v2/dockerhub.go';
const NOSEY_PARKER =
  'https://github.com/praetorian-inc/noseyparker/blob/main/crates/noseyparker/data/default/builtin/rules';

/** Of GitLab; runner registration tokens have a prefix of their own. */
const GITLAB_PREFIXES = 'glpat- gldt- glrt- glcbt- glptt- glft- glsoat- glimt- glagent- gloas- glffct- GR1348941'.split(
  ' ',
);

/** One line a kind: what it is, prefixes, alphabet, fewest and most characters after the prefix, source. */
type Row = readonly [string, readonly string[], Alphabet, number, number, string];

const ROWS: readonly Row[] = [
  ['GitHub token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], 'alphanumeric', 36, 255, GITHUB],
  ['GitHub fine-grained token', ['github_pat_'], 'word', 60, 255, GITHUB],
  ['GitLab token', GITLAB_PREFIXES, 'dotted', 20, 320, GITLAB],
  ['AWS access key id', ['AKIA', 'ASIA'], 'upper', 16, 16, AWS_IDS],
  ['Google OAuth client secret', ['GOCSPX-'], 'dashed', 28, 28, `${NOSEY_PARKER}/google.yml`],
  ['Slack token', ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxe-', 'xoxe.', 'xapp-'], 'dotted', 20, 400, SLACK],
  ['Stripe secret key', ['sk_live_', 'rk_live_'], 'alphanumeric', 16, 247, STRIPE],
  ['Stripe webhook secret', ['whsec_'], 'alphanumeric', 32, 64, 'https://docs.stripe.com/webhooks'],
  [
    'npm token',
    ['npm_'],
    'alphanumeric',
    36,
    36,
    'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/',
  ],
  // A macaroon: the prefix is version 2 and the start of its location. (pypi.org/help, "apitoken".)
  ['PyPI token', ['pypi-AgE'], 'dashed', 50, 1000, 'https://pypi.org/help/#apitoken'],
  ['Twilio API key', ['SK'], 'hex', 32, 32, 'https://www.twilio.com/docs/glossary/what-is-a-sid'],
  ['Docker Hub token', ['dckr_pat_', 'dckr_oat_'], 'dashed', 27, 32, TRUFFLEHOG_DOCKER_HUB],
  ['DigitalOcean token', ['dop_v1_', 'doo_v1_', 'dor_v1_'], 'hex', 64, 64, GITLEAKS],
  [
    'Hugging Face token',
    ['hf_', 'api_org_'],
    'alphanumeric',
    34,
    37,
    'https://huggingface.co/docs/hub/security-tokens',
  ],
  ['OpenAI API key', ['sk-proj-', 'sk-svcacct-', 'sk-admin-'], 'dashed', 40, 255, GITLEAKS],
  ['Anthropic API key', ['sk-ant-'], 'dashed', 40, 255, GITLEAKS],
  ['Shopify token', ['shpat_', 'shpca_', 'shppa_', 'shpss_'], 'hex', 32, 32, SHOPIFY],
  ['Databricks token', ['dapi'], 'hex', 32, 32, GITLEAKS],
  [
    'Vault token',
    ['hvs.', 'hvb.', 'hvr.'],
    'dashed',
    24,
    300,
    'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  ],
  ['Grafana service account token', ['glsa_'], 'word', 41, 41, GITLEAKS],
  ['New Relic key', ['NRAK-'], 'upper', 27, 27, GITLEAKS],
  ['Postman API key', ['PMAK-'], 'dashed', 59, 59, GITLEAKS],
  ['RubyGems key', ['rubygems_'], 'hex', 48, 48, 'https://guides.rubygems.org/api-key-scopes/'],
  ['Linear API key', ['lin_api_'], 'alphanumeric', 40, 40, GITLEAKS],
  ['Pulumi token', ['pul-'], 'hex', 40, 40, GITLEAKS],
  ['Atlassian token', ['ATATT3'], 'dotted', 100, 300, GITLEAKS],
  ['Groq API key', ['gsk_'], 'alphanumeric', 50, 54, `${NOSEY_PARKER}/groq.yml`],
  ['Perplexity API key', ['pplx-'], 'alphanumeric', 48, 48, GITLEAKS],
  ['Alibaba Cloud access key id', ['LTAI'], 'alphanumeric', 20, 20, GITLEAKS],
  ['Artifactory key', ['AKCp'], 'alphanumeric', 69, 69, GITLEAKS],
  ['Doppler token', ['dp.pt.'], 'alphanumeric', 43, 43, GITLEAKS],
  ['Dynatrace token', ['dt0c01.'], 'dotted', 89, 89, GITLEAKS],
  ['Fly.io token', ['fo1_'], 'dashed', 43, 43, GITLEAKS],
  ['Heroku API key', ['HRKU-AA'], 'dashed', 58, 58, GITLEAKS],
  ['Notion token', ['ntn_'], 'alphanumeric', 46, 46, GITLEAKS],
  ['OpenShift token', ['sha256~'], 'dashed', 43, 43, GITLEAKS],
  ['PlanetScale token', ['pscale_tkn_', 'pscale_oauth_', 'pscale_pw_'], 'dotted', 32, 64, GITLEAKS],
  ['Sendinblue API key', ['xkeysib-'], 'dashed', 81, 81, GITLEAKS],
  ['Sentry user token', ['sntryu_'], 'hex', 64, 64, GITLEAKS],
  ['Shippo token', ['shippo_live_'], 'hex', 40, 40, GITLEAKS],
  ['Square access token', ['sq0atp-'], 'dashed', 22, 60, GITLEAKS],
  ['age secret key', ['AGE-SECRET-KEY-1'], 'upper', 58, 58, 'https://c2sp.org/age'],
];

/** Prefixes that nobody writes by chance, with their lengths. A value that only looks random is none. */
export const TOKEN_SHAPES: readonly TokenShape[] = [
  ...ROWS.map(([kind, prefixes, alphabet, min, max, source]) => ({ kind, prefixes, alphabet, min, max, source })),
  {
    kind: 'Google API key',
    prefixes: ['AIza'],
    alphabet: 'dashed',
    min: 35,
    max: 35,
    source: 'https://docs.cloud.google.com/docs/authentication/api-keys',
    // Those of Firebase are "public by design". (firebase.google.com/docs/projects/api-keys)
    publishable: true,
  },
];

/**
 * The tokens in a text that have the shape. Each prefix is looked for once, and each run of characters after it is
 * read once: the time is linear in the text.
 */
export function tokensOf(shape: TokenShape, text: string): readonly string[] {
  return shape.prefixes.flatMap((prefix) => {
    const found: string[] = [];
    for (let at = text.indexOf(prefix); at >= 0; ) {
      const start = at + prefix.length;
      let end = start;
      while (end < text.length && isOf(shape.alphabet, text.charAt(end))) end += 1;
      const length = end - start;
      // Neither the middle nor the start of a longer word.
      const alone = !isOf('word', text.charAt(at - 1)) && !isOf('word', text.charAt(end));
      if (alone && length >= shape.min && length <= shape.max) found.push(text.slice(at, end));
      at = text.indexOf(prefix, end);
    }
    return found;
  });
}
