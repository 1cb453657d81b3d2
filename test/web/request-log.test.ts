import { expect } from 'chai';
import { pathForLog } from '../../src/web/request-log.js';

describe('the log of requests', () => {
  it('keeps no address that opens something by itself', () => {
    expect(pathForLog('/feeds/s8WcQjpJpBVG-IlPVFsgYQ8Xr2HDSaRFmeafecj9xbI.ics')).to.equal('/feeds/…');
    expect(pathForLog('/schedule/feed')).to.equal('/schedule/feed');
    expect(pathForLog('/findings/abc')).to.equal('/findings/abc');
  });
});
