package dev.freshet.viewcache.redis;

import redis.clients.jedis.exceptions.JedisException;

/**
 * The call was not sent, because the node has just been silent, and was not yet found to answer.
 */
final class NodeUnavailableException extends JedisException {
  private static final long serialVersionUID = 1;

  NodeUnavailableException(NodeAddress node) {
    super("Redis at " + node + " has not answered lately: the call was not sent");
  }
}
