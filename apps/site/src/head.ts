import { html, type Html } from '@togo/foundation/html';

/** How every page begins: its language, what Internet Explorer has to be told, and its title. */
export function pageHead(title: string, looks: Html): Html {
  return html`<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${looks}
</head>`;
}
