// A store that speaks S3 on this machine, in a folder: s3rver does the storing. It takes any signature of version 4, so each is
// computed anew here with aws4, and so is the digest of what was sent, before s3rver sees the request.
//
// FOLDER, BUCKET, ACCESS_KEY and SECRET_KEY come from the environment. The first line tells the address. It ends when what started
// it does: its input is closed then.

import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';

import aws4 from 'aws4';
import S3rver from 's3rver';
import Account from 's3rver/lib/models/account.js';

const { FOLDER, BUCKET, ACCESS_KEY, SECRET_KEY, PORT = '0' } = process.env;
const BODY_BYTES_MAX = 8 * 1024 * 1024;

const store = new S3rver({
  directory: FOLDER,
  silent: true,
  vhostBuckets: false,
  configureBuckets: [{ name: BUCKET, configs: [] }],
});
Account.DUMMY_ACCOUNT.createKeyPair(ACCESS_KEY, SECRET_KEY);
await store.configureBuckets();
const handle = store.callback();

/** Why a request is refused, where it is. */
function refused(request, body) {
  const given = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/
    .exec(request.headers.authorization ?? '');
  if (!given) return 'AccessDenied';
  const [, key, region, names, signature] = given;
  if (key !== ACCESS_KEY) return 'InvalidAccessKeyId';
  if (createHash('sha256').update(body).digest('hex') !== request.headers['x-amz-content-sha256']) {
    return 'XAmzContentSHA256Mismatch';
  }
  const signed = names.split(';');
  if (!['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) => signed.includes(name))) return 'AccessDenied';
  const headers = Object.fromEntries(signed.map((name) => [name, request.headers[name]]));
  const included = Object.fromEntries(signed.map((name) => [name, true]));
  const anew = aws4.sign(
    { service: 's3', region, method: request.method, path: request.url, headers, extraHeadersToInclude: included },
    { accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY },
  );
  const right = /Signature=([0-9a-f]{64})$/.exec(anew.headers.Authorization)[1];
  return timingSafeEqual(Buffer.from(right), Buffer.from(signature)) ? null : 'SignatureDoesNotMatch';
}

async function whole(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > BODY_BYTES_MAX) throw new Error('a body is too long');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const server = createServer(async (request, response) => {
  try {
    const body = await whole(request);
    const why = refused(request, body);
    if (why) {
      const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${why}</Code></Error>`;
      response.writeHead(403, { 'content-type': 'application/xml' }).end(request.method === 'HEAD' ? '' : xml);
      return;
    }
    // What was read to be compared is read again by the store.
    const { headers, rawHeaders, method, url, httpVersion, socket } = request;
    const again = Object.assign(Readable.from(body.length ? [body] : []), {
      headers, rawHeaders, method, url, httpVersion, socket, connection: socket,
    });
    await handle(again, response);
  } catch (error) {
    console.error(error);
    response.destroy();
  }
});
server.listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on('end', () => process.exit(0)).on('close', () => process.exit(0));
