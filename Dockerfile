# Labrador's processes: Node runs the TypeScript sources as they are, nothing is built.
FROM node:24-slim

# What the picture of the class writes its words with: the slim image has no font.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-dejavu-core && rm -rf /var/lib/apt/lists/*

ENV NODE_ENV=production
# Node's own choice is 64 MiB, twice, on a large machine: see src/main.ts.
ENV NODE_OPTIONS=--max-semi-space-size=8
WORKDIR /app

# Without install scripts: the `node` package would fetch a second Node, and the image has the right one.
COPY package.json package-lock.json .npmrc ./
# And without what never runs, which is half of it: types, maps, pages and tests of libraries; and the Python, SQLite,
# JavaScript and HTML of the emulated shell, which its images have not (src/emulators/kubernetes/machine/image.ts).
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force \
  && cd node_modules && find . -type f \( -name '*.map' -o -name '*.[cm]ts' -o -name '*.ts' -o -name '*.md' \) \
    ! -iname 'licen[sc]e*' -delete \
  && rm -rf just-bash/vendor just-bash/dist/bin sql.js @jitl quickjs-emscripten quickjs-emscripten-core @mixmark-io \
    bintrees/test pino/test

COPY commands ./commands
COPY deploy ./deploy
COPY specs ./specs
COPY src ./src

# Writable for the one process that keeps its own data (DATA_DIR); `bot` and `worker` keep none and write nothing.
RUN mkdir /data && chown 1000:1000 /data
ENV DATA_DIR=/data
# By number, so that a cluster can see that it is not root.
USER 1000:1000

EXPOSE 8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT||8081}/healthz`).then(({ok})=>process.exit(ok?0:1),()=>process.exit(1))"]

# docker build --build-arg REVISION=$(git rev-parse HEAD) --build-arg SOURCE=https://… …
# By hand, not from `git remote`: a remote's address may have a password in it, and labels are read by all who pull.
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="Labrador" \
  org.opencontainers.image.description="Hands-on Kubernetes workshops in a chat" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}" \
  org.opencontainers.image.source="${SOURCE}"

# One process of the three is named by the command: `node src/main.ts bot`, `node src/main.ts worker`. Without a name it
# is all of them, which needs REDIS_URL here: the image has no Redis of its own.
CMD ["node", "src/main.ts"]
