interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string | null | undefined;
}

/** A platform in the words that engines compare (containerd/platforms, database.go). */
export function normalPlatform({ os, architecture, variant }: Platform): Required<Record<keyof Platform, string>> {
  const lower = (variant ?? '').toLowerCase();
  return { os: os.toLowerCase(), ...normalArchitecture(architecture.toLowerCase(), lower) };
}

function normalArchitecture(architecture: string, variant: string): { architecture: string; variant: string } {
  switch (architecture) {
    case 'i386':
      return { architecture: '386', variant: '' };
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return { architecture: 'amd64', variant: variant === 'v1' ? '' : variant };
    case 'aarch64':
    case 'arm64':
      return { architecture: 'arm64', variant: ['8', 'v8', 'v8.0'].includes(variant) ? '' : variant };
    case 'armhf':
      return { architecture: 'arm', variant: 'v7' };
    case 'armel':
      return { architecture: 'arm', variant: 'v6' };
    case 'arm':
      return { architecture, variant: /^[5-8]$/.test(variant) ? `v${variant}` : variant || 'v7' };
    default:
      return { architecture, variant };
  }
}
