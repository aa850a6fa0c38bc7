/** Folders that package managers of languages fill with what everybody can download. */
const PACKAGE_FOLDERS = new Set([
  'site-packages',
  'dist-packages',
  'node_modules',
  'gems',
  'vendor',
  'bower_components',
]);
/** The same, as two parts of a path: Go's sources and modules, Cargo's registry, Maven's and NuGet's caches. */
const PACKAGE_PATHS = new Set(['go/src', 'pkg/mod', '.cargo/registry', 'cargo/registry']);
/** `python3.11`, `perl5`, `go-1.19`, `ruby`: libraries that come with the language itself. */
const LANGUAGE = /^(?:python\d(?:\.\d{1,3})?|perl5?|go-\d\.\d{1,3}|ruby)$/;

const EXAMPLES = new Set(
  (
    'test tests testing testdata test-data test_data testcert testcerts fixture fixtures __tests__ __fixtures__ spec specs t ' +
    'example examples sample samples demo demos certdata mock mocks'
  ).split(' '),
);
const DOCUMENTATION = ['/usr/share/doc/', '/usr/local/share/doc/', '/usr/share/man/', '/usr/share/info/'];

/**
 * Whether a file is an example that comes with a public package: documentation of the distribution, or a folder for tests
 * and examples below one that a language's package manager fills. What is in it is known to everybody already, and opens
 * nothing unless somebody uses it. The application's own folder for tests is none.
 */
export function isPublishedExample(path: string): boolean {
  if (DOCUMENTATION.some((folder) => path.startsWith(folder))) return true;
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  const packages = parts.findIndex((part, at) => {
    const inLibraries = LANGUAGE.test(part) && /^(?:lib(?:32|64)?|share)$/.test(parts[at - 1] ?? '');
    return PACKAGE_FOLDERS.has(part) || PACKAGE_PATHS.has(`${parts[at - 1]}/${part}`) || inLibraries;
  });
  if (packages < 0) return false;
  const isExample = parts.slice(packages + 1, -1).some((part) => EXAMPLES.has(part));
  // Tests of Go stand beside what they test.
  return isExample || name.endsWith('_test.go');
}
