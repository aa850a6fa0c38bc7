/** Words that stand where a value would be. */
const WORDS = new Set(
  (
    'none null nil undefined n/a na unset empty not-set notset unused ignored todo tbd fixme dummy placeholder fake example ' +
    'sample redacted hidden masked secret-here required optional prompt ask stdin generate generated random auto automatic ' +
    'true false yes no on off y n t f enabled disabled enable disable always never bearer basic authorization ' +
    'include omit same-origin api_key api-key apikey access_token access-token auth_token auth-token'
  ).split(' '),
);

/** Parts that only stand in values that somebody has to replace before anything works. */
const PARTS = [
  'placeholder',
  'dummy',
  'not-a-real',
  'not-real',
  'notreal',
  'not-a-secret',
  'not_a_secret',
  'build-only',
  'fake-',
  'fake_',
];

/**
 * Whether a value only holds the place of one: empty, a variable, `<token>`, `xxx`, `your-token`, `none`, `true`.
 * `changeme` and `password` hold no place: a service starts with them and lets everybody in who tries them.
 */
export function isPlaceholder(written: string): boolean {
  const value = unquoted(written.trim());
  const lower = value.toLowerCase();
  if (value === '' || WORDS.has(lower)) return true;
  if (isReference(value) || isBracketed(value)) return true;
  // `ghp_xxxxxxxx…`: a character repeated in place of a token.
  if (value.length >= 16 && new Set(value.slice(-12)).size <= 2) return true;
  // `xxx`, `****`, `...`, `xxxx-xxxx`, `0000`
  if (/^[xX*.\-_#?0]+$/.test(value)) return true;
  if (
    /^(?:your|my|the|some|insert|enter|put|add|replace|set)[-_ .]?(?:own|api|my|me|the|here|your|access|auth|secret|token|key|password|with)[-_ .a-z]*$/.test(
      lower,
    )
  ) {
    return !/^(?:my|the|some)[-_ .]?(?:secret|password)/.test(lower);
  }
  // `Your_password123` opens something: SQL Server starts with it.
  if (/^your[-_ ][-_ a-z]*$/.test(lower) || /^<.*>$/.test(value)) return true;
  // Keys of documentation end so: `AKIAIOSFODNN7EXAMPLE`. (docs.aws.amazon.com, IAM)
  return /EXAMPLE(?:KEY)?$/.test(value) || PARTS.some((part) => lower.includes(part));
}

function unquoted(value: string): string {
  const quote = value.charAt(0);
  const quoted = value.length >= 2 && (quote === '"' || quote === "'") && value.endsWith(quote);
  return quoted ? value.slice(1, -1) : value;
}

/** `$X`, `${X}`, `$(command)`, `%X%`, `@X@`, a backquoted command, `{{ x }}`, `#{x}`, `__X__`. */
function isReference(value: string): boolean {
  if (/^\$[A-Za-z_{(]/.test(value) || value.startsWith('`') || value.startsWith('{{') || value.startsWith('#{'))
    return true;
  return /^%\w+%$/.test(value) || /^@[\w.]+@$/.test(value) || /^__\w+__$/.test(value);
}

function isBracketed(value: string): boolean {
  return /^<[^>]*>$/.test(value) || /^\[[^\]]*\]$/.test(value) || /^\{\s*\}$/.test(value);
}
