# Labrador's processes: Node runs the TypeScript sources as they are, nothing is built.
FROM node:24-slim

ENV NODE_ENV=production
# Node's own choice is 64 MiB, twice, on a large machine: see src/main.ts.
ENV NODE_OPTIONS=--max-semi-space-size=8
WORKDIR /app

# What the picture of the class writes its words with: the slim image has no font.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-dejavu-core && rm -rf /var/lib/apt/lists/*

# Without install scripts: the `node` package would fetch a second Node, and the image has the right one.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

COPY commands ./commands
COPY deploy ./deploy
COPY specs ./specs
COPY src ./src

# Writable for the one process that keeps its own data (DATA_DIR); `bot` and `worker` keep none.
RUN mkdir /data && chown node:node /data
ENV DATA_DIR=/data
USER node

EXPOSE 8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT || 8081}/healthz`).then((response) => process.exit(response.ok ? 0 : 1), () => process.exit(1))"]

# One process of the three is named by the command: `node src/main.ts bot`, `node src/main.ts worker`. Without a name it
# is all of them, which needs REDIS_URL here: the image has no Redis of its own.
CMD ["node", "src/main.ts"]
