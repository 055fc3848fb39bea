# Two images: `docker build --target server .` and `docker build --target storefront .`; compose.yaml runs the whole.

FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

# The packages, in layers that change only when a manifest does. The stubs are packages of our own that the lock file names by path.
FROM base AS manifests
COPY package.json package-lock.json ./
COPY storefront/package.json storefront/
COPY e2e/package.json e2e/
COPY server/stubs server/stubs

# Not `npm ci`, which refuses a lock file that lacks the optional binaries of other platforms.
FROM manifests AS server-packages
RUN npm install --no-save --workspaces=false --omit=dev --ignore-scripts --no-audit --no-fund

FROM manifests AS storefront-packages
RUN npm install --no-save --workspace=storefront --omit=dev --ignore-scripts --no-audit --no-fund

# The panel's scripts are made here: a production server builds nothing and may write nowhere.
FROM server-packages AS server-build
COPY tsconfig.json ./
COPY server server
COPY resources resources
COPY seeds seeds
RUN node server/cli/build-panel.ts --best

FROM storefront-packages AS storefront-build
COPY storefront storefront
RUN cd storefront && npx next build && rm -rf .next/cache

FROM base AS server
ENV NODE_ENV=production PORT=4000
COPY --from=server-build /app ./
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.ts"]

FROM base AS storefront
ENV NODE_ENV=production PORT=3000
COPY --from=storefront-build /app ./
# Next keeps what it has rendered beside the build.
RUN mkdir -p storefront/.next/cache && chown -R node:node storefront/.next
USER node
WORKDIR /app/storefront
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/icon.svg`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# By its path and not by npx, so that it is told itself when it is to stop.
CMD ["node", "node_modules/next/dist/bin/next", "start"]
