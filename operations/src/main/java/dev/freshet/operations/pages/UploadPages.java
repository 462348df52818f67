package dev.freshet.operations.pages;

import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.Stack;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Puts the pages and their configuration into the stack's bucket, and then purges them from the
 * edge. How long they are kept is said by the template.
 */
public final class UploadPages {
  private static final String NOT_BUILT =
      "the pages are not built: install Node.js and npm, then run ./freshet pages again";

  /** What the JDK's table of names lacks, or has under another name. */
  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "css", "text/css",
          "html", "text/html; charset=utf-8",
          "js", "text/javascript",
          "json", "application/json",
          "svg", "image/svg+xml",
          "woff2", "font/woff2");

  private final Stack stack;

  public UploadPages(Stack stack) {
    this.stack = stack;
  }

  /**
   * Uploads what is in the directory.
   *
   * @param site as built, with {@code app/} below it; what is in {@code app/ops} stays here, as the
   *     console works on the operator's own machine
   * @param caller makes the invalidation one, however often it is asked for
   * @return how many files there are
   */
  public int upload(Path site, String caller) throws OperationFailedException, IOException {
    if (!Files.isRegularFile(site.resolve("app/index.html"))) {
      throw new OperationFailedException(NOT_BUILT);
    }
    String bucket = stack.output("PagesBucket");
    List<Path> files = files(site);
    try (S3Client s3 = stack.connect(S3Client.builder(), "S3")) {
      for (Path file : files) {
        put(s3, bucket, key(site, file), RequestBody.fromFile(file));
      }
      put(s3, bucket, PageConfig.PATH, RequestBody.fromString(PageConfig.json(stack.outputs())));
    }
    purge(stack.output("DistributionId"), caller);
    return files.size() + 1;
  }

  /** Documents come last: they name assets that must be there by then. Old assets stay. */
  private static List<Path> files(Path site) throws IOException {
    try (Stream<Path> all = Files.walk(site)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !key(site, file).startsWith("app/ops/"))
          .sorted(Comparator.comparing((Path file) -> file.toString().endsWith(".html")))
          .toList();
    }
  }

  private static String key(Path site, Path file) {
    return site.relativize(file).toString().replace('\\', '/');
  }

  private static void put(S3Client s3, String bucket, String key, RequestBody body) {
    s3.putObject(request -> request.bucket(bucket).key(key).contentType(contentType(key)), body);
  }

  private static String contentType(String key) {
    String known = CONTENT_TYPES.get(key.substring(key.lastIndexOf('.') + 1));
    String guessed = known == null ? URLConnection.guessContentTypeFromName(key) : known;
    return guessed == null ? "application/octet-stream" : guessed;
  }

  private void purge(String distribution, String caller) {
    try (CloudFrontClient edge = stack.connect(CloudFrontClient.builder(), "CloudFront")) {
      edge.createInvalidation(request ->
          request
              .distributionId(distribution)
              .invalidationBatch(batch ->
                  batch.callerReference(caller).paths(paths -> paths.quantity(1).items("/app/*"))));
    }
  }
}
