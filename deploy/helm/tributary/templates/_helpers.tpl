{{/* At most 52 characters: Kubernetes puts a hash of eleven behind the name of a StatefulSet, into a label of 63. */}}
{{- define "tributary.name" -}}
{{- $name := .Release.Name -}}
{{- if not (contains .Chart.Name $name) -}}
{{- $name = printf "%s-%s" $name .Chart.Name -}}
{{- end -}}
{{- $name | trunc 52 | trimSuffix "-" -}}
{{- end }}

{{/* The headless Service, by which the pods have names of their own. */}}
{{- define "tributary.instances" -}}
{{ include "tributary.name" . }}-instances
{{- end }}

{{/* What a StatefulSet selects by cannot be changed later: nothing of the version is in it. */}}
{{- define "tributary.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "tributary.labels" -}}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{ include "tributary.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "tributary.serviceAccount" -}}
{{- $own := ternary (include "tributary.name" .) "default" .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default $own -}}
{{- end }}

{{- define "tributary.port" -}}
{{- .Values.config | dig "http" "port" 8080 | int -}}
{{- end }}

{{- define "tributary.scheme" -}}
{{- ternary "HTTPS" "HTTP" (hasKey (.Values.config | dig "http" dict) "tls") -}}
{{- end }}

{{/* Asks /health/NAME, of a list of NAME and the root. */}}
{{- define "tributary.probe" -}}
httpGet: {path: /health/{{ first . }}, port: http, scheme: {{ include "tributary.scheme" (last .) }}}
{{- end }}

{{/* A pod that cannot start says so in its log, where nobody looks who has just installed it: all that is missing is told here, at once. */}}
{{- define "tributary.check" -}}
{{- $missing := list -}}
{{- if not .Values.config.service -}}
{{- $missing = append $missing "config.service: expected the service's name, found none" -}}
{{- end -}}
{{- if not (.Values.config | dig "kafka" "bootstrap.servers" "") -}}
{{- $missing = append $missing "config.kafka: expected bootstrap.servers, found none" -}}
{{- end -}}
{{- if not .Values.views -}}
{{- $missing = append $missing "views: expected at least one view file, found none; write --set-file 'views.shop\\.yaml=views.yaml'" -}}
{{- end -}}
{{- if $missing -}}
{{- fail (join "\n" (prepend $missing "")) -}}
{{- end -}}
{{- end }}

{{/* service.yaml: what of it is the same for all installations comes from here. */}}
{{- define "tributary.config" -}}
{{- $advertised := printf "${env:POD_NAME}.%s.%s.svc:%s" (include "tributary.instances" .) .Release.Namespace (include "tributary.port" .) -}}
{{- $own := dict
      "views" (keys .Values.views | sortAlpha)
      "state_dir" "/data/state"
      "instance_id" "${env:POD_NAME}"
      "http" (dict "host" "0.0.0.0" "advertised" $advertised) -}}
{{- toYaml (mergeOverwrite $own (deepCopy .Values.config)) -}}
{{- end }}

{{/* The names of files and their text, as YAML whatever the text is. */}}
{{- define "tributary.files" -}}
{{- toYaml (merge (dict "service.yaml" (include "tributary.config" .)) .Values.views) -}}
{{- end }}
