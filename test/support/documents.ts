import type { Form, Reply, SentFile } from './agent.js';
import { hidden, paper, versionOn } from './cases.js';
import type { Staff, Worker } from './office.js';

/** Takes documents through their pages, as the authority would. */
export function documentsOf({ head }: Pick<Staff, 'head'>) {
  /** Sends one of a document's forms, on the version that its page shows. */
  async function send(id: string, noun: string, form: Form, by: Worker = head): Promise<Reply> {
    const version = versionOn(await by.agent.get(`/documents/${id}/${noun}`));
    return by.agent.post(`/documents/${id}/${noun}`, { version, ...form });
  }

  function done(reply: Reply, what: string): Reply {
    if (reply.status !== 303) throw new Error(`${what}: ${reply.status} ${reply.text.slice(0, 900)}`);
    return reply;
  }

  return {
    send,

    /** Presses the button of the case's page that makes a document of this kind. */
    async drawUp(inspectionId: string, kind: string, by: Worker = head): Promise<string> {
      const { html } = await by.agent.get(`/inspections/${inspectionId}`);
      const form = html
        .slice(html.indexOf('id="documents"'))
        .split('<form')
        .find((one) => one.includes(`name="kind" value="${kind}"`));
      if (form === undefined) throw new Error(`no ${kind} can be drawn up`);
      const sent = { id: hidden(form, 'id'), kind };
      const reply = done(await by.agent.post(`/inspections/${inspectionId}/documents`, sent), kind);
      return reply.location?.split('/').at(-1) ?? '';
    },

    write: async (id: string, fields: Form, by: Worker = head) =>
      done(await send(id, 'edit', fields, by), 'writing'),

    number: async (id: string, number: string, datedOn: string, by: Worker = head) =>
      done(await send(id, 'number', { number, datedOn }, by), 'numbering'),

    /** Sure, because the visits of the tests are near: of a late notice somebody is asked. */
    deliver: async (id: string, deliveredOn: string, by: Worker = head) =>
      done(
        await send(id, 'delivery', { deliveredOn, how: 'handed', to: 'Bà Hoa, văn thư', sure: 'yes' }, by),
        'delivering',
      ),

    /** Uploads a signed paper; gives back the address of the kept file. */
    async scan(id: string, file: SentFile = paper('bản ký.pdf'), by: Worker = head): Promise<string> {
      const version = versionOn(await by.agent.get(`/documents/${id}/scan`));
      done(await by.agent.upload(`/documents/${id}/scan`, { version, caption: 'Bản ký' }, [file]), 'scan');
      const { html } = await by.agent.get(`/documents/${id}`);
      const address = /href="(\/evidence\/[^"/]+)"/.exec(html)?.[1];
      if (address === undefined) throw new Error(`document ${id} shows no file`);
      return address;
    },
  };
}
export type DocumentWalker = ReturnType<typeof documentsOf>;
