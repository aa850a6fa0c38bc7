/**
 * Sockets with which an engine, or the runtime below it, takes orders, where their makers put them; `*` is any one folder.
 * Sources: the manuals of dockerd, containerd, podman-system-service, crio, cri-dockerd and k3s.
 */
const PLACES = [
  '/run/docker.sock',
  '/run/docker/containerd/containerd.sock',
  '/run/containerd/containerd.sock',
  '/run/podman/podman.sock',
  '/run/crio/crio.sock',
  '/run/cri-dockerd.sock',
  '/run/k3s/containerd/containerd.sock',
  '/run/user/*/docker.sock',
  '/run/user/*/podman/podman.sock',
];

/** Anywhere: Docker Desktop, Colima, MicroK8s and others have places of their own for them. */
const NAME = /^(?:docker|containerd|podman|crio|cri-dockerd|dockershim)(?:\.(?:raw|proxy))?\.sock(?:\.ttrpc)?$/;
/** The named pipe of Docker on Windows, which Docker Desktop gives to Linux containers as the socket. */
const PIPE = /^\/pipe\/docker\w*$/;

/**
 * The socket of an engine that a mount of this host path brings along: the path itself, or one below it.
 *
 * @param path under its one name, as `hostMounts` answers it
 */
export function engineSocketBehind(path: string): string | undefined {
  if (NAME.test(path.slice(path.lastIndexOf('/') + 1)) || PIPE.test(path)) return path;
  return PLACES.find((place) => holds(path, place));
}

function holds(folder: string, place: string): boolean {
  const [parts, wanted] = [folder.split('/').filter(Boolean), place.split('/').filter(Boolean)];
  if (!folder.startsWith('/') || parts.length > wanted.length) return false;
  return parts.every((part, index) => wanted[index] === '*' || wanted[index] === part);
}
