/**
 * The arguments that BuildKit sets by itself and that every FROM sees: `TARGETPLATFORM`, `BUILDARCH`, … A stage sees
 * them after an ARG of that name. Source: docs.docker.com/reference/dockerfile, "Automatic platform ARGs in the
 * global scope".
 *
 * @param target `linux/amd64`, `linux/arm/v7`: the platform of the image
 * @param build the platform of the machine that builds
 */
export function platformArguments(target: string, build: string = target): ReadonlyMap<string, string> {
  return new Map([...oneSide('BUILD', build), ...oneSide('TARGET', target)]);
}

function oneSide(side: 'BUILD' | 'TARGET', platform: string): readonly [string, string][] {
  const [os = '', architecture = '', variant = ''] = platform.split('/');
  return [
    [`${side}PLATFORM`, platform],
    [`${side}OS`, os],
    [`${side}OSVERSION`, ''],
    [`${side}ARCH`, architecture],
    [`${side}VARIANT`, variant],
  ];
}
