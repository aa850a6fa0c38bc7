/** Which fields there are, by k8s.io/api v0.37.0, core/v1/types.go, those of older versions among them. */

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(' ').split(' '));
}

export const POD_FIELDS = words(
  'volumes initContainers containers ephemeralContainers restartPolicy terminationGracePeriodSeconds',
  'activeDeadlineSeconds dnsPolicy nodeSelector serviceAccountName serviceAccount automountServiceAccountToken nodeName',
  'hostNetwork hostPID hostIPC shareProcessNamespace securityContext imagePullSecrets hostname subdomain affinity',
  'schedulerName tolerations hostAliases priorityClassName priority dnsConfig readinessGates runtimeClassName',
  'enableServiceLinks preemptionPolicy overhead topologySpreadConstraints setHostnameAsFQDN os hostUsers',
  'schedulingGates resourceClaims resources hostnameOverride schedulingGroup workloadRef evictionResponders',
);

export const CONTAINER_FIELDS = words(
  'name image command args workingDir ports envFrom env resources resizePolicy restartPolicy restartPolicyRules',
  'volumeMounts volumeDevices livenessProbe readinessProbe startupProbe lifecycle terminationMessagePath',
  'terminationMessagePolicy imagePullPolicy securityContext stdin stdinOnce tty targetContainerName',
);

export const SECURITY_CONTEXT_FIELDS = words(
  'capabilities privileged seLinuxOptions windowsOptions runAsUser runAsGroup runAsNonRoot readOnlyRootFilesystem',
  'allowPrivilegeEscalation procMount seccompProfile appArmorProfile',
);

export const POD_SECURITY_CONTEXT_FIELDS = words(
  'seLinuxOptions windowsOptions runAsUser runAsGroup runAsNonRoot supplementalGroups supplementalGroupsPolicy fsGroup',
  'sysctls fsGroupChangePolicy seccompProfile appArmorProfile seLinuxChangePolicy',
);

/** What a volume can be, but `hostPath`, `emptyDir`, `persistentVolumeClaim`, `ephemeral` and `image`. */
export const OTHER_VOLUMES = words(
  'gcePersistentDisk awsElasticBlockStore gitRepo secret nfs iscsi glusterfs rbd flexVolume cinder cephfs flocker',
  'downwardAPI fc azureFile configMap vsphereVolume quobyte azureDisk photonPersistentDisk projected portworxVolume',
  'scaleIO storageos csi',
);

export const VOLUME_MOUNT_FIELDS = words(
  'name readOnly recursiveReadOnly mountPath subPath mountPropagation subPathExpr bindMountOptions',
);
