package dev.freshet.e2e.localstack;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.PortBinding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack and Redis in Docker, and the address by which containers reach this machine. */
final class Containers implements AutoCloseable {
  private static final String LOCALSTACK =
      System.getProperty("e2e.localstack.image", "localstack/localstack:4.14.0");
  private static final String REDIS = System.getProperty("e2e.redis.image", "valkey/valkey:8.1");
  private static final String LOOPBACK = "127.0.0.1";
  private static final int REDIS_PORT = 6379;
  private static final int LOCALSTACK_PORT = 4566;

  private final String host;
  private final GenericContainer<?> redis;
  private final int redisPort;
  private final LocalStackContainer localStack;

  private Containers(
      String host, GenericContainer<?> redis, int redisPort, LocalStackContainer localStack) {
    this.host = host;
    this.redis = redis;
    this.redisPort = redisPort;
    this.localStack = localStack;
  }

  /**
   * Checks that containers can be started.
   *
   * @throws IllegalStateException in one sentence, if Docker is missing
   */
  static void requireDocker() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          "platform localstack needs Docker, and none answers: start it, or run ./freshet test"
              + " without --localstack");
    }
  }

  /** The address at which containers, and this machine itself, reach this machine. */
  static String hostForContainers() {
    String said = System.getProperty("e2e.docker.host", "");
    if (!said.isEmpty()) {
      return said;
    }
    Network bridge =
        DockerClientFactory.instance().client().inspectNetworkCmd().withNetworkId("bridge").exec();
    return bridge.getIpam().getConfig().stream()
        .map(Network.Ipam.Config::getGateway)
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> addressOf(bridge.getOptions().get("com.docker.network.bridge.name")))
        .orElseThrow(() ->
            new IllegalStateException(
                "Docker's bridge has no address here; name this machine's, as containers see it,"
                    + " with -De2e.docker.host"));
  }

  /** The IPv4 address of an interface of this machine. */
  private static Optional<String> addressOf(@Nullable String name) {
    try {
      NetworkInterface found = name == null ? null : NetworkInterface.getByName(name);
      return found == null
          ? Optional.empty()
          : found
              .inetAddresses()
              .filter(Inet4Address.class::isInstance)
              .map(InetAddress::getHostAddress)
              .findFirst();
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts both.
   *
   * @param awsPort of LocalStack on this machine
   * @param functionFlags Docker flags for the functions' containers
   */
  static Containers start(String host, int awsPort, String functionFlags) {
    int redisPort = freePort();
    GenericContainer<?> redis =
        new GenericContainer<>(DockerImageName.parse(REDIS))
            .withExposedPorts(REDIS_PORT)
            .withCreateContainerCmdModifier(create -> bind(create, host, redisPort, REDIS_PORT));
    redis.start();
    LocalStackContainer localStack =
        new LocalStackContainer(
                DockerImageName.parse(LOCALSTACK)
                    .asCompatibleSubstituteFor("localstack/localstack"))
            .withCreateContainerCmdModifier(create -> bind(create, host, awsPort, LOCALSTACK_PORT))
            .withEnv("LAMBDA_DOCKER_FLAGS", functionFlags)
            .withEnv("LAMBDA_IGNORE_ARCHITECTURE", "1")
            .withEnv("LAMBDA_RETRY_BASE_DELAY_SECONDS", "2")
            .withEnv("LAMBDA_EVENT_SOURCE_MAPPING_POLL_INTERVAL_SEC", "0.2")
            .withEnv("LAMBDA_EVENT_SOURCE_MAPPING_MAX_BACKOFF_ON_EMPTY_POLL_SEC", "0.2")
            .withEnv("LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", "60");
    String token = System.getenv("LOCALSTACK_AUTH_TOKEN");
    if (token == null) {
      localStack.withCopyToContainer(extension(), "/etc/localstack/init/start.d/api_gateway.py");
    } else {
      localStack.withEnv("LOCALSTACK_AUTH_TOKEN", token);
    }
    try {
      localStack.start();
    } catch (RuntimeException e) {
      redis.stop();
      throw e;
    }
    return new Containers(host, redis, redisPort, localStack);
  }

  /** Functions of API Gateway that LocalStack's free edition lacks. */
  private static Transferable extension() {
    try (InputStream script =
        Objects.requireNonNull(Containers.class.getResourceAsStream("api_gateway.py"))) {
      return Transferable.of(script.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String host() {
    return host;
  }

  URI awsEndpoint() {
    return localStack.getEndpoint();
  }

  /** The URL of Redis for the functions and this machine. */
  URI redisUrl() {
    return URI.create("redis://" + host + ":" + redisPort);
  }

  /** Kills the server; its port stays reserved. */
  void killRedis() {
    redis.getDockerClient().killContainerCmd(redis.getContainerId()).exec();
  }

  void startRedis() {
    redis.getDockerClient().startContainerCmd(redis.getContainerId()).exec();
  }

  @Override
  public void close() {
    ContainerLogs.save(localStack);
    localStack.stop();
    redis.stop();
  }

  /**
   * Publishes a port at the given address, and on the loopback interface, where the start is
   * awaited.
   */
  private static void bind(CreateContainerCmd create, String address, int port, int inside) {
    List<PortBinding> bindings =
        Stream.of(address, LOOPBACK)
            .distinct()
            .map(each -> PortBinding.parse(each + ":" + port + ":" + inside))
            .toList();
    Objects.requireNonNull(create.getHostConfig()).withPortBindings(bindings);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
