/**
 * Programs with the setuid or setgid bit that distributions install for their own work, by their last component: the
 * packages passwd, login, mount, util-linux, pam, dbus and openssh-client of Debian and Ubuntu, shadow-utils, util-linux and
 * pam of Fedora and Red Hat, shadow of SUSE, busybox-suid of Alpine. sudo and pkexec are not among them: they are
 * installed for somebody, and have a finding of their own.
 */
const USUAL = new Set([
  ...['su', 'mount', 'umount', 'passwd', 'chsh', 'chfn', 'gpasswd', 'newgrp', 'chage', 'expiry', 'bbsuid'],
  ...['newuidmap', 'newgidmap', 'unix_chkpwd', 'unix2_chkpwd', 'pam_timestamp_check', 'pam_extrausers_chkpwd'],
  ...['ssh-keysign', 'ssh-agent', 'dbus-daemon-launch-helper', 'utempter', 'wall', 'write', 'bsd-write', 'write.ul'],
  ...['grub2-set-bootflag', 'usernetctl', 'dotlockfile', 'crontab'],
]);

const FOLDERS = ['/bin/', '/sbin/', '/usr/bin/', '/usr/sbin/', '/usr/lib/', '/usr/libexec/', '/usr/lib64/'];

/** @param path absolute */
export function isUsualSetuidFile(path: string): boolean {
  return FOLDERS.some((folder) => path.startsWith(folder)) && USUAL.has(path.slice(path.lastIndexOf('/') + 1));
}
