package dev.freshet.e2e.stack;

import dev.freshet.e2e.platform.Account;
import dev.freshet.e2e.platform.Capability;
import dev.freshet.e2e.platform.PurgeWatch;
import dev.freshet.e2e.platform.RedisProbe;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The services around a stack: AWS's, or replacements. */
interface Surroundings extends AutoCloseable {

  URI edge();

  Map<Capability, String> missing();

  Account signUp(String nickname, Duration patience, String... groups);

  RedisProbe redis();

  PurgeWatch purges();

  @Override
  void close();
}
