"""An SMTP server for tests: takes every message, keeps it as a file, forwards nothing.

    /usr/bin/python3 tests/wire/smtp_sink.py DIR [--tls CERT KEY] [--auth USER PASSWORD] [--refuse ADDRESS]

Prints "PORT 127.0.0.1:n" once it listens, on a port that was free. Each message becomes DIR/0001.eml, 0002.eml
and so on: first the envelope as X-Sink-From, X-Sink-To and X-Sink-TLS lines, then the message as it came. A
file appears under its name when it is whole. With --tls it offers STARTTLS and takes no mail without; with
--auth it takes none without that sign-in; --refuse answers 550 to one recipient. Ends when its input ends or at
SIGTERM, so that it never outlives the test.
"""
import argparse
import asyncio
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Sink:
    def __init__(self, folder, refuse):
        self.folder, self.refuse, self.n = folder, refuse, 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == self.refuse:
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        self.n += 1
        name = os.path.join(self.folder, "%04d.eml" % self.n)
        head = ["X-Sink-From: " + envelope.mail_from]
        head += ["X-Sink-To: " + to for to in envelope.rcpt_tos]
        head += ["X-Sink-TLS: " + ("yes" if session.ssl else "no")]
        with open(name + ".part", "wb") as out:
            out.write(("\r\n".join(head) + "\r\n").encode() + envelope.content)
        os.rename(name + ".part", name)
        return "250 2.0.0 Kept"


def signed_in(user, password):
    def check(server, session, envelope, mechanism, data):
        good = data.login == user.encode() and data.password == password.encode()
        return AuthResult(success=good, handled=False)

    return check


async def main():
    args = argparse.ArgumentParser()
    args.add_argument("folder")
    args.add_argument("--tls", nargs=2)
    args.add_argument("--auth", nargs=2)
    args.add_argument("--refuse")
    args = args.parse_args()
    tls = None
    if args.tls:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(*args.tls)
    options = {"tls_context": tls, "require_starttls": bool(tls), "hostname": "sink.test"}
    if args.auth:
        options.update(authenticator=signed_in(*args.auth), auth_required=True, auth_require_tls=bool(tls))
    sink = Sink(args.folder, args.refuse)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(sink, **options), "127.0.0.1", 0)
    print("PORT 127.0.0.1:%d" % server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
