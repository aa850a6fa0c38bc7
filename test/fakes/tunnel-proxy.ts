import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';

export interface TunnelProxy extends AsyncDisposable {
  /** For `http_proxy` and `https_proxy`. */
  readonly url: string;
  /** `host:port` of every tunnel that was asked for. */
  readonly targets: readonly string[];
}

/** An HTTP proxy (CONNECT) that leads every tunnel, whatever its host, to one local port. */
export async function startTunnel(port: number): Promise<TunnelProxy> {
  const targets: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on('connect', (request, client: Socket) => {
    targets.push(request.url ?? '');
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) sockets.add(socket);
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    targets,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
