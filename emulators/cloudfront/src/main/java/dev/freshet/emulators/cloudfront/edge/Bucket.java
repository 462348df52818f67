package dev.freshet.emulators.cloudfront.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A directory in the place of an S3 bucket that only the distribution may read: objects with their
 * {@code ETag} and {@code Last-Modified}, and 403 for those that are missing, as the distribution
 * may not list the bucket. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
final class Bucket implements OriginServer {
  /** What the JDK's table of names lacks. */
  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "css", "text/css",
          "js", "text/javascript",
          "json", "application/json",
          "svg", "image/svg+xml",
          "webp", "image/webp",
          "woff2", "font/woff2");

  private final Path directory;

  Bucket(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  @Override
  public EdgeResponse ask(OriginRequest request) {
    String path = request.target().split("\\?", 2)[0].replace("+", "%2B");
    try {
      Path file = directory.resolve("." + URLDecoder.decode(path, StandardCharsets.UTF_8));
      return file.normalize().startsWith(directory) && Files.isRegularFile(file)
          ? object(request, file)
          : denied();
    } catch (IllegalArgumentException malformed) {
      return denied();
    } catch (IOException e) {
      throw new UncheckedIOException("the object cannot be read", e);
    }
  }

  private static EdgeResponse object(OriginRequest request, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    EdgeHeaders headers =
        EdgeHeaders.of(
            "ETag",
            "\"" + md5(bytes) + "\"",
            "Last-Modified",
            ViewerAnswer.httpDate(Files.getLastModifiedTime(file).toInstant()),
            "Accept-Ranges",
            "bytes",
            "Content-Type",
            contentType(file.getFileName().toString()),
            "Content-Length",
            String.valueOf(bytes.length),
            "Server",
            "AmazonS3");
    String etag = headers.first("ETag").orElseThrow();
    return request.headers().members("If-None-Match").contains(etag)
        ? new EdgeResponse(304, headers.without("Content-Length"), ContentBody.EMPTY)
        : new EdgeResponse(200, headers, ContentBody.of(bytes));
  }

  private static String contentType(String name) {
    String known = CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    String guessed = known == null ? URLConnection.guessContentTypeFromName(name) : known;
    return guessed == null ? "application/octet-stream" : guessed;
  }

  private static EdgeResponse denied() {
    byte[] body =
        "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
            .getBytes(StandardCharsets.UTF_8);
    return new EdgeResponse(
        403,
        EdgeHeaders.of("Content-Type", "application/xml", "Server", "AmazonS3"),
        ContentBody.of(body));
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  @Override
  public void close() {}
}
