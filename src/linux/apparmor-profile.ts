/** What a file says in the language of AppArmor profiles (apparmor.d(5)). Every text is untrusted. */
export interface AppArmorDocument {
  /** In the order in which they begin; what is nested in a profile follows it. */
  readonly profiles: readonly AppArmorProfile[];
  /** Of the preamble. */
  readonly includes: readonly AppArmorInclude[];
  /** What was not read outside of every profile. */
  readonly notes: readonly AppArmorNote[];
}

export interface AppArmorProfile {
  /** As the kernel knows it: `web`, `/usr/bin/web`, `web//worker` for what is nested. Variables are not expanded. */
  readonly name: string;
  /** Programs that it is attached to, as written. A container is given its profile by name. */
  readonly attachment?: string;
  /** As written: `attach_disconnected`, `complain`. */
  readonly flags: readonly string[];
  /** Whether every word of its head was understood: a flag that was not may be any. */
  readonly headRead: boolean;
  /** From 1, where its head begins. */
  readonly line: number;
  readonly rules: readonly AppArmorRule[];
  readonly includes: readonly AppArmorInclude[];
  /** What was not read: there may be a rule behind each of them, whatever it is. */
  readonly notes: readonly AppArmorNote[];
}

/** Rules from elsewhere, which are not read. */
export interface AppArmorInclude {
  /** `abstractions/base`, or a path when it is not of the system's folder. */
  readonly path: string;
  /** Written in angle brackets: a file below `/etc/apparmor.d` of the machine that loads the profile. */
  readonly ofSystem: boolean;
  readonly ifExists: boolean;
  readonly line: number;
}

export interface AppArmorNote {
  readonly line: number;
  /** Completes "line 7: …": `a rule without a comma`. */
  readonly what: string;
}

/** `deny` wins over what is allowed, whatever the order. */
export interface AppArmorQualifiers {
  readonly audit: boolean;
  readonly access: 'allow' | 'deny';
  readonly owner: boolean;
  /** AppArmor 4.1; 0 when not given. A rule of higher priority wins, also over a `deny`. */
  readonly priority: number;
}

export interface AppArmorRule extends AppArmorQualifiers {
  readonly line: number;
  readonly rule: AppArmorRuleBody;
}

export type AppArmorRuleBody =
  /** Without a path: all files, in all ways. `permissions` as written: `rwklix`. */
  | { readonly kind: 'file'; readonly path?: string; readonly permissions: string; readonly target?: string }
  /** No names: every capability. */
  | { readonly kind: 'capability'; readonly names: readonly string[] }
  | {
      readonly kind: 'mount' | 'remount' | 'umount';
      readonly fstype?: string;
      readonly options: readonly string[];
      readonly source?: string;
      readonly target?: string;
    }
  /** No access: every one. */
  | {
      readonly kind: 'signal' | 'ptrace';
      readonly access: readonly string[];
      readonly set?: string;
      readonly peer?: string;
    }
  /** No target: every profile. */
  | { readonly kind: 'change_profile'; readonly condition?: string; readonly target?: string }
  | { readonly kind: AppArmorPlainKind; readonly words: string };

/** Rules of which only the kind matters here. `all` is everything that AppArmor knows (4.0). */
export type AppArmorPlainKind =
  | 'all'
  | 'network'
  | 'pivot_root'
  | 'unix'
  | 'dbus'
  | 'rlimit'
  | 'link'
  | 'userns'
  | 'io_uring'
  | 'mqueue';
