package dev.freshet.servers;

import java.util.Map;

/** A program that starts Redis, tells where, and is killed by the test. */
final class KilledOwner {

  private KilledOwner() {}

  public static void main(String[] arguments) throws Exception {
    RedisServer redis = RedisServer.start(Map.of());
    System.out.println(redis.uri());
    System.in.read();
    redis.close();
  }
}
