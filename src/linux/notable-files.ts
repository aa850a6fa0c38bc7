/** Why a check asks about a file by its name. */
export interface NotableFile {
  readonly category:
    | 'attack-tool'
    | 'ssh-server'
    | 'engine-socket'
    | 'package-manager'
    | 'shell'
    | 'compiler'
    | 'leftover';
  /** `nmap`, `docker.sock`, `.git`. */
  readonly name: string;
  /** Completes "`nmap` …": `scans networks for open ports`. */
  readonly reason: string;
}

type Table = Readonly<Record<string, string>>;

/** What helps whoever got in to look around, listen in, move on or debug others' processes. */
const ATTACK_TOOLS: Table = {
  nmap: 'scans networks for open ports',
  ncat: 'opens connections and shells over the network',
  nping: 'makes network packets of any kind',
  nc: 'opens connections and shells over the network',
  'nc.openbsd': 'opens connections and shells over the network',
  'nc.traditional': 'opens connections and shells over the network',
  netcat: 'opens connections and shells over the network',
  socat: 'relays connections and shells over the network',
  masscan: 'scans whole networks for open ports',
  zmap: 'scans whole networks for open ports',
  hping3: 'makes network packets of any kind',
  'arp-scan': 'finds the machines of a network',
  tcpdump: 'records network traffic',
  tshark: 'records network traffic',
  dumpcap: 'records network traffic',
  ettercap: 'gets between the machines of a network',
  bettercap: 'gets between the machines of a network',
  dsniff: 'collects passwords from network traffic',
  responder: 'collects credentials from a network',
  hydra: 'guesses passwords of network services',
  medusa: 'guesses passwords of network services',
  john: 'guesses passwords from their hashes',
  hashcat: 'guesses passwords from their hashes',
  sqlmap: 'breaks into databases through web applications',
  nikto: 'looks for holes in web servers',
  gobuster: 'looks for hidden paths of web servers',
  msfconsole: 'breaks into machines',
  msfvenom: 'makes programs that break into machines',
  'aircrack-ng': 'breaks into wireless networks',
  chisel: 'tunnels out of a network',
  strace: "reads what other processes do, and their memory's contents",
  ltrace: "reads what other processes do, and their memory's contents",
  gdb: 'reads and changes the memory of other processes',
  gdbserver: 'reads and changes the memory of other processes',
  capsh: 'changes the capabilities that programs run with',
  setcap: 'gives capabilities to programs',
};

const SSH_SERVERS: Table = {
  sshd: 'is the SSH server of OpenSSH',
  dropbear: 'is a small SSH server',
  tinysshd: 'is a small SSH server',
};

const ENGINE_SOCKETS: Table = {
  'docker.sock': 'is the socket that controls Docker',
  'containerd.sock': 'is the socket that controls containerd',
  'podman.sock': 'is the socket that controls Podman',
  'crio.sock': 'is the socket that controls CRI-O',
};

const PACKAGE_MANAGERS: Table = {
  'apt-get': 'installs packages of Debian',
  dpkg: 'installs packages of Debian',
  apk: 'installs packages of Alpine',
  dnf: 'installs packages of Fedora and Red Hat',
  microdnf: 'installs packages of Fedora and Red Hat',
  yum: 'installs packages of Red Hat',
  rpm: 'installs packages of Red Hat and SUSE',
  zypper: 'installs packages of SUSE',
  pacman: 'installs packages of Arch',
};

const SHELLS: Table = {
  sh: 'runs commands',
  bash: 'runs commands',
  ash: 'runs commands',
  dash: 'runs commands',
  zsh: 'runs commands',
  busybox: 'has a shell and most commands in it',
};

const COMPILERS: Table = {
  gcc: 'compiles C',
  'g++': 'compiles C++',
  cc: 'compiles C',
  clang: 'compiles C and C++',
  tcc: 'compiles C',
  rustc: 'compiles Rust',
  javac: 'compiles Java',
  go: 'compiles Go',
  make: 'runs builds',
};

const LEFTOVERS: Table = {
  '.git': 'holds the history of the sources',
  '.svn': 'holds the history of the sources',
  '.hg': 'holds the history of the sources',
  Dockerfile: 'says how the image was built',
  '.dockerignore': 'says what was kept out of the build',
  '.npm': 'is a cache of packages',
  '.bash_history': 'holds commands that were typed',
};

/** Folders that programs are started from: elsewhere a name such as `go` or `john` says nothing. */
const PROGRAM_FOLDERS = new Set([
  '/bin',
  '/sbin',
  '/usr/bin',
  '/usr/sbin',
  '/usr/local/bin',
  '/usr/local/sbin',
  '/usr/local/go/bin',
]);

const PROGRAMS = tableOf([
  ['attack-tool', ATTACK_TOOLS],
  ['ssh-server', SSH_SERVERS],
  ['package-manager', PACKAGE_MANAGERS],
  ['shell', SHELLS],
  ['compiler', COMPILERS],
]);
const ANYWHERE = tableOf([
  ['engine-socket', ENGINE_SOCKETS],
  ['leftover', LEFTOVERS],
]);

function tableOf(lists: readonly (readonly [NotableFile['category'], Table])[]): ReadonlyMap<string, NotableFile> {
  return new Map(
    lists.flatMap(([category, table]) =>
      Object.entries(table).map(([name, reason]) => [name, { category, name, reason }] as const),
    ),
  );
}

/**
 * What a file's name makes of it for a check. Asked for every entry of an image.
 *
 * @param path absolute, without a slash at its end
 */
export function notableFile(path: string): NotableFile | undefined {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const program = PROGRAMS.get(name);
  if (program !== undefined) return PROGRAM_FOLDERS.has(path.slice(0, slash)) || isOpt(path) ? program : undefined;
  return ANYWHERE.get(name);
}

/** `/opt/NAME/bin/tool`. */
function isOpt(path: string): boolean {
  return path.startsWith('/opt/') && path.slice(0, path.lastIndexOf('/')).endsWith('/bin');
}
