# Three images from one build: the service (the default), the services of the shop, and a Connect worker with its plugins.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
# -Pdatabases fetches Connect and its plugins, for the image `connect`
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -q -Pdatabases -DskipTests -Dspotless.check.skip -Djacoco.skip package

# glibc: RocksDB's library needs it, so no Alpine
FROM eclipse-temurin:17-jre AS runtime
RUN useradd --system --uid 10001 --home-dir /data tributary \
    && mkdir -p /data && chown tributary /data
USER tributary
WORKDIR /data

# the services that own users, orders and products: for trying only
FROM runtime AS shop-services
COPY --from=build /build/cli/target/dist/sandbox /opt/tributary/sandbox
COPY --from=build /build/cli/target/dist/lib /opt/tributary/lib
COPY examples/shop/data /opt/tributary/data
ENTRYPOINT ["java", "-Xmx48m", "-XX:+UseSerialGC", "-cp", "/opt/tributary/sandbox/*:/opt/tributary/lib/*"]

FROM runtime AS connect
COPY --from=build /build/connect/target/worker /opt/connect/worker
COPY --from=build /build/connect/target/plugins /opt/connect/plugins
COPY connect/worker.properties connect/standalone.properties connect/logback.xml /opt/connect/
EXPOSE 8083
ENTRYPOINT ["java", "-Xmx512m", "-cp", "/opt/connect:/opt/connect/worker/*"]
CMD ["org.apache.kafka.connect.cli.ConnectDistributed", "/opt/connect/worker.properties"]

FROM runtime AS service
COPY --from=build /build/cli/target/dist/tributary.jar /opt/tributary/tributary.jar
COPY --from=build /build/cli/target/dist/lib /opt/tributary/lib
# state: keep it over restarts, and a restarted instance has not to restore it
VOLUME /data
EXPOSE 8080
# The heap is a third of the container's memory: RocksDB's cache and write buffers (docs/configuration.md, `memory`), its open files and
# the threads are outside of it.
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=33 -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "-cp", "/opt/tributary/tributary.jar:/opt/tributary/lib/*", "dev.tributary.cli.Main"]
CMD ["run", "-c", "/etc/tributary/service.yaml"]
