import { access } from 'node:fs/promises';
import { findProgram } from './find-program.ts';
import { findMakensis, provideNsis } from './nsis.ts';
import type { Need } from './need.ts';
import { findOsslsigncode, provideOsslsigncode } from './osslsigncode.ts';
import { findWineBox, provideWineBox } from './wine-box.ts';

/** Everything this machine needs, in the order in which it is provided. */
export const needs: readonly Need[] = [
  program('i686-w64-mingw32-gcc', 'cut', 'compiles the launcher denso.exe', 'gcc-mingw-w64-i686-win32'),
  program('i686-w64-mingw32-windres', 'cut', "compiles the launcher's icon and version", 'binutils-mingw-w64-i686'),
  program('openssl', 'cut', 'makes and checks certificates', 'openssl'),
  {
    id: 'makensis',
    purpose: 'cut',
    what: 'compiles installer and checker (3.11 or newer)',
    probe: findMakensis,
    provider: { kind: 'private', provide: provideNsis },
  },
  {
    id: 'osslsigncode',
    purpose: 'cut',
    what: 'signs and verifies Windows programs (2.9 or newer)',
    probe: findOsslsigncode,
    provider: { kind: 'private', provide: provideOsslsigncode },
  },
  program('bwrap', 'test', 'runs Wine in a box of its own', 'bubblewrap'),
  program('testssl', 'test', 'plays the handshakes of many browsers', 'testssl.sh'),
  program('chromium-headless-shell', 'test', 'a real browser for the pages', 'chromium-headless-shell'),
  program('curl', 'test', 'what `togo bench send` is measured against', 'curl'),
  program('softhsm2-util', 'test', 'a token for keys, in software', 'softhsm2'),
  program('pkcs11-tool', 'test', 'signs with a key in a token', 'opensc'),
  {
    id: 'pkcs11-engine',
    purpose: 'test',
    what: 'lets osslsigncode use a key in a token',
    probe: () => fileAt('/usr/lib/x86_64-linux-gnu/engines-3/pkcs11.so'),
    provider: { kind: 'apt', packages: ['libengine-pkcs11-openssl'] },
  },
  program('pdftotext', 'test', 'reads an announcement as a stranger does', 'poppler-utils'),
  program('ceph-mon', 'test', 'an S3 store: its monitor', 'ceph-mon'),
  program('ceph-osd', 'test', 'an S3 store: its disk', 'ceph-osd'),
  program('radosgw', 'test', 'an S3 store: its gateway', 'radosgw'),
  program('memcached', 'test', 'another S3 store: its cache', 'memcached'),
  {
    id: 'swift',
    purpose: 'test',
    what: 'another S3 store',
    probe: () => fileAt('/usr/lib/python3/dist-packages/swift/__init__.py'),
    provider: { kind: 'apt', packages: ['python3-swift'] },
  },
  {
    id: 'japanese-fonts',
    purpose: 'test',
    what: 'Japanese text in pictures and pages',
    probe: () => fileAt('/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf'),
    provider: { kind: 'apt', packages: ['fonts-ipafont-gothic'] },
  },
  program('debootstrap', 'lab', 'makes the box in which Wine runs', 'debootstrap'),
  { id: 'wine-box', purpose: 'lab', what: 'Wine that runs 32-bit programs', probe: findWineBox, provider: { kind: 'private', provide: provideWineBox } },
];

function program(name: string, purpose: Need['purpose'], what: string, aptPackage: string): Need {
  return { id: name, purpose, what, probe: () => findProgram(name), provider: { kind: 'apt', packages: [aptPackage] } };
}

async function fileAt(path: string): Promise<string | undefined> {
  return access(path).then(
    () => path,
    () => undefined,
  );
}
