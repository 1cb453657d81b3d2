import { chromium } from 'playwright-core';
const [user, ...paths] = process.argv.slice(2);
const base='http://127.0.0.1:3141';
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu']});
let n=0;
for (const [w,lang] of [[1280,'vi'],[390,'en']]) {
  const c=await b.newContext({viewport:{width:w,height:900},locale:lang==='vi'?'vi-VN':'en-GB'});
  const p=await c.newPage();
  await p.goto(base+'/sign-in'); 
  await p.fill('input[name=userName]',user); await p.fill('input[name=password]','Ky-Cuong-Trinh-Dien-1'); await p.click('form[action^="/sign-in"] button[type=submit]'); await p.waitForLoadState();
  if (lang==='en') { const l=p.locator('button:has-text("English"), a:has-text("English")').last(); await l.click().catch(()=>{}); await p.waitForLoadState(); }
  for (const path of paths) {
    let to=path;
    if (path.startsWith('>')) { const href=await p.evaluate((sel)=>document.querySelector(sel)?.getAttribute('href'), path.slice(1)); if(!href){console.log('none',path);continue;} to=href; }
    const r=await p.goto(base+to); console.log(r.status(), to);
    await p.screenshot({path:`/tmp/hand-shots/${process.env.TAG||'s'}-${w}-${n++}.png`,fullPage:true});
  }
}
await b.close();
