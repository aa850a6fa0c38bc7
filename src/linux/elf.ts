/** Where the program is loaded; the address that linkers use for programs of fixed addresses. */
const BASE = 0x400000n;
const ELF_HEADER = 64;
const PROGRAM_HEADER = 56;
/** Address of the content's first byte. */
export const CODE_START = BASE + BigInt(ELF_HEADER + PROGRAM_HEADER);

/** `e_machine` (System V gABI, "ELF Header"; EM_X86_64, EM_AARCH64). */
const MACHINES = { amd64: 62, arm64: 183 } as const;
export type ElfMachine = keyof typeof MACHINES;

export interface ElfContent {
  readonly bytes: Uint8Array;
  /** Offset of the first instruction among them. */
  readonly entry: number;
  /** Zeros that follow in memory. */
  readonly room: number;
}

/** A static program of one segment: elf(5), Elf64_Ehdr and one Elf64_Phdr of type PT_LOAD, then the content. */
export function elfProgram(machine: ElfMachine, { bytes, entry, room }: ElfContent): Uint8Array {
  const size = ELF_HEADER + PROGRAM_HEADER + bytes.length;
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  // e_ident: the magic number, 64 bits, little endian, version 1; zeros are System V's ABI and padding.
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(16, 2, true); // e_type: ET_EXEC
  view.setUint16(18, MACHINES[machine], true);
  view.setUint32(20, 1, true); // e_version
  view.setBigUint64(24, CODE_START + BigInt(entry), true); // e_entry
  view.setBigUint64(32, BigInt(ELF_HEADER), true); // e_phoff
  view.setUint16(52, ELF_HEADER, true); // e_ehsize
  view.setUint16(54, PROGRAM_HEADER, true); // e_phentsize
  view.setUint16(56, 1, true); // e_phnum
  view.setUint32(64, 1, true); // p_type: PT_LOAD
  view.setUint32(68, 7, true); // p_flags: read, write, execute
  view.setBigUint64(80, BASE, true); // p_vaddr; p_offset is 0
  view.setBigUint64(88, BASE, true); // p_paddr
  view.setBigUint64(96, BigInt(size), true); // p_filesz
  view.setBigUint64(104, BigInt(size + room), true); // p_memsz
  view.setBigUint64(112, 0x1000n, true); // p_align
  file.set(bytes, ELF_HEADER + PROGRAM_HEADER);
  return file;
}
