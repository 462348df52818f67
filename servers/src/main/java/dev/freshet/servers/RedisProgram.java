package dev.freshet.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** Finds the server to run: the machine's own if it has one, else the one that ships with us. */
final class RedisProgram {
  private static @Nullable Path unpacked;

  private RedisProgram() {}

  static Path find(String searchPath) {
    return Stream.of("redis-server", "valkey-server")
        .flatMap(
            name -> Stream.of(searchPath.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(RedisProgram::shipped);
  }

  /** Unpacked once, into a directory that is deleted when this JVM ends. */
  private static synchronized Path shipped() {
    if (unpacked == null) {
      unpacked = unpack();
    }
    return unpacked;
  }

  private static Path unpack() {
    try {
      TemporaryDirectory directory = TemporaryDirectory.create("freshet-redis-program");
      return ExecutableProvider.newJarResourceProvider(directory.path().toFile()).get().toPath();
    } catch (IOException e) {
      throw new ServerFailedException(
          "no Redis ships for this machine: install redis-server or valkey-server, or set REDIS_URL",
          e);
    }
  }
}
