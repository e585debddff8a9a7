# syntax=docker/dockerfile:1
# One binary on a small base, as a user who owns nothing but its data.
#
#   docker build -t crema .
#   docker run -p 8080:8080 -v crema:/data -e CREMA_PUBLIC_URL=http://192.168.1.10:8080 crema

FROM rust:1.95-slim-bookworm AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends cmake g++ make perl pkg-config \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /crema
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/crema/target \
    cargo build --release --locked && cp target/release/crema /usr/local/bin/crema

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin crema \
 && install -d -o crema -g crema -m 0750 /data
COPY --from=build /usr/local/bin/crema /usr/local/bin/crema
USER crema
ENV CREMA_DATA_DIR=/data CREMA_LISTEN=0.0.0.0:8080 CREMA_LOG_FORMAT=json
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s CMD ["crema", "ready"]
ENTRYPOINT ["crema"]
