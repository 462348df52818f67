package dev.freshet.e2e.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Like {@code sam package}: uploads the functions' zips to a bucket and puts their addresses into
 * the template, without other changes.
 */
final class Packaging {
  private static final String BUCKET = "freshet-artifacts";
  private static final Pattern CODE = Pattern.compile("(CodeUri:\\s*)(\\S+\\.zip)");

  private final S3Client s3;
  private final Path template;
  private final Map<String, String> uploaded = new HashMap<>();

  Packaging(S3Client s3, Path template) {
    this.s3 = s3;
    this.template = template;
  }

  /** Returns the address of the packaged template. */
  String upload() {
    s3.createBucket(create -> create.bucket(BUCKET));
    String text = CODE.matcher(read(template)).replaceAll(this::uploadCode);
    s3.putObject(put -> put.bucket(BUCKET).key("template.yaml"), RequestBody.fromString(text));
    return s3.utilities().getUrl(url -> url.bucket(BUCKET).key("template.yaml")).toExternalForm();
  }

  private String uploadCode(MatchResult code) {
    String address = uploaded.computeIfAbsent(code.group(2), this::uploadZip);
    return Matcher.quoteReplacement(code.group(1) + address);
  }

  private String uploadZip(String name) {
    Path zip = template.resolveSibling(name);
    if (!Files.isRegularFile(zip)) {
      throw new IllegalStateException(
          zip.toAbsolutePath().normalize() + " is missing; build it with ./freshet package");
    }
    String key = name.replace('/', '-');
    s3.putObject(put -> put.bucket(BUCKET).key(key), zip);
    return "s3://" + BUCKET + "/" + key;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
