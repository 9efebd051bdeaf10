{{/* The Pod of a bot or a worker. Called with the root, the process and its values. */}}
{{- define "labrador.pod" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
metadata:
  labels:
    {{- include "labrador.labels" . | nindent 4 }}
  annotations:
    # other settings are another Pod
    labrador.dev/settings: {{ $values.settings | toJson | sha256sum }}
spec:
  serviceAccountName: labrador
  enableServiceLinks: false
  # what runs is given 20 s, and all of ending 27
  terminationGracePeriodSeconds: 35
  {{- with $values.imagePullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 1000
    runAsGroup: 1000
    fsGroup: 1000
    seccompProfile:
      type: RuntimeDefault
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "labrador.selector" . | nindent 10 }}
  {{- with .values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if include "labrador.ownLabs" $root }}
  initContainers:
    {{- with $values.labs.image }}
    {{- if .repository }}
    - name: labs-of-image
      image: {{ .repository }}:{{ .tag }}
      command: [cp, -r, {{ .path }}/., /labrador-labs/]
      securityContext:
        {{- include "labrador.containerSecurity" $root | nindent 8 }}
      volumeMounts:
        - {name: labs, mountPath: /labrador-labs}
    {{- end }}
    {{- end }}
    - name: labs
      image: {{ include "labrador.image" $root }}
      imagePullPolicy: {{ $values.image.pullPolicy }}
      # those of the image, and of each ConfigMap: `__` in a key is `/` in a path
      command:
        - node
        - -e
        - |
          const {copyFileSync, cpSync, mkdirSync, readdirSync} = require('node:fs');
          const {dirname, join} = require('node:path');
          cpSync('/app/specs', '/labs', {recursive: true, force: false});
          for (const lab of readdirSync('/given')) {
            for (const key of readdirSync(join('/given', lab))) {
              if (key.startsWith('..')) continue;
              const path = join('/labs', lab, ...key.split('__'));
              mkdirSync(dirname(path), {recursive: true});
              copyFileSync(join('/given', lab, key), path);
            }
          }
      securityContext:
        {{- include "labrador.containerSecurity" $root | nindent 8 }}
      volumeMounts:
        - {name: labs, mountPath: /labs}
        - {name: given, mountPath: /given}
        {{- range $values.labs.configMaps }}
        - {name: lab-{{ .name }}, mountPath: /given/{{ .name }}}
        {{- end }}
  {{- end }}
  containers:
    - name: {{ .process }}
      image: {{ include "labrador.image" $root }}
      imagePullPolicy: {{ $values.image.pullPolicy }}
      command: [node, src/main.ts, {{ .process }}]
      envFrom:
        - secretRef:
            name: {{ $values.discord.existingSecret }}
      env:
        - {name: CLUSTER, value: in-cluster}
        - {name: HEALTH_PORT, value: '8081'}
        {{- if $values.redis.enabled }}
        {{- with $values.redis.existingSecret }}
        - name: REDIS_PASSWORD
          valueFrom:
            secretKeyRef: {name: {{ . }}, key: REDIS_PASSWORD}
        {{- end }}
        - name: REDIS_URL
          value: redis://{{ if $values.redis.existingSecret }}:$(REDIS_PASSWORD)@{{ end }}{{ include "labrador.name" $root }}-redis:6379
        {{- else }}
        - name: REDIS_URL
          valueFrom:
            secretKeyRef: {name: {{ required "externalRedis.existingSecret is missing: a Secret with REDIS_URL. Or set redis.enabled." $values.externalRedis.existingSecret }}, key: REDIS_URL}
        {{- if $values.externalRedis.caSecret }}
        - {name: NODE_EXTRA_CA_CERTS, value: /redis-ca/ca.crt}
        {{- end }}
        {{- end }}
        {{- if include "labrador.ownLabs" $root }}
        - {name: LABS_DIR, value: /labs}
        {{- end }}
        {{- range $name, $value := $values.settings }}
        - {name: {{ $name }}, value: {{ $value | quote }}}
        {{- end }}
      ports:
        - {name: health, containerPort: 8081}
      # what lives is left alone, whatever it waits for
      livenessProbe:
        httpGet: {path: /healthz, port: health}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: {path: /readyz, port: health}
        periodSeconds: 5
        timeoutSeconds: 5
      startupProbe:
        httpGet: {path: /healthz, port: health}
        periodSeconds: 2
        failureThreshold: 60
      resources:
        {{- toYaml .values.resources | nindent 8 }}
      securityContext:
        {{- include "labrador.containerSecurity" $root | nindent 8 }}
      volumeMounts:
        - {name: tmp, mountPath: /tmp}
        {{- if include "labrador.ownLabs" $root }}
        - {name: labs, mountPath: /labs, readOnly: true}
        {{- end }}
        {{- if and (not $values.redis.enabled) $values.externalRedis.caSecret }}
        - {name: redis-ca, mountPath: /redis-ca, readOnly: true}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: {sizeLimit: 64Mi}
    {{- if include "labrador.ownLabs" $root }}
    - name: labs
      emptyDir: {sizeLimit: 64Mi}
    - name: given
      emptyDir: {sizeLimit: 1Mi}
    {{- range $values.labs.configMaps }}
    - name: lab-{{ .name }}
      configMap: {name: {{ .name }}}
    {{- end }}
    {{- end }}
    {{- if and (not $values.redis.enabled) $values.externalRedis.caSecret }}
    - name: redis-ca
      secret: {secretName: {{ $values.externalRedis.caSecret }}}
    {{- end }}
{{- end -}}

{{/*
How many Pods a process has. With an autoscaler as many as there are, so that an upgrade changes nothing of what it has
decided: without the field the API server would take it for 1.
*/}}
{{- define "labrador.replicas" -}}
{{- if dig "autoscaling" "enabled" false .values -}}
{{- $name := printf "%s-%s" (include "labrador.name" .root) .process -}}
{{- $there := lookup "apps/v1" "Deployment" .root.Release.Namespace $name | default dict -}}
{{- dig "spec" "replicas" .values.autoscaling.minReplicas $there -}}
{{- else -}}
{{- .values.replicas -}}
{{- end -}}
{{- end -}}

{{/* The Deployment of a bot or a worker, and what keeps one of its Pods at work while nodes are drained. */}}
{{- define "labrador.process" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "labrador.name" .root }}-{{ .process }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "labrador.labels" . | nindent 4 }}
spec:
  replicas: {{ include "labrador.replicas" . }}
  # one that is ready first, then one less of the old
  strategy:
    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
  selector:
    matchLabels:
      {{- include "labrador.selector" . | nindent 6 }}
  template:
    {{- include "labrador.pod" . | nindent 4 }}
---
apiVersion: {{ ternary "policy/v1" "policy/v1beta1" (semverCompare ">=1.21.0-0" .root.Capabilities.KubeVersion.Version) }}
kind: PodDisruptionBudget
metadata:
  name: {{ include "labrador.name" .root }}-{{ .process }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "labrador.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "labrador.selector" . | nindent 6 }}
{{- end -}}
