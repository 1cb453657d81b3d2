import type { Document } from 'bson';
import { Timestamp, Long } from 'bson';
import type { Command, Request } from './request.js';

/** The name of the set that the store is the only member of. */
export const SET_NAME = 'ky-cuong';

const started = Date.now();

function opTime({ now }: Request): Document {
  return { ts: new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }), t: Long.ONE };
}

const replSetGetStatus: Command = {
  fields: [],
  run(request) {
    const { engine, now } = request;
    const optime = opTime(request);
    const uptime = Math.floor((now.getTime() - started) / 1000);
    const member = { _id: 0, name: engine.host, health: 1, state: 1, stateStr: 'PRIMARY', uptime, optime };
    return {
      set: SET_NAME,
      date: now,
      myState: 1,
      term: Long.ONE,
      majorityVoteCount: 1,
      writeMajorityCount: 1,
      votingMembersCount: 1,
      writableVotingMembersCount: 1,
      optimes: { lastCommittedOpTime: optime, appliedOpTime: optime, durableOpTime: optime },
      members: [
        { ...member, optimeDate: now, electionDate: new Date(started), configVersion: 1, self: true },
      ],
      ok: 1,
    };
  },
};

const replSetGetConfig: Command = {
  fields: ['commitmentStatus'],
  run: ({ engine }) => ({
    config: {
      _id: SET_NAME,
      version: 1,
      term: Long.ONE,
      members: [{ _id: 0, host: engine.host, arbiterOnly: false, hidden: false, priority: 1, votes: 1 }],
      protocolVersion: Long.ONE,
    },
    ok: 1,
  }),
};

/** What shells ask about the replica set, which has one member. */
export const replicaSet: Record<string, Command> = { replSetGetStatus, replSetGetConfig };
