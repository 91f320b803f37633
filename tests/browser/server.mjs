// A static file server as a portal would run one: compressed copies, right types, strict headers.
// `node tests/browser/server.mjs dist [--port N]` serves a folder; tests import `serve`.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What every page may load; the pages say the same of themselves, less `frame-ancestors`. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};
const ENCODINGS = [['br', '.br'], ['gzip', '.gz']];
const HASHED = /-[0-9a-f]{16}(_bg)?\.[a-z]+$/;

/**
 * Serves `folder` on this machine only.
 * @param {string} folder
 * @param {{ port?: number, base?: string, ancestors?: string, policy?: boolean }} [how]
 *   `base`: the path under which the site stands, '/' at both ends; `ancestors`: who may frame it;
 *   `policy: false` leaves the policy header out, for host pages that have none.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(folder, { port = 0, base = '/', ancestors = "'self'", policy = true } = {}) {
  const root = resolve(folder);
  const server = createServer((request, response) => {
    answer(root, base, request, response, policy && `${POLICY}; frame-ancestors ${ancestors}`).catch((error) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', done);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

async function answer(root, base, request, response, policy) {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  if (policy) response.setHeader('Content-Security-Policy', policy);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405);
  }
  const file = await wanted(root, base, request.url);
  if (!file) return refuse(response, 404);

  const copy = await compressed(file.path, request.headers['accept-encoding'] ?? '');
  if (copy.encoding) response.setHeader('Content-Encoding', copy.encoding);
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('Content-Type', TYPES[extname(file.path)] ?? 'application/octet-stream');
  response.setHeader('Content-Length', copy.size);
  // A hash in the name says that the content never changes.
  const forever = HASHED.test(file.path);
  response.setHeader('Cache-Control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (request.method === 'HEAD') return response.end();
  createReadStream(copy.path).on('error', () => response.destroy()).pipe(response);
}

/** The file that an address means, or undefined. */
async function wanted(root, base, address) {
  let path;
  try {
    path = decodeURIComponent(new URL(address, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
  if (!path.startsWith(base) || path.includes('\0')) return undefined;
  const rest = path.slice(base.length);
  const full = normalize(join(root, rest === '' || rest.endsWith('/') ? `${rest}index.html` : rest));
  if (!full.startsWith(root + sep)) return undefined;
  return fileAt(full);
}

async function compressed(path, accepted) {
  for (const [encoding, ending] of ENCODINGS) {
    if (!new RegExp(`\\b${encoding}\\b(?!;q=0(?![.0-9]))`).test(accepted)) continue;
    const copy = await fileAt(path + ending);
    if (copy) return { ...copy, encoding };
  }
  return fileAt(path);
}

async function fileAt(path) {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? { path, size: found.size } : undefined;
}

function refuse(response, status) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${status}\n`);
}

async function main([folder, flag, number]) {
  if (!folder || (flag !== undefined && flag !== '--port')) {
    throw new Error('usage: node tests/browser/server.mjs FOLDER [--port N]');
  }
  if (!(await fileAt(join(folder, 'index.html')))) {
    throw new Error(`${folder} holds no index.html: build the site first`);
  }
  const { url } = await listening(folder, flag && Number(number));
  console.log(`The site is at ${url} (stop with Ctrl+C)`);
}

/** The port asked for, else the first free one from 8080. */
async function listening(folder, asked) {
  for (let port = asked ?? 8080; ; port += 1) {
    try {
      return await serve(folder, { port });
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
      if (asked !== undefined || port >= 8099) throw new Error(`port ${port} is taken: choose another with --port`);
    }
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
