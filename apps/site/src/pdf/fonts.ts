import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

export interface Fonts {
  readonly regular: Buffer;
  readonly bold: Buffer;
}

const { resolve } = createRequire(import.meta.url);

/** BIZ UDPGothic, the legible face that Windows 10 itself has; each PDF carries the characters that it uses. */
export async function readFonts(): Promise<Fonts> {
  const [regular, bold] = await Promise.all(
    ['400Regular/BIZUDPGothic_400Regular.ttf', '700Bold/BIZUDPGothic_700Bold.ttf'].map((path) => readFile(resolve(`@expo-google-fonts/biz-udpgothic/${path}`))),
  );
  return { regular: regular as Buffer, bold: bold as Buffer };
}
