import type { Severity } from '../../model/severity.ts';

/** How bad a device of the host in a container is, and what it is. */
export interface DeviceGrade {
  readonly severity: Severity;
  readonly what: string;
}

const DISK: DeviceGrade = { severity: 'critical', what: 'a disk of the host, below every right of its files' };
const MEMORY: DeviceGrade = { severity: 'critical', what: 'the memory of the host' };
const ALL: DeviceGrade = { severity: 'critical', what: 'every device of the host, disks and memory with them' };
const USUAL: DeviceGrade = { severity: 'medium', what: 'a driver of the host’s kernel that is made for such programs' };
const OTHER: DeviceGrade = { severity: 'high', what: 'a driver of the host’s kernel' };
const GPU: DeviceGrade = { severity: 'negligible', what: 'a graphics processor' };

/** Paths below /dev. Source: Documentation/admin-guide/devices.txt of Linux, and the rules of udev. */
const BY_PATH: readonly (readonly [RegExp, DeviceGrade | undefined])[] = [
  // Every container has them by default.
  [/^(?:null|zero|full|random|urandom|tty|pts|ptmx|shm|stdin|stdout|stderr|fd)(?:\/|$)/, undefined],
  [/^(?:mem|kmem|port|kcore|crash)$/, MEMORY],
  [/^cpu\/(?:\d+|\*)\/msr$/, MEMORY],
  [/^(?:sd|hd|vd|xvd)[a-z]+\d*$|^sg\d+$|^(?:nvme|mmcblk|dm-|md|bcache|zd|nbd)\d/, DISK],
  [/^(?:disk|mapper|md|block|zvol|root|vg[^/]*)(?:\/|$)/, DISK],
  [/^(?:fuse|kvm|vhost-net|vhost-vsock|ppp|cuse)$|^net\/tun$/, USUAL],
  [/^(?:dri|snd|bus\/usb|serial|dvb|dma_heap|accel|gpiomem)(?:\/|$)/, USUAL],
  [/^(?:kfd|vchiq|vcsm-cma|apex_\d+|hailo\d+|sr\d+|cdrom)$/, USUAL],
  [/^(?:nvidia|davinci|galcore|mali|rga|mpp_service)[\w-]*$/, USUAL],
  [/^(?:tty(?:USB|ACM|AMA|S|THS)|video|media|v4l-subdev|gpiochip|gpiomem|i2c-|spidev|hidraw|rtc)\d*(?:\.\d+)?$/, USUAL],
];

/** How bad it is that a container gets this device; undefined for what it has anyway. `vendor.com/gpu=0` is a CDI device. */
export function gradeDevice(source: string): DeviceGrade | undefined {
  const [, kind] = /^[A-Za-z][\w.-]*\/([\w-]+)=/.exec(source) ?? [];
  if (kind !== undefined) return kind === 'gpu' ? GPU : USUAL;
  if (source === '/dev' || source === '/') return ALL;
  if (!source.startsWith('/dev/')) return OTHER;
  const name = source.slice('/dev/'.length);
  const known = BY_PATH.find(([pattern]) => pattern.test(name));
  return known === undefined ? OTHER : known[1];
}

/** Character devices of usual hardware by major number: sound, video, serial over USB, USB, graphics, render (devices.txt). */
const USUAL_MAJORS = [81, 116, 166, 188, 189, 195, 226];
/** The ones of every container: null, zero, full, random, urandom; tty, console, ptmx; pseudo terminals. */
const ORDINARY = /^c (?:1:[35789]|5:[012]|136:(?:\d+|\*)) /;

/** How bad a rule of the devices' control group is; undefined when it gives nothing. */
export function gradeDeviceRule(rule: string): DeviceGrade | undefined {
  const [, type, major = '', minor = '', access = ''] = /^([abc]) (\d+|\*):(\d+|\*) ([rwm]+)$/.exec(rule) ?? [];
  if (type === undefined) return /^a(?:\s|$)/.test(rule) ? ALL : OTHER;
  // The kernel reads nothing behind the `a`: cgroup-v1/devices.rst.
  if (type === 'a') return ALL;
  // To make a node is allowed by default, to open it is not.
  if (!/[rw]/.test(access) || ORDINARY.test(rule)) return undefined;
  if (major === '*') return ALL;
  if (type === 'b') return DISK;
  if (Number(major) === 1) return ['1', '2', '4', '*'].includes(minor) ? MEMORY : OTHER;
  return USUAL_MAJORS.includes(Number(major)) ? USUAL : OTHER;
}

/** What `--gpus` gives. */
export const GPU_GRADE = GPU;
