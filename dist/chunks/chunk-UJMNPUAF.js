import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);

// src/linux/notable-files.ts
var ATTACK_TOOLS = {
  nmap: "scans networks for open ports",
  ncat: "opens connections and shells over the network",
  nping: "makes network packets of any kind",
  nc: "opens connections and shells over the network",
  "nc.openbsd": "opens connections and shells over the network",
  "nc.traditional": "opens connections and shells over the network",
  netcat: "opens connections and shells over the network",
  socat: "relays connections and shells over the network",
  masscan: "scans whole networks for open ports",
  zmap: "scans whole networks for open ports",
  hping3: "makes network packets of any kind",
  "arp-scan": "finds the machines of a network",
  tcpdump: "records network traffic",
  tshark: "records network traffic",
  dumpcap: "records network traffic",
  ettercap: "gets between the machines of a network",
  bettercap: "gets between the machines of a network",
  dsniff: "collects passwords from network traffic",
  responder: "collects credentials from a network",
  hydra: "guesses passwords of network services",
  medusa: "guesses passwords of network services",
  john: "guesses passwords from their hashes",
  hashcat: "guesses passwords from their hashes",
  sqlmap: "breaks into databases through web applications",
  nikto: "looks for holes in web servers",
  gobuster: "looks for hidden paths of web servers",
  msfconsole: "breaks into machines",
  msfvenom: "makes programs that break into machines",
  "aircrack-ng": "breaks into wireless networks",
  chisel: "tunnels out of a network",
  strace: "reads what other processes do, and their memory's contents",
  ltrace: "reads what other processes do, and their memory's contents",
  gdb: "reads and changes the memory of other processes",
  gdbserver: "reads and changes the memory of other processes",
  capsh: "changes the capabilities that programs run with",
  setcap: "gives capabilities to programs"
};
var SSH_SERVERS = {
  sshd: "is the SSH server of OpenSSH",
  dropbear: "is a small SSH server",
  tinysshd: "is a small SSH server"
};
var ENGINE_SOCKETS = {
  "docker.sock": "is the socket that controls Docker",
  "containerd.sock": "is the socket that controls containerd",
  "podman.sock": "is the socket that controls Podman",
  "crio.sock": "is the socket that controls CRI-O"
};
var PACKAGE_MANAGERS = {
  "apt-get": "installs packages of Debian",
  dpkg: "installs packages of Debian",
  apk: "installs packages of Alpine",
  dnf: "installs packages of Fedora and Red Hat",
  microdnf: "installs packages of Fedora and Red Hat",
  yum: "installs packages of Red Hat",
  rpm: "installs packages of Red Hat and SUSE",
  zypper: "installs packages of SUSE",
  pacman: "installs packages of Arch"
};
var SHELLS = {
  sh: "runs commands",
  bash: "runs commands",
  ash: "runs commands",
  dash: "runs commands",
  zsh: "runs commands",
  busybox: "has a shell and most commands in it"
};
var COMPILERS = {
  gcc: "compiles C",
  "g++": "compiles C++",
  cc: "compiles C",
  clang: "compiles C and C++",
  tcc: "compiles C",
  rustc: "compiles Rust",
  javac: "compiles Java",
  go: "compiles Go",
  make: "runs builds"
};
var LEFTOVERS = {
  ".git": "holds the history of the sources",
  ".svn": "holds the history of the sources",
  ".hg": "holds the history of the sources",
  Dockerfile: "says how the image was built",
  ".dockerignore": "says what was kept out of the build",
  ".npm": "is a cache of packages",
  ".bash_history": "holds commands that were typed"
};
var PROGRAM_FOLDERS = /* @__PURE__ */ new Set([
  "/bin",
  "/sbin",
  "/usr/bin",
  "/usr/sbin",
  "/usr/local/bin",
  "/usr/local/sbin",
  "/usr/local/go/bin"
]);
var PROGRAMS = tableOf([
  ["attack-tool", ATTACK_TOOLS],
  ["ssh-server", SSH_SERVERS],
  ["package-manager", PACKAGE_MANAGERS],
  ["shell", SHELLS],
  ["compiler", COMPILERS]
]);
var ANYWHERE = tableOf([
  ["engine-socket", ENGINE_SOCKETS],
  ["leftover", LEFTOVERS]
]);
function tableOf(lists) {
  return new Map(
    lists.flatMap(
      ([category, table]) => Object.entries(table).map(([name, reason]) => [name, { category, name, reason }])
    )
  );
}
function notableFile(path) {
  const slash = path.lastIndexOf("/");
  const name = path.slice(slash + 1);
  const program = PROGRAMS.get(name);
  if (program !== void 0) return PROGRAM_FOLDERS.has(path.slice(0, slash)) || isOpt(path) ? program : void 0;
  return ANYWHERE.get(name);
}
function isOpt(path) {
  return path.startsWith("/opt/") && path.slice(0, path.lastIndexOf("/")).endsWith("/bin");
}

export {
  notableFile
};
