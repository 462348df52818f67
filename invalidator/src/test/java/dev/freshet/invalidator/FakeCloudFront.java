package dev.freshet.invalidator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationResponse;
import software.amazon.awssdk.services.cloudfront.model.InvalidationBatch;

/** CloudFront as far as it is used: knows caller references again, refuses what it is told to. */
public final class FakeCloudFront implements CloudFrontClient {
  private final List<CreateInvalidationRequest> requests = new ArrayList<>();
  private final InstantSource clock;
  private final Map<String, InvalidationBatch> known = new LinkedHashMap<>();
  private final Map<String, Instant> created = new HashMap<>();
  private final Queue<SdkException> refusals = new ArrayDeque<>();
  private @Nullable SdkException lasting;
  private boolean losesAnswer;

  public FakeCloudFront(InstantSource clock) {
    this.clock = clock;
  }

  /** The next call ends like this, before it has any effect. */
  public FakeCloudFront refuseNext(SdkException refusal) {
    refusals.add(refusal);
    return this;
  }

  /** Refuses with this code, as the service does: with status 400. */
  public static SdkException refusal(String code) {
    return CloudFrontException.builder()
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  /** From now on, every call ends like this, before it has any effect; null: it succeeds. */
  public FakeCloudFront refuseAll(@Nullable SdkException refusal) {
    lasting = refusal;
    return this;
  }

  /** The next call has its effect, and its answer is lost on the way. */
  public FakeCloudFront loseNextAnswer() {
    losesAnswer = true;
    return this;
  }

  @Override
  public CreateInvalidationResponse createInvalidation(CreateInvalidationRequest request) {
    requests.add(request);
    if (lasting != null) {
      throw lasting;
    }
    if (!refusals.isEmpty()) {
      throw refusals.remove();
    }
    InvalidationBatch batch = request.invalidationBatch();
    InvalidationBatch before = known.putIfAbsent(batch.callerReference(), batch);
    if (before != null && !before.equals(batch)) {
      throw refusal("InvalidationBatchAlreadyExists");
    }
    Instant createdAt = created.computeIfAbsent(batch.callerReference(), _ -> clock.instant());
    if (losesAnswer) {
      losesAnswer = false;
      throw SdkClientException.create("read timed out");
    }
    int number = List.copyOf(known.keySet()).indexOf(batch.callerReference());
    return CreateInvalidationResponse.builder()
        .invalidation(invalidation ->
            invalidation.id("I" + number).createTime(createdAt).invalidationBatch(batch))
        .build();
  }

  public List<CreateInvalidationRequest> requests() {
    return requests;
  }

  /** How many invalidations there are, retries not counted. */
  public int invalidations() {
    return known.size();
  }

  /** Items of all invalidations, as they are billed. */
  public int billed() {
    return known.values().stream().mapToInt(batch -> batch.paths().quantity()).sum();
  }

  /** What was purged, by any invalidation. */
  public Set<String> purged() {
    Set<String> items = new TreeSet<>();
    known.values().forEach(batch -> items.addAll(batch.paths().items()));
    return items;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
