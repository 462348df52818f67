package dev.freshet.local.system;

import dev.freshet.domain.UserId;
import dev.freshet.emulators.cloudfront.edge.Edge;
import dev.freshet.emulators.cognito.PoolUser;
import dev.freshet.emulators.eventbridge.BusEvent;
import dev.freshet.emulators.eventbridge.BusFaults;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.secrets.SecretStore;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import dev.freshet.local.dynamodb.TableFaults;
import dev.freshet.local.faults.FaultCatalogue;
import dev.freshet.local.faults.FaultPanel;
import dev.freshet.local.faults.FaultyParts;
import dev.freshet.local.queues.QueueProxy;
import dev.freshet.local.redis.RedisProxy;
import dev.freshet.servers.RedisServer;
import dev.freshet.table.Table;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * All of Freshet in this JVM, as the template describes it, on ports of 127.0.0.1. One at a time in
 * a JVM, as the SDK's clients are pointed at it by system properties.
 *
 * <p>Thread-safe.
 */
public final class LocalSystem implements AutoCloseable {
  private final SystemOptions options;
  private final Backends backends;
  private final Deployed deployed;
  private final Closing closing;
  private final URI url;
  private final FaultPanel faults;

  private LocalSystem(
      SystemOptions options, Backends backends, Deployed deployed, Closing closing) {
    this.options = options;
    this.backends = backends;
    this.deployed = deployed;
    this.closing = closing;
    this.url = deployed.edge().url();
    this.faults = closing.add(FaultCatalogue.panel(faultyParts(), options.clock));
  }

  private FaultyParts faultyParts() {
    return new FaultyParts(
        deployed.buses().faults(),
        deployed.functions(),
        backends.tableProxy().faults(),
        deployed.edge().faults(),
        backends.redis(),
        backends.redisProxies(),
        backends.queueProxy().map(QueueProxy::faults),
        template().ofType(QueueResources.TYPE).stream().map(Resource::logicalId).toList());
  }

  /**
   * Starts everything and returns when requests are answered. What was started before a failure is
   * stopped again.
   *
   * @throws PortTakenException if another process has the port
   * @throws DataDirectoryTakenException if another system has the data directory
   */
  public static LocalSystem start(SystemOptions options) {
    Closing closing = new Closing();
    try {
      FreePort.require(options.port);
      options.dataDirectory.ifPresent(directory -> closing.add(DataLock.take(directory)));
      Backends backends = Backends.start(options, closing);
      Deployed deployed = new Deployment(options, backends, closing).deploy();
      return new LocalSystem(options, backends, deployed, closing);
    } catch (RuntimeException | Error e) {
      closing.close();
      throw e;
    }
  }

  /** Where users come in: the edge. */
  public URI url() {
    return url;
  }

  /** An access token that lives this long from now on; a negative lifetime has passed already. */
  public String token(UserId user, Duration lifetime) {
    return backends.issuer().token(user, lifetime);
  }

  /** An access token of a user with these groups, independent of the user pool. */
  public String token(UserId user, Duration lifetime, List<String> groups) {
    return backends.issuer().token(user, lifetime, groups);
  }

  /** An ID token, which the API has to refuse. */
  public String idToken(UserId user, Duration lifetime) {
    return backends.issuer().idToken(user, lifetime);
  }

  /** Signs whatever tokens a test needs. */
  public TokenIssuer tokens() {
    return backends.issuer();
  }

  /** The OIDC issuer, with discovery and a login page. */
  public URI issuer() {
    return backends.issuer().issuer();
  }

  /** Which a user signed up with; empty: the user pool does not know the id. */
  public Optional<String> nameOf(String userId) {
    return backends.issuer().pool().users().find(userId).map(PoolUser::name);
  }

  public Template template() {
    return deployed.template();
  }

  /** The value of one of the template's outputs, such as {@code TableName}. */
  public String output(String name) {
    return Objects.requireNonNull(
            template().outputs().get(name), () -> "the template has no output " + name)
        .text();
  }

  /** What {@code AWS::StackName} is here. */
  public String stackName() {
    return deployed.names().stackName();
  }

  /** The name of the API's stage. */
  public String stage() {
    return String.valueOf(template().parameters().get("Stage"));
  }

  /** The name that a queue or a function of the template has here. */
  public String physicalName(String logicalId) {
    return deployed.names().name(logicalId);
  }

  public SystemOptions options() {
    return options;
  }

  /** The Redis server itself, past all proxies, to be looked into, killed and restarted. */
  public RedisServer redis() {
    return backends.redis();
  }

  /** A client of the table that no fault touches. */
  public DynamoDbClient dynamoDb() {
    return backends.dynamoDb();
  }

  /** The table, past all faults, for making data. */
  public Table table() {
    return new Table(dynamoDb(), output("TableName"), options.clock);
  }

  /** Where each of AWS's services is here, by the name that the SDK has for it. */
  public Map<String, URI> endpoints() {
    return backends.endpoints().all();
  }

  /** What stands between functions and Redis; none: nothing does. */
  public List<RedisProxy> redisProxies() {
    return backends.redisProxies();
  }

  /** A client of the queues that no fault touches. */
  public SqsClient sqs() {
    return backends.sqs();
  }

  /** Every fault that can be switched on, by name. */
  public FaultPanel faults() {
    return faults;
  }

  /** Faults of functions' calls to DynamoDB. */
  public TableFaults tableFaults() {
    return backends.tableProxy().faults();
  }

  /** Faults of the event bus. */
  public BusFaults busFaults() {
    return deployed.buses().faults();
  }

  /** The functions, their faults and their cold starts. */
  public Functions functions() {
    return deployed.functions();
  }

  /** The edge, its counters and the faults of its API. */
  public Edge edge() {
    return deployed.edge();
  }

  /** How many events are on their way from the bus to targets, or wait for their functions. */
  public int eventsUnderWay() {
    return deployed.buses().deliveriesUnderWay() + deployed.functions().asyncEventsUnderWay();
  }

  /** Secrets and parameters, to be looked up, rotated and made unavailable. */
  public SecretStore secrets() {
    return deployed.secrets();
  }

  /** Adds a listener to every event on the bus, called on the thread that puts it. */
  public void tapEvents(Consumer<BusEvent> watcher) {
    deployed.buses().tap(watcher);
  }

  /** What has become of each change. */
  public ChangeLog changes() {
    return deployed.changes();
  }

  /** Stops everything, the last started first, and returns when all ports are closed. */
  @Override
  public void close() {
    closing.close();
  }
}
