{{/* What all names begin with: the release's, so that two releases share a namespace. */}}
{{- define "labrador.name" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* The labels by which Pods of one process are selected. Called with the root and the process. */}}
{{- define "labrador.selector" -}}
app.kubernetes.io/name: labrador-{{ .process }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end -}}

{{/* The same, and by which all of Labrador is found: what no new version changes. */}}
{{- define "labrador.lastingLabels" -}}
{{ include "labrador.selector" . }}
app.kubernetes.io/part-of: labrador
{{- end -}}

{{- define "labrador.labels" -}}
{{ include "labrador.lastingLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end -}}

{{- define "labrador.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}

{{- define "labrador.ownLabs" -}}
{{- if or .Values.labs.configMaps .Values.labs.image.repository }}yes{{ end -}}
{{- end -}}

{{/* What the level `restricted` of the Pod Security Standards asks of a container. */}}
{{- define "labrador.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* An amount of memory in MiB: `384mb` and `1gb` as Redis has it, `512Mi` and `1Gi` as Kubernetes; nothing of others. */}}
{{- define "labrador.mebibytes" -}}
{{- $text := . | toString | lower -}}
{{- if regexMatch "^[0-9]+(mb|gb|mi|gi)$" $text -}}
{{- $count := regexFind "^[0-9]+" $text | int64 -}}
{{- if contains "g" $text }}{{ mul $count 1024 }}{{ else }}{{ $count }}{{ end -}}
{{- end -}}
{{- end -}}
