// Improves pages that already work without it. Every wording comes from attributes that the server printed.
import { initAll } from '/assets/govuk-frontend.min.js';
import { keepDrafts } from './drafts.js';
import { liveParts } from './live-parts.js';
import { drawMasks } from './mask.js';
import { sendOnce } from './send-once.js';
import { sendAnswers } from './answers.js';
import { listKeys } from './list-keys.js';
import { sendUploads } from './uploads.js';
import { showPasswords } from './passwords.js';
import { checkFiles } from './check.js';
import { followErrand } from './errand.js';
import { closeMenus, showCurrentTab } from './menus.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
closeMenus(document);
showCurrentTab(document);
showPasswords(document);
listKeys(document);
// Before the drafts: a form that waits for its files is not sent yet.
sendUploads(document);
keepDrafts(document);
liveParts(document);
drawMasks(document);
checkFiles(document);
followErrand(document);
sendAnswers(document);
sendOnce(document);
